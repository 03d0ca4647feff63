/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "check-run.h"
#include "oms-alternatives.h"
#include "oms-init.h"
#include "practice-process.h"

static PracticeProcess *server;

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static GArray *
find (const char    *host,
      guint          port,
      OmsEncryption  encryption,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;

  oms_sender_set_host (sender, host);
  oms_sender_set_port (sender, port);
  oms_sender_set_encryption (sender, encryption);
  oms_sender_set_user (sender, "ada@example.com");
  oms_alternatives_find_async (sender, practice_process_get_practice (server), cancellable,
                               on_found, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);

  return oms_alternatives_find_finish (result, error);
}

static void
test_starttls_is_stripped (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = find ("no-starttls.example.com", 0, OMS_ENCRYPTION_STARTTLS, NULL,
                                   &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, OmsAlternative, 0).encryption, ==, OMS_ENCRYPTION_TLS);
  g_assert_cmpuint (g_array_index (found, OmsAlternative, 0).port, ==, 465);
}

/* A port that somebody typed is tried with the other encryption before the standard ports are. */
static void
test_same_port (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = find ("odd-ports.example.com", 2465, OMS_ENCRYPTION_STARTTLS, NULL,
                                   &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpint (g_array_index (found, OmsAlternative, 0).encryption, ==, OMS_ENCRYPTION_TLS);
  g_assert_cmpuint (g_array_index (found, OmsAlternative, 0).port, ==, 2465);
  g_assert_cmpuint (g_array_index (found, OmsAlternative, 1).port, ==, 587);
}

/* Neither a wrong certificate nor a refusal is a way out. */
static void
test_nothing_works (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) refused = find ("refused.example.com", 0, OMS_ENCRYPTION_TLS, NULL, &error);
  g_autoptr (GArray) expired = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (refused->len, ==, 0);
  expired = find ("expired.example.com", 0, OMS_ENCRYPTION_STARTTLS, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (expired->len, ==, 0);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = NULL;

  g_cancellable_cancel (cancellable);
  found = find ("silent.example.com", 0, OMS_ENCRYPTION_TLS, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (found);
}

static void
test_worth_trying (void)
{
  static const struct {
    const char    *host;
    OmsEncryption  encryption;
    gboolean       worth;
  } cases[] = {
    { "refused.example.com", OMS_ENCRYPTION_TLS, TRUE },
    { "no-starttls.example.com", OMS_ENCRYPTION_STARTTLS, TRUE },
    { "not-smtp.example.com", OMS_ENCRYPTION_STARTTLS, TRUE },
    { "nowhere.example.com", OMS_ENCRYPTION_TLS, FALSE },
    { "expired.example.com", OMS_ENCRYPTION_TLS, FALSE },
    { "cut-auth.example.com", OMS_ENCRYPTION_TLS, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OmsCheck) check = check_new (&(CheckSettings) {
      .host = cases[i].host, .encryption = cases[i].encryption,
      .user = "ada@example.com", .secret = "lovelace-1815",
    }, practice_process_get_practice (server));
    g_autoptr (GError) error = NULL;
    g_autoptr (OmsReport) report = check_run (check, NULL, &error);

    g_test_message ("%s", cases[i].host);
    g_assert_no_error (error);
    g_assert_cmpint (oms_alternatives_are_worth_trying (report), ==, cases[i].worth);
  }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  oms_init ();
  server = practice_process_start ();
  g_test_add_func ("/alternatives/starttls-is-stripped", test_starttls_is_stripped);
  g_test_add_func ("/alternatives/same-port", test_same_port);
  g_test_add_func ("/alternatives/nothing-works", test_nothing_works);
  g_test_add_func ("/alternatives/cancelled", test_cancelled);
  g_test_add_func ("/alternatives/worth-trying", test_worth_trying);
  status = g_test_run ();
  practice_process_stop (server);

  return status;
}
