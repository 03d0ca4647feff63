/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-rule"

#include "config.h"

#include "oms-rule.h"

#include <string.h>

/* Two parts of a needle that are farther apart belong to different sentences. */
#define MAX_GAP 80

/* Words beyond those expected that make a reason: one may be a name, or a word of another language. */
#define REASON_WORDS 2

/**
 * oms_condition_new:
 *
 * Makes a condition that wants nothing yet.
 *
 * Returns: (transfer full): a condition
 */
OmsCondition *
oms_condition_new (void)
{
  return g_new0 (OmsCondition, 1);
}

/**
 * oms_condition_free:
 * @self: (transfer full): a condition
 *
 * Frees a condition.
 */
void
oms_condition_free (OmsCondition *self)
{
  g_strfreev (self->families);
  g_strfreev (self->providers);
  g_strfreev (self->codes);
  g_strfreev (self->enhanced);
  g_strfreev (self->ports);
  g_strfreev (self->mechanisms);
  g_strfreev (self->offers_only);
  g_strfreev (self->plain_words);
  g_clear_pointer (&self->needles, g_ptr_array_unref);
  g_clear_pointer (&self->greeting, g_ptr_array_unref);
  g_clear_pointer (&self->regex, g_regex_unref);
  g_clear_pointer (&self->since, g_date_time_unref);
  g_clear_pointer (&self->before, g_date_time_unref);
  g_free (self);
}

static void
example_free (gpointer data)
{
  OmsExample *self = data;

  g_free (self->text);
  g_free (self->host);
  g_strfreev (self->names);
  g_strfreev (self->values);
  g_free (self);
}

/**
 * oms_rule_new:
 *
 * Makes an empty rule.
 *
 * Returns: (transfer full): a rule
 */
OmsRule *
oms_rule_new (void)
{
  OmsRule *self = g_new0 (OmsRule, 1);

  self->when = g_ptr_array_new_with_free_func ((GDestroyNotify) oms_condition_free);
  self->unless = g_ptr_array_new_with_free_func ((GDestroyNotify) oms_condition_free);
  self->examples = g_ptr_array_new_with_free_func (example_free);

  return self;
}

/**
 * oms_rule_free:
 * @self: (transfer full): a rule
 *
 * Frees a rule.
 */
void
oms_rule_free (OmsRule *self)
{
  g_free (self->id);
  g_free (self->file);
  g_free (self->words);
  g_ptr_array_unref (self->when);
  g_ptr_array_unref (self->unless);
  g_ptr_array_unref (self->examples);
  g_free (self);
}

static gboolean
list_allows (GStrv       list,
             const char *value)
{
  return !list || (value && g_strv_contains ((const char * const *) list, value));
}

static gboolean
mask_allows (guint mask,
             guint bit)
{
  return mask == 0 || mask & 1u << bit;
}

static gboolean
is_wanted (OmsWanted wanted,
           gboolean  fact)
{
  return wanted == OMS_WANTED_EITHER || fact == (wanted == OMS_WANTED_YES);
}

/* Whether @code has @pattern's form: "535", or "5xx" for a whole class. */
static gboolean
code_is (const char *code,
         const char *pattern)
{
  return g_str_equal (pattern, code) ||
         (pattern[0] == code[0] && g_str_equal (pattern + 1, "xx"));
}

static gboolean
codes_allow (GStrv codes,
             guint code)
{
  char text[4];

  if (!codes)
    return TRUE;
  if (code < 100 || code > 999)
    return FALSE;

  g_snprintf (text, sizeof (text), "%u", code);
  for (guint i = 0; codes[i]; i++)
    if (code_is (text, codes[i]))
      return TRUE;

  return FALSE;
}

static gboolean
ports_allow (GStrv ports,
             guint port)
{
  char text[8];

  if (!ports)
    return TRUE;

  g_snprintf (text, sizeof (text), "%u", port);

  return list_allows (ports, text);
}

static gboolean
offer_is_allowed (GStrv offers_only,
                  GStrv offered)
{
  if (!offers_only)
    return TRUE;
  if (!offered || !offered[0])
    return FALSE;

  for (guint i = 0; offered[i]; i++)
    if (!list_allows (offers_only, offered[i]))
      return FALSE;

  return TRUE;
}

static gboolean
parts_match (GStrv               parts,
             const OmsErrorTextIndex *text)
{
  const char *first = oms_error_text_index_find (text, text->text, parts[0]);

  for (; first; first = strstr (first + 1, parts[0])) {
    const char *end = first + strlen (parts[0]);
    guint i;

    for (i = 1; parts[i]; i++) {
      const char *next = oms_error_text_index_find (text, end, parts[i]);

      if (!next)
        return FALSE;
      if (next - end > MAX_GAP)
        break;
      end = next + strlen (parts[i]);
    }
    if (!parts[i])
      return TRUE;
  }

  return FALSE;
}

/**
 * oms_needles_match:
 * @needles: (element-type GStrv): the alternatives, each a list of parts
 * @text: where to look
 *
 * Looks whether the parts of one of the alternatives occur in the text, in their order and near
 * each other.
 *
 * Returns: whether one does
 */
