/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-report-builder.h"

#include <string.h>

static OmsReportBuilder *
new_builder (void)
{
  g_autoptr (OmsRedactor) redactor = oms_redactor_new (NULL, NULL);

  return oms_report_builder_new (redactor);
}

static OmsSmtpReply *
parse (const char *text)
{
  g_autoptr (OmsSmtpReplyParser) parser = oms_smtp_reply_parser_new ();
  g_autoptr (GError) error = NULL;
  OmsSmtpReply *reply = NULL;
  gsize consumed;

  g_assert_true (oms_smtp_reply_parser_feed (parser, text, strlen (text), &consumed, &reply,
                                             &error));
  g_assert_no_error (error);
  g_assert_nonnull (reply);

  return reply;
}

static void
test_capabilities (void)
{
  g_autoptr (OmsReportBuilder) builder = new_builder ();
  g_autoptr (OmsSmtpReply) before = parse ("250-other.example.com Hello\r\n250-STARTTLS\r\n"
                                           "250 8BITMIME\r\n");
  g_autoptr (OmsSmtpReply) after = parse ("250-mx.example.com Hello\r\n250-auth plain LOGIN\r\n"
                                          "250-AUTH=LOGIN CRAM-MD5\r\n250 SIZE 1000\r\n");
  g_autoptr (OmsReport) report = NULL;
  const char * const *mechanisms;

  oms_report_builder_set_capabilities (builder, before);
  g_assert_true (oms_report_builder_has_capability (builder, "starttls"));
  g_assert_false (oms_report_builder_has_capability (builder, "START"));

  /* What was offered before TLS is forgotten; both spellings of AUTH count, each name once. */
  oms_report_builder_set_capabilities (builder, after);
  g_assert_false (oms_report_builder_has_capability (builder, "STARTTLS"));
  g_assert_true (oms_report_builder_has_capability (builder, "SIZE"));
  mechanisms = oms_report_builder_get_mechanisms (builder);
  g_assert_cmpuint (g_strv_length ((char **) mechanisms), ==, 3);
  g_assert_cmpstr (mechanisms[0], ==, "PLAIN");
  g_assert_cmpstr (mechanisms[1], ==, "LOGIN");
  g_assert_cmpstr (mechanisms[2], ==, "CRAM-MD5");

  report = oms_report_builder_build (builder);
  g_assert_cmpstr (oms_report_get_ehlo_name (report), ==, "mx.example.com");
  g_assert_cmpuint (g_strv_length ((char **) oms_report_get_mechanisms (report)), ==, 3);
  g_assert_cmpuint (g_strv_length ((char **) oms_report_get_capabilities (report)), ==, 3);
}

static void
test_first_failure_stands (void)
{
  g_autoptr (OmsReportBuilder) builder = new_builder ();
  g_autoptr (OmsSmtpReply) reply = parse ("535-5.7.8 No\r\n535 5.7.8 Really no\r\n");
  g_autoptr (OmsReport) report = NULL;

  g_assert_cmpint (oms_report_builder_get_failure (builder), ==, OMS_FAILURE_NONE);
  oms_report_builder_begin_stage (builder, OMS_STAGE_SIGN_IN);
  oms_report_builder_fail (builder, OMS_STAGE_SIGN_IN, OMS_FAILURE_REPLY, reply, NULL);
  oms_report_builder_fail (builder, OMS_STAGE_SENDER, OMS_FAILURE_CLOSED, NULL, "gone");
  oms_report_builder_fail_timeout (builder, OMS_STAGE_SENDER, 8000);
  report = oms_report_builder_build (builder);

  g_assert_false (oms_report_is_ok (report));
  g_assert_cmpint (oms_report_get_failure (report), ==, OMS_FAILURE_REPLY);
  g_assert_cmpint (oms_report_get_stage (report), ==, OMS_STAGE_SIGN_IN);
  g_assert_true (oms_report_get_reply (report) == reply);
  g_assert_cmpstr (oms_report_get_detail (report), ==, "");
  g_assert_cmpuint (oms_report_get_timeout (report), ==, 0);
  g_assert_cmpstr (oms_report_get_stage_result (report, OMS_STAGE_SIGN_IN).detail, ==,
                   "535-5.7.8 No");
  g_assert_cmpint (oms_report_get_stage_result (report, OMS_STAGE_SENDER).state, ==,
                   OMS_STAGE_STATE_WAITING);
}

static void
test_timeout (void)
{
  g_autoptr (OmsReportBuilder) builder = new_builder ();
  g_autoptr (OmsReport) report = NULL;

  oms_report_builder_begin_stage (builder, OMS_STAGE_CONNECT);
  oms_report_builder_fail_timeout (builder, OMS_STAGE_CONNECT, 8000);
  oms_report_builder_fail_timeout (builder, OMS_STAGE_GREETING, 1000);
  report = oms_report_builder_build (builder);

  g_assert_cmpint (oms_report_get_failure (report), ==, OMS_FAILURE_TIMEOUT);
  g_assert_cmpint (oms_report_get_stage (report), ==, OMS_STAGE_CONNECT);
  g_assert_cmpuint (oms_report_get_timeout (report), ==, 8000);
}

