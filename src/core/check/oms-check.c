/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-check"

#include "config.h"

#include "oms-check.h"

#include "oms-address.h"
#include "oms-catalogue.h"
#include "oms-enum-types.h"
#include "oms-host.h"
#include "oms-message.h"
#include "oms-password-shape.h"
#include "oms-smtp-session.h"

/* Our name in EHLO where nothing else is wanted: an address literal that tells nothing about the
 * machine, and not "localhost", which some servers refuse. */
#define EHLO_NAME "[127.0.0.1]"

/**
 * OmsCheck:
 *
 * The test of one sender's settings, as they are when it is made: opens a connection, signs in,
 * asks whether the sender's address may be used, and ends in a [class@Report]. It runs once, on a
 * worker thread that sees nothing but copies.
 */
struct _OmsCheck {
  GObject           parent_instance;

  OmsSender        *sender;
  OmsPassword      *password;   /* nullable */
  OmsTimeouts       timeouts;
  OmsPractice      *practice;
  char             *recipient;
  OmsStage          running;
  GSource          *notice;     /* that it takes long, in the main context */
};

G_DEFINE_FINAL_TYPE (OmsCheck, oms_check, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_SENDER,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum {
  STAGE_CHANGED,
  WAITING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Threads hand over through GLib's queues, whose locks a thread sanitizer does not see. A counter
 * that both sides touch is what it does see, and costs nothing. */
#define HAND_OVER(data) g_atomic_int_inc (&(data)->handed_over)
#define TAKE_OVER(data) ((void) g_atomic_int_get (&(data)->handed_over))

/* What the worker thread owns. */
typedef struct {
  gint                 handed_over;
  OmsCheck            *check;      /* only to name it in the main context */
  GMainContext        *context;
  OmsConnectionTarget  target;
  OmsReportBuilder    *builder;
  OmsRedactor         *redactor;
  OmsSender           *sender;
  OmsPassword         *password;   /* nullable */
  char                *recipient;  /* nullable */
  gboolean             may_reveal;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->check);
  g_main_context_unref (job->context);
  g_free (job->target.host);
  g_free (job->target.ehlo_name);
  g_free (job->target.pinned_key);
  g_free (job->target.ca_file);
  g_clear_pointer (&job->target.practice, oms_practice_unref);
  oms_report_builder_free (job->builder);
  oms_redactor_unref (job->redactor);
  g_object_unref (job->sender);
  g_clear_pointer (&job->password, oms_password_unref);
  g_free (job->recipient);
  g_free (job);
}

/* --- Telling the main context how far it is --- */

typedef struct {
  gint           handed_over;
  OmsCheck      *check;
  OmsStage       stage;
  OmsStageState  state;
  gint64         microseconds;
  char          *detail;
} StageChange;

static void
stage_change_free (gpointer data)
{
  StageChange *change = data;

  g_object_unref (change->check);
  g_free (change->detail);
  g_free (change);
}

static void
forget_notice (OmsCheck *self)
{
  if (self->notice)
    g_source_destroy (self->notice);
  g_clear_pointer (&self->notice, g_source_unref);
}

static gboolean
on_notice (gpointer data)
{
  OmsCheck *self = OMS_CHECK (data);

  g_signal_emit (self, signals[WAITING], 0, self->running);

  return G_SOURCE_REMOVE;
}

/* Called from a source of the main context. */
static void
watch_stage (OmsCheck *self,
             OmsStage  stage)
{
  self->running = stage;
  self->notice = g_timeout_source_new (self->timeouts.notice);
  g_source_set_callback (self->notice, on_notice, g_object_ref (self), g_object_unref);
  g_source_attach (self->notice, g_source_get_context (g_main_current_source ()));
}

static gboolean
emit_stage_change (gpointer data)
{
  StageChange *change = data;

  TAKE_OVER (change);
  forget_notice (change->check);
  if (change->state == OMS_STAGE_STATE_RUNNING)
    watch_stage (change->check, change->stage);
  g_signal_emit (change->check, signals[STAGE_CHANGED], 0, change->stage, change->state,
                 change->microseconds, change->detail);

  return G_SOURCE_REMOVE;
}

static void
on_stage_changed (const OmsStageResult *result,
                  gpointer              user_data)
{
  Job *job = user_data;
  StageChange *change = g_new0 (StageChange, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  change->check = g_object_ref (job->check);
  change->stage = result->stage;
  change->state = result->state;
  change->microseconds = result->microseconds;
  change->detail = g_strdup (result->detail);

  HAND_OVER (change);
  /* Not g_main_context_invoke(): that would run it here when nobody runs the context. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_stage_change, change, stage_change_free);
  g_source_attach (source, job->context);
}

/* --- On the worker thread --- */

static void
converse (Job            *job,
          OmsSmtpSession *session)
{
  const char *address = oms_sender_get_address (job->sender);
  gboolean fine;

  fine = oms_smtp_session_sign_in (session) &&
         oms_smtp_session_prove_sender (session, address);

  if (fine && job->recipient) {
    g_autofree char *message = oms_message_new_test (oms_sender_get_name (job->sender), address,
                                                     job->recipient);

    oms_smtp_session_send_message (session, address, job->recipient, message);
  }
}

/* Whether there is still somebody to say goodbye to. */
static gboolean
is_still_open (OmsFailure failure)
{
  return failure == OMS_FAILURE_NONE || failure == OMS_FAILURE_REPLY ||
         failure == OMS_FAILURE_AUTH_NOT_OFFERED || failure == OMS_FAILURE_NO_COMMON_MECHANISM ||
         failure == OMS_FAILURE_INSECURE || failure == OMS_FAILURE_SERVER_NOT_PROVEN;
}

static void
run_job (Job          *job,
         GCancellable *cancellable)
{
  g_autoptr (OmsConnection) connection = oms_connection_new (&job->target, job->builder,
                                                             job->redactor, cancellable);
  OmsSmtpSession session = {
    .connection = connection,
    .builder = job->builder,
    .redactor = job->redactor,
    .cancellable = cancellable,
    .host = oms_sender_get_host (job->sender),
    .port = job->target.port,
    .authentication = oms_sender_get_authentication (job->sender),
    .user = oms_sender_get_user (job->sender),
    .password = job->password,
    .may_reveal = job->may_reveal,
  };

  if (!oms_connection_open (connection))
    return;

  converse (job, &session);
  oms_report_builder_finish (job->builder);
  if (is_still_open (oms_report_builder_get_failure (job->builder)) &&
      !g_cancellable_is_cancelled (cancellable))
    oms_smtp_session_quit (&session);
}

static void
check_worker (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (OmsReport) report = NULL;

  TAKE_OVER (job);
  run_job (job, cancellable);
  report = oms_report_builder_build (job->builder);
  HAND_OVER (job);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&report), g_object_unref);
}

/* --- GObject --- */

static void
oms_check_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  OmsCheck *self = OMS_CHECK (object);
  OmsSender *sender;

  switch (prop_id) {
  case PROP_SENDER:
    sender = g_value_get_object (value);
    self->sender = sender ? oms_sender_copy (sender) : oms_sender_new (NULL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_check_finalize (GObject *object)
{
  OmsCheck *self = OMS_CHECK (object);

  g_clear_object (&self->sender);
  g_clear_pointer (&self->password, oms_password_unref);
  g_clear_pointer (&self->practice, oms_practice_unref);
  g_free (self->recipient);

  G_OBJECT_CLASS (oms_check_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  /**
   * OmsCheck::stage-changed:
   * @self: a check
   * @stage: the stage
   * @state: its new state
   * @microseconds: how long it has taken
   * @detail: a fact that was learnt, untranslated, or the empty string
   *
   * A stage began, ended, or learnt something. Emitted in the main context of the thread that
   * called [method@Check.run_async].
   */
  signals[STAGE_CHANGED] =
    g_signal_new ("stage-changed", OMS_TYPE_CHECK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 4, OMS_TYPE_STAGE, OMS_TYPE_STAGE_STATE, G_TYPE_INT64,
                  G_TYPE_STRING);

  /**
   * OmsCheck::waiting:
   * @self: a check
   * @stage: the stage
   *
   * A stage has taken so long that a person begins to wonder. Emitted once for each, where
   * [signal@Check::stage-changed] is.
   */
  signals[WAITING] =
    g_signal_new ("waiting", OMS_TYPE_CHECK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, OMS_TYPE_STAGE);
}

static void
oms_check_class_init (OmsCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = oms_check_set_property;
  object_class->finalize = oms_check_finalize;

  /**
   * OmsCheck:sender:
   *
   * The settings to test, of which the check takes a copy. Without any, those of a new sender,
   * which cannot be tried.
   */
  props[PROP_SENDER] =
    g_param_spec_object ("sender", NULL, NULL, OMS_TYPE_SENDER,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  install_signals ();
}

static void
oms_check_init (OmsCheck *self)
{
  self->timeouts = (OmsTimeouts) {
    .connect = 8000,
    .greeting = 8000,
    .slow_greeting = 20000,
    .reply = 8000,
    .slow_reply = 20000,
    .total = 60000,
    .notice = 5000,
  };
}

/* --- Public --- */

/**
 * oms_check_new:
 * @sender: the settings to test; they are copied
 * @password: (nullable): the password or access token
 *
 * Makes a check of these settings. The secret is no property: values of properties are copied, and
 * nobody wipes them.
 *
 * Returns: (transfer full): a new check
 */
OmsCheck *
oms_check_new (OmsSender   *sender,
               OmsPassword *password)
{
  OmsCheck *self;

  g_return_val_if_fail (OMS_IS_SENDER (sender), NULL);

  self = g_object_new (OMS_TYPE_CHECK, "sender", sender, NULL);
  self->password = password ? oms_password_ref (password) : NULL;

  return self;
}

/**
 * oms_check_set_timeouts:
 * @self: a check that does not run yet
 * @timeouts: deadlines in milliseconds
 *
 * Sets how long to wait for what; the defaults are meant for people who wait at a window.
 */
void
oms_check_set_timeouts (OmsCheck    *self,
                        OmsTimeouts  timeouts)
{
  g_return_if_fail (OMS_IS_CHECK (self));

  self->timeouts = timeouts;
}

/**
 * oms_check_set_practice:
 * @self: a check that does not run yet
 * @practice: (nullable): where the practice server plays which servers
 *
 * Makes the check reach the practice server, and nothing but it.
 */
void
oms_check_set_practice (OmsCheck    *self,
                        OmsPractice *practice)
{
  g_return_if_fail (OMS_IS_CHECK (self));

  g_clear_pointer (&self->practice, oms_practice_unref);
  self->practice = practice ? oms_practice_ref (practice) : NULL;
}

/**
 * oms_check_set_recipient:
 * @self: a check that does not run yet
 * @recipient: (nullable): an address
 *
 * Makes the check hand over a short message to @recipient at the end. Without this nothing is sent.
 */
void
oms_check_set_recipient (OmsCheck   *self,
                         const char *recipient)
{
  g_return_if_fail (OMS_IS_CHECK (self));

  g_free (self->recipient);
  self->recipient = g_strdup (recipient);
}

/* What cannot be tried is said before anything is sent. */
static gboolean
validate (OmsCheck  *self,
          GError   **error)
{
  if (*oms_sender_get_address (self->sender) &&
      !oms_sender_validate_field (self->sender, OMS_SENDER_FIELD_ADDRESS, error))
    return FALSE;
  if (!oms_sender_validate_field (self->sender, OMS_SENDER_FIELD_HOST, error) ||
      !oms_sender_validate_field (self->sender, OMS_SENDER_FIELD_PORT, error) ||
      !oms_sender_validate_field (self->sender, OMS_SENDER_FIELD_USER, error))
    return FALSE;
  if (self->recipient && !oms_address_validate (self->recipient, error))
    return FALSE;

  return TRUE;
}

/* Google's relay refuses clients that greet with an address literal (its error page 6140680); it
 * knows its customers by their domain. */
static char *
dup_ehlo_name (OmsSender *sender)
{
  char *domain = NULL;

  if (oms_catalogue_wants_domain_in_ehlo (oms_sender_get_host (sender)))
    domain = oms_address_dup_domain (oms_sender_get_address (sender));

  return domain ? domain : g_strdup (EHLO_NAME);
}

static OmsReportBuilder *
new_builder (OmsCheck    *self,
             OmsRedactor *redactor)
{
  OmsReportBuilder *builder = oms_report_builder_new (redactor);
  const char *password = oms_password_get_text (self->password);

  oms_report_builder_set_sender (builder, self->sender);
  oms_report_builder_set_password_shape (builder, oms_password_shape (password));

  return builder;
}

static void
set_target (OmsConnectionTarget *target,
            OmsCheck            *self)
{
  OmsSender *sender = self->sender;

  target->host = oms_host_to_ascii (oms_sender_get_host (sender));
  target->port = oms_sender_get_effective_port (sender);
  target->encryption = oms_sender_get_encryption (sender);
  target->ehlo_name = dup_ehlo_name (sender);
  target->pinned_key = g_strdup (oms_sender_get_pinned_key (sender));
  target->ca_file = g_strdup (g_getenv ("SSL_CERT_FILE"));
  target->practice = self->practice ? oms_practice_ref (self->practice) : NULL;
  target->timeouts = self->timeouts;
}

static Job *
new_job (OmsCheck *self)
{
  OmsSender *sender = self->sender;
  Job *job = g_new0 (Job, 1);

  job->check = g_object_ref (self);
  job->context = g_main_context_ref_thread_default ();
  set_target (&job->target, self);
  job->redactor = oms_redactor_new (oms_sender_get_user (sender),
                                    oms_password_get_text (self->password));
  job->builder = new_builder (self, job->redactor);
  oms_report_builder_set_stage_func (job->builder, on_stage_changed, job);
  job->sender = oms_sender_copy (sender);
  job->password = self->password ? oms_password_ref (self->password) : NULL;
  job->recipient = g_strdup (self->recipient);
  job->may_reveal = oms_sender_get_encryption (sender) != OMS_ENCRYPTION_NONE ||
                    oms_host_is_loopback (oms_sender_get_host (sender)) ||
                    oms_sender_get_allow_plaintext (sender);

  return job;
}

/**
 * oms_check_run_async:
 * @self: a check, which can run once
 * @cancellable: (nullable): ends the check at once, at every stage
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Runs the check on a worker thread. Stages are told by [signal@Check::stage-changed].
 */
void
oms_check_run_async (OmsCheck            *self,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (GCancellable) always = cancellable ? g_object_ref (cancellable) : g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, always, callback, user_data);
  GError *error = NULL;
  Job *job;

  g_return_if_fail (OMS_IS_CHECK (self));

  g_task_set_source_tag (task, oms_check_run_async);
  if (!validate (self, &error)) {
    g_task_return_error (task, error);
    return;
  }

  job = new_job (self);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  HAND_OVER (job);
  g_task_run_in_thread (task, check_worker);
}

/**
 * oms_check_run_finish:
 * @self: a check
 * @result: what the callback got
 * @error: where to put an error
 *
 * Gets what a check found out. Everything that a server or the network can do ends in a report. The
 * only errors are %G_IO_ERROR_CANCELLED, and those of [error@Error] for settings that cannot be
 * tried.
 *
 * Returns: (transfer full) (nullable): the report, or %NULL with @error set
 */
OmsReport *
oms_check_run_finish (OmsCheck      *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, oms_check_run_async), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  forget_notice (self);
  job = g_task_get_task_data (G_TASK (result));
  if (job)
    TAKE_OVER (job);

  return g_task_propagate_pointer (G_TASK (result), error);
}
