/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-report"

#include "oms-report-builder.h"

#include "oms-report-private.h"

#include <string.h>

/**
 * OmsReportBuilder:
 *
 * Fills in a [class@Report] while a test runs. Its owner, the thread of the check, enters each fact
 * when it is learnt, and takes the report at the end with [method@ReportBuilder.build]; from then
 * on the report never changes, and the builder can only be freed.
 *
 * What can be read back is what the rest of the conversation depends on.
 */

/**
 * oms_report_builder_is_open:
 * @self: (nullable): a builder
 *
 * Looks whether there still is a report to fill in. All functions of the builder ask for it.
 *
 * Returns: %FALSE once the report was taken
 */
gboolean
oms_report_builder_is_open (OmsReportBuilder *self)
{
  return self && self->report;
}

static void
tell_stage (OmsReportBuilder *self,
            OmsStage          stage)
{
  OmsStageResult result = oms_report_get_stage_result (self->report, stage);

  if (self->stage_func)
    self->stage_func (&result, self->stage_func_data);
}

/**
 * oms_report_builder_new:
 * @redactor: what the transcript must never record
 *
 * Makes a builder. The time that the test takes is counted from now on.
 *
 * Returns: (transfer full): a builder, to be released with oms_report_builder_free()
 */
OmsReportBuilder *
oms_report_builder_new (OmsRedactor *redactor)
{
  OmsReportBuilder *self;

  g_return_val_if_fail (redactor != NULL, NULL);

  self = g_new0 (OmsReportBuilder, 1);
  self->report = g_object_new (OMS_TYPE_REPORT, NULL);
  oms_transcript_unref (self->report->transcript);
  self->report->transcript = oms_transcript_new (redactor);
  self->began = g_get_monotonic_time ();

  return self;
}

/**
 * oms_report_builder_free:
 * @self: (transfer full): a builder
 *
 * Frees a builder, with its report if that was never taken.
 */
void
oms_report_builder_free (OmsReportBuilder *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->report);
  g_free (self);
}

/**
 * oms_report_builder_set_stage_func:
 * @self: a builder
 * @func: (nullable) (scope forever): called when a stage begins, ends, or learns something
 * @user_data: for @func, valid as long as the builder is used
 *
 * Sets who is told how far the test is, on the thread that uses the builder.
 */
void
oms_report_builder_set_stage_func (OmsReportBuilder   *self,
                                   OmsReportStageFunc  func,
                                   gpointer            user_data)
{
  g_return_if_fail (oms_report_builder_is_open (self));

  self->stage_func = func;
  self->stage_func_data = user_data;
}

/* --- How it goes --- */

/**
 * oms_report_builder_begin_stage:
 * @self: a builder
 * @stage: a stage
 *
 * Marks a stage as going on. One that is going on already goes on; one that was over takes the time
 * that it had taken with it.
 */
void
oms_report_builder_begin_stage (OmsReportBuilder *self,
                                OmsStage          stage)
{
  OmsStageRecord *record;

  g_return_if_fail (oms_report_builder_is_open (self));
  g_return_if_fail (stage < OMS_N_STAGES);

  record = &self->report->stages[stage];
  if (record->state == OMS_STAGE_STATE_RUNNING)
    return;

  record->state = OMS_STAGE_STATE_RUNNING;
  self->stages_began[stage] = g_get_monotonic_time () - record->microseconds;
  self->report->stage = stage;
  tell_stage (self, stage);
}

/**
 * oms_report_builder_end_stage:
 * @self: a builder
 * @stage: a stage
 * @state: how it ended
 * @detail: (nullable): a fact, untranslated, or %NULL to keep the one that is there
 *
 * Marks a stage as over. One that is over already keeps the time that it took.
 */
void
oms_report_builder_end_stage (OmsReportBuilder *self,
                              OmsStage          stage,
                              OmsStageState     state,
                              const char       *detail)
{
  OmsStageRecord *record;

  g_return_if_fail (oms_report_builder_is_open (self));
  g_return_if_fail (stage < OMS_N_STAGES);

  record = &self->report->stages[stage];
  if (record->state == OMS_STAGE_STATE_RUNNING)
    record->microseconds = g_get_monotonic_time () - self->stages_began[stage];
  record->state = state;
  if (detail)
    oms_report_set_text (&record->detail, detail);
  tell_stage (self, stage);
}

/**
 * oms_report_builder_correct_time:
 * @self: a builder
 * @stage: a stage that is over
 * @microseconds: how long it took
 *
 * Replaces the time that a stage took by a better measurement.
 */
void
oms_report_builder_correct_time (OmsReportBuilder *self,
                                 OmsStage          stage,
                                 gint64            microseconds)
{
  g_return_if_fail (oms_report_builder_is_open (self));
  g_return_if_fail (stage < OMS_N_STAGES);

  self->report->stages[stage].microseconds = microseconds;
  tell_stage (self, stage);
}

/* The first line of a reply of several tells most; the others carry on, or give an address. Where
 * it breaks off in the middle of a later sentence, that is left out. */
static char *
dup_gist (OmsSmtpReply *reply)
{
  const char * const *lines = oms_smtp_reply_get_lines (reply);
  const char *end;

  if (!lines[0])
    return g_strdup ("");

  end = lines[1] ? strstr (lines[0], ". ") : NULL;

  return end ? g_strndup (lines[0], end + 1 - lines[0]) : g_strdup (lines[0]);
}

static void
set_reply (OmsReport    *report,
           OmsSmtpReply *reply)
{
  g_clear_pointer (&report->reply, oms_smtp_reply_unref);
  report->reply = reply ? oms_smtp_reply_ref (reply) : NULL;
}

