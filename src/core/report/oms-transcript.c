/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-transcript"

#include "oms-transcript.h"

#include <glib/gi18n.h>
#include <string.h>

/* How a conversation began and how it ended tell most: the middle goes first. */
#define MAX_BEGINNING_BYTES (48 * 1024)
#define MAX_END_BYTES (16 * 1024)

/* What a line costs besides its bytes, so that empty lines are bounded too. */
#define LINE_COST 32

#define MAX_LINE_BYTES 4096
#define ELLIPSIS "…"

typedef struct {
  OmsTranscriptKind  kind;
  gint64             milliseconds;
  char              *text;
} Line;

struct _OmsTranscript {
  gatomicrefcount  references;
  OmsRedactor     *redactor;
  gint64           start;
  gboolean         in_link;

  GPtrArray       *beginning;
  gsize            beginning_cost;
  gboolean         beginning_is_full;
  GQueue           end;
  gsize            end_cost;
  gsize            left_out;
  gsize            cut_off;
};

G_DEFINE_BOXED_TYPE (OmsTranscript, oms_transcript, oms_transcript_ref, oms_transcript_unref)

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->text);
  g_free (line);
}

static gsize
get_cost (const Line *line)
{
  return strlen (line->text) + LINE_COST;
}

/**
 * oms_transcript_new:
 * @redactor: what must never be recorded
 *
 * Makes an empty transcript.
 *
 * Returns: (transfer full): a transcript
 */
OmsTranscript *
oms_transcript_new (OmsRedactor *redactor)
{
  OmsTranscript *self;

  g_return_val_if_fail (redactor != NULL, NULL);

  self = g_new0 (OmsTranscript, 1);
  g_atomic_ref_count_init (&self->references);
  self->redactor = oms_redactor_ref (redactor);
  self->beginning = g_ptr_array_new_with_free_func (line_free);
  g_queue_init (&self->end);

  return self;
}

/**
 * oms_transcript_ref:
 * @self: a transcript
 *
 * Takes a reference.
 *
 * Returns: (transfer full): the same transcript
 */
