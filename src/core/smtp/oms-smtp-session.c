/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-smtp-session"

#include "oms-smtp-session.h"

#include "oms-address.h"
#include "oms-no-mailbox.h"
#include "oms-sasl.h"
#include "oms-wipe.h"

#include <string.h>

/* No mechanism has more steps: a server that keeps asking is led nowhere. */
#define MAX_CHALLENGES 4

typedef enum {
  ATTEMPT_ACCEPTED,
  ATTEMPT_UNSUPPORTED,   /* another mechanism may be tried */
  ATTEMPT_ENDED,         /* refused, failed or cancelled */
} Attempt;

/* Sends one line. @visible: what the transcript shows of it, %NULL for all of it. */
static gboolean
send_line (OmsSmtpSession *self,
           OmsStage        stage,
           const char     *line,
           const char     *visible)
{
  OmsTranscript *transcript = oms_report_builder_get_transcript (self->builder);
  char *bytes = g_strconcat (line, "\r\n", NULL);
  gboolean sent;

  if (visible)
    oms_transcript_add_hidden (transcript, visible);
  else
    oms_transcript_add (transcript, OMS_TRANSCRIPT_SENT, line, strlen (line));

  sent = oms_connection_send (self->connection, bytes, strlen (bytes), stage);
  oms_wipe_string (bytes);

  return sent;
}

static gboolean
is_positive (OmsSmtpReply *reply)
{
  return oms_smtp_reply_get_code (reply) / 100 == 2;
}

static gboolean
refuse (OmsSmtpSession *self,
        OmsStage        stage,
        OmsSmtpReply   *reply)
{
  oms_report_builder_fail (self->builder, stage, OMS_FAILURE_REPLY, reply, NULL);

  return FALSE;
}

/* --- Sign-in (RFC 4954) --- */

static gboolean
send_initial (OmsSmtpSession *self,
              OmsSasl        *sasl,
              const char     *name)
{
  g_autofree char *visible = g_strconcat ("AUTH ", name, NULL);
  char *initial = oms_sasl_start (sasl);
  char *line = initial ? g_strconcat (visible, " ", initial, NULL) : g_strdup (visible);
  gboolean sent = send_line (self, OMS_STAGE_SIGN_IN, line, initial ? visible : NULL);

  oms_wipe_string (line);
  oms_wipe_string (initial);

  return sent;
}

/* Answers a challenge. *understood is FALSE where it made no sense and the exchange was ended. */
static gboolean
answer_challenge (OmsSmtpSession *self,
                  OmsSasl        *sasl,
                  OmsSmtpReply   *reply,
                  gboolean       *understood)
{
  const char *line = oms_smtp_reply_get_lines (reply)[0];
  const char *challenge = strlen (line) > 4 ? line + 4 : "";
  g_autoptr (GError) error = NULL;
  char *response = oms_sasl_step (sasl, challenge, strlen (challenge), &error);
  gboolean sent;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;

  *understood = response != NULL;
  if (!response) {
    g_debug ("The challenge was not understood: %s", error->message);
    return send_line (self, OMS_STAGE_SIGN_IN, "*", NULL);
  }

  sent = send_line (self, OMS_STAGE_SIGN_IN, response, "");
  oms_wipe_string (response);

  return sent;
}

static void
note_token_failure (OmsSmtpSession *self,
                    OmsSasl        *sasl)
{
  const char *reason = oms_sasl_get_failure_reason (sasl);
  g_autofree char *scrubbed = NULL;

  if (!reason)
    return;

  scrubbed = oms_redactor_scrub (self->redactor, reason, strlen (reason));
  oms_report_builder_set_token_failure (self->builder, scrubbed);
}

/* Weighs the reply that ended an exchange. Only a 235 is a success; 504 says that the mechanism
 * itself is not wanted (RFC 4954 section 6). */
