/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-transcript.h"

#include <string.h>

static OmsTranscript *
make_transcript (void)
{
  g_autoptr (OmsRedactor) redactor = oms_redactor_new ("ada", "lovelace-1815");

  return oms_transcript_new (redactor);
}

static void
add (OmsTranscript     *transcript,
     OmsTranscriptKind  kind,
     const char        *line)
{
  oms_transcript_add (transcript, kind, line, strlen (line));
}

static gsize
measure (OmsTranscript *transcript)
{
  gsize length = 0;

  for (guint i = 0; i < oms_transcript_get_n_lines (transcript); i++)
    length += strlen (oms_transcript_get_line (transcript, i, NULL, NULL));

  return length;
}

static void
test_lines (void)
{
  g_autoptr (OmsTranscript) transcript = make_transcript ();
  OmsTranscriptKind kind;
  gint64 first_time = -1;
  gint64 last_time = -1;

  add (transcript, OMS_TRANSCRIPT_NOTE, "connected to 192.0.2.1");
  add (transcript, OMS_TRANSCRIPT_RECEIVED, "220 mail.example.com\r\n");
  add (transcript, OMS_TRANSCRIPT_SENT, "EHLO [127.0.0.1]\r\n");

  g_assert_cmpuint (oms_transcript_get_n_lines (transcript), ==, 3);
  g_assert_cmpstr (oms_transcript_get_line (transcript, 0, &kind, &first_time), ==,
                   "connected to 192.0.2.1");
  g_assert_cmpint (kind, ==, OMS_TRANSCRIPT_NOTE);
  g_assert_cmpint (first_time, ==, 0);
  g_assert_cmpstr (oms_transcript_get_line (transcript, 1, &kind, NULL), ==,
                   "220 mail.example.com");
  g_assert_cmpint (kind, ==, OMS_TRANSCRIPT_RECEIVED);
  g_assert_cmpstr (oms_transcript_get_line (transcript, 2, &kind, &last_time), ==,
                   "EHLO [127.0.0.1]");
  g_assert_cmpint (kind, ==, OMS_TRANSCRIPT_SENT);
  g_assert_cmpint (last_time, >=, first_time);
  g_assert_cmpuint (oms_transcript_get_dropped (transcript), ==, 0);
}

static void
test_to_string (void)
{
  g_autoptr (OmsTranscript) transcript = make_transcript ();
  g_autofree char *text = NULL;

  add (transcript, OMS_TRANSCRIPT_NOTE, "connected");
  add (transcript, OMS_TRANSCRIPT_RECEIVED, "220 \xff<b>hello</b>");
  oms_transcript_add_hidden (transcript, "AUTH PLAIN");
  oms_transcript_add_hidden (transcript, "");
  text = oms_transcript_to_string (transcript);

  g_assert_true (g_regex_match_simple ("^ *\\d+ ms  – connected\n"
                                       " *\\d+ ms  S: 220 \uFFFD<b>hello</b>\n"
                                       " *\\d+ ms  C: AUTH PLAIN \\[hidden\\]\n"
                                       " *\\d+ ms  C: \\[hidden\\]\n$", text, 0, 0));
}

static void
test_redacted (void)
{
  g_autoptr (OmsTranscript) transcript = make_transcript ();
  g_autofree char *text = NULL;

  add (transcript, OMS_TRANSCRIPT_RECEIVED, "535 what is lovelace-1815?");
  add (transcript, OMS_TRANSCRIPT_SENT, "AUTH PLAIN AGFkYQBsb3ZlbGFjZS0xODE1");
  add (transcript, OMS_TRANSCRIPT_NOTE, "lovelace-1815");
  text = oms_transcript_to_string (transcript);

  g_assert_null (strstr (text, "lovelace"));
  g_assert_null (strstr (text, "ZWxhY2"));
}

