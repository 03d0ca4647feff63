/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-reading"

#include "config.h"

#include "oms-reading.h"

#include "oms-error-text.h"
#include "oms-marks.h"
#include "oms-reply-code.h"
#include "oms-text.h"

#include <string.h>

/* So long a line of text was wrapped rather than ended. */
#define WRAPPED 60

/* No reply and no sentence is longer; a line that goes on and on is something else. */
#define MAX_LINE 2400
#define MAX_REPLY_LINES 64

/* More pairs than this make a line one of a log. */
#define LOG_PAIRS 3

typedef enum {
  SPEAKER_UNKNOWN,
  SPEAKER_SERVER,
  SPEAKER_CLIENT,
} Speaker;

/* The state of reading, line by line. */
typedef struct {
  OmsReading     *reading;
  const OmsMarks *marks;
  OmsLine        *open;         /* the line that the next one may continue; nullable */
  gsize           open_indent;
  gsize           last_length;  /* of the last piece of the open line */
  char            last_end;     /* its last character */
  Speaker         speaker;      /* of the open reply */
  gboolean        after_frame;
  guint           best_rating;  /* of the decisive reply */
  gboolean        is_reason;    /* the next line is the reason of the one above */
  const char     *command;      /* the last one; nullable */
} Reader;

/* --- One physical line --- */

/* Takes off what stands before the words. Returns where they begin. */
static const char *
skip_prefixes (Reader     *self,
               const char *line,
               gboolean   *is_stamped,
               Speaker    *speaker)
{
  gsize length;

  *is_stamped = FALSE;
  *speaker = SPEAKER_UNKNOWN;
  for (guint n = 0; n < 8; n++) {
    line += strspn (line, " \t");
    if ((length = oms_marks_measure_prefix (self->marks, OMS_MARK_STAMP, line)) > 0)
      *is_stamped = TRUE;
    else
      length = oms_marks_measure_prefix (self->marks, OMS_MARK_PREFIX, line);
    if (length == 0)
      break;
    line += length;
  }

  if ((length = oms_marks_measure_prefix (self->marks, OMS_MARK_CLIENT, line)) > 0)
    *speaker = SPEAKER_CLIENT;
  else if ((length = oms_marks_measure_prefix (self->marks, OMS_MARK_SERVER, line)) > 0)
    *speaker = SPEAKER_SERVER;

  return line + length + strspn (line + length, " \t");
}

static guint
count_pairs (const char *line)
{
  guint n = 0;

  for (const char *p = strchr (line, '='); p; p = strchr (p + 1, '='))
    n += p > line && (g_ascii_isalpha (p[-1]) || p[-1] == '_') && p[1] != ' ' && p[1] != '=';

  return n;
}

/* The words of a line, without those of a mail and without what a log counts. */
static char *
dup_words (Reader     *self,
           const char *line,
           gboolean    is_log)
{
  g_autofree char *words = oms_marks_leave_out (self->marks, OMS_MARK_QUOTED, line);

  return is_log ? oms_marks_leave_out (self->marks, OMS_MARK_PAIR, words)
                : g_steal_pointer (&words);
}

static gboolean
is_frame (Reader     *self,
          const char *words,
          gsize       indent)
{
  if (oms_marks_find (self->marks, OMS_MARK_FRAME, words))
    return TRUE;

  /* Python prints the line of the program below its place. */
  return self->after_frame && indent >= 4 && !g_str_has_prefix (words, "raise ") &&
         !oms_marks_find (self->marks, OMS_MARK_NESTED, words);
}

/* A server that takes no token says why in a challenge (RFC 7628 section 3.2.2). */
static gboolean
is_token_refusal (const char *code)
{
  return g_str_has_prefix (code, "334 eyJ");
}

/* What the server said ends where a program's quotation of it does. */
static char *
dup_said (const char *line,
          const char *code)
{
  gsize before = code - line;
  gsize length = strlen (code);
  guint n_quotes = 0;

  for (gsize i = 0; i < before; i++)
    n_quotes += line[i] == '"';
  if (before > 0 && code[-1] == '(' && code[3] == ')')
    length = 3;
  else if (n_quotes % 2 == 1 && strchr (code, '"'))
    length = strchr (code, '"') - code;

  return oms_text_make_readable (code, length);
}

static void
set_code (Reader     *self,
          OmsLine    *line,
          const char *words,
          const char *code)
{
  line->code = oms_reply_code_parse (code);
  line->kind = line->code < 400 && !is_token_refusal (code) ? OMS_LINE_CONSENT : OMS_LINE_REPLY;
  line->enhanced = oms_enhanced_code_find (code + 3, code[0]);
  line->reply = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (line->reply, dup_said (words, code));
}

