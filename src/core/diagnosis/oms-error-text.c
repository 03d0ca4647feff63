/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-error-text"

#include "config.h"

#include "oms-error-text.h"

#include "oms-text.h"

#include <string.h>

/* Bytes of another encoding come in long runs in Chinese, and alone or in pairs elsewhere. */
#define MIN_CHINESE_RUN 4

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

static gboolean
is_quoted_printable (const char *text)
{
  return strstr (text, "=3D") || strstr (text, "=\n") || strstr (text, "=\r\n") ||
         strstr (text, "=20\n");
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

/* The length of an enhanced code (RFC 3463), or 0. */
static gsize
get_enhanced_length (const char *text)
{
  gsize length = 2;

  if (strchr ("245", text[0]) == NULL || text[0] == '\0' || text[1] != '.')
    return 0;

  for (guint part = 0; part < 2; part++) {
    gsize digits = strspn (text + length, "0123456789");

    if (digits == 0 || digits > 3)
      return 0;
    length += digits;
    if (part == 0 && text[length++] != '.')
      return 0;
  }

  return text[length] == '.' || g_ascii_isalnum (text[length]) ? 0 : length;
}

/* What is before a number tells whether it can be a reply's code. */
static gboolean
can_be_code (const char *start,
             const char *text)
{
  static const char * const wrong[] = { "line ", "port ", "errno ", "errno: ", "errno=", "pid ",
                                        "in ", "after ", "took ", "id ", "of " };
  char before = text > start ? text[-1] : ' ';

  if (!is_code (text) || g_ascii_isalnum (before) || strchr (".:/_#@$-+%&?,", before))
    return FALSE;
  if (g_ascii_isalnum (text[3]) || (text[3] == '.' && g_ascii_isdigit (text[4])) ||
      (text[3] == ':' && g_ascii_isdigit (text[4])) || text[3] == '%' || text[3] == '/')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    gsize length = strlen (wrong[i]);

    if (text - start >= (gssize) length &&
        g_ascii_strncasecmp (text - length, wrong[i], length) == 0)
      return FALSE;
  }

  return TRUE;
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

/* How well a number looks like the code of the reply that decided. */
static guint
rate_code (const char *start,
           const char *text)
{
  const char *words = skip_to_words (text);
  guint rating = text[0] >= '4' ? 2 : 1;

  if (get_enhanced_length (words) > 0 && words[0] == text[0])
    rating += 8;
  if (text == start || text[-1] == '\n')
    rating += 3;
  if (text[3] == '-' || text[3] == ' ' || text[3] == ',' || text[3] == '\0' || text[3] == '\n')
    rating += 1;
  if (text > start && (text[-1] == '(' || text[-1] == '"' || text[-1] == '\''))
    rating += 1;

  return text[0] >= '4' ? rating + 8 : rating;
}

static GStrv
take_reply_lines (const char *text)
{
  GPtrArray *lines = g_ptr_array_new ();
  const char *code = text;

  while (strncmp (text, code, 3) == 0 && lines->len < 64) {
    gsize length = strcspn (text, "\n");
    g_autofree char *line = oms_text_make_readable (text, length);

    g_strchomp (line);
    g_ptr_array_add (lines, g_steal_pointer (&line));
    text += length;
    text += strspn (text, "\n ");
  }
  g_ptr_array_add (lines, NULL);

  return (GStrv) g_ptr_array_free (lines, FALSE);
}

/* An enhanced code does not always follow the code: qmail puts it at the end, in brackets. Returns
 * the first one of the class, or of any class that refuses where that is 0. */
static char *
find_enhanced (const char *text,
               gsize       length,
               char        class)
{
  for (const char *p = text; p < text + length; p++) {
    gboolean is_start = p == text || strchr (" \n#(\"'-", p[-1]);
    gsize enhanced_length = is_start ? get_enhanced_length (p) : 0;

    if (enhanced_length > 0 && (class ? *p == class : *p != '2'))
      return g_strndup (p, enhanced_length);
  }

  return NULL;
}

static const char *
find_code (const char *unescaped)
{
  const char *best = NULL;
  guint best_rating = 0;

  for (const char *p = unescaped; *p; p++) {
    guint rating = can_be_code (unescaped, p) ? rate_code (unescaped, p) : 0;

    if (rating > best_rating) {
      best = p;
      best_rating = rating;
    }
  }

  return best;
}

/**
 * oms_error_text_find_reply:
 * @unescaped: a text as from oms_error_text_unescape()
 *
 * Finds the reply of a server in a text: a number of RFC 5321, preferably one that refuses and has
 * an enhanced code of the same class behind it.
 *
 * Returns: the reply; the caller frees its parts
 */
OmsErrorTextReply
oms_error_text_find_reply (const char *unescaped)
{
  OmsErrorTextReply reply = { 0 };
  const char *code = find_code (unescaped);

  if (code) {
    const char *words = code + 3;

    reply.code = (code[0] - '0') * 100 + (code[1] - '0') * 10 + code[2] - '0';
    reply.enhanced = find_enhanced (words, strcspn (words, "\n"), code[0]);
    reply.lines = take_reply_lines (code);
  } else {
    reply.enhanced = find_enhanced (unescaped, strlen (unescaped), 0);
    reply.lines = g_new0 (char *, 1);
  }

  return reply;
}

static gboolean
is_consent (const char *line,
            gsize       length)
{
  gboolean consents = FALSE;

  for (const char *p = line; p < line + length; p++)
    if (can_be_code (line, p) && (p[3] == ' ' || p[3] == '-')) {
      if (*p != '2' && strncmp (p, "354", 3) != 0)
        return FALSE;
      consents = TRUE;
    }

  return consents;
}

/**
 * oms_error_text_drop_consent:
 * @unescaped: a text as from oms_error_text_unescape()
 *
 * Leaves out the lines in which a server only agreed. Its greeting and its capabilities are full of
 * the words that it also refuses with.
 *
 * Returns: (transfer full): the other lines
 */
char *
oms_error_text_drop_consent (const char *unescaped)
{
  GString *out = g_string_sized_new (strlen (unescaped));

  while (*unescaped) {
    gsize length = strcspn (unescaped, "\n");
    gsize whole = length + (unescaped[length] == '\n');

    if (!is_consent (unescaped, length))
      g_string_append_len (out, unescaped, whole);
    unescaped += whole;
  }

  return g_string_free (out, FALSE);
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
  enhanced_length = get_enhanced_length (word + length);
  if (enhanced_length > 0 && previous && enhanced_length == get_enhanced_length (previous) &&
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

      if (!enhanced && get_enhanced_length (p) > 0)
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
 * oms_error_text_index_find:
 * @self: an index
 * @from: where in its text to begin
 * @needle: what to find
 *
 * Finds a string in the text.
 *
 * Returns: (nullable): where @needle is
 */
const char *
oms_error_text_index_find (const OmsErrorTextIndex *self,
                     const char         *from,
                     const char         *needle)
{
  gsize length = strlen (needle);

  if (length >= 4) {
    guint first = hash_gram (needle);
    guint last = hash_gram (needle + length - 4);

    if (!(self->grams[first / 64] >> (first % 64) & 1) ||
        !(self->grams[last / 64] >> (last % 64) & 1))
      return NULL;
  }

  return strstr (from, needle);
}
