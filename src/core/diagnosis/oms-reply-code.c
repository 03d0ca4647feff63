/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-reply-code"

#include "config.h"

#include "oms-reply-code.h"

#include "oms-marks.h"

#include <string.h>

/* What is before a number is looked at this far. */
#define BEFORE 48

static gboolean
is_code (const char *text)
{
  return text[0] >= '2' && text[0] <= '5' && g_ascii_isdigit (text[1]) && text[1] <= '7' &&
         g_ascii_isdigit (text[2]);
}

/**
 * oms_reply_code_parse:
 * @text: begins with three digits
 *
 * Reads a code.
 *
 * Returns: the number
 */
guint
oms_reply_code_parse (const char *text)
{
  return (text[0] - '0') * 100 + (text[1] - '0') * 10 + text[2] - '0';
}

/**
 * oms_enhanced_code_measure:
 * @text: where to look
 *
 * Measures an enhanced status code (RFC 3463) at the begin of a text.
 *
 * Returns: its length in bytes, or 0
 */
gsize
oms_enhanced_code_measure (const char *text)
{
  gsize length = 2;

  if (text[0] == '\0' || strchr ("245", text[0]) == NULL || text[1] != '.')
    return 0;

  for (guint part = 0; part < 2; part++) {
    gsize digits = strspn (text + length, "0123456789");

    if (digits == 0 || digits > 3)
      return 0;
    length += digits;
    if (part == 0 && text[length++] != '.')
      return 0;
  }

  return (text[length] == '.' && g_ascii_isdigit (text[length + 1])) ||
         g_ascii_isalnum (text[length]) ? 0 : length;
}

/**
 * oms_enhanced_code_find:
 * @text: where to look
 * @class: the first digit, or 0 for any that refuses
 *
 * Finds an enhanced status code. It does not always follow the code: qmail puts it at the end, in
 * brackets.
 *
 * Returns: (transfer full) (nullable): the first one
 */
char *
oms_enhanced_code_find (const char *text,
                        char        class)
{
  for (const char *p = text; *p; p++) {
    gboolean is_start = p == text || strchr (" \n#(\"'-", p[-1]);
    gsize length = is_start ? oms_enhanced_code_measure (p) : 0;

    if (length > 0 && (class ? *p == class : *p != '2'))
      return g_strndup (p, length);
  }

  return NULL;
}

static const char *
skip_to_words (const char *text)
{
  text += 3;
  while ((*text && strchr (" -,:\"'", *text)) ||
         (*text == 'b' && (text[1] == '\'' || text[1] == '"')))
    text++;

  return text;
}

static gboolean
has_enhanced (const char *text)
{
  const char *words = skip_to_words (text);

  return words[0] == text[0] && oms_enhanced_code_measure (words) > 0;
}

/* What is around a number can be around the code of a reply. Of "error:535" it can, of "587:535"
 * not. */
static gboolean
stands_apart (const char *line,
              const char *text)
{
  if (text > line && (g_ascii_isalnum (text[-1]) || strchr ("./_#@$-+%&=,", text[-1])))
    return FALSE;
  if (text > line + 1 && text[-1] == ':' && !g_ascii_isalpha (text[-2]))
    return FALSE;

  return !strchr ("%/_", text[3] ? text[3] : ' ') &&
         !(strchr (".:", text[3] ? text[3] : ' ') && g_ascii_isdigit (text[4]));
}

/* RFC 5321 and those who add to it: no server says 400 or 404, programs of the web do. */
static gboolean
is_of_mail (const char *text)
{
  static const char * const consents[] = {
    "211", "214", "220", "221", "235", "250", "251", "252", "334", "354",
  };

  if (text[0] == '5' || (text[0] == '4' && text[1] >= '3'))
    return TRUE;
  if (strncmp (text, "421", 3) == 0 || strncmp (text, "422", 3) == 0)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (consents); i++)
    if (strncmp (text, consents[i], 3) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
can_be_code (const char *line,
             const char *text,
             gboolean    is_reply)
{
  const OmsMarks *marks = oms_marks_get_default ();
  g_autofree char *before = NULL;

  if (!is_code (text) || g_ascii_isalnum (text[3]) || !stands_apart (line, text))
    return FALSE;
  if (text == line)
    return is_reply || has_enhanced (text) || is_of_mail (text);

  before = g_strndup (MAX (line, text - BEFORE), MIN (text - line, BEFORE));
  if (!g_utf8_validate (before, -1, NULL)) {
    char *valid = g_utf8_make_valid (before, -1);

    g_free (before);
    before = valid;
  }
  if (oms_marks_find (marks, OMS_MARK_NOT_A_CODE, before))
    return FALSE;

  return has_enhanced (text) ||
         (is_of_mail (text) && oms_marks_find (marks, OMS_MARK_CODE, before));
}

/* How well a number looks like the code of the reply that decided. */
static guint
rate_code (const char *line,
           const char *text)
{
  guint rating = text[0] >= '4' ? 2 : 1;

  if (has_enhanced (text))
    rating += 8;
  if (text == line)
    rating += 3;
  if (text[3] == '-' || text[3] == ' ' || text[3] == ',' || text[3] == '\0')
    rating += 1;
  if (text > line && strchr ("(\"'", text[-1]))
    rating += 1;

  return text[0] >= '4' ? rating + 8 : rating;
}

/**
 * oms_reply_code_find:
 * @line: one line
 * @is_reply: whether a server certainly said it
 * @rating: (out): how well it looks like the code of the reply that decided
 *
 * Finds the code of a reply in a line, preferably one that refuses and has an enhanced code of the
 * same class behind it.
 *
 * Returns: (nullable): where it is
 */
const char *
oms_reply_code_find (const char *line,
                     gboolean    is_reply,
                     guint      *rating)
{
  const char *best = NULL;

  *rating = 0;
  for (const char *p = line; *p; p++) {
    guint this_one = can_be_code (line, p, is_reply) ? rate_code (line, p) : 0;

    if (this_one > *rating) {
      best = p;
      *rating = this_one;
    }
  }

  return best;
}
