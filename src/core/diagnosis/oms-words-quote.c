/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-words-quote"

#include "config.h"

#include "oms-words-quote.h"

#include <string.h>

/* More is no reply any more. */
#define MAX_FOLDED_LINES 12

/* Bounces say "host mx.example.com[192.0.2.1] said: 550 …" and fold it at blanks. */
static gboolean
is_quoted_reply (const char *text,
                 const char *reply)
{
  static const char mark[] = "said:";
  const char *before = reply;

  while (before > text && g_ascii_isspace (before[-1]))
    before--;

  return (gsize) (before - text) >= strlen (mark) &&
         strncmp (before - strlen (mark), mark, strlen (mark)) == 0;
}

/* Returns how long the line is that goes on with what was said, or 0. */
static gsize
measure_fold (const char *line)
{
  gsize indentation = strspn (line, " \t");
  gsize length = strcspn (line, "\r\n");

  return indentation > 0 && length > indentation ? length : 0;
}

static void
append_folded (GString    *reply,
               const char *rest)
{
  for (guint i = 0; i < MAX_FOLDED_LINES; i++) {
    g_autofree char *line = NULL;
    char *end;
    gsize length;

    rest += strspn (rest, "\r");
    if (*rest != '\n')
      return;
    length = measure_fold (++rest);
    if (length == 0)
      return;

    line = g_strstrip (g_strndup (rest, length));
    end = strstr (line, "(in reply to");
    if (end)
      *end = '\0';
    g_string_append_printf (reply, "%s%s", *line ? " " : "", g_strchomp (line));
    if (end)
      return;
    rest += length;
  }
}

/* The carriage return at the end of a line is no sign to be seen. */
static void
drop_line_ends (GStrv lines)
{
  for (guint i = 0; lines[i]; i++)
    if (g_str_has_suffix (lines[i], "\357\277\275"))
      lines[i][strlen (lines[i]) - strlen ("\357\277\275")] = '\0';
}

/**
 * oms_words_complete_quote:
 * @facts: facts
 *
 * Makes the server's own lines whole where a bounce has folded them: the link to the explanation
 * tends to be at their end. Does nothing to the facts of a test.
 */
void
oms_words_complete_quote (OmsFacts *facts)
{
  g_autoptr (GString) reply = NULL;
  const char *found;
  guint n_lines;

  g_return_if_fail (facts != NULL);

  n_lines = facts->unescaped && facts->reply ? g_strv_length (facts->reply) : 0;
  if (n_lines == 0)
    return;

  drop_line_ends (facts->reply);
  found = strstr (facts->unescaped, facts->reply[n_lines - 1]);
  if (!found || !is_quoted_reply (facts->unescaped, found))
    return;

  reply = g_string_new (facts->reply[n_lines - 1]);
  append_folded (reply, found + reply->len);
  g_free (facts->reply[n_lines - 1]);
  facts->reply[n_lines - 1] = g_string_free (g_steal_pointer (&reply), FALSE);
}
