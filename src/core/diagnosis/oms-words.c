/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-words"

#include "config.h"

#include "oms-words.h"

#include <glib/gi18n.h>

static const char * const headlines[] = {
  /* Translators: the headline of a result, as are the next ones */
  [OMS_CAUSE_OK] = N_("Success"),
  [OMS_CAUSE_BAD_CREDENTIALS] = N_("Bad Credentials"),
  [OMS_CAUSE_APP_PASSWORD_REQUIRED] = N_("Bad Credentials"),
  [OMS_CAUSE_WEB_LOGIN_REQUIRED] = N_("Bad Credentials"),
  [OMS_CAUSE_BASIC_AUTH_DISABLED] = N_("Passwords Not Accepted"),
  [OMS_CAUSE_SMTP_ACCESS_DISABLED] = N_("Sending Is Turned Off"),
  [OMS_CAUSE_OAUTH_TOKEN_REJECTED] = N_("Access Token Refused"),
  [OMS_CAUSE_ACCOUNT_LOCKED] = N_("Account Is Locked"),
  [OMS_CAUSE_AUTH_REQUIRED] = N_("Sign-In Required"),
  [OMS_CAUSE_AUTH_NOT_OFFERED] = N_("No Sign-In Offered"),
  [OMS_CAUSE_AUTH_MECHANISM_UNSUPPORTED] = N_("Sign-In Method Not Supported"),
  [OMS_CAUSE_STARTTLS_REQUIRED] = N_("Encryption Required"),
  [OMS_CAUSE_STARTTLS_UNAVAILABLE] = N_("Encryption Not Offered"),
  [OMS_CAUSE_TLS_MODE_MISMATCH] = N_("Encryption Does Not Fit"),
  [OMS_CAUSE_TLS_VERSION_UNSUPPORTED] = N_("Encryption Out of Date"),
  [OMS_CAUSE_CERTIFICATE_EXPIRED] = N_("Certificate Expired"),
  [OMS_CAUSE_CERTIFICATE_HOSTNAME_MISMATCH] = N_("Certificate of Another Server"),
  [OMS_CAUSE_CERTIFICATE_UNTRUSTED] = N_("Certificate Not Trusted"),
  [OMS_CAUSE_CONNECTION_INTERCEPTED] = N_("Another Server Answered"),
  [OMS_CAUSE_HOST_NOT_FOUND] = N_("Server Not Found"),
  [OMS_CAUSE_CONNECTION_REFUSED] = N_("Connection Refused"),
  [OMS_CAUSE_CONNECTION_TIMEOUT] = N_("No Answer"),
  [OMS_CAUSE_NETWORK_UNREACHABLE] = N_("No Network"),
  [OMS_CAUSE_CONNECTION_DROPPED] = N_("Connection Closed"),
  [OMS_CAUSE_NOT_SMTP] = N_("Not a Mail Server"),
  [OMS_CAUSE_SERVER_BUSY] = N_("Server Is Busy"),
  [OMS_CAUSE_RATE_LIMITED] = N_("Too Many Attempts"),
  [OMS_CAUSE_SENDING_LIMIT] = N_("Sending Limit Reached"),
  [OMS_CAUSE_SENDER_REJECTED] = N_("Sender Address Refused"),
  [OMS_CAUSE_RELAY_DENIED] = N_("Server Does Not Pass On Mail"),
  [OMS_CAUSE_RECIPIENT_REJECTED] = N_("Recipient Refused"),
  [OMS_CAUSE_MESSAGE_REJECTED] = N_("Message Refused"),
  [OMS_CAUSE_MESSAGE_TOO_LARGE] = N_("Message Too Large"),
  [OMS_CAUSE_CLIENT_BLOCKED] = N_("Blocked by the Server"),
  /* Translators: the name with which a program introduces itself to the server (HELO) */
  [OMS_CAUSE_HELO_REJECTED] = N_("Introduction Refused"),
  [OMS_CAUSE_USERNAME_FORMAT] = N_("Bad Credentials"),
  [OMS_CAUSE_SERVER_ERROR] = N_("Server Error"),
  [OMS_CAUSE_UNKNOWN] = N_("Unknown Error"),
};

/* A refusal that no rule knows is named after the place where it happened. */
static const char * const stage_headlines[] = {
  /* Translators: a headline: the server gave no known reason */
  [OMS_STAGE_RESOLVE] = N_("Looking for the Server Failed"),
  [OMS_STAGE_CONNECT] = N_("Connecting Failed"),
  [OMS_STAGE_ENCRYPT] = N_("Encrypting Failed"),
  [OMS_STAGE_GREETING] = N_("Greeting Failed"),
  [OMS_STAGE_SIGN_IN] = N_("Signing In Failed"),
  [OMS_STAGE_SENDER] = N_("Sender Not Accepted"),
  [OMS_STAGE_MESSAGE] = N_("Message Not Accepted"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (headlines) == OMS_N_CAUSES);
G_STATIC_ASSERT (G_N_ELEMENTS (stage_headlines) == OMS_N_STAGES);

/**
 * oms_words_get_headline:
 * @cause: a cause
 * @has_stage: whether @stage is known
 * @stage: where it happened
 *
 * Gets the few words above a diagnosis.
 *
 * Returns: a headline, translated
 */
const char *
oms_words_get_headline (OmsCause cause,
                        gboolean has_stage,
                        OmsStage stage)
{
  g_return_val_if_fail (cause < OMS_N_CAUSES, NULL);
  g_return_val_if_fail (!has_stage || stage < OMS_N_STAGES, NULL);

  if (cause == OMS_CAUSE_UNKNOWN && has_stage)
    return _(stage_headlines[stage]);

  return _(headlines[cause]);
}

static const OmsWords *
find_variant (OmsCause    cause,
              const char *variant)
{
  const OmsWords *tables[] = { oms_words_connection, oms_words_sign_in, oms_words_mail };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const OmsWords *words = tables[i]; words->certain; words++)
      if (words->cause == cause && g_strcmp0 (words->variant, variant) == 0)
        return words;

  return NULL;
}

/**
 * oms_words_find:
 * @cause: a cause
 * @variant: (nullable): which of its meanings, as a rule says it
 * @family: (nullable): the family of the provider
 *
 * Finds the words for a cause. Where a meaning or a provider has no words of its own, the ones
 * that are true in general are used.
 *
 * Returns: (transfer none): the words
 */
const OmsWords *
oms_words_find (OmsCause    cause,
                const char *variant,
                const char *family)
{
  const OmsWords *words = NULL;

  g_return_val_if_fail (cause < OMS_N_CAUSES, NULL);

  if (variant)
    words = find_variant (cause, variant);
  if (!words && family && *family)
    words = find_variant (cause, family);

  return words ? words : find_variant (cause, NULL);
}
