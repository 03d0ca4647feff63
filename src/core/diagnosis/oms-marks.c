/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-marks"

#include "config.h"

#include "oms-marks.h"

#define OPTIONAL_STRING (G_MARKUP_COLLECT_STRING | G_MARKUP_COLLECT_OPTIONAL)

#define PATH "/io/github/outgoingmail/OutgoingMail/core/reading/marks.xml"

/* A regular expression, and what a text that it matches shows. */
typedef struct {
  GRegex *regex;
  char   *name;
} Sign;

struct _OmsMarks {
  GPtrArray *of_kind[OMS_N_MARKS];   /* of GRegex */
  GPtrArray *commands;               /* of Sign */
  GPtrArray *mechanisms;             /* of Sign */
};

static const char * const kinds[] = {
  "stamp", "prefix", "server", "client", "command", "frame", "capability", "topic", "quoted",
  "pair", "not-a-code", "code", "trouble", "nested", "delivered",
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == OMS_N_MARKS);

static void
sign_free (gpointer data)
{
  Sign *self = data;

  g_clear_pointer (&self->regex, g_regex_unref);
  g_free (self->name);
  g_free (self);
}

static gboolean
read_kind (OmsMarks    *self,
           const char  *kind,
           GRegex      *regex,
           GError     **error)
{
  for (guint i = 0; i < OMS_N_MARKS; i++)
    if (g_str_equal (kinds[i], kind)) {
      g_ptr_array_add (self->of_kind[i], g_regex_ref (regex));
      return TRUE;
    }

  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "unknown kind “%s”", kind);

  return FALSE;
}

static void
read_sign (GPtrArray  *signs,
           const char *name,
           GRegex     *regex)
{
  Sign *sign = g_new0 (Sign, 1);

  sign->regex = g_regex_ref (regex);
  sign->name = g_strdup (name);
  g_ptr_array_add (signs, sign);
}

static const char *
find_sign (GPtrArray  *signs,
           const char *text)
{
  for (guint i = 0; i < signs->len; i++) {
    const Sign *sign = g_ptr_array_index (signs, i);

    if (g_regex_match (sign->regex, text, 0, NULL))
      return sign->name;
  }

  return NULL;
}

static void
on_start_element (GMarkupParseContext  *context,
                  const char           *element,
                  const char          **names,
                  const char          **values,
                  gpointer              user_data,
                  GError              **error)
{
  OmsMarks *self = user_data;
  const char *kind, *command, *mechanism, *pattern;
  g_autoptr (GRegex) regex = NULL;

  if (!g_str_equal (element, "mark"))
    return;
  if (!g_markup_collect_attributes (element, names, values, error,
                                    OPTIONAL_STRING, "is", &kind,
                                    OPTIONAL_STRING, "command", &command,
                                    OPTIONAL_STRING, "mechanism", &mechanism,
                                    G_MARKUP_COLLECT_STRING, "regex", &pattern,
                                    G_MARKUP_COLLECT_INVALID))
    return;

  regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, error);
  if (!regex || (kind && !read_kind (self, kind, regex, error)))
    return;
  if (command)
    read_sign (self->commands, command, regex);
  if (mechanism)
    read_sign (self->mechanisms, mechanism, regex);
}

/**
 * oms_marks_new_from_xml:
 * @xml: the marks
 * @length: of @xml in bytes, or -1
 * @error: return location for a [error@GLib.MarkupError] or [error@GLib.RegexError]
 *
 * Reads marks; data/diagnosis/README.md describes the format.
 *
 * Returns: (transfer full) (nullable): the marks, or %NULL with @error set
 */
