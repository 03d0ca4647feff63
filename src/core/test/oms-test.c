/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-test"

#include "config.h"

#include "oms-test-private.h"

#include "oms-enum-types.h"
#include "oms-history.h"

/**
 * OmsTest:
 *
 * The tests of one sender, one after the other: finds the password, asks the guard whether it was
 * refused before, runs the check, has the report explained, writes the log, remembers a success,
 * tells the guard, and looks for another way to a server that cannot be reached. What the window
 * and the command do is this. Knows nothing of widgets.
 */
G_DEFINE_FINAL_TYPE (OmsTest, oms_test, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_SECRET,
  PROP_STORE,
  PROP_GUARD,
  PROP_PRACTICE,
  PROP_SEARCH_ALTERNATIVES,
  PROP_RUNNING,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

guint oms_test_signals[OMS_TEST_N_SIGNALS];

static void
oms_test_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  OmsTest *self = OMS_TEST (object);

  switch (prop_id) {
  case PROP_SECRET:
    g_value_set_object (value, self->keyring);
    break;
  case PROP_STORE:
    g_value_set_object (value, self->store);
    break;
  case PROP_GUARD:
    g_value_set_object (value, self->guard);
    break;
  case PROP_PRACTICE:
    g_value_set_boxed (value, self->practice);
    break;
  case PROP_SEARCH_ALTERNATIVES:
    g_value_set_boolean (value, self->search_alternatives);
    break;
  case PROP_RUNNING:
    g_value_set_boolean (value, oms_test_is_running (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_test_set_property (GObject      *object,
                       guint         prop_id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  OmsTest *self = OMS_TEST (object);

  switch (prop_id) {
  case PROP_SECRET:
    self->keyring = g_value_dup_object (value);
    break;
  case PROP_STORE:
    self->store = g_value_dup_object (value);
    break;
  case PROP_GUARD:
    self->guard = g_value_dup_object (value);
    break;
  case PROP_PRACTICE:
    self->practice = g_value_dup_boxed (value);
    break;
  case PROP_SEARCH_ALTERNATIVES:
    self->search_alternatives = g_value_get_boolean (value);
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
  oms_test_forget_password (self);
  oms_test_forget_result (self);
  g_clear_object (&self->keyring);
  g_clear_object (&self->store);
  g_clear_object (&self->guard);
  g_clear_object (&self->sender);
  g_clear_pointer (&self->practice, oms_practice_unref);
  g_clear_pointer (&self->recipient, g_free);

  G_OBJECT_CLASS (oms_test_parent_class)->dispose (object);
}

static void
add_object_properties (void)
{
  const GParamFlags construct_only =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * OmsTest:secret:
   *
   * Where stored passwords are.
   */
  props[PROP_SECRET] =
    g_param_spec_object ("secret", NULL, NULL, OMS_TYPE_SECRET, construct_only);

  /**
   * OmsTest:store:
   *
   * The saved senders, of which it is remembered that they worked, or %NULL to remember nothing.
   */
  props[PROP_STORE] =
    g_param_spec_object ("store", NULL, NULL, OMS_TYPE_SENDER_STORE, construct_only);

  /**
   * OmsTest:guard:
   *
   * Who remembers refused passwords, or %NULL to send each.
   */
  props[PROP_GUARD] =
    g_param_spec_object ("guard", NULL, NULL, OMS_TYPE_GUARD, construct_only);

  /**
   * OmsTest:practice:
   *
   * The practice server to test against, or %NULL.
   */
  props[PROP_PRACTICE] =
    g_param_spec_boxed ("practice", NULL, NULL, OMS_TYPE_PRACTICE, construct_only);
}

static void
add_boolean_properties (void)
{
  /**
   * OmsTest:search-alternatives:
   *
   * Whether to look for another way to a server after a failure. It costs further connections and
   * seconds, for someone who can take the way that was found.
   */
  props[PROP_SEARCH_ALTERNATIVES] =
    g_param_spec_boolean ("search-alternatives", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * OmsTest:running:
   *
   * Whether a test is under way.
   */
  props[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

/* Those of a test that goes on. */
static void
install_running_signals (void)
{
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
  oms_test_signals[OMS_TEST_STAGE_CHANGED] =
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
  oms_test_signals[OMS_TEST_WAITING] =
    g_signal_new ("waiting", OMS_TYPE_TEST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, OMS_TYPE_STAGE);

  /**
   * OmsTest::repeated:
   * @self: the test
   *
   * This server has refused this very password not long ago. The test waits for
   * [method@Test.send_anyway] or [method@Test.cancel].
   */
  oms_test_signals[OMS_TEST_REPEATED] =
    g_signal_new ("repeated", OMS_TYPE_TEST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* Those of a test that is over. */
static void
install_end_signals (void)
{
  /**
   * OmsTest::finished:
   * @self: the test
   *
   * The test has ended: with a report and a diagnosis, with an error, or, when it was cancelled,
   * with neither.
   */
  oms_test_signals[OMS_TEST_FINISHED] =
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
  oms_test_signals[OMS_TEST_ALTERNATIVE_FOUND] =
    g_signal_new ("alternative-found", OMS_TYPE_TEST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 2, OMS_TYPE_ENCRYPTION, G_TYPE_UINT);
}

static void
oms_test_class_init (OmsTestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = oms_test_get_property;
  object_class->set_property = oms_test_set_property;
  object_class->dispose = oms_test_dispose;

  add_object_properties ();
  add_boolean_properties ();
  g_object_class_install_properties (object_class, N_PROPS, props);
  install_running_signals ();
  install_end_signals ();
}

static void
oms_test_init (OmsTest *self)
{
}

/**
 * oms_test_new:
 * @secret: where stored passwords are
 * @store: (nullable): the saved senders, of which it is remembered that they worked
 * @guard: (nullable): who remembers refused passwords, or %NULL to send each
 * @practice: (nullable): the practice server to test against
 * @search_alternatives: whether to look for another way after a failure
 *
 * Returns: (transfer full): a test that was not started
 */
OmsTest *
oms_test_new (OmsSecret      *secret,
              OmsSenderStore *store,
              OmsGuard       *guard,
              OmsPractice    *practice,
              gboolean        search_alternatives)
{
  return g_object_new (OMS_TYPE_TEST,
                       "secret", secret,
                       "store", store,
                       "guard", guard,
                       "practice", practice,
                       "search-alternatives", search_alternatives,
                       NULL);
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

  oms_test_forget_result (self);
  g_clear_object (&self->sender);
  self->sender = oms_sender_copy (sender);
  g_free (self->recipient);
  self->recipient = g_strdup (recipient);
  self->cancellable = g_cancellable_new ();
  g_object_notify (G_OBJECT (self), "running");

  oms_test_begin (self, password);
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
    oms_test_run (self);
}

/**
 * oms_test_cancel:
 * @self: a test
 *
 * Ends a running test at once, without a result unless that is known already.
 */
void
oms_test_cancel (OmsTest *self)
{
  g_return_if_fail (OMS_IS_TEST (self));

  if (!oms_test_is_running (self))
    return;

  g_cancellable_cancel (self->cancellable);
  oms_test_finish (self);
}

/**
 * oms_test_is_running:
 * @self: a test
 *
 * Looks whether it is running.
 *
 * Returns: %TRUE from its start to its end
 */
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
 * oms_test_get_refusal:
 * @self: a test that has emitted [signal@Test::repeated]
 *
 * Returns: (transfer none) (nullable): how the password was refused before
 */
const OmsRefusal *
oms_test_get_refusal (OmsTest *self)
{
  g_return_val_if_fail (OMS_IS_TEST (self), NULL);

  return self->refusal;
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

/**
 * oms_test_remember:
 * @self: a test
 *
 * Remembers the last test, to compare a later failure with, if it succeeded and what was tested is
 * what is saved. This happens when a test ends; for a draft, it can be made up for once that has
 * been saved. Nothing depends on it: where settings cannot be written, it is left.
 */
void
oms_test_remember (OmsTest *self)
{
  GSettingsBackend *backend;
  OmsSender *stored;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (OMS_IS_TEST (self));

  if (!self->store || !self->report || !oms_report_is_ok (self->report))
    return;

  backend = oms_sender_store_get_backend (self->store);
  stored = oms_sender_store_find (self->store, oms_sender_get_id (self->sender));
  if (stored && oms_sender_equal (stored, self->sender) &&
      !oms_history_record (backend, stored, self->report, &error))
    g_debug ("The success is not remembered: %s", error->message);
}

/**
 * oms_test_dup_history:
 * @self: a test that has failed
 *
 * Tells when the sender last worked, and what has changed since then: a failure is easier to
 * understand for who knows that.
 *
 * Returns: (transfer full) (nullable): translated sentences, or %NULL if it never worked
 */
char *
oms_test_dup_history (OmsTest *self)
{
  g_return_val_if_fail (OMS_IS_TEST (self), NULL);

  if (!self->store || !self->report)
    return NULL;

  return oms_history_compare (oms_sender_store_get_backend (self->store), self->sender,
                              self->report);
}
