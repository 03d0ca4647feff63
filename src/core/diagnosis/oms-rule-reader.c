/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-rule-reader"

#include "config.h"

#include "oms-rule-reader.h"

#include "oms-nick.h"
#include "oms-report-enum-types.h"
#include "oms-sender-enum-types.h"
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
} Reader;

typedef const char *(*ToId) (guint value);

typedef gboolean (*ReadValue) (gpointer     field,
                               const char  *value,
                               GError     **error);

static const char *
shape_to_id (guint bit)
{
  return oms_flag_to_nick (OMS_TYPE_PASSWORD_SHAPE, 1u << bit);
}

static const char *
problem_to_id (guint bit)
{
  return oms_flag_to_nick (OMS_TYPE_CERTIFICATE_PROBLEM, 1u << bit);
}

static const char *
stage_to_id (guint bit)
{
  return bit < OMS_N_STAGES ? oms_stage_to_id (bit) : NULL;
}

static const char *
failure_to_id (guint bit)
{
  return bit <= OMS_FAILURE_LOCAL ? oms_failure_to_id (bit) : NULL;
}

static const char *
encryption_to_id (guint bit)
{
  return bit <= OMS_ENCRYPTION_NONE ? oms_encryption_to_id (bit) : NULL;
}

static const char *
authentication_to_id (guint bit)
{
  return bit <= OMS_AUTHENTICATION_NONE ? oms_authentication_to_id (bit) : NULL;
}

static const char *
password_kind_to_id (guint bit)
{
  return bit <= OMS_PASSWORD_KIND_OAUTH ? oms_password_kind_to_id (bit) : NULL;
}

static gboolean
fail (GError     **error,
      const char  *what,
      const char  *value)
{
  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "%s “%s”", what, value);

  return FALSE;
}

static gboolean
read_mask (guint       *mask,
           const char  *value,
           ToId         to_id,
           GError     **error)
{
  g_auto (GStrv) words = oms_text_split_words (value);

  if (!words[0])
    return fail (error, "no word in", value);
  for (guint i = 0; words[i]; i++) {
    guint bit = 0;

    while (to_id (bit) && !g_str_equal (to_id (bit), words[i]))
      bit++;
    if (!to_id (bit))
      return fail (error, "unknown word", words[i]);
    *mask |= 1u << bit;
  }

  return TRUE;
}

#define DEFINE_READ_MASK(name, to_id) \
  static gboolean \
  read_##name (gpointer field, const char *value, GError **error) \
  { \
    return read_mask (field, value, to_id, error); \
  }

DEFINE_READ_MASK (stages, stage_to_id)
DEFINE_READ_MASK (failures, failure_to_id)
DEFINE_READ_MASK (encryptions, encryption_to_id)
DEFINE_READ_MASK (authentications, authentication_to_id)
DEFINE_READ_MASK (problems, problem_to_id)
DEFINE_READ_MASK (password_kinds, password_kind_to_id)
DEFINE_READ_MASK (shapes, shape_to_id)

static gboolean
read_list (gpointer     field,
           const char  *value,
           GError     **error)
{
  GStrv words = oms_text_split_words (value);

  *(GStrv *) field = words;

  return words[0] || fail (error, "no word in", value);
}

/* "535", or "5xx" for a whole class. */
static gboolean
is_code (const char *word)
{
  return strlen (word) == 3 && g_ascii_isdigit (word[0]) &&
         (g_str_equal (word + 1, "xx") || (g_ascii_isdigit (word[1]) && g_ascii_isdigit (word[2])));
}

static gboolean
read_codes (gpointer     field,
            const char  *value,
            GError     **error)
{
  const GStrv *codes = field;

  if (!read_list (field, value, error))
    return FALSE;
  for (guint i = 0; (*codes)[i]; i++)
    if (!is_code ((*codes)[i]))
      return fail (error, "not a code:", (*codes)[i]);

  return TRUE;
}

static gboolean
is_normalized (const char *text)
{
  for (const char *p = text; *p; p++)
    if (g_ascii_isupper (*p) || *p == '\n' || (p[0] == ' ' && p[1] == ' '))
      return FALSE;

  return *text != '\0';
}

/* A long list goes on in the next line, behind a bar. The parser makes blanks of the break and leaves
 * the indent. */
static char *
join_lines (const char *value)
{
  GString *joined = g_string_new (NULL);

  for (; *value; value++) {
    g_string_append_c (joined, *value);
    if (g_str_has_prefix (value, "|  "))
      value += strspn (value + 1, " ");
  }

  return g_string_free (joined, FALSE);
}

static gboolean
read_needles (gpointer     field,
              const char  *value,
              GError     **error)
{
  g_autofree char *joined = join_lines (value);
  g_auto (GStrv) alternatives = g_strsplit (joined, "|", -1);
  GPtrArray *needles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  *(GPtrArray **) field = needles;
  for (guint i = 0; alternatives[i]; i++) {
    GStrv parts = g_strsplit (alternatives[i], "*", -1);

    g_ptr_array_add (needles, parts);
    if (!parts[0])
      return fail (error, "empty alternative in", joined);
    for (guint j = 0; parts[j]; j++)
      if (!is_normalized (parts[j]))
        return fail (error, "text that can never be found", alternatives[i]);
  }

  return TRUE;
}

static gboolean
read_regex (gpointer     field,
            const char  *value,
            GError     **error)
{
  *(GRegex **) field = g_regex_new (value, G_REGEX_OPTIMIZE, 0, error);

  return *(GRegex **) field != NULL;
}