static Attempt
weigh_reply (OmsSmtpSession *self,
             OmsSasl        *sasl,
             OmsSmtpReply   *reply,
             gboolean        understood,
             gboolean        is_last)
{
  guint code = oms_smtp_reply_get_code (reply);

  /* Neither a success nor a refusal is to be believed of a server that failed to prove itself. */
  if ((code == 235 || !understood) && !oms_sasl_server_is_proven (sasl)) {
    oms_report_builder_fail (self->builder, OMS_STAGE_SIGN_IN, OMS_FAILURE_SERVER_NOT_PROVEN,
                             NULL, NULL);
    return ATTEMPT_ENDED;
  }
  if (code == 235)
    return ATTEMPT_ACCEPTED;
  if ((code == 504 || !understood) && !is_last)
    return ATTEMPT_UNSUPPORTED;

  refuse (self, OMS_STAGE_SIGN_IN, reply);

  return ATTEMPT_ENDED;
}

static Attempt
try_mechanism (OmsSmtpSession   *self,
               OmsSaslMechanism  mechanism,
               gboolean          is_last)
{
  const char *name = oms_sasl_mechanism_to_name (mechanism);
  g_autoptr (OmsSasl) sasl = oms_sasl_new (mechanism, self->user, self->password,
                                           self->host, self->port);
  gboolean understood = TRUE;

  oms_sasl_set_cancellable (sasl, self->cancellable);
  oms_report_builder_set_mechanism (self->builder, name);
  oms_report_builder_set_command (self->builder, OMS_COMMAND_AUTH);
  if (!send_initial (self, sasl, name))
    return ATTEMPT_ENDED;

  for (guint n_challenges = 0; ; n_challenges++) {
    /* Dovecot, for one, delays the answer to a repeated wrong password by up to 15 seconds. */
    g_autoptr (OmsSmtpReply) reply = oms_connection_read_reply (self->connection,
                                                                OMS_STAGE_SIGN_IN,
                                                                OMS_PATIENCE_LONG);

    if (!reply)
      return ATTEMPT_ENDED;
    if (oms_smtp_reply_get_code (reply) != 334 || !understood || n_challenges == MAX_CHALLENGES)
      return weigh_reply (self, sasl, reply, understood, is_last);
    if (!answer_challenge (self, sasl, reply, &understood))
      return ATTEMPT_ENDED;
    note_token_failure (self, sasl);
  }
}

static gboolean
fail_sign_in (OmsSmtpSession *self,
              OmsFailure      failure)
{
  oms_report_builder_fail (self->builder, OMS_STAGE_SIGN_IN, failure, NULL, NULL);

  return FALSE;
}

/**
 * oms_smtp_session_sign_in:
 * @self: a session
 *
 * Signs in, with the best mechanism that both sides know, and after a 504 once with the next best.
 * There is no third try, since providers lock accounts. Nothing secret is sent over a connection
 * that is not fit for it.
 *
 * Returns: %FALSE if the test ends here
 */
gboolean
oms_smtp_session_sign_in (OmsSmtpSession *self)
{
  OmsReportBuilder *builder = self->builder;
  const char * const *offered = oms_report_builder_get_mechanisms (builder);
  OmsSaslMechanism candidates[2];
  guint n_candidates;

  if (self->authentication == OMS_AUTHENTICATION_NONE) {
    oms_report_builder_end_stage (builder, OMS_STAGE_SIGN_IN, OMS_STAGE_STATE_SKIPPED, NULL);
    return TRUE;
  }

  oms_report_builder_begin_stage (builder, OMS_STAGE_SIGN_IN);
  if (!*offered)
    return fail_sign_in (self, OMS_FAILURE_AUTH_NOT_OFFERED);
  if (!self->may_reveal)
    return fail_sign_in (self, OMS_FAILURE_INSECURE);
  n_candidates = oms_sasl_choose (offered, self->authentication, candidates);
  if (n_candidates == 0)
    return fail_sign_in (self, OMS_FAILURE_NO_COMMON_MECHANISM);

  for (guint i = 0; i < n_candidates; i++) {
    switch (try_mechanism (self, candidates[i], i + 1 == n_candidates)) {
    case ATTEMPT_ACCEPTED:
      oms_report_builder_set_signed_in (builder, TRUE);
      oms_report_builder_end_stage (builder, OMS_STAGE_SIGN_IN, OMS_STAGE_STATE_PASSED,
                                    oms_sasl_mechanism_to_name (candidates[i]));
      return TRUE;
    case ATTEMPT_UNSUPPORTED:
      break;
    case ATTEMPT_ENDED:
    default:
      return FALSE;
    }
  }

  return FALSE;
}

