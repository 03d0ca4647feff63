/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-smtp-reply"

#include "oms-smtp-reply.h"

#include "oms-error.h"
#include "oms-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LINE_BYTES 2048
#define MAX_LINES 100
#define MAX_REPLY_BYTES (64 * 1024)
#define CODE_LENGTH 3

struct _OmsSmtpReply {
  gatomicrefcount  references;
  guint            code;
  char            *enhanced;
  GStrv            lines;
  char            *text;
  gboolean         truncated;
};

G_DEFINE_BOXED_TYPE (OmsSmtpReply, oms_smtp_reply, oms_smtp_reply_ref, oms_smtp_reply_unref)

struct _OmsSmtpReplyParser {
  GString   *line;
  GPtrArray *lines;
  gsize      eaten;
  gboolean   truncated;
};

static gsize
count_digits (const char *text,
              gsize       most)
{
  gsize n = 0;

  while (n < most && g_ascii_isdigit (text[n]))
    n++;

  return n;
}

/* The length of "5.7.8" at the start of @text, if it is an enhanced code of the class of @code.
 * A 3xx reply has none (RFC 2034 section 4). */
static gsize
measure_enhanced (const char *text,
                  guint       code)
{
  gsize length = 1;

  if (text[0] != '2' && text[0] != '4' && text[0] != '5')
    return 0;
  if ((guint) g_ascii_digit_value (text[0]) != code / 100)
    return 0;

  for (guint part = 0; part < 2; part++) {
    gsize digits;

    if (text[length] != '.')
      return 0;
    digits = count_digits (text + length + 1, 3);
    if (digits == 0)
      return 0;
    length += 1 + digits;
  }

  return g_ascii_isdigit (text[length]) || text[length] == '.' ? 0 : length;
}

/* What follows "535-" or "535 ". */
static const char *
skip_code (const char *line)
{
  const char *rest = line + CODE_LENGTH;

  if (*rest == '-')
    rest++;
  while (*rest == ' ')
    rest++;

  return rest;
}

static const char *
skip_enhanced (const char *text,
               guint       code)
{
  gsize length = measure_enhanced (text, code);

  if (length == 0)
    return text;

  text += length;
  while (*text != '\0' && strchr (" ,;:-", *text))
    text++;

  return text;
}

static char *
find_enhanced (GStrv lines,
               guint code)
{
  for (guint i = g_strv_length (lines); i > 0; i--) {
    const char *text = skip_code (lines[i - 1]);
    gsize length = measure_enhanced (text, code);

    if (length > 0)
      return g_strndup (text, length);
  }

  return NULL;
}

static char *
join_words (GStrv lines,
            guint code)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; lines[i]; i++) {
    g_autofree char *words = g_strdup (skip_enhanced (skip_code (lines[i]), code));

    g_strstrip (words);
    if (*words == '\0')
      continue;
    if (text->len > 0)
      g_string_append_c (text, ' ');
    g_string_append (text, words);
  }

  return g_string_free (text, FALSE);
}

/* Takes @lines, of which there is at least one, each with a code. */
static OmsSmtpReply *
reply_new (GStrv    lines,
           gboolean truncated)
{
  OmsSmtpReply *self = g_new0 (OmsSmtpReply, 1);

  g_atomic_ref_count_init (&self->references);
  self->lines = lines;
  self->truncated = truncated;
  self->code = atoi (lines[g_strv_length (lines) - 1]);
  self->enhanced = find_enhanced (lines, self->code);
  self->text = join_words (lines, self->code);

  return self;
}

/**
 * oms_smtp_reply_ref:
 * @self: a reply
 *
 * Takes a reference.
 *
 * Returns: (transfer full): the same reply
 */
