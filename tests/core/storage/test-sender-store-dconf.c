/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-error.h"
#include "oms-sender-store.h"

#include <stdlib.h>
#include <sys/resource.h>

/* To be run by tests/with-dconf, which knows the same sender. */
#define COMPANY "6f1ed002-ab5f-4b5b-9d1f-3b1a8e3b3a52"

static OmsSender *
new_sender (void)
{
  OmsSender *sender = oms_sender_new (NULL);

  oms_sender_set_address (sender, "ada@example.com");
  oms_sender_set_host (sender, "mail.example.com");
  oms_sender_set_user (sender, "ada");
  return sender;
}

static void
set_file_limit (rlim_t bytes)
{
  pid_t service = atoi (g_getenv ("OMS_DCONF_SERVICE"));
  const struct rlimit limit = { bytes, RLIM_INFINITY };

  g_assert_cmpint (prlimit (service, RLIMIT_FSIZE, &limit, NULL), ==, 0);
}

/* The sender that the administrator has set up. */
static void
test_locked (void)
{
  g_autoptr (OmsSenderStore) store = oms_sender_store_new (NULL);
  OmsSender *company = oms_sender_store_get_default (store);
  g_autoptr (OmsSender) draft = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (company);
  g_assert_cmpstr (oms_sender_get_id (company), ==, COMPANY);
  g_assert_cmpstr (oms_sender_get_host (company), ==, "smtp.company.example");
  g_assert_true (oms_sender_store_is_locked (store, company, "host"));
  g_assert_false (oms_sender_store_is_locked (store, company, "user"));
  g_assert_false (oms_sender_store_is_list_locked (store));

  draft = oms_sender_copy (company);
  oms_sender_set_user (draft, "ada");
  oms_sender_store_save (store, draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (oms_sender_get_user (company), ==, "ada");

  oms_sender_set_user (draft, "eve");
  oms_sender_set_host (draft, "evil.example");
  g_assert_false (oms_sender_store_save (store, draft, &error));
  g_assert_error (error, OMS_ERROR, OMS_ERROR_SETTINGS_LOCKED);
  g_clear_error (&error);
  g_assert_cmpstr (oms_sender_get_user (company), ==, "ada");

  g_assert_false (oms_sender_store_set_default (store, company, &error));
  g_assert_error (error, OMS_ERROR, OMS_ERROR_SETTINGS_LOCKED);
}

static void
test_disk_full (void)
{
  g_autoptr (OmsSenderStore) store = oms_sender_store_new (NULL);
  g_autoptr (OmsSender) draft = new_sender ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  /* dconf warns; nobody reads that. */
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  g_autoptr (GError) error = NULL;

  set_file_limit (0);
  g_assert_false (oms_sender_store_save (store, draft, &error));
  g_assert_error (error, OMS_ERROR, OMS_ERROR_SETTINGS_NOT_SAVED);
  g_clear_error (&error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, n);

  set_file_limit (RLIM_INFINITY);
  oms_sender_store_save (store, draft, &error);
  g_assert_no_error (error);
  set_file_limit (0);
  g_assert_false (oms_sender_store_remove (store, draft, &error));
  g_assert_error (error, OMS_ERROR, OMS_ERROR_SETTINGS_NOT_SAVED);
  g_clear_error (&error);
  g_assert_true (oms_sender_equal (oms_sender_store_find (store, "ada@example.com"), draft));

  set_file_limit (RLIM_INFINITY);
  oms_sender_store_remove (store, draft, &error);
  g_assert_no_error (error);
  g_log_set_always_fatal (fatal);
}

/* Written by another process, dconf(1), as long as it takes. */
static void
test_follow (void)
{
  g_autoptr (OmsSenderStore) store = oms_sender_store_new (NULL);
  OmsSender *company = oms_sender_store_find (store, COMPANY);
  const char *path = "/io/github/outgoingmail/OutgoingMail/senders:/:" COMPANY "/name";
  const char *argv[] = { "dconf", "write", path, "'Changed'", NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  while (!g_str_equal (oms_sender_get_name (company), "Changed"))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sender-store-dconf/disk-full", test_disk_full);
  g_test_add_func ("/sender-store-dconf/follow", test_follow);
  g_test_add_func ("/sender-store-dconf/locked", test_locked);

  return g_test_run ();
}