/* --- Lines that belong together --- */

static gboolean
ends_wrapped (Reader *self)
{
  return self->last_length >= WRAPPED && !strchr (".!?;:)]}\"'", self->last_end);
}

static gboolean
begins_anew (const char *words)
{
  gsize word = strcspn (words, " :=");

  return words[word] == ':' || words[word] == '=' || strstr (words, "rror:") ||
         strstr (words, "xception:");
}

/* Whether the words go on with what the open line began: wrapped, folded or indented. */
static gboolean
continues (Reader     *self,
           const char *words,
           gsize       indent)
{
  if (!self->open || self->open->raw->len + strlen (words) > MAX_LINE)
    return FALSE;
  if (g_str_has_prefix (words, "http") || g_str_has_prefix (words, "(in reply") ||
      oms_enhanced_code_measure (words) > 0)
    return TRUE;
  if (indent > self->open_indent && self->open->reply)
    return TRUE;
  if (begins_anew (words))
    return FALSE;
  if (indent > self->open_indent && self->open->kind != OMS_LINE_LOG)
    return TRUE;

  return ends_wrapped (self) || (g_ascii_islower (*words) && self->last_end != '.');
}

/* A reply of several lines has its code where the one above has it, and the same one says it.
 * What a program repeats of it stands for itself. */
static gboolean
is_folded (Reader     *self,
           const char *words,
           const char *code,
           Speaker     speaker)
{
  return self->open && self->open->reply && self->speaker == speaker &&
         (code == words || speaker != SPEAKER_UNKNOWN || !begins_anew (words)) &&
         self->open->code == oms_reply_code_parse (code) &&
         self->open->reply->len < MAX_REPLY_LINES && self->open->raw->len < MAX_LINE;
}

static void
note_end (Reader     *self,
          const char *words)
{
  gsize length = strlen (words);

  self->last_length = length;
  self->last_end = length > 0 ? words[length - 1] : ' ';
}

/* What is folded without a code of its own belongs to the line above: bounces fold at blanks,
 * and the link to the explanation mostly stands behind one. */
static void
quote (GPtrArray  *reply,
       const char *words,
       const char *code)
{
  char **last = (char **) &g_ptr_array_index (reply, reply->len - 1);
  const char *wrapper = strstr (words, "(in reply to");
  const char *end = code ? code : wrapper;
  gsize length = end ? (gsize) (end - words) : strlen (words);
  g_autofree char *before = oms_text_make_readable (words, length);

  g_strstrip (before);
  if (*before) {
    char *whole = g_strconcat (*last, " ", before, NULL);

    g_free (*last);
    *last = whole;
  }
  if (code)
    g_ptr_array_add (reply, oms_text_make_readable (code, strlen (code)));
}

static void
join (Reader     *self,
      const char *words,
      const char *code)
{
  OmsLine *line = self->open;

  g_string_append_c (line->raw, '\n');
  g_string_append (line->raw, words);
  if (line->reply)
    quote (line->reply, words, code);
  if (!line->enhanced && code)
    line->enhanced = oms_enhanced_code_find (code + 3, code[0]);
  note_end (self, words);
}

static OmsLine *
append (Reader      *self,
        OmsLineKind  kind,
        const char  *words,
        gsize        indent)
{
  OmsLine *line = oms_line_new (kind, words);

  g_ptr_array_add (self->reading->lines, line);
  self->open = line;
  self->open_indent = indent;
  note_end (self, words);

  return line;
}

static void
ignore (Reader *self)
{
  self->open = NULL;
}

/* --- What a line says --- */

