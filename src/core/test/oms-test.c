/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-test"

#include "config.h"

#include "oms-test.h"

#include "oms-alternatives.h"
#include "oms-check.h"
#include "oms-enum-types.h"
#include "oms-log.h"

/**
 * OmsTest:
 *
 * The tests of one sender, one after the other: finds the password, runs the check, has the
 * report explained, writes the log, and looks for another way to a server that cannot be reached.
 * Knows nothing of widgets.
 */
struct _OmsTest {
  GObject       parent_instance;

  OmsSecret    *keyring;
  OmsGuard     *guard;
  OmsPractice  *practice;

  OmsSender    *sender;       /* the one being tested, as it was at the start */
  OmsPassword  *password;     /* released as soon as it is no longer needed */
  char         *recipient;
  GCancellable *cancellable;  /* only while running */
  OmsReport    *report;
  OmsDiagnosis *diagnosis;
  GError       *error;
  GCancellable *search;       /* for another way, after a failure */
};

G_DEFINE_FINAL_TYPE (OmsTest, oms_test, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_RUNNING,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum {
  STAGE_CHANGED,
  WAITING,
  REPEATED,
  FINISHED,
  ALTERNATIVE_FOUND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
forget_password (OmsTest *self)
{
  g_clear_pointer (&self->password, oms_password_unref);
}

static void
finish (OmsTest *self)
{
  forget_password (self);
  g_clear_object (&self->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RUNNING]);
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
finish_with_error (OmsTest *self,
                   GError  *error)
{
  self->error = error;
  finish (self);
}

/* Only a final refusal of the sign-in counts: not a busy server, not one that hung up. */
static gboolean
is_rejection (OmsReport *report)
{
  OmsSmtpReply *reply = oms_report_get_reply (report);

  return oms_report_get_failure (report) == OMS_FAILURE_REPLY &&
         oms_report_get_stage (report) == OMS_STAGE_SIGN_IN &&
         reply && oms_smtp_reply_get_code (reply) >= 500;
}

static void
on_stage_changed (OmsTest       *self,
                  OmsStage       stage,
                  OmsStageState  state,
                  gint64         microseconds,
                  const char    *detail)
{
  if (self->cancellable)
    g_signal_emit (self, signals[STAGE_CHANGED], 0, stage, state, microseconds, detail);
}

static void
on_waiting (OmsTest  *self,
            OmsStage  stage)
{
  if (self->cancellable)
    g_signal_emit (self, signals[WAITING], 0, stage);
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
  g_signal_emit (self, signals[ALTERNATIVE_FOUND], 0, best->encryption, best->port);
}

static void
look_for_alternative (OmsTest *self)
{
  if (!oms_alternatives_are_worth_trying (self->report))
    return;

  self->search = g_cancellable_new ();
  oms_alternatives_find_async (self->sender, self->practice, self->search,
                               on_alternatives_ready, self);
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
  if (self->password && (oms_report_is_signed_in (self->report) || is_rejection (self->report)))
    oms_guard_set_rejected (self->guard, self->sender, self->password,
                            is_rejection (self->report));
  look_for_alternative (self);
  finish (self);
}

static void
run_check (OmsTest *self)
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
on_password_known (OmsTest *self)
{
  if (self->password && oms_guard_was_rejected (self->guard, self->sender, self->password))
    g_signal_emit (self, signals[REPEATED], 0);
  else
    run_check (self);
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
  if (error) {
    finish_with_error (self, g_steal_pointer (&error));
    return;
  }

  self->password = g_steal_pointer (&password);
  on_password_known (self);
}

static void
forget_result (OmsTest *self)
{
  stop_search (self);
  g_clear_object (&self->report);
  g_clear_object (&self->diagnosis);
  g_clear_error (&self->error);
}

static void
oms_test_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  OmsTest *self = OMS_TEST (object);

  switch (prop_id) {
  case PROP_RUNNING:
    g_value_set_boolean (value, oms_test_is_running (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_test_dispose (GObject *object)
{
  OmsTest *self = OMS_TEST (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_password (self);
  forget_result (self);
  g_clear_object (&self->keyring);
  g_clear_object (&self->guard);
  g_clear_object (&self->sender);
  g_clear_pointer (&self->practice, oms_practice_unref);
  g_clear_pointer (&self->recipient, g_free);

  G_OBJECT_CLASS (oms_test_parent_class)->dispose (object);
}

static void
oms_test_class_init (OmsTestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = oms_test_get_property;
  object_class->dispose = oms_test_dispose;

  /**
   * OmsTest:running:
   *
   * Whether a test is under way.
   */
  props[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * OmsTest::stage-changed:
   * @self: the test
   * @stage: the stage
   * @state: how far it is
   * @microseconds: how long it has taken
   * @detail: what was learnt, or the empty string
   *
   * A stage has begun or ended.
   */
  signals[STAGE_CHANGED] =
    g_signal_new ("stage-changed", OMS_TYPE_TEST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                  OMS_TYPE_STAGE, OMS_TYPE_STAGE_STATE, G_TYPE_INT64, G_TYPE_STRING);

  /**
   * OmsTest::waiting:
   * @self: the test
   * @stage: the stage
   *
   * A stage takes so long that a word about it is due.
   */
  signals[WAITING] =
    g_signal_new ("waiting", OMS_TYPE_TEST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, OMS_TYPE_STAGE);

  /**
   * OmsTest::repeated:
   * @self: the test
   *
   * This server has rejected this very password before. The test waits for
   * [method@Test.send_anyway] or [method@Test.cancel].
   */
  signals[REPEATED] =
    g_signal_new ("repeated", OMS_TYPE_TEST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OmsTest::finished:
   * @self: the test
   *
   * The test has ended: with a report and a diagnosis, with an error, or, when it was cancelled,
   * with neither.
   */
  signals[FINISHED] =
    g_signal_new ("finished", OMS_TYPE_TEST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OmsTest::alternative-found:
   * @self: the test
   * @encryption: how to encrypt
   * @port: where to
   *
   * The test failed, but the same server answers well in another way.
   */
  signals[ALTERNATIVE_FOUND] =
    g_signal_new ("alternative-found", OMS_TYPE_TEST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 2, OMS_TYPE_ENCRYPTION, G_TYPE_UINT);
}

static void
oms_test_init (OmsTest *self)
{
}

/**
 * oms_test_new:
 * @secret: where stored passwords are
 * @guard: who remembers rejected passwords
 * @practice: (nullable): the practice server to test against
 *
 * Returns: (transfer full): a test that was not started
 */
OmsTest *
oms_test_new (OmsSecret   *secret,
              OmsGuard    *guard,
              OmsPractice *practice)
{
  OmsTest *self = g_object_new (OMS_TYPE_TEST, NULL);

  self->keyring = g_object_ref (secret);
  self->guard = g_object_ref (guard);
  self->practice = practice ? oms_practice_ref (practice) : NULL;

  return self;
}

/**
 * oms_test_start:
 * @self: a test that is not running
 * @sender: what to test; copied
 * @password: (nullable): what was typed, or %NULL for the stored password
 * @recipient: (nullable): where to send a test message, or %NULL to send nothing
 *
 * Starts a test, and forgets the result of the last one.
 */
void
oms_test_start (OmsTest     *self,
                OmsSender   *sender,
                OmsPassword *password,
                const char  *recipient)
{
  g_return_if_fail (OMS_IS_TEST (self));
  g_return_if_fail (OMS_IS_SENDER (sender));
  g_return_if_fail (!oms_test_is_running (self));

  forget_result (self);
  g_clear_object (&self->sender);
  self->sender = oms_sender_copy (sender);
  g_free (self->recipient);
  self->recipient = g_strdup (recipient);
  self->cancellable = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RUNNING]);

  if (oms_sender_get_authentication (sender) == OMS_AUTHENTICATION_NONE) {
    run_check (self);
  } else if (password) {
    self->password = oms_password_ref (password);
    on_password_known (self);
  } else {
    oms_secret_lookup_async (self->keyring, self->sender, self->cancellable,
                             on_lookup_ready, self);
  }
}

/**
 * oms_test_send_anyway:
 * @self: a test that has emitted [signal@Test::repeated]
 *
 * Sends the password that was rejected before once more.
 */
void
oms_test_send_anyway (OmsTest *self)
{
  g_return_if_fail (OMS_IS_TEST (self));

  if (oms_test_is_running (self))
    run_check (self);
}

/**
 * oms_test_cancel:
 * @self: a test
 *
 * Ends a running test at once, without a result.
 */
void
oms_test_cancel (OmsTest *self)
{
  g_return_if_fail (OMS_IS_TEST (self));

  if (!oms_test_is_running (self))
    return;

  g_cancellable_cancel (self->cancellable);
  finish (self);
}

gboolean
oms_test_is_running (OmsTest *self)
{
  g_return_val_if_fail (OMS_IS_TEST (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * oms_test_get_report:
 * @self: a test
 *
 * Returns: (transfer none) (nullable): what the last test found out
 */
OmsReport *
oms_test_get_report (OmsTest *self)
{
  g_return_val_if_fail (OMS_IS_TEST (self), NULL);

  return self->report;
}

/**
 * oms_test_get_diagnosis:
 * @self: a test
 *
 * Returns: (transfer none) (nullable): what that means
 */
OmsDiagnosis *
oms_test_get_diagnosis (OmsTest *self)
{
  g_return_val_if_fail (OMS_IS_TEST (self), NULL);

  return self->diagnosis;
}

/**
 * oms_test_get_error:
 * @self: a test
 *
 * Returns: (nullable): why the last test could not be run
 */
const GError *
oms_test_get_error (OmsTest *self)
{
  g_return_val_if_fail (OMS_IS_TEST (self), NULL);

  return self->error;
}
