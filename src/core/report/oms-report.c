/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-report"

#include "oms-report-private.h"

/**
 * OmsReport:
 *
 * What a test found out: how far each stage got and how long it took, what the server said, how
 * the connection was encrypted, and what was spoken.
 *
 * A report comes from an [struct@ReportBuilder] and never changes, so every thread may read it.
 */

G_DEFINE_FINAL_TYPE (OmsReport, oms_report, G_TYPE_OBJECT)

static void
oms_report_finalize (GObject *object)
{
  OmsReport *self = OMS_REPORT (object);

  g_free (self->host);
  g_free (self->user);
  g_free (self->address);
  for (guint i = 0; i < OMS_N_STAGES; i++)
    g_free (self->stages[i].detail);
  g_clear_pointer (&self->reply, oms_smtp_reply_unref);
  g_free (self->detail);
  g_free (self->peer);
  g_clear_pointer (&self->greeting, oms_smtp_reply_unref);
  g_free (self->ehlo_name);
  g_strfreev (self->capabilities);
  g_strfreev (self->mechanisms);
  g_free (self->mechanism);
  g_free (self->token_failure);
  g_free (self->tls_version);
  g_free (self->tls_cipher);
  g_clear_object (&self->certificate);
  oms_transcript_unref (self->transcript);
  g_clear_pointer (&self->started, g_date_time_unref);

  G_OBJECT_CLASS (oms_report_parent_class)->finalize (object);
}

static void
oms_report_class_init (OmsReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oms_report_finalize;
}

static void
oms_report_init (OmsReport *self)
{
  g_autoptr (OmsRedactor) redactor = oms_redactor_new (NULL, NULL);

  self->host = g_strdup ("");
  self->user = g_strdup ("");
  self->address = g_strdup ("");
  for (guint i = 0; i < OMS_N_STAGES; i++)
    self->stages[i].detail = g_strdup ("");
  self->detail = g_strdup ("");
  self->peer = g_strdup ("");
  self->ehlo_name = g_strdup ("");
  self->capabilities = g_new0 (char *, 1);
  self->mechanisms = g_new0 (char *, 1);
  self->mechanism = g_strdup ("");
  self->token_failure = g_strdup ("");
  self->tls_version = g_strdup ("");
  self->tls_cipher = g_strdup ("");
  self->transcript = oms_transcript_new (redactor);
  self->started = g_date_time_new_now_utc ();
}

/**
 * oms_report_set_text:
 * @field: (inout): a text of a report
 * @text: (nullable): the new one, or %NULL for none; it may be a part of the old one
 *
 * Puts a copy of a text in the place of another. For the builder.
 */
void
oms_report_set_text (char       **field,
                     const char  *text)
{
  char *copy = g_strdup (text);

  g_free (*field);
  *field = copy;
}

/**
 * oms_report_get_host:
 * @self: a report
 *
 * Gets the name of the server that was tested.
 *
 * Returns: a name or address, as it was typed
 */
const char *
oms_report_get_host (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), "");

  return self->host;
}

/**
 * oms_report_get_port:
 * @self: a report
 *
 * Gets the port that was tested.
 *
 * Returns: a port
 */
guint
oms_report_get_port (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), 0);

  return self->port;
}

/**
 * oms_report_get_encryption:
 * @self: a report
 *
 * Gets how the connection was to be encrypted.
 *
 * Returns: the encryption asked for
 */
OmsEncryption
oms_report_get_encryption (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), OMS_ENCRYPTION_TLS);

  return self->encryption;
}

/**
 * oms_report_get_authentication:
 * @self: a report
 *
 * Gets how the sender was to sign in.
 *
 * Returns: the kind of sign-in asked for
 */
OmsAuthentication
oms_report_get_authentication (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), OMS_AUTHENTICATION_NONE);

  return self->authentication;
}

/**
 * oms_report_get_user:
 * @self: a report
 *
 * Gets the user name that was used.
 *
 * Returns: a user name, or the empty string
 */
const char *
oms_report_get_user (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), "");

  return self->user;
}

/**
 * oms_report_get_address:
 * @self: a report
 *
 * Gets the address of the sender that was tested.
 *
 * Returns: an address, or the empty string
 */
const char *
oms_report_get_address (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), "");

  return self->address;
}

/**
 * oms_report_get_password_shape:
 * @self: a report
 *
 * Gets what can be said of the password that was used.
 *
 * Returns: see [func@password_shape]
 */
OmsPasswordShape
oms_report_get_password_shape (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), 0);

  return self->password_shape;
}

/**
 * oms_report_get_failure:
 * @self: a report
 *
 * Gets how the test failed, technically.
 *
 * Returns: the failure, or %OMS_FAILURE_NONE
 */
OmsFailure
oms_report_get_failure (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), OMS_FAILURE_LOCAL);

  return self->failure;
}

/**
 * oms_report_get_stage:
 * @self: a report
 *
 * Gets the stage in which the test failed, or the last one that it reached.
 *
 * Returns: a stage
 */
OmsStage
oms_report_get_stage (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), OMS_STAGE_RESOLVE);

  return self->stage;
}

/**
 * oms_report_is_signed_in:
 * @self: a report
 *
 * Tells whether the server accepted the sign-in with a 235 reply: nothing else counts (RFC 4954).
 *
 * Returns: whether a 235 was seen
 */
gboolean
oms_report_is_signed_in (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), FALSE);

  return self->signed_in;
}

/**
 * oms_report_is_ok:
 * @self: a report
 *
 * Tells whether the settings work: every stage that these settings ask for has passed.
 *
 * Returns: whether they work
 */
gboolean
oms_report_is_ok (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), FALSE);

  return self->failure == OMS_FAILURE_NONE;
}