static void
take_command (Reader     *self,
              const char *words)
{
  static const struct { const char *verb, *command; } verbs[] = {
    { "AUTH", "auth" }, { "MAIL", "mail" }, { "RCPT", "rcpt" }, { "DATA", "data" },
    { "STARTTLS", "starttls" }, { "EHLO", "ehlo" }, { "HELO", "ehlo" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_ascii_strncasecmp (words, verbs[i].verb, strlen (verbs[i].verb)) == 0)
      self->command = verbs[i].command;
  append (self, OMS_LINE_COMMAND, words, 0);
  self->reading->is_conversation = TRUE;
  ignore (self);
}

static void
take_reply (Reader     *self,
            const char *words,
            const char *code,
            gsize       indent,
            guint       rating,
            Speaker     speaker)
{
  OmsLine *line;

  if (is_folded (self, words, code, speaker)) {
    join (self, words, code);
    return;
  }

  self->speaker = speaker;
  line = append (self, OMS_LINE_REPLY, words, indent);
  set_code (self, line, words, code);
  line->command = self->command;
  self->reading->is_conversation |= line->kind == OMS_LINE_CONSENT;
  if (line->code == 235 && !self->reading->decisive)
    self->reading->is_signed_in = TRUE;
  if (line->kind == OMS_LINE_REPLY && rating > self->best_rating) {
    self->best_rating = rating;
    self->reading->decisive = line;
  }
}

/* Some logs have the enhanced code of a reply without the other one: its first digit says as
 * much. */
static void
note_class (Reader  *self,
            OmsLine *line)
{
  line->enhanced = oms_enhanced_code_find (line->raw->str, 0);
  if (!line->enhanced)
    return;

  line->kind = OMS_LINE_REPLY;
  line->code = *line->enhanced == '4' ? 400 : 500;
  line->is_class = TRUE;
  if (self->best_rating == 0) {
    self->best_rating = 1;
    self->reading->decisive = line;
  }
}

static void
take_words (Reader     *self,
            const char *words,
            gsize       indent,
            gboolean    is_log,
            Speaker     speaker)
{
  gboolean is_trouble = oms_marks_find (self->marks, OMS_MARK_TROUBLE, words);
  gsize nested = oms_marks_measure_prefix (self->marks, OMS_MARK_NESTED, words);
  gboolean is_progress = is_log && !is_trouble && g_str_is_ascii (words);
  OmsLineKind kind = is_trouble ? OMS_LINE_PROGRAM : is_progress ? OMS_LINE_LOG : OMS_LINE_OTHER;

  if (speaker == SPEAKER_SERVER && self->open && self->open->reply) {
    join (self, words, NULL);
    return;
  }
  if (oms_marks_find (self->marks, OMS_MARK_DELIVERED, words)) {
    append (self, OMS_LINE_CONSENT, words, indent);
    self->open->code = 250;
    return;
  }
  if (nested == 0 && !is_log && continues (self, words, indent)) {
    join (self, words, NULL);
    if (is_trouble && self->open->kind != OMS_LINE_REPLY)
      self->open->kind = OMS_LINE_PROGRAM;
    return;
  }

  if (nested > 0 && !words[nested]) {
    self->is_reason = TRUE;
    ignore (self);
    return;
  }

  append (self, nested > 0 ? OMS_LINE_PROGRAM : kind, words + nested, indent);
  self->open->is_nested = nested > 0 || self->is_reason;
  self->is_reason = FALSE;
  if (is_trouble)
    note_class (self, self->open);
}

static void
note_mechanism (Reader     *self,
                const char *line)
{
  if (!self->reading->mechanism && !oms_marks_find (self->marks, OMS_MARK_CAPABILITY, line))
    self->reading->mechanism = oms_marks_find_mechanism (self->marks, line);
}

/* Where the ends of lines were lost, the conversation goes on behind what the client said. */
static gboolean
has_refusal (const char *line)
{
  guint rating;
  const char *code = strlen (line) > WRAPPED ? oms_reply_code_find (line, FALSE, &rating) : NULL;

  return code && *code >= '4' && oms_enhanced_code_measure (code + 4) > 0;
}

static void
take_line (Reader     *self,
           const char *line)
{
  gboolean is_stamped, is_log;
  Speaker speaker;
  gsize indent = strspn (line, " \t>|");
  const char *start = skip_prefixes (self, line, &is_stamped, &speaker);
  g_autofree char *words = NULL;
  const char *code;
  guint rating;

  note_mechanism (self, start);
  if (is_frame (self, start, indent)) {
    self->after_frame = !self->after_frame || oms_marks_find (self->marks, OMS_MARK_FRAME, start);
    ignore (self);
    return;
  }
  self->after_frame = FALSE;
  if ((speaker == SPEAKER_CLIENT && !has_refusal (start)) ||
      oms_marks_find (self->marks, OMS_MARK_COMMAND, start)) {
    take_command (self, start);
    return;
  }
  if (!*start || oms_marks_find (self->marks, OMS_MARK_CAPABILITY, start) ||
      oms_marks_find (self->marks, OMS_MARK_TOPIC, start)) {
    ignore (self);
    return;
  }

  is_log = is_stamped || count_pairs (start) >= LOG_PAIRS;
  words = g_strstrip (dup_words (self, start, is_log));
  code = oms_reply_code_find (words, speaker == SPEAKER_SERVER, &rating);
  if (code && (*code >= '4' || code == words || speaker == SPEAKER_SERVER ||
               is_token_refusal (code) || !oms_marks_find (self->marks, OMS_MARK_TROUBLE, words)))
    take_reply (self, words, code, indent, rating + (speaker == SPEAKER_SERVER ? 2 : 0), speaker);
  else if (*words)
    take_words (self, words, indent, is_log, speaker);
}

/* --- All of it --- */

static GPtrArray *
new_group (OmsReading *self)
{
  GPtrArray *group = g_ptr_array_new ();

  g_ptr_array_add (self->groups, group);

  return group;
}

static void
group_refusals (OmsReading *self)
{
  GPtrArray *group;

  if (!self->decisive)
    return;

  g_ptr_array_add (new_group (self), self->decisive);
  group = new_group (self);
  for (guint i = 0; i < self->lines->len; i++) {
    OmsLine *line = g_ptr_array_index (self->lines, i);

    if (line != self->decisive && line->kind == OMS_LINE_REPLY)
      g_ptr_array_add (group, line);
  }
}

/* The deepest reason stands last. */
static void
group_nested (OmsReading *self)
{
  for (guint i = self->lines->len; i > 0; i--) {
    OmsLine *line = g_ptr_array_index (self->lines, i - 1);

    if (line->is_nested)
      g_ptr_array_add (new_group (self), line);
  }
}

static void
group_kinds (OmsReading  *self,
             OmsLineKind  kind,
             OmsLineKind  other_kind)
{
  GPtrArray *group = new_group (self);

  for (guint i = 0; i < self->lines->len; i++) {
    OmsLine *line = g_ptr_array_index (self->lines, i);

    if (!line->is_nested && (line->kind == kind || line->kind == other_kind))
      g_ptr_array_add (group, line);
  }
}

/* What stands in several pieces of a line is left out here. */
static char *
dup_text (Reader        *self,
          const OmsLine *line)
{
  g_autofree char *whole = g_strdelimit (g_strdup (line->raw->str), "\n", ' ');
  g_autofree char *words = oms_marks_leave_out (self->marks, OMS_MARK_QUOTED, whole);

  return oms_error_text_normalize (words);
}

static void
note_whole (Reader *self)
{
  OmsReading *reading = self->reading;

  reading->is_answer = !reading->decisive;
  for (guint i = 0; i < reading->lines->len; i++) {
    OmsLine *line = g_ptr_array_index (reading->lines, i);
    const char *named;

    line->text = dup_text (self, line);
    named = line->kind == OMS_LINE_REPLY ? oms_marks_find_command (self->marks, line->text) : NULL;
    if (named)
      line->command = named;
    reading->is_answer &= line->kind == OMS_LINE_CONSENT || line->kind == OMS_LINE_LOG;
  }
}

/**
 * oms_reading_new:
 * @unescaped: a text as from oms_error_text_unescape()
 *
 * Reads a text: which lines belong together, who says each, and which tell most.
 *
 * Returns: (transfer full): the reading, with at least one line
 */
OmsReading *
oms_reading_new (const char *unescaped)
{
  OmsReading *self = g_new0 (OmsReading, 1);
  Reader reader = { .reading = self, .marks = oms_marks_get_default () };
  g_auto (GStrv) lines = g_strsplit (unescaped, "\n", -1);

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) oms_line_free);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; lines[i]; i++) {
    g_strchomp (lines[i]);
    take_line (&reader, lines[i]);
  }
  if (self->lines->len == 0)
    append (&reader, OMS_LINE_OTHER, "", 0);
  note_whole (&reader);

  group_refusals (self);
  group_nested (self);
  group_kinds (self, OMS_LINE_PROGRAM, OMS_LINE_OTHER);
  group_kinds (self, OMS_LINE_CONSENT, OMS_LINE_CONSENT);

  return self;
}

/**
 * oms_reading_new_for_words:
 * @words: what the server said, or the system where no server did
 * @code: of the reply, or 0
 * @enhanced: (nullable): its enhanced code
 * @reply: its lines
 *
 * Makes a reading of one line, of which everything is known: what a test has met.
 *
 * Returns: (transfer full): the reading
 */
OmsReading *
oms_reading_new_for_words (const char         *words,
                           guint               code,
                           const char         *enhanced,
                           const char * const *reply)
{
  OmsReading *self = g_new0 (OmsReading, 1);
  OmsLine *line = oms_line_new (code ? OMS_LINE_REPLY : OMS_LINE_PROGRAM, words);

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) oms_line_free);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (self->lines, line);
  g_ptr_array_add (new_group (self), line);
  line->code = code;
  line->enhanced = g_strdup (enhanced);
  line->text = oms_error_text_normalize (words);
  line->reply = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; reply[i]; i++)
    g_ptr_array_add (line->reply, g_strdup (reply[i]));
  self->decisive = code ? line : NULL;

  return self;
}

/**
 * oms_reading_free:
 * @self: (transfer full) (nullable): a reading
 *
 * Frees a reading.
 */
void
oms_reading_free (OmsReading *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->lines);
  g_free (self);
}
