/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-init.h"
#include "oms-reading.h"

#include <string.h>

static const OmsLine *
line_at (OmsReading *reading,
         guint       number)
{
  g_assert_cmpuint (number, <, reading->lines->len);

  return g_ptr_array_index (reading->lines, number);
}

/* Only the number of a reply is a reply's; counts, times and answers of the web are not. */
static void
test_numbers (void)
{
  static const struct { const char *text; guint code; } cases[] = {
    { "535 5.7.8 Authentication failed", 535 },
    { "smtplib.SMTPAuthenticationError: (535, b'5.7.8 no')", 535 },
    { "Invalid login: 535-5.7.8 no", 535 },
    { "server mx.example.com[192.0.2.1] said: 550 no", 550 },
    { "qmgr: 1AB: from=<a@example.com>, size=503, nrcpt=1", 0 },
    { "delay=535, delays=535/0/0/0", 0 },
    { "postfix/smtp[512]: connect to mx.example.com[192.0.2.1]:25: timed out", 0 },
    { "token endpoint: HTTP code 400", 0 },
    { "connect to mail.example.com:465 failed", 0 },
    { "failed after 550 ms", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OmsReading) reading = oms_reading_new (cases[i].text);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpuint (reading->decisive ? reading->decisive->code : 0, ==, cases[i].code);
  }
}

static void
test_kinds (void)
{
  g_autoptr (OmsReading) reading = oms_reading_new (
    "SERVER -> CLIENT: 220 mail.example.com ESMTP\n"
    "CLIENT -> SERVER: MAIL FROM:<a@example.com>\n"
    "SERVER -> CLIENT: 553 5.7.1 not you\n"
    "    at Mailer.send (mailer.js:12:3)\n"
    "Subject: Your account has been locked\n"
    "Error: it went wrong\n");

  g_assert_cmpuint (reading->lines->len, ==, 4);
  g_assert_cmpuint (line_at (reading, 0)->kind, ==, OMS_LINE_CONSENT);
  g_assert_cmpuint (line_at (reading, 1)->kind, ==, OMS_LINE_COMMAND);
  g_assert_cmpuint (line_at (reading, 2)->kind, ==, OMS_LINE_REPLY);
  g_assert_cmpstr (line_at (reading, 2)->command, ==, "mail");
  g_assert_cmpuint (line_at (reading, 3)->kind, ==, OMS_LINE_PROGRAM);
  g_assert_true (reading->is_conversation);
  g_assert_false (reading->is_answer);
}

/* Bounces fold what a server said. */
static void
test_folded (void)
{
  g_autoptr (OmsReading) reading = oms_reading_new (
    "host mx.example.net said: 550-5.7.1 One\n"
    "    550-5.7.1 two\n"
    "    550 5.7.1 https://example.net/why (in reply to RCPT TO command)");

  g_assert_cmpuint (reading->lines->len, ==, 1);
  g_assert_nonnull (reading->decisive);
  g_assert_cmpuint (reading->decisive->reply->len, ==, 3);
  g_assert_cmpstr (reading->decisive->command, ==, "rcpt");
}

/* What a program says of a reply stands for itself, though it has the same number. */
static void
test_repeated (void)
{
  g_autoptr (OmsReading) reading = oms_reading_new (
    "SERVER -> CLIENT: 530 5.7.0 Must issue a STARTTLS command first\n"
    "SMTP ERROR: MAIL FROM command failed: 530 5.7.0 Must issue a STARTTLS command first");

  g_assert_cmpuint (reading->lines->len, ==, 2);
}

/* The deepest reason comes before what is wrapped around it. */
static void
test_nested (void)
{
  g_autoptr (OmsReading) reading = oms_reading_new (
    "javax.mail.MessagingException: Could not connect to SMTP host;\n"
    "  nested exception is:\n"
    "\tjavax.net.ssl.SSLException: Unsupported or unrecognized SSL message\n");
  GPtrArray *first = g_ptr_array_index (reading->groups, 0);
  const OmsLine *line = g_ptr_array_index (first, 0);

  g_assert_true (line->is_nested);
  g_assert_nonnull (strstr (line->text, "unrecognized ssl message"));
}

static void
test_mechanism (void)
{
  g_autoptr (OmsReading) tried = oms_reading_new ("C: AUTH XOAUTH2 dXNlcj0=\nS: 535 5.7.3 no");
  g_autoptr (OmsReading) offered = oms_reading_new ("S: 250-AUTH LOGIN XOAUTH2\nS: 535 5.7.3 no");

  g_assert_cmpstr (tried->mechanism, ==, "XOAUTH2");
  g_assert_null (offered->mechanism);
}

/* A log of which the end is missing is no success. */
static void
test_answer (void)
{
  g_autoptr (OmsReading) answer = oms_reading_new ("250 2.0.0 Ok: queued as 3CB");
  g_autoptr (OmsReading) cut = oms_reading_new ("220 mail.example.com ESMTP\nRead timed out");
  g_autoptr (OmsReading) nothing = oms_reading_new ("");

  g_assert_true (answer->is_answer);
  g_assert_false (cut->is_answer);
  g_assert_false (nothing->is_answer);
  g_assert_cmpuint (nothing->lines->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  oms_init ();
  g_test_add_func ("/reading/numbers", test_numbers);
  g_test_add_func ("/reading/kinds", test_kinds);
  g_test_add_func ("/reading/folded", test_folded);
  g_test_add_func ("/reading/repeated", test_repeated);
  g_test_add_func ("/reading/nested", test_nested);
  g_test_add_func ("/reading/mechanism", test_mechanism);
  g_test_add_func ("/reading/answer", test_answer);

  return g_test_run ();
}
