/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-report-builder.h"

G_BEGIN_DECLS

/* What a report is inside: for oms-report.c, which reads it, and the builder, which fills it in.
 * Nobody else includes this. */

typedef struct {
  OmsStageState  state;
  gint64         microseconds;
  char          *detail;
} OmsStageRecord;

struct _OmsReport {
  GObject            parent_instance;

  char              *host;
  guint              port;
  OmsEncryption      encryption;
  OmsAuthentication  authentication;
  char              *user;
  char              *address;
  OmsPasswordShape   password_shape;

  OmsStageRecord     stages[OMS_N_STAGES];
  OmsStage           stage;
  OmsFailure         failure;
  gboolean           signed_in;
  OmsCommand         command;
  OmsSmtpReply      *reply;
  char              *detail;
  guint              timeout;

  char              *peer;
  OmsSmtpReply      *greeting;
  char              *ehlo_name;
  GStrv              capabilities;
  GStrv              mechanisms;
  char              *mechanism;
  char              *token_failure;
  char              *tls_version;
  char              *tls_cipher;
  OmsCertificate    *certificate;
  OmsTranscript     *transcript;
  GDateTime         *started;
  gint64             duration;
};

struct _OmsReportBuilder {
  OmsReport          *report;                        /* NULL once it was handed out */
  gint64              began;                         /* monotonic, µs */
  gint64              stages_began[OMS_N_STAGES];    /* less the time taken before */
  gboolean            finished;                      /* the result is known */
  OmsCommand          command;                       /* what is to be answered next */
  OmsReportStageFunc  stage_func;
  gpointer            stage_func_data;
};

void     oms_report_set_text        (char             **field,
                                     const char        *text);
gboolean oms_report_builder_is_open (OmsReportBuilder  *self);

G_END_DECLS
