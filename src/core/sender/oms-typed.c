/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-typed"

#include "oms-typed.h"

#include "oms-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define MAX_NAME_LENGTH 253
#define MAX_LABEL_LENGTH 63

/* Chinese and Japanese keyboards have characters as wide as two, for most of ASCII. */
#define FIRST_FULL_WIDTH 0xff01
#define LAST_FULL_WIDTH 0xff5e
#define FULL_WIDTH_OFFSET (FIRST_FULL_WIDTH - '!')
#define IDEOGRAPHIC_FULL_STOP 0x3002
#define HALFWIDTH_IDEOGRAPHIC_FULL_STOP 0xff61

static OmsError
get_code (OmsTyped kind)
{
  switch (kind) {
  case OMS_TYPED_ADDRESS:
    return OMS_ERROR_INVALID_ADDRESS;
  case OMS_TYPED_HOST:
    return OMS_ERROR_INVALID_HOST;
  case OMS_TYPED_PORT:
  default:
    return OMS_ERROR_INVALID_PORT;
  }
}

/* The same mistake, in an address and in the name of a server. */
static gboolean
fail_either (OmsTyped     kind,
             const char  *in_address,
             const char  *in_host,
             GError     **error)
{
  return oms_typed_fail (kind, kind == OMS_TYPED_ADDRESS ? in_address : in_host, error);
}

static char
get_narrow (gunichar character)
{
  if (character == IDEOGRAPHIC_FULL_STOP || character == HALFWIDTH_IDEOGRAPHIC_FULL_STOP)
    return '.';
  if (character >= FIRST_FULL_WIDTH && character <= LAST_FULL_WIDTH)
    return (char) (character - FULL_WIDTH_OFFSET);

  return '\0';
}

/* Letters, digits and hyphens (RFC 1123 section 2.1), and the underscore, which some have in
 * spite of it. */
static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > MAX_LABEL_LENGTH || label[0] == '-' || label[length - 1] == '-')
    return FALSE;

  for (const char *p = label; *p; p++) {
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  }

  return TRUE;
}

static const char *
find_bad_character (const char *name)
{
  for (const char *p = name; *p; p = g_utf8_next_char (p)) {
    if ((guchar) *p < 0x80 && !g_ascii_isalnum (*p) && !strchr ("-_.", *p))
      return p;
  }

  return NULL;
}

/**
 * oms_typed_is_blank:
 * @character: a character
 *
 * Whether a character is a blank to people: also those without a width, which are no space to
 * Unicode, but come along when a web page is copied.
 *
 * Returns: %TRUE if nothing is seen of it
 */
gboolean
oms_typed_is_blank (gunichar character)
{
  return g_unichar_isspace (character) || (character >= 0x200b && character <= 0x200d) ||
         character == 0x2060 || character == 0xfeff;
}

/**
 * oms_typed_dup_trimmed:
 * @text: what was typed
 *
 * Removes the blanks from both ends.
 *
 * Returns: (transfer full) (nullable): the rest, or %NULL if there are none to remove
 */
char *
oms_typed_dup_trimmed (const char *text)
{
  const char *start = text;
  const char *end;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, &end))
    return NULL;

  while (start < end && oms_typed_is_blank (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);

  while (end > start && oms_typed_is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return start == text && *end == '\0' ? NULL : g_strndup (start, end - start);
}

/**
 * oms_typed_is_one_line:
 * @text: what was typed
 *
 * For text that ends up in a header or a command: what could start a new line must not. Names may
 * have characters that nobody sees, as Persian ones do.
 *
 * Returns: whether @text is UTF-8 without line breaks and control characters
 */
gboolean
oms_typed_is_one_line (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    switch (g_unichar_type (g_utf8_get_char (p))) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;
    default:
      break;
    }
  }

  return TRUE;
}

/**
 * oms_typed_fail:
 * @kind: what was typed, which decides the error
 * @sentence: what is wrong, translated
 * @error: return location for the error
 *
 * Sets an error, so that a check can end with it.
 *
 * Returns: %FALSE
 */
gboolean
oms_typed_fail (OmsTyped     kind,
                const char  *sentence,
                GError     **error)
{
  g_set_error_literal (error, OMS_ERROR, get_code (kind), sentence);

  return FALSE;
}

/**
 * oms_typed_fail_character:
 * @kind: what was typed, which the sentence names
 * @at: where in a text the character stands that must not be there
 * @error: return location for the error
 *
 * Sets an error that names one character.
 *
 * Returns: %FALSE
 */
gboolean
oms_typed_fail_character (OmsTyped     kind,
                          const char  *at,
                          GError     **error)
{
  g_autofree char *character = g_strndup (at, g_utf8_next_char (at) - at);

  if (kind == OMS_TYPED_ADDRESS)
    g_set_error (error, OMS_ERROR, get_code (kind),
                 /* Translators: %s is a single character */
                 _("An email address cannot contain “%s”."), character);
  else
    g_set_error (error, OMS_ERROR, get_code (kind),
                 /* Translators: %s is a single character */
                 _("The name of a server cannot contain “%s”."), character);

  return FALSE;
}