OmsMarks *
oms_marks_new_from_xml (const char  *xml,
                        gssize       length,
                        GError     **error)
{
  static const GMarkupParser parser = { on_start_element };
  g_autoptr (OmsMarks) self = g_new0 (OmsMarks, 1);
  g_autoptr (GMarkupParseContext) context = NULL;

  for (guint i = 0; i < OMS_N_MARKS; i++)
    self->of_kind[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  self->commands = g_ptr_array_new_with_free_func (sign_free);
  self->mechanisms = g_ptr_array_new_with_free_func (sign_free);
  context = g_markup_parse_context_new (&parser, G_MARKUP_PREFIX_ERROR_POSITION, self, NULL);

  if (!g_markup_parse_context_parse (context, xml, length, error) ||
      !g_markup_parse_context_end_parse (context, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * oms_marks_free:
 * @self: (transfer full) (nullable): marks
 *
 * Frees marks.
 */
void
oms_marks_free (OmsMarks *self)
{
  if (!self)
    return;

  for (guint i = 0; i < OMS_N_MARKS; i++)
    g_ptr_array_unref (self->of_kind[i]);
  g_ptr_array_unref (self->commands);
  g_ptr_array_unref (self->mechanisms);
  g_free (self);
}

/* Marks that are wrong are found by a test. Should they get through, no line is of any kind. */
static OmsMarks *
read_default (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  OmsMarks *self = NULL;
  gsize length;

  if (bytes) {
    const char *xml = g_bytes_get_data (bytes, &length);

    self = oms_marks_new_from_xml (xml, length, &error);
  }
  if (!self) {
    g_warning ("No marks: %s", error->message);
    self = oms_marks_new_from_xml ("<marks/>", -1, NULL);
  }

  return self;
}

/**
 * oms_marks_get_default:
 *
 * Gets the marks that are compiled into the program, reading them the first time. Safe from every
 * thread.
 *
 * Returns: (transfer none): the marks
 */
const OmsMarks *
oms_marks_get_default (void)
{
  static OmsMarks *marks;

  if (g_once_init_enter (&marks))
    g_once_init_leave (&marks, read_default ());

  return marks;
}

/**
 * oms_marks_find:
 * @self: marks
 * @mark: what to look for
 * @text: a line
 *
 * Looks for a mark anywhere in a line.
 *
 * Returns: whether it is there
 */
gboolean
oms_marks_find (const OmsMarks *self,
                OmsMark         mark,
                const char     *text)
{
  GPtrArray *regexes = self->of_kind[mark];

  for (guint i = 0; i < regexes->len; i++)
    if (g_regex_match (g_ptr_array_index (regexes, i), text, 0, NULL))
      return TRUE;

  return FALSE;
}

/**
 * oms_marks_measure_prefix:
 * @self: marks
 * @mark: what to look for
 * @text: a line
 *
 * Measures a mark at the begin of a line.
 *
 * Returns: its length in bytes, or 0
 */
gsize
oms_marks_measure_prefix (const OmsMarks *self,
                          OmsMark         mark,
                          const char     *text)
{
  GPtrArray *regexes = self->of_kind[mark];

  for (guint i = 0; i < regexes->len; i++) {
    g_autoptr (GMatchInfo) match = NULL;
    int end;

    if (g_regex_match (g_ptr_array_index (regexes, i), text, G_REGEX_MATCH_ANCHORED, &match) &&
        g_match_info_fetch_pos (match, 0, NULL, &end) && end > 0)
      return end;
  }

  return 0;
}

/**
 * oms_marks_leave_out:
 * @self: marks
 * @mark: what to leave out
 * @text: a line
 *
 * Puts a blank in place of each mark. Of a mark with a group named "it" only that is left out.
 *
 * Returns: (transfer full): what is left
 */
char *
oms_marks_leave_out (const OmsMarks *self,
                     OmsMark         mark,
                     const char     *text)
{
  GPtrArray *regexes = self->of_kind[mark];
  g_autoptr (GString) left = g_string_new (text);

  for (guint i = 0; i < regexes->len; i++) {
    GRegex *regex = g_ptr_array_index (regexes, i);
    gboolean has_group = g_regex_get_string_number (regex, "it") > 0;
    g_autoptr (GMatchInfo) match = NULL;
    int start, end;

    for (int from = 0; from <= (int) left->len &&
                       g_regex_match_full (regex, left->str, left->len, from, 0, &match, NULL);) {
      if (!(has_group ? g_match_info_fetch_named_pos (match, "it", &start, &end)
                      : g_match_info_fetch_pos (match, 0, &start, &end)) || end <= start)
        break;
      g_string_erase (left, start, end - start);
      g_string_insert_c (left, start, ' ');
      from = start + 1;
      g_clear_pointer (&match, g_match_info_unref);
    }
  }

  return g_string_free (g_steal_pointer (&left), FALSE);
}

/**
 * oms_marks_find_command:
 * @self: marks
 * @text: a line
 *
 * Looks for a word of the command that was answered (RFC 5321).
 *
 * Returns: (nullable): its id, such as "rcpt"
 */
const char *
oms_marks_find_command (const OmsMarks *self,
                        const char     *text)
{
  return find_sign (self->commands, text);
}

/**
 * oms_marks_find_mechanism:
 * @self: marks
 * @text: a line
 *
 * Looks for the mechanism by which somebody tried to sign in (RFC 4954).
 *
 * Returns: (nullable): its name, such as "XOAUTH2"
 */
const char *
oms_marks_find_mechanism (const OmsMarks *self,
                          const char     *text)
{
  return find_sign (self->mechanisms, text);
}