/**
 * oms_report_get_stage_result:
 * @self: a report
 * @stage: a stage
 *
 * Gets how far one stage got.
 *
 * Returns: the state, the time in microseconds and a fact; the fact belongs to the report
 */
OmsStageResult
oms_report_get_stage_result (OmsReport *self,
                             OmsStage   stage)
{
  const OmsStageRecord *record;

  g_return_val_if_fail (OMS_IS_REPORT (self), ((OmsStageResult) { .detail = "" }));
  g_return_val_if_fail (stage < OMS_N_STAGES, ((OmsStageResult) { .detail = "" }));

  record = &self->stages[stage];

  return (OmsStageResult) {
    .stage = stage,
    .state = record->state,
    .microseconds = record->microseconds,
    .detail = record->detail,
  };
}

/**
 * oms_report_get_reply:
 * @self: a report
 *
 * Gets the reply that decided: the one that refused. Where the test succeeded all the same, it is
 * what there is to remark: the sender's own address has no mailbox at this server.
 *
 * Returns: (transfer none) (nullable): a reply, or %NULL where no server refused
 */
OmsSmtpReply *
oms_report_get_reply (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), NULL);

  return self->reply;
}

/**
 * oms_report_get_command:
 * @self: a report
 *
 * Gets what the server answered with [method@Report.get_reply], or where the test failed without a
 * reply, what it left unanswered.
 *
 * Returns: a command, or %OMS_COMMAND_NONE where nothing decided, or nothing had been said
 */
OmsCommand
oms_report_get_command (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), OMS_COMMAND_NONE);

  return self->command;
}

/**
 * oms_report_get_detail:
 * @self: a report
 *
 * Gets the words of libcurl or the system for a failure that no reply explains.
 *
 * Returns: untranslated words for the curious, or the empty string
 */
const char *
oms_report_get_detail (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), "");

  return self->detail;
}

/**
 * oms_report_get_timeout:
 * @self: a report
 *
 * Gets the deadline that was missed.
 *
 * Returns: milliseconds, or 0
 */
guint
oms_report_get_timeout (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), 0);

  return self->timeout;
}

/**
 * oms_report_get_peer:
 * @self: a report
 *
 * Gets the IP address that was connected to.
 *
 * Returns: an address, or the empty string
 */
const char *
oms_report_get_peer (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), "");

  return self->peer;
}

/**
 * oms_report_get_greeting:
 * @self: a report
 *
 * Gets the greeting of the server.
 *
 * Returns: (transfer none) (nullable): the greeting
 */
OmsSmtpReply *
oms_report_get_greeting (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), NULL);

  return self->greeting;
}

/**
 * oms_report_get_ehlo_name:
 * @self: a report
 *
 * Gets the name by which the server calls itself in its answer to EHLO.
 *
 * Returns: a name, or the empty string
 */
const char *
oms_report_get_ehlo_name (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), "");

  return self->ehlo_name;
}

/**
 * oms_report_get_capabilities:
 * @self: a report
 *
 * Gets what the server offers, as lines of its last answer to EHLO (RFC 5321 section 4.1.1.1).
 *
 * Returns: (transfer none): lines such as "SIZE 35882577"
 */
const char * const *
oms_report_get_capabilities (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), NULL);

  return (const char * const *) self->capabilities;
}

/**
 * oms_report_get_mechanisms:
 * @self: a report
 *
 * Gets the mechanisms of sign-in that the server offers (RFC 4954).
 *
 * Returns: (transfer none): names in upper case
 */
const char * const *
oms_report_get_mechanisms (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), NULL);

  return (const char * const *) self->mechanisms;
}

/**
 * oms_report_get_mechanism:
 * @self: a report
 *
 * Gets the mechanism that was used to sign in.
 *
 * Returns: a name, or the empty string
 */
const char *
oms_report_get_mechanism (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), "");

  return self->mechanism;
}

/**
 * oms_report_get_token_failure:
 * @self: a report
 *
 * Gets why a server refused an access token (RFC 7628 section 3.2.2).
 *
 * Returns: JSON, or the empty string
 */
const char *
oms_report_get_token_failure (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), "");

  return self->token_failure;
}

/**
 * oms_report_get_tls_version:
 * @self: a report
 *
 * Gets the version of TLS.
 *
 * Returns: such as "TLSv1.3", or the empty string
 */
const char *
oms_report_get_tls_version (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), "");

  return self->tls_version;
}

/**
 * oms_report_get_tls_cipher:
 * @self: a report
 *
 * Gets the cipher suite.
 *
 * Returns: a name, or the empty string
 */
const char *
oms_report_get_tls_cipher (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), "");

  return self->tls_cipher;
}

/**
 * oms_report_get_certificate:
 * @self: a report
 *
 * Gets the certificate that the server showed, with what is wrong with it.
 *
 * Returns: (transfer none) (nullable): the certificate
 */
OmsCertificate *
oms_report_get_certificate (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), NULL);

  return self->certificate;
}

/**
 * oms_report_get_transcript:
 * @self: a report
 *
 * Gets what was spoken, without secrets.
 *
 * Returns: (transfer none): the transcript
 */
OmsTranscript *
oms_report_get_transcript (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), NULL);

  return self->transcript;
}

/**
 * oms_report_get_started:
 * @self: a report
 *
 * Gets when the test began.
 *
 * Returns: (transfer none): a time in UTC
 */
GDateTime *
oms_report_get_started (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), NULL);

  return self->started;
}

/**
 * oms_report_get_duration:
 * @self: a report
 *
 * Gets how long it took until the result was known; saying goodbye to the server is not counted.
 *
 * Returns: microseconds
 */
gint64
oms_report_get_duration (OmsReport *self)
{
  g_return_val_if_fail (OMS_IS_REPORT (self), 0);

  return self->duration;
}
