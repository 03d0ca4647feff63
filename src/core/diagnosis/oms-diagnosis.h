/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-cause.h"
#include "oms-provider.h"
#include "oms-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One thing for the person to do, in order. All text is translated and plain, never markup. */
typedef struct {
  const char *title;
  const char *text;     /* or "" */
  const char *link;     /* an https address, or NULL */
  gboolean    proven;   /* the server has just shown that this one is done */
  gboolean    note;     /* the note for an administrator goes to whom this one names */
} OmsStep;

/* What the window can do about it by itself. */
typedef enum {
  OMS_REMEDY_NONE,
  OMS_REMEDY_TRUST_CERTIFICATE,   /* offer to pin the report's certificate */
  OMS_REMEDY_ALLOW_PLAINTEXT,     /* offer to allow this one server the password unencrypted */
  OMS_REMEDY_ENTER_PASSWORD,      /* show a password field in How to Fix It */
  OMS_REMEDY_ENTER_HOST,          /* go to the field */
  OMS_REMEDY_ENTER_ADDRESS,
  OMS_REMEDY_ENTER_USER,
  OMS_REMEDY_TRY_AGAIN,           /* nothing to change: later */
} OmsRemedy;

/* A cause, with the words for it. Immutable. */
#define OMS_TYPE_DIAGNOSIS (oms_diagnosis_get_type ())
G_DECLARE_FINAL_TYPE (OmsDiagnosis, oms_diagnosis, OMS, DIAGNOSIS, GObject)

void                oms_diagnosis_speak_of_options (void);
void                oms_diagnosis_prepare          (void);
OmsDiagnosis       *oms_diagnosis_new_for_report  (OmsReport    *report,
                                                   GDateTime    *today) G_GNUC_WARN_UNUSED_RESULT;
OmsDiagnosis       *oms_diagnosis_new_for_text    (const char   *text,
                                                   gssize        length,
                                                   const char   *host,
                                                   GDateTime    *today) G_GNUC_WARN_UNUSED_RESULT;

OmsCause            oms_diagnosis_get_cause       (OmsDiagnosis *self);
OmsConfidence       oms_diagnosis_get_confidence  (OmsDiagnosis *self);
gboolean            oms_diagnosis_get_stage       (OmsDiagnosis *self,
                                                   OmsStage     *stage);
guint               oms_diagnosis_get_code        (OmsDiagnosis *self);
const char         *oms_diagnosis_get_enhanced    (OmsDiagnosis *self);
const char * const *oms_diagnosis_get_reply       (OmsDiagnosis *self);
OmsProvider        *oms_diagnosis_get_provider    (OmsDiagnosis *self);
const char         *oms_diagnosis_get_headline    (OmsDiagnosis *self);
const char         *oms_diagnosis_get_explanation (OmsDiagnosis *self);
const OmsStep      *oms_diagnosis_get_steps       (OmsDiagnosis *self,
                                                   gsize        *n_steps);
OmsRemedy           oms_diagnosis_get_remedy      (OmsDiagnosis *self);
const char         *oms_diagnosis_get_admin_note  (OmsDiagnosis *self);
const char         *oms_diagnosis_get_rule        (OmsDiagnosis *self);
const char         *oms_diagnosis_get_words       (OmsDiagnosis *self);

G_END_DECLS
