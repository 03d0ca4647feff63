/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OmsEncryption:
 * @OMS_ENCRYPTION_TLS: TLS from the first byte ("submissions", port 465, RFC 8314)
 * @OMS_ENCRYPTION_STARTTLS: plain greeting, then STARTTLS (port 587, RFC 3207); never optional
 * @OMS_ENCRYPTION_NONE: no encryption
 *
 * How the connection to a server is protected.
 */
typedef enum {
  OMS_ENCRYPTION_TLS,
  OMS_ENCRYPTION_STARTTLS,
  OMS_ENCRYPTION_NONE,
} OmsEncryption;

/**
 * OmsAuthentication:
 * @OMS_AUTHENTICATION_PASSWORD: user name and password (or app password)
 * @OMS_AUTHENTICATION_TOKEN: user name and OAuth 2 access token
 * @OMS_AUTHENTICATION_NONE: no sign-in
 *
 * How a sender signs in.
 */
typedef enum {
  OMS_AUTHENTICATION_PASSWORD,
  OMS_AUTHENTICATION_TOKEN,
  OMS_AUTHENTICATION_NONE,
} OmsAuthentication;

/**
 * OmsStage:
 * @OMS_STAGE_RESOLVE: looking up the server's name
 * @OMS_STAGE_CONNECT: connecting to its port
 * @OMS_STAGE_ENCRYPT: TLS, from the start or after STARTTLS
 * @OMS_STAGE_GREETING: the server's greeting and its answer to EHLO
 * @OMS_STAGE_SIGN_IN: AUTH
 * @OMS_STAGE_SENDER: MAIL FROM and RCPT TO with the sender's own address
 * @OMS_STAGE_MESSAGE: handing over a real message
 *
 * The steps of a test, in the order in which a person thinks of them.
 */
typedef enum {
  OMS_STAGE_RESOLVE,
  OMS_STAGE_CONNECT,
  OMS_STAGE_ENCRYPT,
  OMS_STAGE_GREETING,
  OMS_STAGE_SIGN_IN,
  OMS_STAGE_SENDER,
  OMS_STAGE_MESSAGE,
} OmsStage;

#define OMS_N_STAGES (OMS_STAGE_MESSAGE + 1)

/**
 * OmsStageState:
 * @OMS_STAGE_STATE_WAITING: not begun
 * @OMS_STAGE_STATE_RUNNING: going on
 * @OMS_STAGE_STATE_PASSED: done, and it was good
 * @OMS_STAGE_STATE_FAILED: the test ended here
 * @OMS_STAGE_STATE_SKIPPED: not wanted with these settings (no encryption, no sign-in, …)
 *
 * How far one stage of a test is.
 */
typedef enum {
  OMS_STAGE_STATE_WAITING,
  OMS_STAGE_STATE_RUNNING,
  OMS_STAGE_STATE_PASSED,
  OMS_STAGE_STATE_FAILED,
  OMS_STAGE_STATE_SKIPPED,
} OmsStageState;

/**
 * OmsCommand:
 * @OMS_COMMAND_NONE: nothing: the server speaks first, or never spoke
 * @OMS_COMMAND_EHLO: EHLO, or HELO after it
 * @OMS_COMMAND_STARTTLS: STARTTLS
 * @OMS_COMMAND_AUTH: AUTH, or what follows one of its challenges
 * @OMS_COMMAND_MAIL: MAIL FROM
 * @OMS_COMMAND_RCPT: RCPT TO
 * @OMS_COMMAND_RSET: RSET
 * @OMS_COMMAND_DATA: DATA
 * @OMS_COMMAND_MESSAGE: the end of a message
 *
 * What a server answers: the same words mean different things after different commands.
 */
typedef enum {
  OMS_COMMAND_NONE,
  OMS_COMMAND_EHLO,
  OMS_COMMAND_STARTTLS,
  OMS_COMMAND_AUTH,
  OMS_COMMAND_MAIL,
  OMS_COMMAND_RCPT,
  OMS_COMMAND_RSET,
  OMS_COMMAND_DATA,
  OMS_COMMAND_MESSAGE,
} OmsCommand;

