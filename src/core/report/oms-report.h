/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-certificate.h"
#include "oms-enums.h"
#include "oms-password-shape.h"
#include "oms-smtp-reply.h"
#include "oms-transcript.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OmsStageResult:
 * @stage: a stage
 * @state: how far it is
 * @microseconds: how long it took, or has taken so far
 * @detail: a fact, untranslated: an address, a port, "TLSv1.3", the first line of a reply; or ""
 *
 * How far one stage of a test got.
 */
typedef struct {
  OmsStage       stage;
  OmsStageState  state;
  gint64         microseconds;
  const char    *detail;
} OmsStageResult;

#define OMS_TYPE_REPORT (oms_report_get_type ())
G_DECLARE_FINAL_TYPE (OmsReport, oms_report, OMS, REPORT, GObject)

/* What was tested */
const char           *oms_report_get_host             (OmsReport *self);
guint                 oms_report_get_port             (OmsReport *self);
OmsEncryption         oms_report_get_encryption       (OmsReport *self);
OmsAuthentication     oms_report_get_authentication   (OmsReport *self);
const char           *oms_report_get_user             (OmsReport *self);
const char           *oms_report_get_address          (OmsReport *self);
OmsPasswordShape      oms_report_get_password_shape   (OmsReport *self);

/* How it ended */
gboolean              oms_report_is_ok                (OmsReport *self);
OmsFailure            oms_report_get_failure          (OmsReport *self);
OmsStage              oms_report_get_stage            (OmsReport *self);
OmsStageResult        oms_report_get_stage_result     (OmsReport *self,
                                                       OmsStage   stage);
gboolean              oms_report_is_signed_in         (OmsReport *self);   /* a 235 was seen */
OmsSmtpReply         *oms_report_get_reply            (OmsReport *self);   /* (nullable) */
OmsCommand            oms_report_get_command          (OmsReport *self);   /* what it answers */
/* Words for what no server said: libcurl's, the system's; "" */
const char           *oms_report_get_detail           (OmsReport *self);
guint                 oms_report_get_timeout          (OmsReport *self);

/* What was learnt */
const char           *oms_report_get_peer             (OmsReport *self);
OmsSmtpReply         *oms_report_get_greeting         (OmsReport *self);   /* (nullable) */
const char           *oms_report_get_ehlo_name        (OmsReport *self);
const char * const   *oms_report_get_capabilities     (OmsReport *self);
const char * const   *oms_report_get_mechanisms       (OmsReport *self);   /* words after AUTH */
const char           *oms_report_get_mechanism        (OmsReport *self);   /* the one used, or "" */
const char           *oms_report_get_token_failure    (OmsReport *self);
const char           *oms_report_get_tls_version      (OmsReport *self);   /* "TLSv1.3", or "" */
const char           *oms_report_get_tls_cipher       (OmsReport *self);   /* or "" */
OmsCertificate       *oms_report_get_certificate      (OmsReport *self);   /* (nullable) */
OmsTranscript        *oms_report_get_transcript       (OmsReport *self);
GDateTime            *oms_report_get_started          (OmsReport *self);   /* UTC */
gint64                oms_report_get_duration         (OmsReport *self);

G_END_DECLS
