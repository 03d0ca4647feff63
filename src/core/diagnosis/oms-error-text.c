/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-error-text"

#include "config.h"

#include "oms-error-text.h"

#include "oms-reply-code.h"

#include <string.h>

/* Bytes of another encoding come in long runs in Chinese, and alone or in pairs elsewhere. */
#define MIN_CHINESE_RUN 4

/* RFC 2045 section 6.7: at most 76 characters. Who folds, folds where the line is nearly full. */
#define MIN_FOLDED_LINE 60
#define MAX_FOLDED_LINE 76

static const struct { const char *name, *text; } entities[] = {
  { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" }, { "&#039;", "'" },
  { "&apos;", "'" }, { "&nbsp;", " " }, { "&amp;", "&" }, { "<br>", "\n" }, { "<br/>", "\n" },
  { "<br />", "\n" },
};

static void
append_foreign_run (GString    *out,
                    const char *run,
                    gsize       length)
{
  g_autofree char *converted = NULL;

  if (length >= MIN_CHINESE_RUN)
    converted = g_convert (run, length, "UTF-8", "GB18030", NULL, NULL, NULL);
  if (!converted)
    converted = g_convert (run, length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
  if (converted)
    g_string_append (out, converted);
}

/* Whatever the encoding: UTF-8 where it is, a guess where it is not. NUL becomes a blank. */
static char *
decode_bytes (const char *bytes,
              gsize       length)
{
  GString *out = g_string_sized_new (length);
  const char *end = bytes + length;

  while (bytes < end) {
    const char *valid_end;
    const char *run;

    g_utf8_validate (bytes, end - bytes, &valid_end);
    g_string_append_len (out, bytes, valid_end - bytes);
    bytes = run = valid_end;
    while (bytes < end && (guchar) *bytes >= 0x80)
      bytes++;
    if (bytes > run)
      append_foreign_run (out, run, bytes - run);
    if (bytes < end && *bytes == '\0') {
      g_string_append_c (out, ' ');
      bytes++;
    }
  }

  return g_string_free (out, FALSE);
}

static const char *
skip_entity (const char  *text,
             const char **replacement)
{
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++) {
    gsize length = strlen (entities[i].name);

    if (g_ascii_strncasecmp (text, entities[i].name, length) == 0) {
      *replacement = entities[i].text;
      return text + length;
    }
  }

  return NULL;
}

static gboolean
read_hex (const char *text,
          guint       n_digits,
          guint      *value)
{
  *value = 0;
  for (guint i = 0; i < n_digits; i++) {
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
    *value = *value * 16 + g_ascii_xdigit_value (text[i]);
  }

  return TRUE;
}

/* @text is behind a backslash, as in program source. Returns where to go on, or NULL where this is
 * no escape. Bytes ("\xc7") go out as they are: decode_bytes() follows. */
static const char *
unescape_one (GString    *out,
              const char *text)
{
  guint value;

  switch (*text) {
  case 'n':
  case 'r':
    g_string_append_c (out, '\n');
    return text + 1;
  case 't':
    g_string_append_c (out, ' ');
    return text + 1;
  case '"':
  case '\'':
  case '/':
  case '<':
    g_string_append_c (out, *text);
    return text + 1;
  case 'x':
    if (!read_hex (text + 1, 2, &value) || value == 0)
      return NULL;
    g_string_append_c (out, value);
    return text + 3;
  case 'u':
    if (!read_hex (text + 1, 4, &value) || value == 0 || !g_unichar_validate (value))
      return NULL;
    g_string_append_unichar (out, value);
    return text + 5;
  default:
    return NULL;
  }
}

/* A line that is as long as lines of quoted-printable are and ends in one equals sign goes on;
 * base64 ends in them, too, at any length. */
static gboolean
has_soft_break (const char *text)
{
  const char *line = text;

  for (const char *end = strchr (text, '\n'); end; end = strchr (line, '\n')) {
    gsize length = end - line - (end > line && end[-1] == '\r');

    if (length >= MIN_FOLDED_LINE && length <= MAX_FOLDED_LINE && line[length - 1] == '=' &&
        line[length - 2] != '=')
      return TRUE;
    line = end + 1;
  }

  return FALSE;
}

static gboolean
is_quoted_printable (const char *text)
{
  return strstr (text, "=3D") || strstr (text, "=20\n") || has_soft_break (text);
}

/* @text is behind an equals sign. Returns where to go on, or NULL. */
static const char *
unescape_quoted_printable (GString    *out,
                           const char *text)
{
  guint value;

  if (text[0] == '\n')
    return text + 1;
  if (text[0] == '\r' && text[1] == '\n')
    return text + 2;
  if (!read_hex (text, 2, &value) || value == 0 || g_ascii_islower (text[0]))
    return NULL;

  g_string_append_c (out, value);

  return text + 2;
}

/**
 * oms_error_text_unescape:
 * @text: bytes in any encoding
 * @length: how many
 *
 * Undoes what programs do to a server's words when they print them: escapes of program source and
 * JSON, entities of HTML, quoted-printable (RFC 2045) of bounces, other encodings.
 *
 * Returns: (transfer full): readable text with its lines, in UTF-8
 */
char *
oms_error_text_unescape (const char *text,
                   gsize       length)
{
  g_autofree char *decoded = decode_bytes (text, length);
  g_autoptr (GString) out = g_string_sized_new (length);
  gboolean quoted_printable = is_quoted_printable (decoded);
  const char *p = decoded;

  while (*p) {
    const char *replacement;
    const char *next = NULL;

    if (*p == '\\') {
      next = unescape_one (out, p + 1);
    } else if (*p == '=' && quoted_printable) {
      next = unescape_quoted_printable (out, p + 1);
    } else if (*p == '&' || *p == '<') {
      next = skip_entity (p, &replacement);
      if (next)
        g_string_append (out, replacement);
    }

    if (next) {
      p = next;
    } else {
      g_string_append_c (out, *p++);
    }
  }

  return decode_bytes (out->str, out->len);
}

static gboolean
is_code (const char *text)
{
  return text[0] >= '2' && text[0] <= '5' && text[1] >= '0' && text[1] <= '5' &&
         g_ascii_isdigit (text[2]);
}

/* OAuth servers hide their reason in base64 (RFC 7628 section 3.2.2): append it readable. */
static void
append_hidden_reasons (GString    *out,
                       const char *text)
{
  const char *p = text;

  for (guint n = 0; n < 4 && (p = strstr (p, "eyJ")); n++) {
    gsize length = strspn (p, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    g_autofree char *encoded = g_strndup (p, MIN (length, 4096));
    gsize decoded_length;
    g_autofree guchar *decoded = g_base64_decode (encoded, &decoded_length);
    g_autofree char *valid = decoded ? g_utf8_make_valid ((char *) decoded, decoded_length) : NULL;

    if (valid) {
      g_string_append_c (out, ' ');
      g_string_append (out, valid);
    }
    p += length;
  }
}

/* What begins each line of a reply of several lines is needed only once. */
static gsize
get_repeated_prefix (const char *word,
                     char        first_code[4],
                     const char *previous)
{
  gsize enhanced_length;
  gsize length = 0;

  if (is_code (word) && (word[3] == '-' || word[3] == ' ')) {
    if (*first_code == '\0') {
      memcpy (first_code, word, 3);
      return 0;
    }
    if (strncmp (word, first_code, 3) != 0)
      return 0;
    length = 4;
  }
  enhanced_length = oms_enhanced_code_measure (word + length);
  if (enhanced_length > 0 && previous && enhanced_length == oms_enhanced_code_measure (previous) &&
      strncmp (word + length, previous, enhanced_length) == 0)
    length += enhanced_length;

  return length;
}

static gunichar
fold_character (gunichar c)
{
  switch (c) {
  case 0x2018: case 0x2019: case 0x201b: case '`': case 0xb4:
    return '\'';
  case 0x201c: case 0x201d: case 0x201e:
    return '"';
  case 0x2010: case 0x2011: case 0x2013: case 0x2014:
    return '-';
  case 0xa0: case 0xfeff: case 0x200b: case '\n': case '\r': case '\t':
    return ' ';
  default:
    return g_unichar_tolower (c);
  }
}

/**
 * oms_error_text_normalize:
 * @unescaped: a text as from oms_error_text_unescape()
 *
 * Brings a text into the form that the rules expect: lower case, ASCII quotes, single blanks
 * instead of lines, the numbers that begin each line of a reply only once, hidden reasons readable.
 *
 * Returns: (transfer full): the text for the rules
 */
char *
oms_error_text_normalize (const char *unescaped)
{
  g_autoptr (GString) source = g_string_new (unescaped);
  GString *out = g_string_sized_new (source->len + 1);
  char first_code[4] = "";
  const char *enhanced = NULL;
  gboolean at_word = TRUE;

  append_hidden_reasons (source, unescaped);
  for (const char *p = source->str; *p;) {
    gunichar c;

    if (at_word) {
      gsize repeated = get_repeated_prefix (p, first_code, enhanced);

      if (!enhanced && oms_enhanced_code_measure (p) > 0)
        enhanced = p;
      p += repeated;
      at_word = FALSE;
      if (repeated > 0)
        continue;
    }

    c = fold_character (g_utf8_get_char (p));
    p = g_utf8_next_char (p);
    if (c == ' ' || (c == '-' && out->len >= 3 && is_code (out->str + out->len - 3)))
      at_word = TRUE;
    if (c != ' ')
      g_string_append_unichar (out, c);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
      g_string_append_c (out, ' ');
  }

  return g_string_free (out, FALSE);
}

static guint
hash_gram (const char *bytes)
{
  guint32 gram;

  memcpy (&gram, bytes, sizeof (gram));

  return (gram * 2654435761u) >> 16;
}

/**
 * oms_error_text_index_init:
 * @self: an index
 * @text: the text to search; must outlive @self
 *
 * Makes a text quick to search for many needles.
 */
void
oms_error_text_index_init (OmsErrorTextIndex *self,
                     const char   *text)
{
  gsize length = strlen (text);

  self->text = text;
  memset (self->grams, 0, sizeof (self->grams));
  for (gsize i = 0; i + 4 <= length; i++) {
    guint gram = hash_gram (text + i);

    self->grams[gram / 64] |= G_GUINT64_CONSTANT (1) << (gram % 64);
  }
}

/**
 * oms_error_text_index_may_have:
 * @self: an index
 * @needle: what to find
 *
 * Looks whether a string can be in the text.
 *
 * Returns: %FALSE where it certainly is not
 */
gboolean
oms_error_text_index_may_have (const OmsErrorTextIndex *self,
                               const char              *needle)
{
  gsize length = strlen (needle);
  guint first, last;

  if (length < 4)
    return TRUE;

  first = hash_gram (needle);
  last = hash_gram (needle + length - 4);

  return self->grams[first / 64] >> (first % 64) & 1 && self->grams[last / 64] >> (last % 64) & 1;
}
