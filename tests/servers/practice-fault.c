/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "practice-fault"

#include "practice-fault.h"

#include <sys/socket.h>

#define LONG_LINE (1024 * 1024)
#define FLOOD_PIECE (16 * 1024)

/* Deaf and dumb, until the client goes away. */
static gboolean
stall (PracticeSession *session,
       const char      *code)
{
  while (g_input_stream_skip (G_INPUT_STREAM (session->input), 4096, NULL, NULL) > 0)
    continue;

  return FALSE;
}

static gboolean
cut (PracticeSession *session,
     const char      *code)
{
  return FALSE;
}

/* Closes, so that what arrives later is answered by a reset: the way of a process that was killed,
 * and of a proxy that does not want this client. */
static gboolean
reset (PracticeSession *session,
       const char      *code)
{
  const struct linger at_once = { .l_onoff = 1 };
  g_autoptr (GIOStream) base = NULL;
  GSocket *socket;

  if (G_IS_SOCKET_CONNECTION (session->stream))
    base = g_object_ref (session->stream);
  else
    g_object_get (session->stream, "base-io-stream", &base, NULL);

  socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (base));
  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);

  return FALSE;
}

/* Ends a handshake with an alert (RFC 8446 section 6), once the client has said hello. */
static gboolean
alert (PracticeSession *session,
       const char      *number)
{
  const char record[] = { 0x15, 0x03, 0x03, 0, 2, 2, (char) atoi (number) };

  if (g_input_stream_skip (G_INPUT_STREAM (session->input), 1, NULL, NULL) == 1)
    practice_session_write (session, record, sizeof record);

  return FALSE;
}

static gboolean
flood (PracticeSession *session,
       const char      *code)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  while (lines->len < FLOOD_PIECE)
    g_string_append_printf (lines, "%s-and there is more to say\r\n", code);
  while (practice_session_write (session, lines->str, lines->len))
    continue;

  return FALSE;
}

static gboolean
say_long_line (PracticeSession *session,
               const char      *code)
{
  g_autofree char *words = g_strnfill (LONG_LINE, 'x');
  g_autofree char *line = g_strdup_printf ("%s %s\r\n", code, words);

  return practice_session_write (session, line, -1);
}

static gboolean
say_garbage (PracticeSession *session,
             const char      *code)
{
  static const char bytes[] =
    " \0NUL \xff\xfe\xc3( \x1b[31mred\x1b[0m \xe2\x80\xaegnp.exe\x07 end\r\n";

  return practice_session_write (session, code, -1) &&
         practice_session_write (session, bytes, sizeof bytes - 1);
}

static void
append_echo (GString      *text,
             const guchar *bytes,
             gsize         length)
{
  g_autofree char *raw = g_strndup ((char *) bytes, length);
  g_autofree char *base64 = g_base64_encode (bytes, length);
  g_autofree char *percent = g_uri_escape_string (raw, NULL, FALSE);

  g_string_append_printf (text, "535-5.7.8 %s %s %s ", raw, base64, percent);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  g_string_append (text, "\r\n");
}

/* Gives back what it was told, and each part of it in every form that it can think of. */
static gboolean
echo (PracticeSession *session,
      const char      *code)
{
  const char *word = strrchr (session->line, ' ');
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (word ? word + 1 : session->line, &length);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize start = 0;

  g_string_append_printf (text, "535-5.7.8 %s\r\n", session->line);
  for (gsize i = 0; i <= length; i++) {
    if (i == length || bytes[i] == '\0') {
      append_echo (text, bytes + start, i - start);
      start = i + 1;
    }
  }
  g_string_append (text, "535 5.7.8 That is what you said\r\n");

  return practice_session_write (session, text->str, text->len);
}

/**
 * practice_fault_perform:
 * @order: "!" and the name of a fault, with a reply code where it wants one
 *
 * Misbehaves.
 *
 * Returns: whether the conversation goes on
 */
gboolean
practice_fault_perform (PracticeSession *session,
                        const char      *order)
{
  static const struct {
    const char  *name;
    gboolean   (*perform) (PracticeSession *session,
                           const char      *code);
  } faults[] = {
    { "!stall", stall },
    { "!cut", cut },
    { "!reset", reset },
    { "!alert", alert },
    { "!flood", flood },
    { "!long-line", say_long_line },
    { "!garbage", say_garbage },
    { "!echo", echo },
  };
  g_auto (GStrv) words = g_strsplit (order, " ", 2);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    if (g_str_equal (faults[i].name, words[0]))
      return faults[i].perform (session, words[1]);
  }

  g_error ("No such fault: %s", order);
}