/**
 * oms_typed_check_visible:
 * @kind: what was typed, which the sentence names
 * @text: what was typed
 * @error: return location for a sentence
 *
 * Looks for bytes that are not UTF-8, and for line breaks and other characters that nobody sees.
 *
 * Returns: %TRUE if there are none
 */
gboolean
oms_typed_check_visible (OmsTyped     kind,
                         const char  *text,
                         GError     **error)
{
  gboolean visible = oms_typed_is_one_line (text);

  for (const char *p = text; visible && *p; p = g_utf8_next_char (p))
    visible = g_unichar_type (g_utf8_get_char (p)) != G_UNICODE_FORMAT;

  if (visible)
    return TRUE;

  return fail_either (kind,
                      _("The email address contains a line break or another invisible character."),
                      _("The server’s name contains a line break or another invisible character."),
                      error);
}

/**
 * oms_typed_check_blanks:
 * @kind: what was typed, which the sentence names
 * @text: what was typed, valid UTF-8
 * @error: return location for a sentence
 *
 * Looks for blanks of every kind. Those at the ends are easily pasted and hard to see, so they have
 * sentences of their own.
 *
 * Returns: %TRUE if there are none
 */
gboolean
oms_typed_check_blanks (OmsTyped     kind,
                        const char  *text,
                        GError     **error)
{
  const char *last = g_utf8_find_prev_char (text, text + strlen (text));

  if (g_unichar_isspace (g_utf8_get_char (text)))
    return fail_either (kind,
                        _("The email address begins with a space. Remove it."),
                        _("The server’s name begins with a space. Remove it."), error);

  if (last && g_unichar_isspace (g_utf8_get_char (last)))
    return fail_either (kind,
                        _("The email address ends with a space. Remove it."),
                        _("The server’s name ends with a space. Remove it."), error);

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return fail_either (kind,
                          _("An email address has no spaces in it. Remove the space."),
                          _("The name of a server has no spaces in it. Remove the space."), error);
  }

  return TRUE;
}

/**
 * oms_typed_check_width:
 * @kind: what was typed, which decides the error
 * @text: what was typed, valid UTF-8
 * @error: return location for a sentence
 *
 * Looks for full-width characters, such as “＠” and “．”, which look right to those who type them.
 *
 * Returns: %TRUE if there are none
 */
gboolean
oms_typed_check_width (OmsTyped     kind,
                       const char  *text,
                       GError     **error)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    char narrow = get_narrow (g_utf8_get_char (p));

    if (narrow != '\0') {
      g_autofree char *wide = g_strndup (p, g_utf8_next_char (p) - p);

      g_set_error (error, OMS_ERROR, get_code (kind),
                   /* Translators: the first %s is a full-width character of a Chinese or Japanese
                    * keyboard, and %c is the ASCII character that is meant. */
                   _("Type “%2$c” instead of the full-width “%1$s”."), wide, narrow);
      return FALSE;
    }
  }

  return TRUE;
}

/**
 * oms_typed_name_to_ascii:
 * @name: what was typed
 *
 * Writes a domain as A-labels (RFC 5891) in lower case. A name that ends in a number is none, since
 * some would take it for an IP address.
 *
 * Returns: (transfer full) (nullable): the name, or %NULL if it is not one
 */
char *
oms_typed_name_to_ascii (const char *name)
{
  g_autofree char *ascii = g_hostname_to_ascii (name);
  g_auto (GStrv) labels = NULL;
  guint n_labels;

  if (!ascii || strlen (ascii) > MAX_NAME_LENGTH)
    return NULL;

  labels = g_strsplit (ascii, ".", -1);
  n_labels = g_strv_length (labels);
  for (guint i = 0; i < n_labels; i++) {
    if (!is_label (labels[i]))
      return NULL;
  }

  if (n_labels == 0 || strspn (labels[n_labels - 1], "0123456789") == strlen (labels[n_labels - 1]))
    return NULL;

  return g_ascii_strdown (ascii, -1);
}

/**
 * oms_typed_check_name:
 * @kind: what was typed, which the sentence names
 * @name: what was typed, valid UTF-8
 * @error: return location for a sentence
 *
 * Looks whether @name is a domain.
 *
 * Returns: %TRUE if it is
 */
gboolean
oms_typed_check_name (OmsTyped     kind,
                      const char  *name,
                      GError     **error)
{
  const char *bad = find_bad_character (name);
  g_autofree char *ascii = NULL;

  if (bad)
    return oms_typed_fail_character (kind, bad, error);

  ascii = oms_typed_name_to_ascii (name);
  if (ascii)
    return TRUE;

  if (kind == OMS_TYPED_ADDRESS)
    /* Translators: %s is what was typed after the “@” of an address */
    g_set_error (error, OMS_ERROR, get_code (kind),
                 _("“%s” cannot follow the “@”. A name such as example.com belongs there."), name);
  else
    /* Translators: %s is what was typed */
    g_set_error (error, OMS_ERROR, get_code (kind),
                 _("“%s” is not the name of a server, such as smtp.example.com."), name);

  return FALSE;
}
