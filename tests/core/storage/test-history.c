/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND
#include "oms-certificate-private.h"
#include "oms-history.h"
#include "oms-init.h"
#include "oms-report-builder.h"
#include "oms-sender-store.h"

#include <gio/gsettingsbackend.h>

static OmsSmtpReply *
parse (const char *text)
{
  g_autoptr (OmsSmtpReplyParser) parser = oms_smtp_reply_parser_new ();
  g_autoptr (GError) error = NULL;
  OmsSmtpReply *reply = NULL;
  gsize consumed;

  oms_smtp_reply_parser_feed (parser, text, strlen (text), &consumed, &reply, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reply);

  return reply;
}

static OmsCertificate *
certificate_new (const char *common_name)
{
  g_autofree char *subject = g_strdup_printf ("Subject:CN = %s", common_name);
  g_autofree char *der = g_base64_encode ((const guchar *) common_name, strlen (common_name));
  g_autofree char *pem = g_strdup_printf ("Cert:-----BEGIN CERTIFICATE-----%s-----END", der);
  const char * const facts[] = { subject, pem, NULL };

  return oms_certificate_new (facts, "");
}

static OmsReport *
report_new (guint       port,
            const char *mechanisms,
            const char *common_name)
{
  g_autofree char *text = g_strdup_printf ("250-mail.example.com\r\n250 AUTH %s\r\n", mechanisms);
  g_autoptr (OmsSmtpReply) reply = parse (text);
  g_autoptr (OmsCertificate) certificate = certificate_new (common_name);
  g_autoptr (OmsRedactor) redactor = oms_redactor_new (NULL, NULL);
  g_autoptr (OmsReportBuilder) builder = oms_report_builder_new (redactor);
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);

  oms_sender_set_host (sender, "mail.example.com");
  oms_sender_set_port (sender, port);
  oms_report_builder_set_sender (builder, sender);
  oms_report_builder_set_capabilities (builder, reply);
  oms_report_builder_set_certificate (builder, certificate);

  return oms_report_builder_build (builder);
}

static void
test_compare (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);
  g_autoptr (OmsReport) good = report_new (465, "PLAIN LOGIN", "a");
  g_autoptr (OmsReport) same = report_new (465, "LOGIN PLAIN", "a");
  g_autoptr (OmsReport) other = report_new (587, "LOGIN", "b");
  g_autoptr (GError) error = NULL;
  g_autofree char *never = oms_history_compare (backend, sender, other);
  g_autofree char *unchanged = NULL;
  g_autofree char *changed = NULL;

  g_assert_null (never);

  oms_history_record (backend, sender, good, &error);
  g_assert_no_error (error);
  unchanged = oms_history_compare (backend, sender, same);
  g_assert_nonnull (strstr (unchanged, "nothing has changed"));

  changed = oms_history_compare (backend, sender, other);
  g_assert_nonnull (strstr (changed, "The port was 465 then."));
  g_assert_nonnull (strstr (changed, "another certificate"));
  g_assert_nonnull (strstr (changed, "sign in with PLAIN"));
  g_assert_null (strstr (changed, "nothing has changed"));
  g_assert_null (strstr (changed, "The server was"));
}

/* A removed sender leaves nothing behind. */
static void
test_goes_with_the_sender (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (OmsSenderStore) store = oms_sender_store_new (backend);
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);
  g_autoptr (OmsReport) good = report_new (465, "PLAIN", "a");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  oms_sender_set_address (sender, "ada@example.com");
  oms_sender_set_host (sender, "mail.example.com");
  oms_sender_set_user (sender, "ada@example.com");
  oms_sender_store_save (store, sender, &error);
  g_assert_no_error (error);
  oms_history_record (backend, sender, good, &error);
  g_assert_no_error (error);
  before = oms_history_compare (backend, sender, good);
  g_assert_nonnull (before);

  oms_sender_store_remove (store, oms_sender_store_find (store, oms_sender_get_id (sender)),
                           &error);
  g_assert_no_error (error);
  after = oms_history_compare (backend, sender, good);
  g_assert_null (after);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  oms_init ();
  g_test_add_func ("/history/compare", test_compare);
  g_test_add_func ("/history/goes-with-the-sender", test_goes_with_the_sender);
  return g_test_run ();
}