static void
assert_gist (const char *text,
             const char *gist)
{
  g_autoptr (OmsReportBuilder) builder = new_builder ();
  g_autoptr (OmsSmtpReply) reply = parse (text);
  g_autoptr (OmsReport) report = NULL;

  oms_report_builder_begin_stage (builder, OMS_STAGE_SIGN_IN);
  oms_report_builder_fail (builder, OMS_STAGE_SIGN_IN, OMS_FAILURE_REPLY, reply, NULL);
  report = oms_report_builder_build (builder);
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
keep_states (const OmsStageResult *result,
             gpointer              user_data)
{
  GString *states = user_data;

  g_assert_cmpint (result->stage, ==, OMS_STAGE_RESOLVE);
  g_string_append_printf (states, "%s ", oms_stage_state_to_id (result->state));
}

static void
test_stages_are_told (void)
{
  g_autoptr (OmsReportBuilder) builder = new_builder ();
  g_autoptr (OmsReport) report = NULL;
  g_autoptr (GString) states = g_string_new (NULL);

  oms_report_builder_set_stage_func (builder, keep_states, states);
  oms_report_builder_begin_stage (builder, OMS_STAGE_RESOLVE);
  oms_report_builder_begin_stage (builder, OMS_STAGE_RESOLVE);
  oms_report_builder_end_stage (builder, OMS_STAGE_RESOLVE, OMS_STAGE_STATE_PASSED, "192.0.2.1");
  g_assert_cmpstr (states->str, ==, "running passed ");

  /* What is learnt later does not change how long it took. */
  oms_report_builder_correct_time (builder, OMS_STAGE_RESOLVE, 1234);
  oms_report_builder_end_stage (builder, OMS_STAGE_RESOLVE, OMS_STAGE_STATE_PASSED, "192.0.2.2");
  report = oms_report_builder_build (builder);
  g_assert_cmpint (oms_report_get_stage_result (report, OMS_STAGE_RESOLVE).microseconds, ==, 1234);
  g_assert_cmpstr (oms_report_get_stage_result (report, OMS_STAGE_RESOLVE).detail, ==, "192.0.2.2");
}

/* What goes wrong while the server is told goodbye does not turn a success into a failure. */
static void
test_finished (void)
{
  g_autoptr (OmsReportBuilder) builder = new_builder ();
  g_autoptr (OmsReport) report = NULL;

  oms_report_builder_begin_stage (builder, OMS_STAGE_SENDER);
  oms_report_builder_end_stage (builder, OMS_STAGE_SENDER, OMS_STAGE_STATE_PASSED, "");
  oms_report_builder_finish (builder);
  oms_report_builder_fail (builder, OMS_STAGE_SENDER, OMS_FAILURE_CLOSED, NULL, NULL);
  oms_report_builder_fail_timeout (builder, OMS_STAGE_SENDER, 8000);
  report = oms_report_builder_build (builder);
  g_assert_true (oms_report_is_ok (report));
  g_assert_cmpuint (oms_report_get_timeout (report), ==, 0);
  g_assert_cmpint (oms_report_get_stage_result (report, OMS_STAGE_SENDER).state, ==,
                   OMS_STAGE_STATE_PASSED);
}

/* A report that was handed out belongs to its reader; only a bug would want to change it. */
static void
test_builder_is_spent (void)
{
  g_autoptr (OmsReportBuilder) builder = new_builder ();
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);
  g_autoptr (OmsReport) report = NULL;

  oms_sender_set_host (sender, "mail.example.com");
  oms_sender_set_encryption (sender, OMS_ENCRYPTION_STARTTLS);
  oms_sender_set_user (sender, "ada");
  oms_sender_set_address (sender, "ada@example.com");
  oms_report_builder_set_sender (builder, sender);
  report = oms_report_builder_build (builder);
  g_assert_cmpstr (oms_report_get_host (report), ==, "mail.example.com");
  g_assert_cmpuint (oms_report_get_port (report), ==, 587);
  g_assert_cmpint (oms_report_get_encryption (report), ==, OMS_ENCRYPTION_STARTTLS);
  g_assert_cmpstr (oms_report_get_user (report), ==, "ada");
  g_assert_cmpstr (oms_report_get_address (report), ==, "ada@example.com");
  g_assert_nonnull (oms_report_get_transcript (report));

  g_test_expect_message ("oms-report", G_LOG_LEVEL_CRITICAL, "*is_open*");
  oms_report_builder_set_peer (builder, "192.0.2.1");
  g_test_assert_expected_messages ();
  g_test_expect_message ("oms-report", G_LOG_LEVEL_CRITICAL, "*is_open*");
  g_assert_null (oms_report_builder_build (builder));
  g_test_assert_expected_messages ();
  g_assert_cmpstr (oms_report_get_peer (report), ==, "");
}

/* Whoever makes one by hand gets one in which nothing has happened. */
static void
test_empty_report (void)
{
  g_autoptr (OmsReport) report = g_object_new (OMS_TYPE_REPORT, NULL);

  g_assert_true (oms_report_is_ok (report));
  g_assert_cmpuint (oms_transcript_get_n_lines (oms_report_get_transcript (report)), ==, 0);
  g_assert_cmpstr (oms_report_get_stage_result (report, OMS_STAGE_MESSAGE).detail, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/capabilities", test_capabilities);
  g_test_add_func ("/report/first-failure-stands", test_first_failure_stands);
  g_test_add_func ("/report/timeout", test_timeout);
  g_test_add_func ("/report/gist", test_gist);
  g_test_add_func ("/report/stages-are-told", test_stages_are_told);
  g_test_add_func ("/report/finished", test_finished);
  g_test_add_func ("/report/builder-is-spent", test_builder_is_spent);
  g_test_add_func ("/report/empty", test_empty_report);
  return g_test_run ();
}
