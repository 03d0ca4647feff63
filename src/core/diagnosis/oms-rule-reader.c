/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-rule-reader"

#include "config.h"

#include "oms-rule-reader.h"

#include "oms-condition-reader.h"
#include "oms-ranks.h"
#include "oms-text.h"

#include <string.h>

#define OPTIONAL_STRING (G_MARKUP_COLLECT_STRING | G_MARKUP_COLLECT_OPTIONAL)

typedef struct {
  const char *file;
  guint       rank;
  OmsWanted   mail;
  OmsRule    *rule;        /* the open one, owned by @rules */
  OmsExample *example;     /* the open one, owned by @rule */
  OmsRules   *rules;
  GHashTable *word_sets;   /* id → alternatives of a regular expression */
} Reader;

static gboolean
fail (GError     **error,
      const char  *what,
      const char  *value)
{
  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "%s “%s”", what, value);

  return FALSE;
}

static gboolean
read_condition (Reader      *self,
                GPtrArray   *conditions,
                const char **names,
                const char **values,
                GError     **error)
{
  OmsCondition *condition =
    oms_condition_new_from_attributes (names, values, self->word_sets, error);

  if (condition)
    g_ptr_array_add (conditions, condition);

  return condition != NULL;
}

static gboolean
read_example (Reader      *self,
              const char **names,
              const char **values,
              GError     **error)
{
  g_autoptr (GStrvBuilder) other_names = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) other_values = g_strv_builder_new ();

  self->example = g_new0 (OmsExample, 1);
  g_ptr_array_add (self->rule->examples, self->example);
  for (guint i = 0; names[i]; i++) {
    if (g_str_equal (names[i], "host")) {
      g_free (self->example->host);
      self->example->host = g_strdup (values[i]);
    } else {
      g_strv_builder_add (other_names, names[i]);
      g_strv_builder_add (other_values, values[i]);
    }
  }
  self->example->text = g_strdup ("");
  self->example->names = g_strv_builder_end (other_names);
  self->example->values = g_strv_builder_end (other_values);

  return TRUE;
}

static gboolean
read_confidence (OmsConfidence  *confidence,
                 const char     *value,
                 GError        **error)
{
  for (guint i = 0; i <= OMS_CONFIDENCE_UNCERTAIN; i++) {
    if (g_str_equal (value, oms_confidence_to_id (i))) {
      *confidence = i;
      return TRUE;
    }
  }

  return fail (error, "unknown confidence", value);
}

static gboolean
read_rule (Reader       *self,
           const char   *element,
           const char  **names,
           const char  **values,
           GError      **error)
{
  const char *id, *cause, *confidence, *words;

  if (!g_markup_collect_attributes (element, names, values, error,
                                    G_MARKUP_COLLECT_STRING, "id", &id,
                                    G_MARKUP_COLLECT_STRING, "cause", &cause,
                                    G_MARKUP_COLLECT_STRING, "confidence", &confidence,
                                    OPTIONAL_STRING, "words",
                                    &words, G_MARKUP_COLLECT_INVALID))
    return FALSE;

  self->rule = oms_rule_new ();
  g_ptr_array_add (self->rules->rules, self->rule);
  self->rule->id = g_strdup (id);
  self->rule->file = g_strdup (self->file);
  self->rule->rank = self->rank;
  self->rule->mail = self->mail;
  self->rule->words = g_strdup (words);

  return (oms_cause_from_id (cause, &self->rule->cause) || fail (error, "unknown cause", cause)) &&
         read_confidence (&self->rule->confidence, confidence, error);
}

static gboolean
read_rules (Reader       *self,
            const char   *element,
            const char  **names,
            const char  **values,
            GError      **error)
{
  const char *rank, *mail;

  return g_markup_collect_attributes (element, names, values, error,
                                      OPTIONAL_STRING, "rank", &rank,
                                      OPTIONAL_STRING, "mail", &mail, G_MARKUP_COLLECT_INVALID) &&
         (!rank || oms_ranks_find (rank, &self->rank) || fail (error, "unknown rank", rank)) &&
         (!mail || oms_condition_read_wanted (mail, &self->mail, error));
}

/* A set of words, for "near". A blank in one of them is written as "_"; a star lets it go on. */
static gboolean
read_words (Reader       *self,
            const char   *element,
            const char  **names,
            const char  **values,
            GError      **error)
{
  const char *id, *are;
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) pattern = g_string_new (NULL);

  if (!g_markup_collect_attributes (element, names, values, error,
                                    G_MARKUP_COLLECT_STRING, "id", &id,
                                    G_MARKUP_COLLECT_STRING, "are", &are,
                                    G_MARKUP_COLLECT_INVALID))
    return FALSE;

  words = g_strsplit_set (are, " ", -1);
  for (guint i = 0; words[i]; i++) {
    g_autofree char *escaped = *words[i] ? g_regex_escape_string (words[i], -1) : NULL;

    if (escaped)
      g_string_append_printf (pattern, "%s%s", pattern->len > 0 ? "|" : "", escaped);
  }
  g_string_replace (pattern, "\\*", "\\w*", 0);
  g_string_replace (pattern, "_", " ", 0);
  g_hash_table_insert (self->word_sets, g_strdup (id),
                       g_string_free (g_steal_pointer (&pattern), FALSE));

  return TRUE;
}

