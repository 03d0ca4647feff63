/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "oms-certificate-private.h"
#include "oms-history.h"
#include "oms-init.h"
#include "oms-report-builder.h"
#include "oms-sender-store.h"

static OmsReport *
report_new (guint       port,
            const char *mechanisms,
            const char *common_name)
{
  OmsReport *report = g_object_new (OMS_TYPE_REPORT, NULL);
  g_autofree char *subject = g_strdup_printf ("Subject:CN = %s", common_name);
  g_autofree char *pem = g_base64_encode ((const guchar *) common_name, strlen (common_name));
  g_autofree char *certificate = g_strdup_printf ("Cert:-----BEGIN CERTIFICATE-----%s-----END", pem);
  const char * const facts[] = { subject, certificate, NULL };

  g_free (report->host);
  report->host = g_strdup ("mail.example.com");
  report->port = port;
  g_free (report->ehlo_name);
  report->ehlo_name = g_strdup ("mail.example.com");
  g_strfreev (report->mechanisms);
  report->mechanisms = g_strsplit (mechanisms, " ", -1);
  report->certificate = oms_certificate_new (facts, "");

  return report;
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

  oms_sender_store_remove (store, oms_sender_store_find (store, oms_sender_get_id (sender)), &error);
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
