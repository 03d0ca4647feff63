/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-redactor.h"
#include "oms-report.h"
#include "oms-sender.h"

G_BEGIN_DECLS

/* How a report comes about. Owned and used by one thread at a time; not reference counted. */
typedef struct _OmsReportBuilder OmsReportBuilder;

/* @result belongs to the builder, and is true until it is used again. */
typedef void (*OmsReportStageFunc) (const OmsStageResult *result,
                                    gpointer              user_data);

OmsReportBuilder   *oms_report_builder_new                (OmsRedactor        *redactor)
                                                           G_GNUC_WARN_UNUSED_RESULT;
void                oms_report_builder_free               (OmsReportBuilder   *self);
void                oms_report_builder_set_stage_func     (OmsReportBuilder   *self,
                                                           OmsReportStageFunc  func,
                                                           gpointer            user_data);

/* What is tested */
void                oms_report_builder_set_sender         (OmsReportBuilder   *self,
                                                           OmsSender          *sender);
void                oms_report_builder_set_password_shape (OmsReportBuilder   *self,
                                                           OmsPasswordShape    shape);

/* How it goes */
void                oms_report_builder_begin_stage        (OmsReportBuilder   *self,
                                                           OmsStage            stage);
void                oms_report_builder_end_stage          (OmsReportBuilder   *self,
                                                           OmsStage            stage,
                                                           OmsStageState       state,
                                                           const char         *detail);
void                oms_report_builder_correct_time       (OmsReportBuilder   *self,
                                                           OmsStage            stage,
                                                           gint64              microseconds);
void                oms_report_builder_set_command        (OmsReportBuilder   *self,
                                                           OmsCommand          command);
void                oms_report_builder_remark             (OmsReportBuilder   *self,
                                                           OmsSmtpReply       *reply);
void                oms_report_builder_fail               (OmsReportBuilder   *self,
                                                           OmsStage            stage,
                                                           OmsFailure          failure,
                                                           OmsSmtpReply       *reply,
                                                           const char         *detail);
void                oms_report_builder_fail_timeout       (OmsReportBuilder   *self,
                                                           OmsStage            stage,
                                                           guint               milliseconds);
gint64              oms_report_builder_get_began          (OmsReportBuilder   *self);
OmsStage            oms_report_builder_get_stage          (OmsReportBuilder   *self);
OmsStageState       oms_report_builder_get_stage_state    (OmsReportBuilder   *self,
                                                           OmsStage            stage);
OmsFailure          oms_report_builder_get_failure        (OmsReportBuilder   *self);

/* What is learnt */
void                oms_report_builder_set_peer           (OmsReportBuilder   *self,
                                                           const char         *peer);
OmsSmtpReply       *oms_report_builder_get_greeting       (OmsReportBuilder   *self);
void                oms_report_builder_set_greeting       (OmsReportBuilder   *self,
                                                           OmsSmtpReply       *greeting);
gboolean            oms_report_builder_has_capability     (OmsReportBuilder   *self,
                                                           const char         *keyword);
const char * const *oms_report_builder_get_mechanisms     (OmsReportBuilder   *self);
void                oms_report_builder_set_capabilities   (OmsReportBuilder   *self,
                                                           OmsSmtpReply       *reply);
const char         *oms_report_builder_get_tls_version    (OmsReportBuilder   *self);
void                oms_report_builder_set_tls            (OmsReportBuilder   *self,
                                                           const char         *version,
                                                           const char         *cipher);
void                oms_report_builder_set_certificate    (OmsReportBuilder   *self,
                                                           OmsCertificate     *certificate);
void                oms_report_builder_set_mechanism      (OmsReportBuilder   *self,
                                                           const char         *mechanism);
void                oms_report_builder_set_signed_in      (OmsReportBuilder   *self,
                                                           gboolean            signed_in);
void                oms_report_builder_set_token_failure  (OmsReportBuilder   *self,
                                                           const char         *token_failure);
OmsTranscript      *oms_report_builder_get_transcript     (OmsReportBuilder   *self);

/* How it ends */
void                oms_report_builder_finish             (OmsReportBuilder   *self);
OmsReport          *oms_report_builder_build              (OmsReportBuilder   *self)
                                                           G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsReportBuilder, oms_report_builder_free)

G_END_DECLS
