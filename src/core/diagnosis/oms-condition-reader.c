/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-condition-reader"

#include "config.h"

#include "oms-condition-reader.h"

#include "oms-nick.h"
#include "oms-report-enum-types.h"
#include "oms-sender-enum-types.h"
#include "oms-text.h"

#include <string.h>

/* So many words at most stand between two that belong together. */
#define WORDS_BETWEEN "(?:\\W+\\w+){0,5}\\W+"

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
line_to_id (guint bit)
{
  static const char * const ids[] = { "reply", "consent", "command", "program", "other", "log" };

  return bit < G_N_ELEMENTS (ids) ? ids[bit] : NULL;
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

DEFINE_READ_MASK (lines, line_to_id)
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

/* A long list goes on in the next line, behind a bar. The parser makes blanks of the break and
 * leaves the indent. */
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

/* At its ends a star stands alone: there the word may go on. */
static gboolean
needle_is_right (GStrv parts)
{
  guint n_parts = g_strv_length (parts);
  gboolean has_words = FALSE;

  for (guint i = 0; i < n_parts; i++) {
    gboolean is_end = i == 0 || i == n_parts - 1;

    if (*parts[i] ? !is_normalized (parts[i]) : !is_end)
      return FALSE;
    has_words |= *parts[i] != '\0';
  }

  return has_words;
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
    if (!needle_is_right (parts))
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
  { "answer", G_STRUCT_OFFSET (OmsCondition, answer), read_wanted },
  { "authentication", G_STRUCT_OFFSET (OmsCondition, authentications), read_authentications },
  { "before", G_STRUCT_OFFSET (OmsCondition, before), read_date },
  { "certificate", G_STRUCT_OFFSET (OmsCondition, certificate), read_problems },
  { "code", G_STRUCT_OFFSET (OmsCondition, codes), read_codes },
  { "command", G_STRUCT_OFFSET (OmsCondition, commands), read_list },
  { "conversation", G_STRUCT_OFFSET (OmsCondition, conversation), read_wanted },
  { "encryption", G_STRUCT_OFFSET (OmsCondition, encryptions), read_encryptions },
  { "enhanced", G_STRUCT_OFFSET (OmsCondition, enhanced), read_list },
  { "failure", G_STRUCT_OFFSET (OmsCondition, failures), read_failures },
  { "family", G_STRUCT_OFFSET (OmsCondition, families), read_list },
  { "greeting", G_STRUCT_OFFSET (OmsCondition, greeting), read_needles },
  { "known-provider", G_STRUCT_OFFSET (OmsCondition, known_provider), read_wanted },
  { "line", G_STRUCT_OFFSET (OmsCondition, lines), read_lines },
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
read_attribute (OmsCondition  *condition,
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

/* One word of each set, in either order and few words apart: in one thought. */
static gboolean
read_near (GHashTable    *word_sets,
           OmsCondition  *condition,
           const char    *value,
           GError       **error)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  const char *sets[2] = { NULL, NULL };
  g_autofree char *pattern = NULL;

  if (g_strv_length (ids) > G_N_ELEMENTS (sets))
    return fail (error, "too many sets of words in", value);
  for (guint i = 0; ids[i]; i++) {
    sets[i] = g_hash_table_lookup (word_sets, ids[i]);
    if (!sets[i])
      return fail (error, "unknown set of words", ids[i]);
  }

  pattern = sets[1] ? g_strdup_printf ("\\b(?:%s)\\b" WORDS_BETWEEN "\\b(?:%s)\\b|"
                                       "\\b(?:%s)\\b" WORDS_BETWEEN "\\b(?:%s)\\b",
                                       sets[0], sets[1], sets[1], sets[0])
                    : g_strdup_printf ("\\b(?:%s)\\b", sets[0]);

  return read_regex (&condition->near, pattern, error);
}

/**
 * oms_condition_new_from_attributes:
 * @names: the names of the attributes
 * @values: their values
 * @word_sets: (element-type utf8 utf8): the sets of words that "near" can name, as alternatives of
 * a
 *   regular expression
 * @error: return location for a [error@GLib.MarkupError]
 *
 * Reads a condition; data/diagnosis/README.md describes the attributes.
 *
 * Returns: (transfer full) (nullable): the condition, or %NULL with @error set
 */
OmsCondition *
oms_condition_new_from_attributes (const char **names,
                                   const char **values,
                                   GHashTable  *word_sets,
                                   GError     **error)
{
  g_autoptr (OmsCondition) self = oms_condition_new ();

  for (guint i = 0; names[i]; i++) {
    for (guint j = 0; j < i; j++)
      if (g_str_equal (names[i], names[j])) {
        fail (error, "twice the attribute", names[i]);
        return NULL;
      }
    if (g_str_equal (names[i], "near") ? !read_near (word_sets, self, values[i], error)
                                       : !read_attribute (self, names[i], values[i], error))
      return NULL;
  }

  if (!names[0]) {
    fail (error, "condition without", "attributes");
    return NULL;
  }

  return g_steal_pointer (&self);
}

/**
 * oms_condition_read_names:
 * @value: names between bars
 * @needles: (out) (transfer full): the same, to be found inside of other words, too
 * @error: return location for a [error@GLib.MarkupError]
 *
 * Reads names of servers and of things. Unlike words they count inside of other words, too.
 *
 * Returns: %FALSE with @error set if one can never be found
 */
gboolean
oms_condition_read_names (const char  *value,
                          GPtrArray  **needles,
                          GError     **error)
{
  g_autoptr (GString) open = g_string_new ("*");

  for (const char *p = value; *p; p++) {
    if (*p == '|')
      g_string_append (open, "*|");
    else
      g_string_append_c (open, *p);
    if (*p == '|') {
      p += strspn (p + 1, " ");
      g_string_append_c (open, '*');
    }
  }
  g_string_append_c (open, '*');

  return read_needles (needles, open->str, error);
}

/**
 * oms_condition_read_wanted:
 * @value: "yes" or "no"
 * @wanted: (out): the same
 * @error: return location for a [error@GLib.MarkupError]
 *
 * Reads whether something is wanted.
 *
 * Returns: %FALSE with @error set if it is neither
 */
gboolean
oms_condition_read_wanted (const char  *value,
                           OmsWanted   *wanted,
                           GError     **error)
{
  return read_wanted (wanted, value, error);
}