/* Google's link goes on in the next line; what this program says in between is no part of it. */
static void
test_link_over_lines (void)
{
  g_autoptr (OmsTranscript) transcript = make_transcript ();

  add (transcript, OMS_TRANSCRIPT_RECEIVED,
       "534-5.7.14 <https://accounts.google.com/signin/continue?sarp=1&scc=1&plt=AKgnsbt-\r\n");
  add (transcript, OMS_TRANSCRIPT_NOTE, "this is said in between");
  add (transcript, OMS_TRANSCRIPT_RECEIVED, "534-5.7.14 zPXsOHyn-X> Please log in\r\n");
  add (transcript, OMS_TRANSCRIPT_RECEIVED, "534 5.7.14 then try again\r\n");

  g_assert_cmpstr (oms_transcript_get_line (transcript, 0, NULL, NULL), ==,
                   "534-5.7.14 <https://accounts.google.com/signin/continue?[hidden]");
  g_assert_cmpstr (oms_transcript_get_line (transcript, 1, NULL, NULL), ==,
                   "this is said in between");
  g_assert_cmpstr (oms_transcript_get_line (transcript, 2, NULL, NULL), ==,
                   "534-5.7.14 [hidden]> Please log in");
  g_assert_cmpstr (oms_transcript_get_line (transcript, 3, NULL, NULL), ==,
                   "534 5.7.14 then try again");
}

static void
test_bounded (void)
{
  g_autoptr (OmsTranscript) transcript = make_transcript ();
  g_autofree char *text = NULL;
  gsize given = 0;
  guint n_lines;

  for (guint i = 0; i < 5000; i++) {
    g_autofree char *line = g_strdup_printf ("250-this is line number %u of a long answer", i);

    add (transcript, OMS_TRANSCRIPT_RECEIVED, line);
    given += strlen (line);
  }

  n_lines = oms_transcript_get_n_lines (transcript);
  text = oms_transcript_to_string (transcript);
  g_assert_cmpuint (measure (transcript), <=, 64 * 1024);
  g_assert_cmpuint (measure (transcript) + oms_transcript_get_dropped (transcript), ==, given);
  g_assert_cmpstr (oms_transcript_get_line (transcript, 0, NULL, NULL), ==,
                   "250-this is line number 0 of a long answer");
  g_assert_cmpstr (oms_transcript_get_line (transcript, n_lines - 1, NULL, NULL), ==,
                   "250-this is line number 4999 of a long answer");
  g_assert_nonnull (strstr (text, "\n– Left out here: "));
}

static void
test_empty_lines_bounded (void)
{
  g_autoptr (OmsTranscript) transcript = make_transcript ();

  for (guint i = 0; i < 100000; i++)
    oms_transcript_add (transcript, OMS_TRANSCRIPT_RECEIVED, NULL, 0);

  g_assert_cmpuint (oms_transcript_get_n_lines (transcript), <=, 2048);
}

static void
test_long_line (void)
{
  g_autoptr (OmsTranscript) transcript = make_transcript ();
  g_autofree char *line = g_strnfill (1024 * 1024, 'x');
  const char *kept;

  add (transcript, OMS_TRANSCRIPT_RECEIVED, line);
  add (transcript, OMS_TRANSCRIPT_NOTE, "closed");

  g_assert_cmpuint (oms_transcript_get_n_lines (transcript), ==, 2);
  kept = oms_transcript_get_line (transcript, 0, NULL, NULL);
  g_assert_cmpuint (strlen (kept), <, 5000);
  g_assert_true (g_str_has_suffix (kept, "x…"));
  g_assert_cmpuint (oms_transcript_get_dropped (transcript), >, 1000 * 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transcript/lines", test_lines);
  g_test_add_func ("/transcript/to-string", test_to_string);
  g_test_add_func ("/transcript/redacted", test_redacted);
  g_test_add_func ("/transcript/link-over-lines", test_link_over_lines);
  g_test_add_func ("/transcript/bounded", test_bounded);
  g_test_add_func ("/transcript/empty-lines-bounded", test_empty_lines_bounded);
  g_test_add_func ("/transcript/long-line", test_long_line);

  return g_test_run ();
}