/* --- The sender's address, and a message --- */

/* Reads the answer to @command, or %NULL. */
static OmsSmtpReply *
read_answer (OmsSmtpSession *self,
             OmsStage        stage,
             OmsCommand      command,
             OmsPatience     patience)
{
  oms_report_builder_set_command (self->builder, command);

  return oms_connection_read_reply (self->connection, stage, patience);
}

static gboolean
expect_positive (OmsSmtpSession *self,
                 OmsStage        stage,
                 OmsCommand      command,
                 OmsPatience     patience)
{
  g_autoptr (OmsSmtpReply) reply = read_answer (self, stage, command, patience);

  if (!reply)
    return FALSE;

  return is_positive (reply) || refuse (self, stage, reply);
}

/* Courier, for one, lets wait 8 seconds before it refuses a recipient (TARPIT).
 *
 * An address that only sends has no mailbox. Once its sender was accepted, that the server takes no
 * mail for it says nothing against the settings. */
static gboolean
expect_recipient (OmsSmtpSession *self,
                  OmsStage        stage)
{
  g_autoptr (OmsSmtpReply) reply = read_answer (self, stage, OMS_COMMAND_RCPT, OMS_PATIENCE_LONG);

  if (!reply)
    return FALSE;
  if (is_positive (reply))
    return TRUE;
  if (stage != OMS_STAGE_SENDER || !oms_no_mailbox_is_meant (reply))
    return refuse (self, stage, reply);

  oms_report_builder_remark (self->builder, reply);

  return TRUE;
}

/* Names sender and recipient, in one turn where the server offers PIPELINING (RFC 2920). */
static gboolean
name_envelope (OmsSmtpSession *self,
               OmsStage        stage,
               const char     *address,
               const char     *recipient)
{
  gboolean utf8 = oms_address_needs_smtputf8 (address) || oms_address_needs_smtputf8 (recipient);
  gboolean pipelining = oms_report_builder_has_capability (self->builder, "PIPELINING");
  g_autofree char *from = oms_address_to_ascii (address);
  g_autofree char *to = oms_address_to_ascii (recipient);
  g_autofree char *mail = g_strdup_printf ("MAIL FROM:<%s>%s", from, utf8 ? " SMTPUTF8" : "");
  g_autofree char *rcpt = g_strdup_printf ("RCPT TO:<%s>", to);

  oms_report_builder_set_command (self->builder, OMS_COMMAND_MAIL);
  if (utf8 && !oms_report_builder_has_capability (self->builder, "SMTPUTF8")) {
    oms_report_builder_fail (self->builder, stage, OMS_FAILURE_REPLY, NULL,
                             "The server does not offer SMTPUTF8");
    return FALSE;
  }

  if (!send_line (self, stage, mail, NULL))
    return FALSE;
  if (!pipelining && !expect_positive (self, stage, OMS_COMMAND_MAIL, OMS_PATIENCE_SHORT))
    return FALSE;
  if (!send_line (self, stage, rcpt, NULL))
    return FALSE;
  if (pipelining && !expect_positive (self, stage, OMS_COMMAND_MAIL, OMS_PATIENCE_SHORT))
    return FALSE;

  return expect_recipient (self, stage);
}

