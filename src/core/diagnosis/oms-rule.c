/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-rule"

#include "config.h"

#include "oms-rule.h"

#include <string.h>

/* Two parts of a needle that are farther apart belong to different sentences. */
#define MAX_GAP 80

/* Words beyond those expected that make a reason: one may be a name, or a word of another
 * language. */
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
  g_strfreev (self->commands);
  g_strfreev (self->ports);
  g_strfreev (self->mechanisms);
  g_strfreev (self->offers_only);
  g_strfreev (self->plain_words);
  g_clear_pointer (&self->needles, g_ptr_array_unref);
  g_clear_pointer (&self->greeting, g_ptr_array_unref);
  g_clear_pointer (&self->regex, g_regex_unref);
  g_clear_pointer (&self->near, g_regex_unref);
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

/* Letters of one script make words; those of East Asia stand without blanks between them. */
static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalnum (c) && c < 0x2e80 && !(c >= 0x0e00 && c < 0x0eff);
}

static gboolean
is_boundary (const char *text,
             const char *p)
{
  if (p == text || *p == '\0')
    return TRUE;

  return !is_letter (g_utf8_get_char (p)) || !is_letter (g_utf8_get_char (g_utf8_prev_char (p)));
}

/* The end of the parts that follow the first one, which ends at @end; or %NULL. A part without
 * letters, last of all, lets the word go on. */
static const char *
find_end (GStrv       parts,
          const char *text,
          const char *end)
{
  for (guint i = 1; parts[i]; i++) {
    const char *next = *parts[i] ? strstr (end, parts[i]) : end;

    if (!next || next - end > MAX_GAP)
      return NULL;
    if (!*parts[i])
      return end;
    end = next + strlen (parts[i]);
  }

  return is_boundary (text, end) ? end : NULL;
}

static const char *
find_parts (GStrv        parts,
            const char  *text,
            const char **end)
{
  gboolean is_open = *parts[0] == '\0';
  GStrv words = is_open ? parts + 1 : parts;

  for (const char *first = strstr (text, words[0]); first; first = strstr (first + 1, words[0]))
    if (is_open || is_boundary (text, first)) {
      *end = find_end (words, text, first + strlen (words[0]));
      if (*end)
        return first;
    }

  return NULL;
}

static gboolean
may_be_there (GStrv                    parts,
              const OmsErrorTextIndex *index)
{
  for (guint i = 0; parts[i]; i++)
    if (!oms_error_text_index_may_have (index, parts[i]))
      return FALSE;

  return TRUE;
}

/**
 * oms_needles_find:
 * @needles: (element-type GStrv): the alternatives, each a list of parts
 * @index: of all of the text, to rule most of them out
 * @text: where to look: all of it, or a line
 * @end: (out): where the parts end
 *
 * Looks for the parts of one of the alternatives in the text, as whole words, in their order and
 * near
 * each other.
 *
 * Returns: (nullable): where they begin
 */
const char *
oms_needles_find (GPtrArray                *needles,
                  const OmsErrorTextIndex  *index,
                  const char               *text,
                  const char              **end)
{
  for (guint i = 0; i < needles->len; i++) {
    GStrv parts = g_ptr_array_index (needles, i);
    const char *found = may_be_there (parts, index) ? find_parts (parts, text, end) : NULL;

    if (found)
      return found;
  }

  return NULL;
}

/**
 * oms_needles_match:
 * @needles: (element-type GStrv): the alternatives, each a list of parts
 * @index: of all of the text, to rule most of them out
 * @text: where to look: all of it, or a line
 *
 * Looks whether one of the alternatives is there, as [func@needles_find] does.
 *
 * Returns: whether one is
 */