OmsTranscript *
oms_transcript_ref (OmsTranscript *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * oms_transcript_unref:
 * @self: (transfer full): a transcript
 *
 * Gives a reference back; the last one frees the transcript.
 */
void
oms_transcript_unref (OmsTranscript *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  oms_redactor_unref (self->redactor);
  g_ptr_array_unref (self->beginning);
  g_queue_clear_full (&self->end, line_free);
  g_free (self);
}

static void
drop_oldest (OmsTranscript *self)
{
  Line *oldest = g_queue_pop_head (&self->end);

  self->end_cost -= get_cost (oldest);
  self->left_out += strlen (oldest->text);
  line_free (oldest);
}

/* Takes @text. */
static char *
cut_off (OmsTranscript *self,
         char          *text)
{
  g_autofree char *whole = text;
  gsize length = strlen (whole);
  const char *end;

  if (length <= MAX_LINE_BYTES)
    return g_steal_pointer (&whole);

  end = g_utf8_find_prev_char (whole, whole + MAX_LINE_BYTES);
  self->cut_off += length - (end - whole);

  return g_strdup_printf ("%.*s" ELLIPSIS, (int) (end - whole), whole);
}

/* Takes @text. */
static void
append (OmsTranscript     *self,
        OmsTranscriptKind  kind,
        char              *text)
{
  Line *line = g_new (Line, 1);
  gint64 now = g_get_monotonic_time ();

  if (self->start == 0)
    self->start = now;

  line->kind = kind;
  line->milliseconds = (now - self->start) / 1000;
  line->text = cut_off (self, text);

  if (self->beginning_cost + get_cost (line) > MAX_BEGINNING_BYTES)
    self->beginning_is_full = TRUE;

  if (!self->beginning_is_full) {
    self->beginning_cost += get_cost (line);
    g_ptr_array_add (self->beginning, line);
    return;
  }

  self->end_cost += get_cost (line);
  g_queue_push_tail (&self->end, line);
  while (self->end_cost > MAX_END_BYTES)
    drop_oldest (self);
}

/**
 * oms_transcript_add:
 * @self: a transcript
 * @kind: who speaks
 * @line: (array length=length) (element-type guint8): the bytes of one line, with or without its
 *   end
 * @length: how many bytes there are
 *
 * Records a line, without what the redactor hides. If there are too many, lines from the middle of
 * the conversation are dropped.
 */
void
oms_transcript_add (OmsTranscript     *self,
                    OmsTranscriptKind  kind,
                    const char        *line,
                    gsize              length)
{
  gboolean *in_link;
  gboolean other = FALSE;

  g_return_if_fail (self != NULL);
  g_return_if_fail (line != NULL || length == 0);

  while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
    length--;

  in_link = kind == OMS_TRANSCRIPT_RECEIVED ? &self->in_link : &other;
  append (self, kind, oms_redactor_scrub_line (self->redactor, line, length, FALSE, in_link));
}

/**
 * oms_transcript_add_hidden:
 * @self: a transcript
 * @visible_part: how the line begins, such as "AUTH PLAIN", or the empty string
 *
 * Records that a line with a secret was sent, without the secret: "AUTH PLAIN [hidden]".
 */
void
oms_transcript_add_hidden (OmsTranscript *self,
                           const char    *visible_part)
{
  g_return_if_fail (self != NULL && visible_part != NULL);

  append (self, OMS_TRANSCRIPT_SENT,
          g_strconcat (visible_part, *visible_part ? " " : "", "[hidden]", NULL));
}

/**
 * oms_transcript_get_dropped:
 * @self: a transcript
 *
 * Gets how much is missing: from the middle of the conversation, and from the ends of long lines.
 *
 * Returns: a number of bytes
 */
gsize
oms_transcript_get_dropped (OmsTranscript *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->left_out + self->cut_off;
}

/**
 * oms_transcript_get_n_lines:
 * @self: a transcript
 *
 * Gets how many lines are kept.
 *
 * Returns: a number of lines
 */
guint
oms_transcript_get_n_lines (OmsTranscript *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->beginning->len + g_queue_get_length (&self->end);
}

static const Line *
get_nth (OmsTranscript *self,
         guint          index)
{
  if (index < self->beginning->len)
    return g_ptr_array_index (self->beginning, index);

  return g_queue_peek_nth (&self->end, index - self->beginning->len);
}

/**
 * oms_transcript_get_line:
 * @self: a transcript
 * @index: which line, from 0
 * @kind: (out) (optional): who speaks
 * @milliseconds: (out) (optional): when, counted from the first line
 *
 * Gets one of the lines that are kept.
 *
 * Returns: the line: valid UTF-8, redacted
 */
const char *
oms_transcript_get_line (OmsTranscript     *self,
                         guint              index,
                         OmsTranscriptKind *kind,
                         gint64            *milliseconds)
{
  const Line *line;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < oms_transcript_get_n_lines (self), NULL);

  line = get_nth (self, index);
  if (kind)
    *kind = line->kind;
  if (milliseconds)
    *milliseconds = line->milliseconds;

  return line->text;
}

static void
append_left_out (OmsTranscript *self,
                 GString       *string)
{
  g_autofree char *size = g_format_size (self->left_out);
  /* Translators: %s is a size such as “1.2 MB”. This stands in the middle of a conversation. */
  g_autofree char *note = g_strdup_printf (_("Left out here: %s"), size);

  g_string_append_printf (string, "– %s\n", note);
}

/**
 * oms_transcript_to_string:
 * @self: a transcript
 *
 * Writes the conversation for people, one line each, as in "  12 ms  S: 220 mail.example.com".
 * "C" is this program, "S" is the server, "–" begins a note. It says where something was dropped,
 * and how much.
 *
 * Returns: (transfer full): several lines
 */
char *
oms_transcript_to_string (OmsTranscript *self)
{
  static const char * const speakers[] = { "C:", "S:", "–" };
  GString *string;
  guint n_lines;

  g_return_val_if_fail (self != NULL, NULL);

  string = g_string_new (NULL);
  n_lines = oms_transcript_get_n_lines (self);

  for (guint i = 0; i < n_lines; i++) {
    const Line *line = get_nth (self, i);

    if (i == self->beginning->len && self->left_out > 0)
      append_left_out (self, string);
    g_string_append_printf (string, "%6" G_GINT64_FORMAT " ms  %s %s\n",
                            line->milliseconds, speakers[line->kind], line->text);
  }

  return g_string_free (string, FALSE);
}
