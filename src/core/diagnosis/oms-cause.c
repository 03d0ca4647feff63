/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-cause"

#include "oms-cause.h"

static const char * const cause_ids[] = {
  "ok",
  "bad-credentials",
  "app-password-required",
  "web-login-required",
  "basic-auth-disabled",
  "smtp-access-disabled",
  "oauth-token-rejected",
  "account-locked",
  "auth-required",
  "auth-not-offered",
  "auth-mechanism-unsupported",
  "starttls-required",
  "starttls-unavailable",
  "tls-mode-mismatch",
  "tls-version-unsupported",
  "certificate-expired",
  "certificate-hostname-mismatch",
  "certificate-untrusted",
  "connection-intercepted",
  "host-not-found",
  "connection-refused",
  "connection-timeout",
  "network-unreachable",
  "connection-dropped",
  "not-smtp",
  "server-busy",
  "rate-limited",
  "sending-limit",
  "sender-rejected",
  "relay-denied",
  "recipient-rejected",
  "message-rejected",
  "message-too-large",
  "client-blocked",
  "helo-rejected",
  "username-format",
  "server-error",
  "unknown",
};

G_STATIC_ASSERT (G_N_ELEMENTS (cause_ids) == OMS_N_CAUSES);

/**
 * oms_cause_to_id:
 * @cause: a cause
 *
 * Gets the word for a cause in the command's JSON, in the log and in the rules.
 *
 * Returns: a word such as "bad-credentials"
 */
const char *
oms_cause_to_id (OmsCause cause)
{
  g_return_val_if_fail (cause < OMS_N_CAUSES, NULL);

  return cause_ids[cause];
}

/**
 * oms_cause_from_id:
 * @id: a word as from [func@cause_to_id]
 * @cause: (out): the cause it stands for
 *
 * Reads the word for a cause.
 *
 * Returns: %FALSE if there is no such word
 */
gboolean
oms_cause_from_id (const char *id,
                   OmsCause   *cause)
{
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < OMS_N_CAUSES; i++) {
    if (g_str_equal (id, cause_ids[i])) {
      *cause = i;
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * oms_cause_get_stage:
 * @cause: a cause
 * @stage: (out): the stage at which it comes up
 *
 * Gets the stage that a cause belongs to, for error texts that do not say where they come from.
 *
 * Returns: %FALSE if it can come up at more than one
 */
gboolean
oms_cause_get_stage (OmsCause  cause,
                     OmsStage *stage)
{
  g_return_val_if_fail (stage != NULL, FALSE);

  switch (cause) {
  case OMS_CAUSE_HOST_NOT_FOUND:
    *stage = OMS_STAGE_RESOLVE;
    return TRUE;
  case OMS_CAUSE_CONNECTION_REFUSED:
  case OMS_CAUSE_CONNECTION_TIMEOUT:
  case OMS_CAUSE_NETWORK_UNREACHABLE:
    *stage = OMS_STAGE_CONNECT;
    return TRUE;
  case OMS_CAUSE_STARTTLS_REQUIRED:
  case OMS_CAUSE_STARTTLS_UNAVAILABLE:
  case OMS_CAUSE_TLS_MODE_MISMATCH:
  case OMS_CAUSE_TLS_VERSION_UNSUPPORTED:
  case OMS_CAUSE_CERTIFICATE_EXPIRED:
  case OMS_CAUSE_CERTIFICATE_HOSTNAME_MISMATCH:
  case OMS_CAUSE_CERTIFICATE_UNTRUSTED:
    *stage = OMS_STAGE_ENCRYPT;
    return TRUE;
  case OMS_CAUSE_CONNECTION_INTERCEPTED:
  case OMS_CAUSE_NOT_SMTP:
  case OMS_CAUSE_HELO_REJECTED:
    *stage = OMS_STAGE_GREETING;
    return TRUE;
  case OMS_CAUSE_BAD_CREDENTIALS:
  case OMS_CAUSE_APP_PASSWORD_REQUIRED:
  case OMS_CAUSE_WEB_LOGIN_REQUIRED:
  case OMS_CAUSE_BASIC_AUTH_DISABLED:
  case OMS_CAUSE_SMTP_ACCESS_DISABLED:
  case OMS_CAUSE_OAUTH_TOKEN_REJECTED:
  case OMS_CAUSE_AUTH_NOT_OFFERED:
  case OMS_CAUSE_AUTH_MECHANISM_UNSUPPORTED:
  case OMS_CAUSE_USERNAME_FORMAT:
    *stage = OMS_STAGE_SIGN_IN;
    return TRUE;
  case OMS_CAUSE_AUTH_REQUIRED:
  case OMS_CAUSE_SENDER_REJECTED:
  case OMS_CAUSE_RELAY_DENIED:
    *stage = OMS_STAGE_SENDER;
    return TRUE;
  case OMS_CAUSE_RECIPIENT_REJECTED:
  case OMS_CAUSE_MESSAGE_REJECTED:
  case OMS_CAUSE_MESSAGE_TOO_LARGE:
  case OMS_CAUSE_SENDING_LIMIT:
    *stage = OMS_STAGE_MESSAGE;
    return TRUE;
  case OMS_CAUSE_OK:
  case OMS_CAUSE_ACCOUNT_LOCKED:
  case OMS_CAUSE_CONNECTION_DROPPED:
  case OMS_CAUSE_SERVER_BUSY:
  case OMS_CAUSE_RATE_LIMITED:
  case OMS_CAUSE_CLIENT_BLOCKED:
  case OMS_CAUSE_SERVER_ERROR:
  case OMS_CAUSE_UNKNOWN:
  default:
    return FALSE;
  }
}