static gboolean
read_wording (Reader       *self,
              const char   *element,
              const char  **names,
              const char  **values,
              GError      **error)
{
  OmsWording *wording;
  const char *family, *provider, *text, *hosts;

  if (!g_markup_collect_attributes (element, names, values, error,
                                    G_MARKUP_COLLECT_STRING, "family", &family,
                                    OPTIONAL_STRING, "provider",
                                    &provider,
                                    OPTIONAL_STRING, "text", &text,
                                    OPTIONAL_STRING, "hosts",
                                    &hosts, G_MARKUP_COLLECT_INVALID))
    return FALSE;

  wording = g_new0 (OmsWording, 1);
  g_ptr_array_add (self->rules->wordings, wording);
  wording->family = g_strdup (family);
  wording->provider = g_strdup (provider);
  wording->hosts = oms_text_split_words (hosts ? hosts : "");

  return !text || oms_condition_read_names (text, &wording->needles, error);
}

/* Several elements add up. */
static gboolean
read_context (Reader       *self,
              const char   *element,
              const char  **names,
              const char  **values,
              GError      **error)
{
  const char *about, *text, *regex;
  OmsContextMarks *marks;

  if (!g_markup_collect_attributes (element, names, values, error,
                                    G_MARKUP_COLLECT_STRING, "about", &about,
                                    OPTIONAL_STRING, "text", &text,
                                    OPTIONAL_STRING, "regex",
                                    &regex, G_MARKUP_COLLECT_INVALID))
    return FALSE;
  if (!g_str_equal (about, "mail") && !g_str_equal (about, "other"))
    return fail (error, "unknown context", about);

  marks = g_new0 (OmsContextMarks, 1);
  g_ptr_array_add (self->rules->contexts, marks);
  marks->context = g_str_equal (about, "mail") ? OMS_CONTEXT_MAIL : OMS_CONTEXT_OTHER;

  return (!text || oms_condition_read_names (text, &marks->needles, error)) &&
         (!regex || (marks->regex = g_regex_new (regex, G_REGEX_OPTIMIZE, 0, error)));
}

static void
on_start_element (GMarkupParseContext  *context,
                  const char           *element,
                  const char          **names,
                  const char          **values,
                  gpointer              user_data,
                  GError              **error)
{
  Reader *self = user_data;

  if (g_str_equal (element, "rules"))
    read_rules (self, element, names, values, error);
  else if (g_str_equal (element, "wording"))
    read_wording (self, element, names, values, error);
  else if (g_str_equal (element, "words"))
    read_words (self, element, names, values, error);
  else if (g_str_equal (element, "context"))
    read_context (self, element, names, values, error);
  else if (g_str_equal (element, "rule") && !self->rule)
    read_rule (self, element, names, values, error);
  else if (g_str_equal (element, "when") && self->rule)
    read_condition (self, self->rule->when, names, values, error);
  else if (g_str_equal (element, "unless") && self->rule)
    read_condition (self, self->rule->unless, names, values, error);
  else if (g_str_equal (element, "example") && self->rule && !self->example)
    read_example (self, names, values, error);
  else
    g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT,
                 "element “%s” does not belong here", element);
}

static void
end_example (Reader *self)
{
  g_strstrip (self->example->text);
  self->example = NULL;
}

static void
on_end_element (GMarkupParseContext  *context,
                const char           *element,
                gpointer              user_data,
                GError              **error)
{
  Reader *self = user_data;

  if (g_str_equal (element, "example"))
    end_example (self);
  else if (g_str_equal (element, "rule"))
    self->rule = NULL;
}

/* A comment in between, or a CDATA section, and the text comes in several pieces. */
static void
on_text (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              user_data,
         GError              **error)
{
  Reader *self = user_data;
  g_autofree char *piece = g_strndup (text, length);
  g_autofree char *before = NULL;

  if (!self->example)
    return;

  before = g_steal_pointer (&self->example->text);
  self->example->text = g_strconcat (before, piece, NULL);
}

/**
 * oms_rule_reader_read:
 * @file: its name
 * @xml: what is in it
 * @length: its length in bytes
 * @rules: where to append all that is in it
 * @error: return location for a [error@GLib.MarkupError]
 *
 * Reads a file of rules. data/diagnosis/README.md describes the format.
 *
 * Returns: %FALSE if the file is not right; then nothing of it has been appended
 */
gboolean
oms_rule_reader_read (const char  *file,
                      const char  *xml,
                      gssize       length,
                      OmsRules    *rules,
                      GError     **error)
{
  static const GMarkupParser parser = { on_start_element, on_end_element, on_text };
  g_autoptr (OmsRules) read = oms_rules_new ();
  g_autoptr (GHashTable) word_sets =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reader reader = { .file = file, .rules = read, .word_sets = word_sets };
  g_autoptr (GMarkupParseContext) context = NULL;

  context = g_markup_parse_context_new (&parser,
                                        G_MARKUP_PREFIX_ERROR_POSITION |
                                        G_MARKUP_TREAT_CDATA_AS_TEXT,
                                        &reader, NULL);
  if (!g_markup_parse_context_parse (context, xml, length, error) ||
      !g_markup_parse_context_end_parse (context, error))
    return FALSE;

  oms_rules_append (rules, g_steal_pointer (&read));

  return TRUE;
}
