/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-error.h"
#include "oms-smtp-reply.h"

#include <string.h>

#define GMAIL_REPLY \
  "534-5.7.9 Application-specific password required. For more information, go to\r\n" \
  "534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor o13sm2119833lfg.90 - gsmtp\r\n"

/* Feeds @bytes in pieces of @piece bytes, and asserts that they are one reply and no more. */
static OmsSmtpReply *
parse_in_pieces (const char *bytes,
                 gsize       length,
                 gsize       piece)
{
  g_autoptr (OmsSmtpReplyParser) parser = oms_smtp_reply_parser_new ();
  OmsSmtpReply *reply = NULL;
  gsize at = 0;

  while (at < length) {
    g_autoptr (GError) error = NULL;
    gsize consumed = 0;
    gsize given = MIN (piece, length - at);

    g_assert_null (reply);
    g_assert_true (oms_smtp_reply_parser_feed (parser, bytes + at, given, &consumed, &reply,
                                               &error));
    g_assert_no_error (error);
    g_assert_cmpuint (consumed, ==, given);
    at += consumed;
  }

  g_assert_nonnull (reply);

  return reply;
}

static OmsSmtpReply *
parse (const char *bytes)
{
  return parse_in_pieces (bytes, strlen (bytes), strlen (bytes));
}