static gboolean
read_date (gpointer     field,
           const char  *value,
           GError     **error)
{
  g_autofree char *text = g_strconcat (value, "T00:00:00Z", NULL);

  *(GDateTime **) field = g_date_time_new_from_iso8601 (text, NULL);

  return *(GDateTime **) field != NULL || fail (error, "not a date:", value);
}

static gboolean
read_wanted (gpointer     field,
             const char  *value,
             GError     **error)
{
  if (!g_str_equal (value, "yes") && !g_str_equal (value, "no"))
    return fail (error, "neither “yes” nor “no”:", value);

  *(OmsWanted *) field = g_str_equal (value, "yes") ? OMS_WANTED_YES : OMS_WANTED_NO;

  return TRUE;
}

static const struct {
  const char *name;
  gsize       offset;
  ReadValue   read;
} condition_attributes[] = {
  { "authentication", G_STRUCT_OFFSET (OmsCondition, authentications), read_authentications },
  { "before", G_STRUCT_OFFSET (OmsCondition, before), read_date },
  { "certificate", G_STRUCT_OFFSET (OmsCondition, certificate), read_problems },
  { "code", G_STRUCT_OFFSET (OmsCondition, codes), read_codes },
  { "encryption", G_STRUCT_OFFSET (OmsCondition, encryptions), read_encryptions },
  { "enhanced", G_STRUCT_OFFSET (OmsCondition, enhanced), read_list },
  { "failure", G_STRUCT_OFFSET (OmsCondition, failures), read_failures },
  { "family", G_STRUCT_OFFSET (OmsCondition, families), read_list },
  { "greeting", G_STRUCT_OFFSET (OmsCondition, greeting), read_needles },
  { "known-provider", G_STRUCT_OFFSET (OmsCondition, known_provider), read_wanted },
  { "mail", G_STRUCT_OFFSET (OmsCondition, mail), read_wanted },
  { "mechanism", G_STRUCT_OFFSET (OmsCondition, mechanisms), read_list },
  { "offers-only", G_STRUCT_OFFSET (OmsCondition, offers_only), read_list },
  { "other-sender", G_STRUCT_OFFSET (OmsCondition, other_sender), read_wanted },
  { "password", G_STRUCT_OFFSET (OmsCondition, password), read_shapes },
  { "password-not", G_STRUCT_OFFSET (OmsCondition, password_not), read_shapes },
  { "port", G_STRUCT_OFFSET (OmsCondition, ports), read_list },
  { "provider", G_STRUCT_OFFSET (OmsCondition, providers), read_list },
  { "regex", G_STRUCT_OFFSET (OmsCondition, regex), read_regex },
  { "says-more-than", G_STRUCT_OFFSET (OmsCondition, plain_words), read_list },
  { "signed-in", G_STRUCT_OFFSET (OmsCondition, signed_in), read_wanted },
  { "since", G_STRUCT_OFFSET (OmsCondition, since), read_date },
  { "stage", G_STRUCT_OFFSET (OmsCondition, stages), read_stages },
  { "test", G_STRUCT_OFFSET (OmsCondition, test), read_wanted },
  { "text", G_STRUCT_OFFSET (OmsCondition, needles), read_needles },
  { "user-address", G_STRUCT_OFFSET (OmsCondition, user_address), read_wanted },
  { "wants", G_STRUCT_OFFSET (OmsCondition, wants), read_password_kinds },
};

static gboolean
read_condition_attribute (OmsCondition  *condition,
                          const char    *name,
                          const char    *value,
                          GError       **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (condition_attributes); i++)
    if (g_str_equal (condition_attributes[i].name, name))
      return condition_attributes[i].read (G_STRUCT_MEMBER_P (condition,
                                                              condition_attributes[i].offset),
                                           value, error);

  return fail (error, "unknown attribute", name);
}

static gboolean
read_condition (GPtrArray   *conditions,
                const char **names,
                const char **values,
                GError     **error)
{
  OmsCondition *condition = oms_condition_new ();

  g_ptr_array_add (conditions, condition);
  for (guint i = 0; names[i]; i++) {
    for (guint j = 0; j < i; j++)
      if (g_str_equal (names[i], names[j]))
        return fail (error, "twice the attribute", names[i]);
    if (!read_condition_attribute (condition, names[i], values[i], error))
      return FALSE;
  }

  return names[0] != NULL || fail (error, "condition without", "attributes");
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
  guint64 number;

  if (!g_markup_collect_attributes (element, names, values, error,
                                    G_MARKUP_COLLECT_STRING, "rank", &rank,
                                    OPTIONAL_STRING, "mail", &mail, G_MARKUP_COLLECT_INVALID) ||
      !g_ascii_string_to_unsigned (rank, 10, 1, 9, &number, error) ||
      (mail && !read_wanted (&self->mail, mail, error)))
    return FALSE;

  self->rank = number;

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

  return !text || read_needles (&wording->needles, text, error);
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

  return (!text || read_needles (&marks->needles, text, error)) &&
         (!regex || read_regex (&marks->regex, regex, error));
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
  else if (g_str_equal (element, "context"))
    read_context (self, element, names, values, error);
  else if (g_str_equal (element, "rule") && !self->rule)
    read_rule (self, element, names, values, error);
  else if (g_str_equal (element, "when") && self->rule)
    read_condition (self->rule->when, names, values, error);
  else if (g_str_equal (element, "unless") && self->rule)
    read_condition (self->rule->unless, names, values, error);
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
  Reader reader = { .file = file, .rules = read };
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
