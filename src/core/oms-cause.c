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