static void
assert_fails (const char *bytes,
              gsize       length,
              OmsError    code)
{
  g_autoptr (OmsSmtpReplyParser) parser = oms_smtp_reply_parser_new ();
  g_autoptr (OmsSmtpReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  gsize consumed = 0;

  g_assert_false (oms_smtp_reply_parser_feed (parser, bytes, length, &consumed, &reply, &error));
  g_assert_error (error, OMS_ERROR, (int) code);
  g_assert_null (reply);
  g_assert_cmpuint (consumed, <=, length);
}

static void
test_single_line (void)
{
  g_autoptr (OmsSmtpReply) reply = parse ("220 mail.example.com ESMTP ready\r\n");

  g_assert_cmpuint (oms_smtp_reply_get_code (reply), ==, 220);
  g_assert_null (oms_smtp_reply_get_enhanced (reply));
  g_assert_cmpstr (oms_smtp_reply_get_text (reply), ==, "mail.example.com ESMTP ready");
  g_assert_cmpuint (g_strv_length ((GStrv) oms_smtp_reply_get_lines (reply)), ==, 1);
  g_assert_cmpstr (oms_smtp_reply_get_lines (reply)[0], ==, "220 mail.example.com ESMTP ready");
  g_assert_false (oms_smtp_reply_is_truncated (reply));
}

static void
test_pieces (void)
{
  for (gsize piece = 1; piece <= strlen (GMAIL_REPLY); piece++) {
    g_autoptr (OmsSmtpReply) reply = parse_in_pieces (GMAIL_REPLY, strlen (GMAIL_REPLY), piece);

    g_assert_cmpuint (oms_smtp_reply_get_code (reply), ==, 534);
    g_assert_cmpstr (oms_smtp_reply_get_enhanced (reply), ==, "5.7.9");
    g_assert_cmpuint (g_strv_length ((GStrv) oms_smtp_reply_get_lines (reply)), ==, 2);
    g_assert_cmpstr (oms_smtp_reply_get_text (reply), ==,
                     "Application-specific password required. For more information, go to "
                     "https://support.google.com/mail/?p=InvalidSecondFactor "
                     "o13sm2119833lfg.90 - gsmtp");
  }
}

static void
test_one_at_a_time (void)
{
  static const char two[] = "250 2.1.0 Ok\r\n550 5.7.1 No\r\n";
  g_autoptr (OmsSmtpReplyParser) parser = oms_smtp_reply_parser_new ();
  g_autoptr (OmsSmtpReply) first = NULL;
  g_autoptr (OmsSmtpReply) second = NULL;
  gsize consumed;
  gsize rest;

  g_assert_true (oms_smtp_reply_parser_feed (parser, two, strlen (two), &consumed, &first, NULL));
  g_assert_cmpuint (consumed, ==, strlen ("250 2.1.0 Ok\r\n"));
  g_assert_cmpuint (oms_smtp_reply_get_code (first), ==, 250);

  rest = strlen (two) - consumed;
  g_assert_true (oms_smtp_reply_parser_feed (parser, two + consumed, rest, &consumed, &second,
                                             NULL));
  g_assert_cmpuint (consumed, ==, rest);
  g_assert_cmpuint (oms_smtp_reply_get_code (second), ==, 550);
}

static void
test_tolerance (void)
{
  static const struct {
    const char *bytes;
    guint       code;
    const char *text;
  } cases[] = {
    { "535\r\n", 535, "" },
    { "535\n", 535, "" },
    { "535 \r\n", 535, "" },
    { "334 UGFzc3dvcmQ6\n", 334, "UGFzc3dvcmQ6" },
    { "535-\r\n535\r\n", 535, "" },
    { "535: odd\r\n", 535, ": odd" },
    { "250-first\r\n535 last\r\n", 535, "first last" },
    { "250-a\n250-\n250 b\r\n", 250, "a b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OmsSmtpReply) reply = parse (cases[i].bytes);

    g_assert_cmpuint (oms_smtp_reply_get_code (reply), ==, cases[i].code);
    g_assert_cmpstr (oms_smtp_reply_get_text (reply), ==, cases[i].text);
  }
}

static void
test_enhanced (void)
{
  static const struct {
    const char *bytes;
    const char *enhanced;
    const char *text;
  } cases[] = {
    { "535 5.7.139 No\r\n", "5.7.139", "No" },
    { "550 5.7.1, Relaying denied.\r\n", "5.7.1", "Relaying denied." },
    { "550 5.1.1\r\n", "5.1.1", "" },
    { "550-5.1.1 a\r\n550 b\r\n", "5.1.1", "a b" },
    { "550 4.7.1 no\r\n", NULL, "4.7.1 no" },
    { "334 3.0.0 no\r\n", NULL, "3.0.0 no" },
    { "550 5.7 no\r\n", NULL, "5.7 no" },
    { "550 5.7.1.2 no\r\n", NULL, "5.7.1.2 no" },
    { "550 5.7.1234 no\r\n", NULL, "5.7.1234 no" },
    { "550 5..1 no\r\n", NULL, "5..1 no" },
    { "220 2a.example.com\r\n", NULL, "2a.example.com" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OmsSmtpReply) reply = parse (cases[i].bytes);

    g_assert_cmpstr (oms_smtp_reply_get_enhanced (reply), ==, cases[i].enhanced);
    g_assert_cmpstr (oms_smtp_reply_get_text (reply), ==, cases[i].text);
  }
}

static void
test_unreadable (void)
{
  static const char bytes[] = "550 a\0b\x1b[31m\tc \xff \xe2\x80\xae""d\r\r\n";
  g_autoptr (OmsSmtpReply) reply = parse_in_pieces (bytes, sizeof bytes - 1, 3);
  const char *text = oms_smtp_reply_get_text (reply);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (text, ==, "a\uFFFD" "b\uFFFD[31m c \uFFFD \uFFFD" "d\uFFFD");
}

static void
test_not_smtp (void)
{
  static const char * const others[] = {
    "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 400 Bad Request\r\n", "* OK IMAP4rev1\r\n", "\r\n",
    "+OK POP3\r\n", "22 short\r\n", "2200 long\r\n", "120 wait\r\n", "650 beyond\r\n",
    "250-fine\r\nnot fine\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    assert_fails (others[i], strlen (others[i]), OMS_ERROR_PROTOCOL);
}

static void
test_long_line (void)
{
  g_autoptr (GString) bytes = g_string_new ("550 5.7.1 ");
  g_autoptr (OmsSmtpReply) reply = NULL;

  while (bytes->len < 5000)
    g_string_append (bytes, "ü");
  g_string_append (bytes, "\r\n");

  reply = parse (bytes->str);
  g_assert_true (oms_smtp_reply_is_truncated (reply));
  g_assert_cmpuint (strlen (oms_smtp_reply_get_lines (reply)[0]), <=, 2048);
  g_assert_cmpuint (strlen (oms_smtp_reply_get_lines (reply)[0]), >=, 2045);
  g_assert_true (g_str_has_suffix (oms_smtp_reply_get_text (reply), "ü"));
}

static void
test_many_lines (void)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autoptr (OmsSmtpReply) reply = NULL;
  const char * const *lines;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (bytes, "550-line %u\r\n", i);
  g_string_append (bytes, "554 the end\r\n");

  reply = parse (bytes->str);
  lines = oms_smtp_reply_get_lines (reply);
  g_assert_true (oms_smtp_reply_is_truncated (reply));
  g_assert_cmpuint (g_strv_length ((GStrv) lines), ==, 100);
  g_assert_cmpstr (lines[99], ==, "554 the end");
  g_assert_cmpuint (oms_smtp_reply_get_code (reply), ==, 554);
}

static void
test_endless (void)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *line = g_strnfill (1024 * 1024, '2');

  while (lines->len < 70000)
    g_string_append (lines, "250-more\r\n");

  assert_fails (lines->str, lines->len, OMS_ERROR_TOO_LARGE);
  assert_fails (line, 1024 * 1024, OMS_ERROR_TOO_LARGE);
}

static void
test_scrub (void)
{
  g_autoptr (OmsRedactor) redactor = oms_redactor_new ("ada", "lovelace 1815");
  g_autoptr (OmsSmtpReply) reply = parse ("535-5.7.8 bad lovelace 1815, lovelace\r\n"
                                          "535-1815\r\n"
                                          "535 5.7.8 bG92ZWxhY2UgMTgxNQ==\r\n");
  g_autoptr (OmsSmtpReply) scrubbed = oms_smtp_reply_scrub (reply, redactor);
  const char * const *lines = oms_smtp_reply_get_lines (scrubbed);

  g_assert_cmpuint (oms_smtp_reply_get_code (scrubbed), ==, 535);
  g_assert_cmpstr (oms_smtp_reply_get_enhanced (scrubbed), ==, "5.7.8");
  g_assert_cmpstr (lines[0], ==, "535-5.7.8 bad [hidden], lovelace");
  g_assert_cmpstr (lines[2], ==, "535 5.7.8 [hidden]");
  g_assert_null (lines[3]);
  g_assert_cmpstr (oms_smtp_reply_get_text (scrubbed), ==, "bad [hidden], [hidden] [hidden]");
}

static void
test_scrub_link (void)
{
  g_autoptr (OmsRedactor) redactor = oms_redactor_new (NULL, NULL);
  g_autoptr (OmsSmtpReply) reply =
    parse ("534-5.7.14 <https://accounts.google.com/signin/continue?sarp=1&plt=AKgnsbt-\r\n"
           "534-5.7.14 zPXsOHyn-X> Please log in\r\n"
           "534 5.7.14 then try again\r\n");
  g_autoptr (OmsSmtpReply) scrubbed = oms_smtp_reply_scrub (reply, redactor);

  g_assert_cmpstr (oms_smtp_reply_get_text (scrubbed), ==,
                   "<https://accounts.google.com/signin/continue?[hidden] [hidden]> Please log in "
                   "then try again");
}

/* A secret of which a long line has only the beginning. */
static void
test_scrub_truncated (void)
{
  g_autoptr (OmsRedactor) redactor = oms_redactor_new ("ada", "lovelace-1815");
  g_autoptr (GString) bytes = g_string_new ("535 ");
  g_autoptr (OmsSmtpReply) reply = NULL;
  g_autoptr (OmsSmtpReply) scrubbed = NULL;

  while (bytes->len < 2048 - strlen ("lovelace-"))
    g_string_append_c (bytes, '.');
  g_string_append (bytes, "lovelace-1815\r\n");

  reply = parse (bytes->str);
  g_assert_nonnull (strstr (oms_smtp_reply_get_text (reply), "lovelace"));
  scrubbed = oms_smtp_reply_scrub (reply, redactor);
  g_assert_null (strstr (oms_smtp_reply_get_text (scrubbed), "lovelace"));
  g_assert_null (strstr (oms_smtp_reply_get_lines (scrubbed)[0], "lovelace"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/smtp-reply/single-line", test_single_line);
  g_test_add_func ("/smtp-reply/pieces", test_pieces);
  g_test_add_func ("/smtp-reply/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/smtp-reply/tolerance", test_tolerance);
  g_test_add_func ("/smtp-reply/enhanced", test_enhanced);
  g_test_add_func ("/smtp-reply/unreadable", test_unreadable);
  g_test_add_func ("/smtp-reply/not-smtp", test_not_smtp);
  g_test_add_func ("/smtp-reply/long-line", test_long_line);
  g_test_add_func ("/smtp-reply/many-lines", test_many_lines);
  g_test_add_func ("/smtp-reply/endless", test_endless);
  g_test_add_func ("/smtp-reply/scrub", test_scrub);
  g_test_add_func ("/smtp-reply/scrub-link", test_scrub_link);
  g_test_add_func ("/smtp-reply/scrub-truncated", test_scrub_truncated);

  return g_test_run ();
}
