/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-report.h"

G_BEGIN_DECLS

/* How a report comes about: the check's thread fills it in, hands it over, and touches it no more. */

typedef struct {
  OmsStageState  state;
  gint64         began;          /* monotonic, µs; 0: not begun */
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
  gint64             began;      /* monotonic, µs */
  gint64             duration;

  /* While it is being filled in, only. */
  void             (*stage_changed) (OmsReport *self,
                                     OmsStage   stage,
                                     gpointer   user_data);
  gpointer           stage_changed_data;
};

void     oms_report_begin_stage      (OmsReport     *self,
                                      OmsStage       stage);
void     oms_report_end_stage        (OmsReport     *self,
                                      OmsStage       stage,
                                      OmsStageState  state,
                                      const char    *detail);
void     oms_report_correct_time     (OmsReport     *self,
                                      OmsStage       stage,
                                      gint64         microseconds);
void     oms_report_fail             (OmsReport     *self,
                                      OmsStage       stage,
                                      OmsFailure     failure,
                                      OmsSmtpReply  *reply,
                                      const char    *detail);
void     oms_report_set_capabilities (OmsReport     *self,
                                      OmsSmtpReply  *reply);
gboolean oms_report_has_capability   (OmsReport     *self,
                                      const char    *keyword);
void     oms_report_finish           (OmsReport     *self);

G_END_DECLS
