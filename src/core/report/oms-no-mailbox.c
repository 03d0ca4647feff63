/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-no-mailbox"

#include "oms-no-mailbox.h"

#include <string.h>

/* RFC 5321 section 4.2.3 has 550, 551 and 553 for it; the others are what servers say, too. */
static const guint codes[] = { 511, 550, 551, 553, 554 };

/* Bad destination mailbox (RFC 3463), and a domain that takes no mail (RFC 7505), which Exchange
 * says of an unknown recipient. */
static const char * const enhanced_codes[] = { "5.1.1", "5.1.10", NULL };

static const char * const phrases[] = {
  "user unknown", "unknown user", "no such user", "user not found", "user does not exist",
  "recipient unknown", "unknown recipient", "no such recipient", "recipient not found",
  "recipientnotfound", "recipient does not exist",
  "mailbox unavailable", "mailbox not found", "mailbox unknown", "unknown mailbox",
  "no such mailbox", "no mailbox here", "mailbox does not exist", "invalid mailbox",
  "address unknown", "address is unknown", "unknown address", "no such address",
  "address does not exist", "unrouteable address",
};

/* What is refused is something else, whatever mailbox the words name besides. */
static const char * const other_matters[] = {
  "sender", "relay", "authenticat", "spam", "block", "denied", "not allowed", "not permitted",
  "policy", "too many", "limit",
};

/* The words in lower case, without addresses: names of people and domains say nothing. */
static char *
dup_words (OmsSmtpReply *reply)
{
  g_autofree char *lower = g_ascii_strdown (oms_smtp_reply_get_text (reply), -1);
  g_auto (GStrv) tokens = g_strsplit (lower, " ", -1);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; tokens[i]; i++)
    if (*tokens[i] && !strchr (tokens[i], '@'))
      g_string_append_printf (words, "%s%s", words->len ? " " : "", tokens[i]);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
has_one (const char         *words,
         const char * const *parts,
         gsize               n_parts)
{
  for (gsize i = 0; i < n_parts; i++)
    if (strstr (words, parts[i]))
      return TRUE;

  return FALSE;
}

static gboolean
has_code (OmsSmtpReply *reply)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (oms_smtp_reply_get_code (reply) == codes[i])
      return TRUE;

  return FALSE;
}

/**
 * oms_no_mailbox_is_meant:
 * @reply: a refusal of a recipient
 *
 * Tells whether a server refuses a recipient since it knows no mailbox of this address, and for no
 * other reason: by the enhanced code, or where there is none or a vague one, by the words. Postfix
 * looks at the sender only when it hears a recipient, so even then it may be the sender who is
 * refused. What is temporary (greylisting, 4xx) is never meant.
 *
 * Returns: whether there is no such mailbox
 */
gboolean
oms_no_mailbox_is_meant (OmsSmtpReply *reply)
{
  const char *enhanced;
  g_autofree char *words = NULL;

  g_return_val_if_fail (reply != NULL, FALSE);

  enhanced = oms_smtp_reply_get_enhanced (reply);
  words = dup_words (reply);
  if (!has_code (reply) || (enhanced && g_str_has_prefix (enhanced, "5.7.")) ||
      has_one (words, other_matters, G_N_ELEMENTS (other_matters)))
    return FALSE;

  return (enhanced && g_strv_contains (enhanced_codes, enhanced)) ||
         has_one (words, phrases, G_N_ELEMENTS (phrases));
}