OmsSmtpReply *
oms_smtp_reply_ref (OmsSmtpReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * oms_smtp_reply_unref:
 * @self: (transfer full): a reply
 *
 * Gives a reference back; the last one frees the reply.
 */
void
oms_smtp_reply_unref (OmsSmtpReply *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_free (self->enhanced);
  g_strfreev (self->lines);
  g_free (self->text);
  g_free (self);
}

/**
 * oms_smtp_reply_get_code:
 * @self: a reply
 *
 * Gets the reply code. Where the lines disagree, the last one decides, since that is the one other
 * programs act on.
 *
 * Returns: a number from 200 to 599
 */
guint
oms_smtp_reply_get_code (OmsSmtpReply *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->code;
}

/**
 * oms_smtp_reply_get_enhanced:
 * @self: a reply
 *
 * Gets the enhanced status code (RFC 3463). One whose class is not that of the reply code is not
 * one (RFC 2034).
 *
 * Returns: (nullable): a code such as "5.7.8"
 */
const char *
oms_smtp_reply_get_enhanced (OmsSmtpReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->enhanced;
}

/**
 * oms_smtp_reply_get_lines:
 * @self: a reply
 *
 * Gets the lines as they were received, each with its code, as in "535-5.7.8 Username and …".
 *
 * Returns: (transfer none) (array zero-terminated=1): at least one line
 */
const char * const *
oms_smtp_reply_get_lines (OmsSmtpReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->lines;
}

/**
 * oms_smtp_reply_get_text:
 * @self: a reply
 *
 * Gets the words of all lines, without code and enhanced code, joined by blanks.
 *
 * Returns: the words; the empty string where there are none
 */
const char *
oms_smtp_reply_get_text (OmsSmtpReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * oms_smtp_reply_is_truncated:
 * @self: a reply
 *
 * Tells whether lines, or parts of lines, were dropped because there were too many.
 *
 * Returns: %TRUE if something is missing
 */
gboolean
oms_smtp_reply_is_truncated (OmsSmtpReply *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->truncated;
}

/**
 * oms_smtp_reply_scrub:
 * @self: a reply
 * @redactor: knows what to hide
 *
 * Makes a copy that can be shown: the same lines with the same codes, without what @redactor
 * hides.
 *
 * Returns: (transfer full): a reply without secrets
 */
OmsSmtpReply *
oms_smtp_reply_scrub (OmsSmtpReply *self,
                      OmsRedactor  *redactor)
{
  OmsSmtpReply *copy;
  GStrv lines;
  gboolean in_link = FALSE;
  char *text;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (redactor != NULL, NULL);

  lines = g_strdupv (self->lines);
  for (guint i = 0; lines[i]; i++) {
    const char *rest = self->lines[i] + CODE_LENGTH;
    g_autofree char *scrubbed =
      oms_redactor_scrub_line (redactor, rest, strlen (rest), self->truncated, &in_link);

    g_free (lines[i]);
    lines[i] = g_strdup_printf ("%.*s%s", CODE_LENGTH, self->lines[i], scrubbed);
  }

  copy = reply_new (lines, self->truncated);

  /* What was divided between two lines is whole again here. */
  text = oms_redactor_scrub (redactor, copy->text, strlen (copy->text));
  g_free (copy->text);
  copy->text = text;

  return copy;
}

/**
 * oms_smtp_reply_parser_new:
 *
 * Makes a parser for the replies of one connection.
 *
 * Returns: (transfer full): a parser
 */
OmsSmtpReplyParser *
oms_smtp_reply_parser_new (void)
{
  OmsSmtpReplyParser *self = g_new0 (OmsSmtpReplyParser, 1);

  self->line = g_string_sized_new (MAX_LINE_BYTES);
  self->lines = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * oms_smtp_reply_parser_free:
 * @self: (transfer full): a parser
 *
 * Frees the parser and what it had of an unfinished reply.
 */
void
oms_smtp_reply_parser_free (OmsSmtpReplyParser *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->line, TRUE);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/* A line that was cut must not end within a character. */
static void
drop_partial_character (GString *line)
{
  const char *last;

  if (line->len == 0)
    return;

  last = g_utf8_find_prev_char (line->str, line->str + line->len);
  if (last && g_utf8_get_char_validated (last, line->str + line->len - last) == (gunichar) -2)
    g_string_truncate (line, last - line->str);
}

static gboolean
has_code (const char *line)
{
  return line[0] >= '2' && line[0] <= '5' && count_digits (line, CODE_LENGTH + 1) == CODE_LENGTH;
}

/* Keeps the line that is complete now. The last line decides, so it is always among those kept. */
static gboolean
keep_line (OmsSmtpReplyParser  *self,
           gboolean            *is_last,
           GError             **error)
{
  g_autofree char *line = NULL;

  if (self->line->len == MAX_LINE_BYTES)
    drop_partial_character (self->line);
  else if (self->line->len > 0 && self->line->str[self->line->len - 1] == '\r')
    g_string_truncate (self->line, self->line->len - 1);

  line = oms_text_make_readable (self->line->str, self->line->len);
  g_string_truncate (self->line, 0);

  if (!has_code (line)) {
    g_set_error_literal (error, OMS_ERROR, OMS_ERROR_PROTOCOL,
                         _("What answered does not speak SMTP."));
    return FALSE;
  }

  if (self->lines->len == MAX_LINES) {
    g_ptr_array_set_size (self->lines, MAX_LINES - 1);
    self->truncated = TRUE;
  }

  *is_last = line[CODE_LENGTH] != '-';
  g_ptr_array_add (self->lines, g_steal_pointer (&line));

  return TRUE;
}

static OmsSmtpReply *
finish_reply (OmsSmtpReplyParser *self)
{
  OmsSmtpReply *reply;

  g_ptr_array_add (self->lines, NULL);
  reply = reply_new ((GStrv) g_ptr_array_steal (self->lines, NULL), self->truncated);
  self->eaten = 0;
  self->truncated = FALSE;

  return reply;
}

/**
 * oms_smtp_reply_parser_feed:
 * @self: a parser
 * @bytes: (array length=length) (element-type guint8): what came from the server
 * @length: how many bytes there are
 * @consumed: (out): how many of them were used: never more than up to the end of the reply
 * @reply: (out) (transfer full) (nullable): the reply, or %NULL where more bytes are needed
 * @error: return location for an [error@Error]
 *
 * Eats up to one reply. Lines may end in CR LF or in LF alone, and a last line may be a bare code.
 * A line keeps 2048 bytes, and a reply 100 lines. After an error the parser is of no more use.
 *
 * Sets %OMS_ERROR_PROTOCOL if a line has no reply code, and %OMS_ERROR_TOO_LARGE if a reply has
 * no end within 64 KiB.
 *
 * Returns: %FALSE with an error set
 */
gboolean
oms_smtp_reply_parser_feed (OmsSmtpReplyParser  *self,
                            const char          *bytes,
                            gsize                length,
                            gsize               *consumed,
                            OmsSmtpReply       **reply,
                            GError             **error)
{
  gboolean is_last = FALSE;
  gsize i = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);
  g_return_val_if_fail (consumed != NULL && reply != NULL, FALSE);

  *reply = NULL;

  while (i < length && !is_last) {
    char byte = bytes[i++];

    if (++self->eaten > MAX_REPLY_BYTES) {
      g_set_error_literal (error, OMS_ERROR, OMS_ERROR_TOO_LARGE,
                           _("The server’s answer is too long."));
      *consumed = i;
      return FALSE;
    }

    if (byte == '\n') {
      if (!keep_line (self, &is_last, error))
        return FALSE;
    } else if (self->line->len < MAX_LINE_BYTES) {
      g_string_append_c (self->line, byte);
    } else if (byte != '\r') {
      self->truncated = TRUE;
    }
  }

  *consumed = i;
  if (is_last)
    *reply = finish_reply (self);

  return TRUE;
}
