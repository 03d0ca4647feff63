/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-diagnosis.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum {
  OMS_RESULT_GOOD,
  OMS_RESULT_BAD,
  OMS_RESULT_DOUBTFUL,   /* nothing proven wrong: try again later */
} OmsResultKind;

#define OMS_TYPE_RESULT_VIEW (oms_result_view_get_type ())
G_DECLARE_FINAL_TYPE (OmsResultView, oms_result_view, OMS, RESULT_VIEW, GtkBox)

void        oms_result_view_show              (OmsResultView *self,
                                               OmsResultKind  kind,
                                               const char    *headline,
                                               const char    *text);
void        oms_result_view_show_error        (OmsResultView *self,
                                               const GError  *error);
void        oms_result_view_show_diagnosis    (OmsResultView *self,
                                               OmsDiagnosis  *diagnosis);
void        oms_result_view_offer_remedy      (OmsResultView *self,
                                               OmsDiagnosis  *diagnosis);
char       *oms_result_view_offer_alternative (OmsResultView *self,
                                               const char    *host,
                                               OmsEncryption  encryption,
                                               guint          port)
                                               G_GNUC_WARN_UNUSED_RESULT;
void        oms_result_view_add_note          (OmsResultView *self,
                                               const char    *note);
void        oms_result_view_set_details       (OmsResultView *self,
                                               gboolean       details);
gboolean    oms_result_view_is_good           (OmsResultView *self);
gboolean    oms_result_view_is_suggesting     (OmsResultView *self);
const char *oms_result_view_get_summary       (OmsResultView *self);

G_END_DECLS
