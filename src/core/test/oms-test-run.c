/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-test"

#include "config.h"

#include "oms-test-private.h"

#include "oms-alternatives.h"
#include "oms-check.h"
#include "oms-error.h"
#include "oms-log.h"

#include <glib/gi18n-lib.h>

/* What happens in a test, step by step. */

/**
 * oms_test_forget_password:
 * @self: a test
 *
 * Releases the password. It is wiped when nobody else holds it.
 */
void
oms_test_forget_password (OmsTest *self)
{
  g_clear_pointer (&self->password, oms_password_unref);
}

/**
 * oms_test_finish:
 * @self: a test that is running
 *
 * Ends the test, whatever came of it, and tells so.
 */
void
oms_test_finish (OmsTest *self)
{
  oms_test_forget_password (self);
  g_clear_object (&self->cancellable);
  g_object_notify (G_OBJECT (self), "running");
  g_signal_emit (self, oms_test_signals[OMS_TEST_FINISHED], 0);
}

static void
finish_with_error (OmsTest *self,
                   GError  *error)
{
  self->error = error;
  oms_test_finish (self);
}

/* Only a final refusal of the sign-in counts: not a busy server, not one that hung up, and not one
 * that did not understand the command (50x, RFC 5321 section 4.2.1). */
static gboolean
is_rejection (OmsReport *report)
{
  OmsSmtpReply *reply = oms_report_get_reply (report);

  return oms_report_get_failure (report) == OMS_FAILURE_REPLY &&
         oms_report_get_stage (report) == OMS_STAGE_SIGN_IN &&
         reply && oms_smtp_reply_get_code (reply) >= 510;
}

static void
on_stage_changed (OmsTest       *self,
                  OmsStage       stage,
                  OmsStageState  state,
                  gint64         microseconds,
                  const char    *detail)
{
  /* From now on the server is waited for. */
  if (stage == OMS_STAGE_CONNECT && state == OMS_STAGE_STATE_PASSED)
    oms_diagnosis_prepare ();

  if (self->cancellable)
    g_signal_emit (self, oms_test_signals[OMS_TEST_STAGE_CHANGED], 0, stage, state, microseconds,
                   detail);
}

static void
on_waiting (OmsTest  *self,
            OmsStage  stage)
{
  if (self->cancellable)
    g_signal_emit (self, oms_test_signals[OMS_TEST_WAITING], 0, stage);
}

static void
stop_search (OmsTest *self)
{
  if (self->search)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

static void
on_alternatives_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  OmsTest *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = oms_alternatives_find_finish (result, &error);
  OmsAlternative *best;

  if (!found)
    return;

  self = OMS_TEST (user_data);
  g_clear_object (&self->search);
  if (found->len == 0)
    return;

  best = &g_array_index (found, OmsAlternative, 0);
  g_signal_emit (self, oms_test_signals[OMS_TEST_ALTERNATIVE_FOUND], 0, best->encryption,
                 best->port);
}

static void
look_for_alternative (OmsTest *self)
{
  if (!self->search_alternatives || !oms_alternatives_are_worth_trying (self->report))
    return;

  self->search = g_cancellable_new ();
  oms_alternatives_find_async (self->sender, self->practice, self->search,
                               on_alternatives_ready, self);
}

static void
on_learn_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  if (oms_guard_learn_finish (OMS_GUARD (source), result, NULL))
    oms_test_finish (OMS_TEST (user_data));
}

/* A sign-in that was refused or accepted says something about the password; nothing else does. */
static void
tell_guard (OmsTest *self)
{
  gboolean refused = is_rejection (self->report);

  if (self->guard && self->password && (refused || oms_report_is_signed_in (self->report)))
    oms_guard_learn_async (self->guard, self->sender, self->password,
                           refused ? oms_diagnosis_get_cause (self->diagnosis) : OMS_CAUSE_OK,
                           self->cancellable, on_learn_ready, self);
  else
    oms_test_finish (self);
}

static void
on_run_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  OmsTest *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (OmsReport) report = oms_check_run_finish (OMS_CHECK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = OMS_TEST (user_data);
  if (!report) {
    finish_with_error (self, g_steal_pointer (&error));
    return;
  }

  self->report = g_steal_pointer (&report);
  self->diagnosis = oms_diagnosis_new_for_report (self->report, NULL);
  oms_log_test (self->report, self->diagnosis);
  oms_test_remember (self);
  look_for_alternative (self);
  tell_guard (self);
}

/**
 * oms_test_run:
 * @self: a test whose password is known, if it needs one
 *
 * Talks to the server.
 */
void
oms_test_run (OmsTest *self)
{
  g_autoptr (OmsCheck) check = oms_check_new (self->sender, self->password);

  oms_check_set_practice (check, self->practice);
  oms_check_set_recipient (check, self->recipient);
  g_signal_connect_object (check, "stage-changed", G_CALLBACK (on_stage_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (check, "waiting", G_CALLBACK (on_waiting), self, G_CONNECT_SWAPPED);
  oms_check_run_async (check, self->cancellable, on_run_ready, self);
}

static void
on_guard_check_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  OmsTest *self;
  g_autoptr (GError) error = NULL;
  OmsRefusal *refusal = oms_guard_check_finish (OMS_GUARD (source), result, &error);

  if (error)
    return;

  self = OMS_TEST (user_data);
  self->refusal = refusal;
  if (refusal)
    g_signal_emit (self, oms_test_signals[OMS_TEST_REPEATED], 0);
  else
    oms_test_run (self);
}

static void
on_password_known (OmsTest *self)
{
  if (self->guard)
    oms_guard_check_async (self->guard, self->sender, self->password, self->cancellable,
                           on_guard_check_ready, self);
  else
    oms_test_run (self);
}

static void
on_lookup_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  OmsTest *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (OmsPassword) password =
    oms_secret_lookup_finish (OMS_SECRET (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = OMS_TEST (user_data);
  if (!error && !password)
    error = g_error_new_literal (OMS_ERROR, OMS_ERROR_KEYRING_FAILED,
                                 _("There is no password in the keyring for this sender."));
  if (error) {
    finish_with_error (self, g_steal_pointer (&error));
    return;
  }

  self->password = g_steal_pointer (&password);
  on_password_known (self);
}

/**
 * oms_test_forget_result:
 * @self: a test
 *
 * Forgets what the last run has brought, and ends the search for another way.
 */
void
oms_test_forget_result (OmsTest *self)
{
  stop_search (self);
  g_clear_pointer (&self->refusal, g_free);
  g_clear_object (&self->report);
  g_clear_object (&self->diagnosis);
  g_clear_error (&self->error);
}

/**
 * oms_test_begin:
 * @self: a test
 * @password: (nullable): the password, or %NULL to look it up in the keyring
 *
 * Gets the password, asks the guard about it, and runs the test. Without sign-in it runs at once.
 */
void
oms_test_begin (OmsTest     *self,
                OmsPassword *password)
{
  if (oms_sender_get_authentication (self->sender) == OMS_AUTHENTICATION_NONE) {
    oms_test_run (self);
  } else if (password) {
    self->password = oms_password_ref (password);
    on_password_known (self);
  } else {
    oms_secret_lookup_async (self->keyring, self->sender, self->cancellable,
                             on_lookup_ready, self);
  }
}