gboolean
oms_needles_match (GPtrArray               *needles,
                   const OmsErrorTextIndex *index,
                   const char              *text)
{
  const char *end;

  return oms_needles_find (needles, index, text, &end) != NULL;
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
says_more (GStrv          words,
           const OmsLine *line)
{
  guint n_words = 0;

  for (guint i = 0; line->reply && i < line->reply->len; i++)
    n_words += count_words_beyond (words, g_ptr_array_index (line->reply, i));

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
                        (self->signed_in && !facts->is_signed_in);

  if (!is_wanted (self->test, facts->is_report) ||
      !is_wanted (self->mail, facts->context == OMS_CONTEXT_MAIL))
    return FALSE;
  if (!wants_test)
    return is_wanted (self->signed_in, facts->is_signed_in);

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

/* Without a word about it a rule is not about what a server agreed to, nor about what a log
 * counts. */
static gboolean
kind_allowed (const OmsCondition *self,
              OmsLineKind         kind)
{
  if (self->lines)
    return mask_allows (self->lines, kind);

  return kind == OMS_LINE_REPLY || kind == OMS_LINE_PROGRAM || kind == OMS_LINE_OTHER;
}

/* What stands in the line itself; of a line that is no reply, the number of the reply that
 * decided. */
static gboolean
line_allowed (const OmsCondition *self,
              const OmsFacts     *facts,
              const OmsLine      *line)
{
  gboolean has_code = line->code > 0;

  return codes_allow (self->codes, has_code ? line->code : facts->code) &&
         list_allows (self->enhanced, has_code ? line->enhanced : facts->enhanced) &&
         (!self->plain_words || says_more (self->plain_words, line)) &&
         (!self->needles || oms_needles_match (self->needles, &facts->lines_index, line->text)) &&
         (!self->regex || g_regex_match (self->regex, line->text, 0, NULL)) &&
         (!self->near || g_regex_match (self->near, line->text, 0, NULL));
}

static gboolean
condition_met (const OmsCondition *self,
               const OmsFacts     *facts,
               const OmsLine      *line)
{
  return mask_allows (self->lines ? self->lines : ~0u, line->kind) &&
         mask_allows (self->failures, facts->failure) &&
         (!self->stages || (facts->has_stage && mask_allows (self->stages, facts->stage))) &&
         (!self->certificate || facts->problems & self->certificate) &&
         is_wanted (self->answer, facts->reading->is_answer) &&
         is_wanted (self->conversation, facts->reading->is_conversation) &&
         list_allows (self->commands, facts->command) &&
         list_allows (self->mechanisms, facts->mechanism) &&
         ports_allow (self->ports, facts->port) &&
         offer_is_allowed (self->offers_only, facts->offered) &&
         provider_allowed (self, facts) && test_allowed (self, facts) &&
         date_allowed (self, facts) &&
         (!self->greeting ||
          oms_needles_match (self->greeting, &facts->greeting_index, facts->greeting)) &&
         line_allowed (self, facts, line);
}

static gboolean
when_met (const OmsCondition *self,
          const OmsFacts     *facts,
          const OmsLine      *line)
{
  return kind_allowed (self, line->kind) && condition_met (self, facts, line);
}

/**
 * oms_rule_matches:
 * @self: a rule
 * @facts: what is known
 * @line: the line to look at
 *
 * Looks whether a rule is true of a line, whatever other rules say.
 *
 * Returns: whether it is
 */
gboolean
oms_rule_matches (const OmsRule  *self,
                  const OmsFacts *facts,
                  const OmsLine  *line)
{
  gboolean met = FALSE;

  if (!is_wanted (self->mail, facts->context == OMS_CONTEXT_MAIL))
    return FALSE;

  for (guint i = 0; i < self->when->len && !met; i++)
    met = when_met (g_ptr_array_index (self->when, i), facts, line);
  for (guint i = 0; i < self->unless->len && met; i++)
    met = !condition_met (g_ptr_array_index (self->unless, i), facts, line);

  return met;
}

static char *
dup_words (const OmsCondition *self,
           const OmsFacts     *facts,
           const OmsLine      *line)
{
  g_autoptr (GMatchInfo) match = NULL;
  const char *end;
  const char *start = self->needles ? oms_needles_find (self->needles, &facts->lines_index,
                                                        line->text, &end)
                                    : NULL;

  if (start)
    return g_strndup (start, end - start);
  if (self->regex && g_regex_match (self->regex, line->text, 0, &match))
    return g_match_info_fetch (match, 0);
  g_clear_pointer (&match, g_match_info_unref);
  if (self->near && g_regex_match (self->near, line->text, 0, &match))
    return g_match_info_fetch (match, 0);
  if (line->code == 0)
    return g_strdup ("");

  return line->enhanced ? g_strdup_printf ("%u %s", line->code, line->enhanced)
                        : g_strdup_printf ("%u", line->code);
}

/**
 * oms_rule_dup_words:
 * @self: a rule that matches
 * @facts: what is known
 * @line: the line that it matches
 *
 * Gets the words that decided, in the form that rules have them in; where no words did, the numbers
 * of
 * the reply.
 *
 * Returns: (transfer full): the words, or "" where something else than the text decided
 */
char *
oms_rule_dup_words (const OmsRule  *self,
                    const OmsFacts *facts,
                    const OmsLine  *line)
{
  for (guint i = 0; i < self->when->len; i++) {
    const OmsCondition *condition = g_ptr_array_index (self->when, i);

    if (when_met (condition, facts, line))
      return dup_words (condition, facts, line);
  }

  return g_strdup ("");
}
