/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-report-builder.h"

static OmsSmtpReply *
parse (const char *text)
{
  g_autoptr (OmsSmtpReplyParser) parser = oms_smtp_reply_parser_new ();
  g_autoptr (GError) error = NULL;
  OmsSmtpReply *reply = NULL;
  gsize consumed;

  g_assert_true (oms_smtp_reply_parser_feed (parser, text, strlen (text), &consumed, &reply, &error));
  g_assert_no_error (error);
  g_assert_nonnull (reply);

  return reply;
}

static void
test_capabilities (void)
{
  g_autoptr (OmsReport) report = g_object_new (OMS_TYPE_REPORT, NULL);
  g_autoptr (OmsSmtpReply) before = parse ("250-mx.example.com Hello\r\n250-STARTTLS\r\n250 8BITMIME\r\n");
  g_autoptr (OmsSmtpReply) after = parse ("250-mx.example.com\r\n250-auth plain LOGIN\r\n"
                                          "250-AUTH=LOGIN CRAM-MD5\r\n250 SIZE 1000\r\n");
  const char * const *mechanisms;

  oms_report_set_capabilities (report, before);
  g_assert_cmpstr (oms_report_get_ehlo_name (report), ==, "mx.example.com");
  g_assert_true (oms_report_has_capability (report, "starttls"));
  g_assert_false (oms_report_has_capability (report, "START"));

  /* What was offered before TLS is forgotten; both spellings of AUTH count, each name once. */
  oms_report_set_capabilities (report, after);
  g_assert_false (oms_report_has_capability (report, "STARTTLS"));
  g_assert_true (oms_report_has_capability (report, "SIZE"));
  mechanisms = oms_report_get_mechanisms (report);
  g_assert_cmpuint (g_strv_length ((char **) mechanisms), ==, 3);
  g_assert_cmpstr (mechanisms[0], ==, "PLAIN");
  g_assert_cmpstr (mechanisms[1], ==, "LOGIN");
  g_assert_cmpstr (mechanisms[2], ==, "CRAM-MD5");
}

static void
test_first_failure_stands (void)
{
  g_autoptr (OmsReport) report = g_object_new (OMS_TYPE_REPORT, NULL);
  g_autoptr (OmsSmtpReply) reply = parse ("535-5.7.8 No\r\n535 5.7.8 Really no\r\n");

  g_assert_true (oms_report_is_ok (report));
  oms_report_begin_stage (report, OMS_STAGE_SIGN_IN);
  oms_report_fail (report, OMS_STAGE_SIGN_IN, OMS_FAILURE_REPLY, reply, NULL);
  oms_report_fail (report, OMS_STAGE_SENDER, OMS_FAILURE_CLOSED, NULL, "gone");

  g_assert_false (oms_report_is_ok (report));
  g_assert_cmpint (oms_report_get_failure (report), ==, OMS_FAILURE_REPLY);
  g_assert_cmpint (oms_report_get_stage (report), ==, OMS_STAGE_SIGN_IN);
  g_assert_true (oms_report_get_reply (report) == reply);
  g_assert_cmpstr (oms_report_get_detail (report), ==, "");
  g_assert_cmpstr (oms_report_get_stage_result (report, OMS_STAGE_SIGN_IN).detail, ==,
                   "535-5.7.8 No");
  g_assert_cmpint (oms_report_get_stage_result (report, OMS_STAGE_SENDER).state, ==,
                   OMS_STAGE_STATE_WAITING);
}

static void
assert_gist (const char *text,
             const char *gist)
{
  g_autoptr (OmsReport) report = g_object_new (OMS_TYPE_REPORT, NULL);
  g_autoptr (OmsSmtpReply) reply = parse (text);

  oms_report_begin_stage (report, OMS_STAGE_SIGN_IN);
  oms_report_fail (report, OMS_STAGE_SIGN_IN, OMS_FAILURE_REPLY, reply, NULL);
  g_assert_cmpstr (oms_report_get_stage_result (report, OMS_STAGE_SIGN_IN).detail, ==, gist);
}

/* The row of a stage has no room for a whole reply, and half a sentence says nothing. */
static void
test_gist (void)
{
  assert_gist ("534-5.7.9 Wanted. For more, go to\r\n534 5.7.9 https://example.com/\r\n",
               "534-5.7.9 Wanted.");
  assert_gist ("535 5.7.3 Refused. Visit the page. [AB1]\r\n",
               "535 5.7.3 Refused. Visit the page. [AB1]");
}

static void
count_stage (OmsReport *report,
             OmsStage   stage,
             gpointer   user_data)
{
  guint *count = user_data;

  (*count)++;
}

static void
test_stages_are_told (void)
{
  g_autoptr (OmsReport) report = g_object_new (OMS_TYPE_REPORT, NULL);
  guint count = 0;

  report->stage_changed = count_stage;
  report->stage_changed_data = &count;
  oms_report_begin_stage (report, OMS_STAGE_RESOLVE);
  oms_report_begin_stage (report, OMS_STAGE_RESOLVE);
  oms_report_end_stage (report, OMS_STAGE_RESOLVE, OMS_STAGE_STATE_PASSED, "192.0.2.1");
  g_assert_cmpuint (count, ==, 2);

  /* What is learnt later does not change how long it took. */
  oms_report_correct_time (report, OMS_STAGE_RESOLVE, 1234);
  oms_report_end_stage (report, OMS_STAGE_RESOLVE, OMS_STAGE_STATE_PASSED, "192.0.2.2");
  g_assert_cmpint (oms_report_get_stage_result (report, OMS_STAGE_RESOLVE).microseconds, ==, 1234);
  g_assert_cmpstr (oms_report_get_stage_result (report, OMS_STAGE_RESOLVE).detail, ==, "192.0.2.2");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/capabilities", test_capabilities);
  g_test_add_func ("/report/first-failure-stands", test_first_failure_stands);
  g_test_add_func ("/report/gist", test_gist);
  g_test_add_func ("/report/stages-are-told", test_stages_are_told);
  return g_test_run ();
}