/**
 * oms_smtp_session_prove_sender:
 * @self: a session that is signed in, or needs no sign-in
 * @address: the address of the sender, or the empty string if there is none to prove
 *
 * Asks whether the server takes mail from @address, and for it, without sending any: MAIL FROM and
 * RCPT TO. That it knows no mailbox of @address is worth a remark only.
 *
 * Returns: %FALSE if the test ends here
 */
gboolean
oms_smtp_session_prove_sender (OmsSmtpSession *self,
                               const char     *address)
{
  if (!*address) {
    oms_report_builder_end_stage (self->builder, OMS_STAGE_SENDER, OMS_STAGE_STATE_SKIPPED, NULL);
    return TRUE;
  }

  oms_report_builder_begin_stage (self->builder, OMS_STAGE_SENDER);
  if (!name_envelope (self, OMS_STAGE_SENDER, address, address))
    return FALSE;
  oms_report_builder_end_stage (self->builder, OMS_STAGE_SENDER, OMS_STAGE_STATE_PASSED, address);

  return TRUE;
}

/**
 * oms_smtp_session_send_message:
 * @self: a session that is signed in, or needs no sign-in
 * @address: the address of the sender
 * @recipient: whom it is for
 * @message: a whole message, its lines ended by CR and LF, none of them a single dot
 *
 * Hands a message over (RFC 5321 section 4.1.1.4).
 *
 * Returns: %FALSE if the test ends here
 */
gboolean
oms_smtp_session_send_message (OmsSmtpSession *self,
                               const char     *address,
                               const char     *recipient,
                               const char     *message)
{
  g_autoptr (OmsSmtpReply) go_ahead = NULL;
  g_autofree char *note = NULL;

  oms_report_builder_begin_stage (self->builder, OMS_STAGE_MESSAGE);
  if (!send_line (self, OMS_STAGE_MESSAGE, "RSET", NULL) ||
      !expect_positive (self, OMS_STAGE_MESSAGE, OMS_COMMAND_RSET, OMS_PATIENCE_SHORT) ||
      !name_envelope (self, OMS_STAGE_MESSAGE, address, recipient) ||
      !send_line (self, OMS_STAGE_MESSAGE, "DATA", NULL))
    return FALSE;

  go_ahead = read_answer (self, OMS_STAGE_MESSAGE, OMS_COMMAND_DATA, OMS_PATIENCE_SHORT);
  if (!go_ahead)
    return FALSE;
  if (oms_smtp_reply_get_code (go_ahead) != 354)
    return refuse (self, OMS_STAGE_MESSAGE, go_ahead);

  note = g_strdup_printf ("(a message of %" G_GSIZE_FORMAT " bytes)", strlen (message));
  oms_transcript_add (oms_report_builder_get_transcript (self->builder), OMS_TRANSCRIPT_NOTE, note,
                      strlen (note));
  /* Many servers look through a message before they answer. Who gives up sooner does not know
   * whether it was sent. */
  if (!oms_connection_send (self->connection, message, strlen (message), OMS_STAGE_MESSAGE) ||
      !send_line (self, OMS_STAGE_MESSAGE, ".", NULL) ||
      !expect_positive (self, OMS_STAGE_MESSAGE, OMS_COMMAND_MESSAGE, OMS_PATIENCE_LONG))
    return FALSE;
  oms_report_builder_end_stage (self->builder, OMS_STAGE_MESSAGE, OMS_STAGE_STATE_PASSED,
                                recipient);

  return TRUE;
}

/**
 * oms_smtp_session_quit:
 * @self: a session
 *
 * Says goodbye, without waiting for an answer: the result is known. QUIT alone ends a transaction,
 * too (RFC 5321 section 4.1.1.10). An RSET before it would be a second command in the same turn,
 * which servers that do not offer PIPELINING hold against a client (postscreen for ever).
 */
void
oms_smtp_session_quit (OmsSmtpSession *self)
{
  send_line (self, oms_report_builder_get_stage (self->builder), "QUIT", NULL);
}
