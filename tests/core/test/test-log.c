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

static OmsReport *
new_report (void)
{
  OmsReport *report = g_object_new (OMS_TYPE_REPORT, NULL);

  g_free (report->host);
  report->host = g_strdup ("mail.example.com");
  report->port = 587;
  report->encryption = OMS_ENCRYPTION_STARTTLS;
  g_free (report->user);
  report->user = g_strdup ("ada");
  g_free (report->address);
  report->address = g_strdup ("ada@lovelace.example");
  report->duration = 1234567;
  report->stage = OMS_STAGE_SENDER;
  return report;
}

static void
log_and_catch (OmsReport *report)
{
  g_autoptr (OmsDiagnosis) diagnosis = oms_diagnosis_new_for_report (report, NULL);

  g_clear_pointer (&entry, g_hash_table_unref);
  oms_log_test (report, diagnosis);
  g_assert_nonnull (entry);

  assert_field ("SYSLOG_IDENTIFIER", "outgoing-mail");
  assert_field ("OUTGOING_MAIL_SERVER", "mail.example.com");
  assert_field ("OUTGOING_MAIL_PORT", "587");
  assert_field ("OUTGOING_MAIL_ENCRYPTION", "starttls");
  assert_field ("OUTGOING_MAIL_DURATION_MS", "1234");
  assert_nowhere ("ada");
  assert_nowhere ("lovelace");
}

static void
test_ok (void)
{
  g_autoptr (OmsReport) report = new_report ();

  report->signed_in = TRUE;
  log_and_catch (report);
  assert_field ("MESSAGE_ID", OMS_LOG_MESSAGE_ID_OK);
  assert_field ("MESSAGE", "Test of mail.example.com port 587 (starttls) succeeded in 1234 ms");
  assert_field ("PRIORITY", "6");
  assert_field ("OUTGOING_MAIL_CAUSE", "ok");
  assert_field ("OUTGOING_MAIL_CODE", "0");
}

static void
test_credentials (void)
{
  g_autoptr (OmsReport) report = new_report ();
  g_autoptr (OmsSmtpReply) reply = parse_reply ("535 5.7.8 ada: authentication failed\r\n");

  oms_report_fail (report, OMS_STAGE_SIGN_IN, OMS_FAILURE_REPLY, reply, NULL);
  log_and_catch (report);
  assert_field ("MESSAGE_ID", OMS_LOG_MESSAGE_ID_CREDENTIALS);
  assert_field ("MESSAGE", "Test of mail.example.com port 587 (starttls) failed after 1234 ms "
                           "at stage sign-in: bad-credentials");
  assert_field ("PRIORITY", "5");
  assert_field ("OUTGOING_MAIL_STAGE", "sign-in");
  assert_field ("OUTGOING_MAIL_CODE", "535");
}

static void
test_failed (void)
{
  g_autoptr (OmsReport) report = new_report ();

  oms_report_fail (report, OMS_STAGE_CONNECT, OMS_FAILURE_REFUSED, NULL, "ada");
  log_and_catch (report);
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
