/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-text"

#include "oms-text.h"

#define REPLACEMENT 0xfffd

/* Besides control characters, the invisible ones that turn the direction of a text around could
 * make a line look different from what it says. The two joiners are part of words in several
 * scripts. */
static gunichar
readable_character (gunichar character)
{
  if (character == '\n' || character == 0x200c || character == 0x200d)
    return character;
  if (character == '\t')
    return ' ';

  switch (g_unichar_type (character)) {
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
    return ' ';
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT:
    return REPLACEMENT;
  default:
    return character;
  }
}

/**
 * oms_text_make_readable:
 * @bytes: (array length=length) (element-type guint8) (nullable): what somebody else sent
 * @length: how many bytes there are
 *
 * Turns any bytes into text that can be shown: valid UTF-8 without control characters and without
 * marks that change the direction of what follows. Tabs become blanks, CR LF becomes LF, and
 * everything else that cannot be shown becomes U+FFFD.
 *
 * Returns: (transfer full): the text, at most three times as long
 */
char *
oms_text_make_readable (const char *bytes,
                        gsize       length)
{
  g_autofree char *valid = g_utf8_make_valid (bytes ? bytes : "", length);
  GString *readable = g_string_sized_new (length);

  for (const char *p = valid; *p; p = g_utf8_next_char (p)) {
    if (p[0] == '\r' && p[1] == '\n')
      continue;
    g_string_append_unichar (readable, readable_character (g_utf8_get_char (p)));
  }

  return g_string_free (readable, FALSE);
}

/**
 * oms_text_split_words:
 * @text: words with blanks, tabs or line breaks between them
 *
 * Splits a list that somebody has written. However many blanks there are, no word is empty.
 *
 * Returns: (transfer full): the words
 */
GStrv
oms_text_split_words (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit_set (text, " \t\r\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; pieces[i]; i++)
    if (*pieces[i])
      g_strv_builder_add (words, pieces[i]);

  return g_strv_builder_end (words);
}