/**
 * oms_report_builder_set_command:
 * @self: a builder
 * @command: what is said to the server now, or was said and is to be answered next
 *
 * Notes what the server answers, should its answer decide.
 */
void
oms_report_builder_set_command (OmsReportBuilder *self,
                                OmsCommand        command)
{
  g_return_if_fail (oms_report_builder_is_open (self));

  self->command = command;
}

/**
 * oms_report_builder_remark:
 * @self: a builder
 * @reply: a refusal that is no failure
 *
 * Enters what is worth a remark, and does not keep the test from succeeding. Should it fail later,
 * that is what counts.
 */
void
oms_report_builder_remark (OmsReportBuilder *self,
                           OmsSmtpReply     *reply)
{
  g_return_if_fail (oms_report_builder_is_open (self));
  g_return_if_fail (reply != NULL);

  if (self->report->failure != OMS_FAILURE_NONE)
    return;

  self->report->command = self->command;
  set_reply (self->report, reply);
}

/**
 * oms_report_builder_fail:
 * @self: a builder
 * @stage: the stage that fails
 * @failure: how, but for %OMS_FAILURE_NONE
 * @reply: (nullable): the reply that decided
 * @detail: (nullable): words of libcurl or the system, where no server said any
 *
 * Enters why the test ended. The first failure stands: what comes after it is its consequence.
 * After oms_report_builder_finish() nothing fails any more.
 */
void
oms_report_builder_fail (OmsReportBuilder *self,
                         OmsStage          stage,
                         OmsFailure        failure,
                         OmsSmtpReply     *reply,
                         const char       *detail)
{
  g_autofree char *gist = NULL;
  OmsReport *report;

  g_return_if_fail (oms_report_builder_is_open (self));

  report = self->report;
  if (self->finished || report->failure != OMS_FAILURE_NONE)
    return;

  gist = reply ? dup_gist (reply) : g_strdup (detail ? detail : "");
  report->failure = failure;
  report->stage = stage;
  report->command = self->command;
  set_reply (report, reply);
  if (detail)
    oms_report_set_text (&report->detail, detail);
  oms_report_builder_end_stage (self, stage, OMS_STAGE_STATE_FAILED, gist);
}

/**
 * oms_report_builder_fail_timeout:
 * @self: a builder
 * @stage: the stage that fails
 * @milliseconds: how long the answer was waited for
 *
 * Enters that the test ended with a deadline. Here too the first failure stands.
 */
void
oms_report_builder_fail_timeout (OmsReportBuilder *self,
                                 OmsStage          stage,
                                 guint             milliseconds)
{
  g_return_if_fail (oms_report_builder_is_open (self));

  if (self->finished || self->report->failure != OMS_FAILURE_NONE)
    return;

  self->report->timeout = milliseconds;
  oms_report_builder_fail (self, stage, OMS_FAILURE_TIMEOUT, NULL, NULL);
}

/**
 * oms_report_builder_get_began:
 * @self: a builder
 *
 * Gets when the test began, for a deadline that counts from there.
 *
 * Returns: microseconds of the monotonic clock
 */
gint64
oms_report_builder_get_began (OmsReportBuilder *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->began;
}

/**
 * oms_report_builder_get_stage:
 * @self: a builder
 *
 * Gets the stage that failed, or the last one that has begun.
 *
 * Returns: a stage
 */
OmsStage
oms_report_builder_get_stage (OmsReportBuilder *self)
{
  g_return_val_if_fail (oms_report_builder_is_open (self), OMS_STAGE_RESOLVE);

  return self->report->stage;
}

/**
 * oms_report_builder_get_stage_state:
 * @self: a builder
 * @stage: a stage
 *
 * Gets how far one stage is.
 *
 * Returns: its state
 */
OmsStageState
oms_report_builder_get_stage_state (OmsReportBuilder *self,
                                    OmsStage          stage)
{
  g_return_val_if_fail (oms_report_builder_is_open (self), OMS_STAGE_STATE_WAITING);
  g_return_val_if_fail (stage < OMS_N_STAGES, OMS_STAGE_STATE_WAITING);

  return self->report->stages[stage].state;
}

/**
 * oms_report_builder_get_failure:
 * @self: a builder
 *
 * Gets how the test has failed, if it has.
 *
 * Returns: the failure, or %OMS_FAILURE_NONE
 */
OmsFailure
oms_report_builder_get_failure (OmsReportBuilder *self)
{
  g_return_val_if_fail (oms_report_builder_is_open (self), OMS_FAILURE_LOCAL);

  return self->report->failure;
}

/* --- How it ends --- */

/**
 * oms_report_builder_finish:
 * @self: a builder
 *
 * Stops the clock, once: the result is known now, whatever is still said to the server, and whether
 * that reaches it.
 */
void
oms_report_builder_finish (OmsReportBuilder *self)
{
  g_return_if_fail (oms_report_builder_is_open (self));

  if (self->finished)
    return;

  self->finished = TRUE;
  self->report->duration = g_get_monotonic_time () - self->began;
}

/**
 * oms_report_builder_build:
 * @self: a builder
 *
 * Hands out the report, which has its last form now. The builder is spent: all that is left to do
 * with it is oms_report_builder_free().
 *
 * Returns: (transfer full): the report
 */
OmsReport *
oms_report_builder_build (OmsReportBuilder *self)
{
  g_return_val_if_fail (oms_report_builder_is_open (self), NULL);

  oms_report_builder_finish (self);

  return g_steal_pointer (&self->report);
}