gboolean
oms_needles_match (GPtrArray          *needles,
                   const OmsErrorTextIndex *text)
{
  for (guint i = 0; i < needles->len; i++)
    if (parts_match (g_ptr_array_index (needles, i), text))
      return TRUE;

  return FALSE;
}

/* Numbers, addresses, names of hosts, identifiers and what is shorter than a word say no reason. */
static gboolean
is_word (const char *token)
{
  return strlen (token) > 2 && !strpbrk (token, "0123456789@./:=+_*[]{}<>");
}

static guint
count_words_beyond (GStrv       words,
                    const char *line)
{
  g_autofree char *lower = g_utf8_strdown (line, -1);
  g_auto (GStrv) tokens = g_strsplit_set (lower, " -,;()\"'", -1);
  guint n_words = 0;

  for (guint i = 0; tokens[i]; i++) {
    gsize length = strlen (tokens[i]);

    while (length > 0 && strchr (".:!?", tokens[i][length - 1]))
      tokens[i][--length] = '\0';
    if (is_word (tokens[i]) && !list_allows (words, tokens[i]))
      n_words++;
  }

  return n_words;
}

/* Whether the server says more than the words that are expected anyway: some reason of its own. */
static gboolean
says_more (GStrv words,
           GStrv reply)
{
  guint n_words = 0;

  for (guint i = 0; reply && reply[i]; i++)
    n_words += count_words_beyond (words, reply[i]);

  return n_words >= REASON_WORDS;
}

static gboolean
family_allowed (GStrv           families,
                const OmsFacts *facts)
{
  return !families || list_allows (families, facts->family) ||
         list_allows (families, facts->wording);
}

static gboolean
provider_allowed (const OmsCondition *self,
                  const OmsFacts     *facts)
{
  const char *id = facts->provider ? oms_provider_get_id (facts->provider) : NULL;

  OmsPasswordKind kind = facts->provider ? oms_provider_get_password_kind (facts->provider)
                                                  : OMS_PASSWORD_KIND_UNKNOWN;

  return list_allows (self->providers, id) && mask_allows (self->wants, kind) &&
         is_wanted (self->known_provider, id != NULL) &&
         family_allowed (self->families, facts);
}

/* What only a test of ours can know. */
static gboolean
test_allowed (const OmsCondition *self,
              const OmsFacts     *facts)
{
  gboolean wants_test = self->encryptions || self->authentications || self->password ||
                        self->password_not || self->other_sender || self->user_address ||
                        self->signed_in;

  if (!is_wanted (self->test, facts->is_report) ||
      !is_wanted (self->mail, facts->context == OMS_CONTEXT_MAIL))
    return FALSE;
  if (!wants_test)
    return TRUE;

  return facts->is_report && mask_allows (self->encryptions, facts->encryption) &&
         mask_allows (self->authentications, facts->authentication) &&
         (!self->password || facts->password_shape & self->password) &&
         !(facts->password_shape & self->password_not) &&
         is_wanted (self->signed_in, facts->is_signed_in) &&
         is_wanted (self->user_address, strchr (facts->user, '@') != NULL) &&
         is_wanted (self->other_sender, strchr (facts->user, '@') &&
                                        g_ascii_strcasecmp (facts->user, facts->address) != 0);
}

static gboolean
date_allowed (const OmsCondition *self,
              const OmsFacts     *facts)
{
  return (!self->since || g_date_time_compare (facts->today, self->since) >= 0) &&
         (!self->before || g_date_time_compare (facts->today, self->before) < 0);
}

static gboolean
condition_met (const OmsCondition *self,
               const OmsFacts     *facts)
{
  return mask_allows (self->failures, facts->failure) &&
         (!self->stages || (facts->has_stage && mask_allows (self->stages, facts->stage))) &&
         (!self->certificate || facts->problems & self->certificate) &&
         codes_allow (self->codes, facts->code) &&
         list_allows (self->enhanced, facts->enhanced) &&
         list_allows (self->mechanisms, facts->mechanism) &&
         ports_allow (self->ports, facts->port) &&
         offer_is_allowed (self->offers_only, facts->offered) &&
         provider_allowed (self, facts) && test_allowed (self, facts) &&
         date_allowed (self, facts) &&
         (!self->plain_words || says_more (self->plain_words, facts->reply)) &&
         (!self->needles || oms_needles_match (self->needles, &facts->index)) &&
         (!self->greeting || oms_needles_match (self->greeting, &facts->greeting_index)) &&
         (!self->regex || g_regex_match (self->regex, facts->text, 0, NULL));
}

/**
 * oms_rule_matches:
 * @self: a rule
 * @facts: what is known
 *
 * Looks whether a rule is true of the facts, whatever other rules say.
 *
 * Returns: whether it is
 */
gboolean
oms_rule_matches (const OmsRule  *self,
                  const OmsFacts *facts)
{
  gboolean met = FALSE;

  if (!is_wanted (self->mail, facts->context == OMS_CONTEXT_MAIL))
    return FALSE;

  for (guint i = 0; i < self->when->len && !met; i++)
    met = condition_met (g_ptr_array_index (self->when, i), facts);
  for (guint i = 0; i < self->unless->len && met; i++)
    met = !condition_met (g_ptr_array_index (self->unless, i), facts);

  return met;
}
