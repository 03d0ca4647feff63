/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-init.h"
#include "oms-log.h"
#include "oms-report-builder.h"

#include <string.h>

static GHashTable *entry;

static GLogWriterOutput
catch_entry (GLogLevelFlags   level,
             const GLogField *fields,
             gsize            n_fields,
             gpointer         user_data)
{
  gboolean ours = FALSE;

  for (gsize i = 0; i < n_fields && !ours; i++)
    ours = g_str_equal (fields[i].key, "MESSAGE_ID");
  if (!ours)
    return g_log_writer_default (level, fields, n_fields, user_data);

  g_assert_cmpint (level, ==, G_LOG_LEVEL_INFO);
  g_assert_null (entry);
  entry = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (gsize i = 0; i < n_fields; i++) {
    g_assert_cmpint (fields[i].length, ==, -1);
    g_hash_table_insert (entry, g_strdup (fields[i].key), g_strdup (fields[i].value));
  }

  return G_LOG_WRITER_HANDLED;
}

static void
assert_field (const char *key,
              const char *expected)
{
  g_assert_cmpstr (g_hash_table_lookup (entry, key), ==, expected);
}

static void
assert_nowhere (const char *text)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, entry);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_assert_null (strstr (value, text));
}

static OmsSmtpReply *
parse_reply (const char *text)
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

static OmsReportBuilder *
new_builder (void)
{
  g_autoptr (OmsRedactor) redactor = oms_redactor_new ("ada", NULL);
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);
  OmsReportBuilder *builder = oms_report_builder_new (redactor);

  oms_sender_set_host (sender, "mail.example.com");
  oms_sender_set_port (sender, 587);
  oms_sender_set_encryption (sender, OMS_ENCRYPTION_STARTTLS);
  oms_sender_set_user (sender, "ada");
  oms_sender_set_address (sender, "ada@lovelace.example");
  oms_report_builder_set_sender (builder, sender);
  oms_report_builder_begin_stage (builder, OMS_STAGE_SENDER);

  return builder;
}

static void
assert_message (const char *outcome,
                int         milliseconds,
                const char *rest)
{
  g_autofree char *message = g_strdup_printf ("Test of mail.example.com port 587 (starttls) "
                                              "%s %d ms%s", outcome, milliseconds, rest);

  assert_field ("MESSAGE", message);
}

/* Returns how long the test took, in milliseconds. */
static int
log_and_catch (OmsReportBuilder *builder)
{
  g_autoptr (OmsReport) report = NULL;
  g_autoptr (OmsDiagnosis) diagnosis = NULL;
  g_autofree char *duration = NULL;

  g_usleep (2000); /* so that there is a duration */
  report = oms_report_builder_build (builder);
  diagnosis = oms_diagnosis_new_for_report (report, NULL);
  duration = g_strdup_printf ("%d", (int) (oms_report_get_duration (report) / 1000));

  g_clear_pointer (&entry, g_hash_table_unref);
  oms_log_test (report, diagnosis);
  g_assert_nonnull (entry);

  assert_field ("SYSLOG_IDENTIFIER", "outgoing-mail");
  assert_field ("OUTGOING_MAIL_SERVER", "mail.example.com");
  assert_field ("OUTGOING_MAIL_PORT", "587");
  assert_field ("OUTGOING_MAIL_ENCRYPTION", "starttls");
  assert_field ("OUTGOING_MAIL_DURATION_MS", duration);
  assert_nowhere ("ada");
  assert_nowhere ("lovelace");

  return oms_report_get_duration (report) / 1000;
}

static void
test_ok (void)
{
  g_autoptr (OmsReportBuilder) builder = new_builder ();
  int milliseconds;

  oms_report_builder_set_signed_in (builder, TRUE);
  oms_report_builder_end_stage (builder, OMS_STAGE_SENDER, OMS_STAGE_STATE_PASSED, NULL);
  milliseconds = log_and_catch (builder);
  assert_field ("MESSAGE_ID", OMS_LOG_MESSAGE_ID_OK);
  assert_message ("succeeded in", milliseconds, "");
  assert_field ("PRIORITY", "6");
  assert_field ("OUTGOING_MAIL_CAUSE", "ok");
  assert_field ("OUTGOING_MAIL_CODE", "0");
}

static void
test_credentials (void)
{
  g_autoptr (OmsReportBuilder) builder = new_builder ();
  g_autoptr (OmsSmtpReply) reply = parse_reply ("535 5.7.8 ada: authentication failed\r\n");
  int milliseconds;

  oms_report_builder_fail (builder, OMS_STAGE_SIGN_IN, OMS_FAILURE_REPLY, reply, NULL);
  milliseconds = log_and_catch (builder);
  assert_field ("MESSAGE_ID", OMS_LOG_MESSAGE_ID_CREDENTIALS);
  assert_message ("failed after", milliseconds, " at stage sign-in: bad-credentials");
  assert_field ("PRIORITY", "5");
  assert_field ("OUTGOING_MAIL_STAGE", "sign-in");
  assert_field ("OUTGOING_MAIL_CODE", "535");
}

static void
test_failed (void)
{
  g_autoptr (OmsReportBuilder) builder = new_builder ();

  oms_report_builder_fail (builder, OMS_STAGE_CONNECT, OMS_FAILURE_REFUSED, NULL, "ada");
  log_and_catch (builder);
  assert_field ("MESSAGE_ID", OMS_LOG_MESSAGE_ID_FAILED);
  assert_field ("OUTGOING_MAIL_STAGE", "connect");
  assert_field ("OUTGOING_MAIL_CAUSE", "connection-refused");
  assert_field ("OUTGOING_MAIL_CODE", "0");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  oms_init ();
  g_log_set_writer_func (catch_entry, NULL, NULL);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/log/ok", test_ok);
  g_test_add_func ("/log/credentials", test_credentials);
  g_test_add_func ("/log/failed", test_failed);

  status = g_test_run ();
  g_clear_pointer (&entry, g_hash_table_unref);
  return status;
}