/**
 * OmsFailure:
 * @OMS_FAILURE_NONE: nothing failed
 * @OMS_FAILURE_HOST_NOT_FOUND: the name does not resolve
 * @OMS_FAILURE_REFUSED: the connection was refused: nothing listens there
 * @OMS_FAILURE_UNREACHABLE: no route, or offline
 * @OMS_FAILURE_PROHIBITED: something on the way says that this connection may not be made
 * @OMS_FAILURE_TIMEOUT: no answer in time
 * @OMS_FAILURE_CLOSED: the connection was closed in mid-conversation
 * @OMS_FAILURE_TLS: the TLS handshake failed (no common version or cipher)
 * @OMS_FAILURE_NOT_TLS: what answered does not speak TLS
 * @OMS_FAILURE_CERTIFICATE: the certificate could not be verified; see
 *   [method@Report.get_certificate]
 * @OMS_FAILURE_CLIENT_CERTIFICATE: the server wants a certificate of ours
 * @OMS_FAILURE_STARTTLS_MISSING: STARTTLS was asked for and is not offered
 * @OMS_FAILURE_STARTTLS_REFUSED: STARTTLS is offered and was refused, or was tampered with
 * @OMS_FAILURE_NOT_SMTP: what answered does not speak SMTP
 * @OMS_FAILURE_TOO_MUCH: an answer beyond every reasonable size
 * @OMS_FAILURE_REPLY: the server refused; see [method@Report.get_reply]
 * @OMS_FAILURE_AUTH_NOT_OFFERED: the server offers no sign-in
 * @OMS_FAILURE_NO_COMMON_MECHANISM: the server offers only sign-in mechanisms that do not fit
 * @OMS_FAILURE_INSECURE: we refused to send a password over a connection that is not encrypted
 * @OMS_FAILURE_SERVER_NOT_PROVEN: the server could not prove that it knows the password (SCRAM)
 * @OMS_FAILURE_LOCAL: something on this machine went wrong (out of memory, no TLS library, …)
 *
 * What happened, technically, when a test failed. What it means is for [class@Diagnosis].
 */
typedef enum {
  OMS_FAILURE_NONE,
  OMS_FAILURE_HOST_NOT_FOUND,
  OMS_FAILURE_REFUSED,
  OMS_FAILURE_UNREACHABLE,
  OMS_FAILURE_PROHIBITED,
  OMS_FAILURE_TIMEOUT,
  OMS_FAILURE_CLOSED,
  OMS_FAILURE_TLS,
  OMS_FAILURE_NOT_TLS,
  OMS_FAILURE_CERTIFICATE,
  OMS_FAILURE_CLIENT_CERTIFICATE,
  OMS_FAILURE_STARTTLS_MISSING,
  OMS_FAILURE_STARTTLS_REFUSED,
  OMS_FAILURE_NOT_SMTP,
  OMS_FAILURE_TOO_MUCH,
  OMS_FAILURE_REPLY,
  OMS_FAILURE_AUTH_NOT_OFFERED,
  OMS_FAILURE_NO_COMMON_MECHANISM,
  OMS_FAILURE_INSECURE,
  OMS_FAILURE_SERVER_NOT_PROVEN,
  OMS_FAILURE_LOCAL,
} OmsFailure;

const char *oms_encryption_to_id     (OmsEncryption      encryption);
gboolean    oms_encryption_from_id   (const char        *id,
                                      OmsEncryption     *encryption) G_GNUC_WARN_UNUSED_RESULT;
guint       oms_encryption_get_port  (OmsEncryption      encryption);
const char *oms_authentication_to_id (OmsAuthentication  authentication);
const char *oms_stage_to_id          (OmsStage           stage);
const char *oms_stage_state_to_id    (OmsStageState      state);
const char *oms_command_to_id        (OmsCommand         command);
const char *oms_failure_to_id        (OmsFailure         failure);

G_END_DECLS
