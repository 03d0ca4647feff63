/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-error.h"
#include "oms-secret.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>

#define PASSWORD "sésame, ouvre-toi"

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static void
on_ready (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static OmsPassword *
lookup (OmsSecret  *secret,
        OmsSender  *sender,
        GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oms_secret_lookup_async (secret, sender, NULL, on_ready, &result);
  return oms_secret_lookup_finish (secret, wait_for (&result), error);
}

static gboolean
exists (OmsSecret  *secret,
        OmsSender  *sender,
        GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oms_secret_exists_async (secret, sender, NULL, on_ready, &result);
  return oms_secret_exists_finish (secret, wait_for (&result), error);
}

static gboolean
store (OmsSecret   *secret,
       OmsSender   *sender,
       const char  *password,
       GError     **error)
{
  g_autoptr (OmsPassword) stored = password ? oms_password_new (password) : NULL;
  g_autoptr (GAsyncResult) result = NULL;

  oms_secret_store_async (secret, sender, stored, NULL, on_ready, &result);
  return oms_secret_store_finish (secret, wait_for (&result), error);
}

static gboolean
clear (OmsSecret  *secret,
       OmsSender  *sender,
       GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oms_secret_clear_async (secret, sender, NULL, on_ready, &result);
  return oms_secret_clear_finish (secret, wait_for (&result), error);
}

static void
assert_ok (gboolean   ok,
           GError  **error)
{
  g_assert_no_error (*error);
  g_assert_true (ok);
}

static void
assert_password (OmsSecret  *secret,
                 OmsSender  *sender,
                 const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OmsPassword) password = lookup (secret, sender, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (oms_password_get_text (password), ==, expected);
  g_assert_cmpint (exists (secret, sender, &error), ==, expected != NULL);
  g_assert_no_error (error);
}

static OmsSender *
new_sender (void)
{
  OmsSender *sender = oms_sender_new (NULL);

  oms_sender_set_host (sender, "mail.example.com");
  oms_sender_set_user (sender, "ada@example.com");
  return sender;
}

/* As another program would look for it. */
static guint
count_items (const char *host,
             const char *port)
{
  static const SecretSchema schema = {
    "org.example.Other", SECRET_SCHEMA_DONT_MATCH_NAME,
    { { "service", 0 }, { "host", 0 }, { "port", 0 }, { "user", 0 }, { NULL, 0 } },
  };
  g_autolist (SecretRetrievable) items = NULL;
  g_autoptr (GError) error = NULL;

  items = secret_password_search_sync (&schema, SECRET_SEARCH_ALL, NULL, &error,
                                       "service", "smtp",
                                       "host", host,
                                       "user", "ada@example.com",
                                       port ? "port" : NULL, port,
                                       NULL);
  g_assert_no_error (error);
  return g_list_length (items);
}

static void
lock_keyring (void)
{
  g_autoptr (SecretService) service = NULL;
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (GError) error = NULL;
  GList objects = { NULL, NULL, NULL };

  service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, &error);
  g_assert_no_error (error);
  collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                                 SECRET_COLLECTION_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (collection);
  objects.data = collection;
  g_assert_cmpint (secret_service_lock_sync (service, &objects, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
}

static void
test_memory (void)
{
  g_autoptr (OmsSecret) secret = oms_secret_new_memory ();
  g_autoptr (OmsSender) sender = new_sender ();
  g_autoptr (OmsSender) other = new_sender ();
  g_autoptr (GError) error = NULL;

  assert_password (secret, sender, NULL);
  assert_ok (store (secret, sender, PASSWORD, &error), &error);
  assert_password (secret, sender, PASSWORD);
  assert_password (secret, other, NULL);
  g_assert_true (oms_secret_is_session_only (secret, sender));
  assert_ok (store (secret, sender, NULL, &error), &error);
  assert_password (secret, sender, PASSWORD);
  assert_ok (clear (secret, sender, &error), &error);
  assert_password (secret, sender, NULL);
  g_assert_no_error (error);
}

static void
test_store (void)
{
  g_autoptr (OmsSecret) secret = oms_secret_new ();
  g_autoptr (OmsSecret) later = oms_secret_new ();
  g_autoptr (OmsSender) sender = new_sender ();
  g_autoptr (GError) error = NULL;

  assert_password (secret, sender, NULL);
  assert_ok (store (secret, sender, PASSWORD, &error), &error);
  g_assert_false (oms_secret_is_session_only (secret, sender));
  assert_password (later, sender, PASSWORD);

  assert_ok (store (later, sender, "another", &error), &error);
  assert_password (secret, sender, "another");
  g_assert_cmpint (count_items ("mail.example.com", NULL), ==, 1);

  assert_ok (clear (secret, sender, &error), &error);
  assert_password (later, sender, NULL);
  assert_ok (clear (secret, sender, &error), &error);
}

/* A sender moves to another server: nothing is left at the old one. */
static void
test_move (void)
{
  g_autoptr (OmsSecret) secret = oms_secret_new ();
  g_autoptr (OmsSender) sender = new_sender ();
  g_autoptr (OmsSender) other = new_sender ();
  g_autoptr (GError) error = NULL;

  assert_ok (store (secret, sender, PASSWORD, &error), &error);
  assert_ok (store (secret, other, "the other’s", &error), &error);
  g_assert_cmpint (count_items ("mail.example.com", "465"), ==, 2);

  oms_sender_set_encryption (sender, OMS_ENCRYPTION_STARTTLS);
  assert_password (secret, sender, PASSWORD);
  assert_ok (store (secret, sender, NULL, &error), &error);
  g_assert_cmpint (count_items ("mail.example.com", "465"), ==, 1);
  g_assert_cmpint (count_items ("mail.example.com", "587"), ==, 1);

  oms_sender_set_host (sender, "mail.example.org");
  assert_ok (store (secret, sender, "new", &error), &error);
  g_assert_cmpint (count_items ("mail.example.com", NULL), ==, 1);
  g_assert_cmpint (count_items ("mail.example.org", "587"), ==, 1);
  assert_password (secret, sender, "new");
  assert_password (secret, other, "the other’s");

  assert_ok (clear (secret, sender, &error), &error);
  assert_ok (clear (secret, other, &error), &error);
}

static void
test_keep_nothing (void)
{
  g_autoptr (OmsSecret) secret = oms_secret_new ();
  g_autoptr (OmsSender) sender = new_sender ();
  g_autoptr (GError) error = NULL;

  assert_ok (store (secret, sender, NULL, &error), &error);
  assert_password (secret, sender, NULL);
}

static void
test_cancelled (void)
{
  g_autoptr (OmsSecret) secret = oms_secret_new ();
  g_autoptr (OmsSender) sender = new_sender ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  /* GIO shares the connection to the bus: cancelled while it is made, it fails for all. */
  assert_password (secret, sender, NULL);

  oms_secret_lookup_async (secret, sender, cancellable, on_ready, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (oms_secret_lookup_finish (secret, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Each call in turn, on a keyring that cannot be used. */
static void
assert_all_fail (OmsSecret *secret,
                 OmsSender *sender,
                 int        code)
{
  g_autoptr (OmsSender) fresh = new_sender ();
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (secret, sender, &error));
  g_assert_error (error, OMS_ERROR, code);
  g_clear_error (&error);

  g_assert_false (clear (secret, sender, &error));
  g_assert_error (error, OMS_ERROR, code);
  g_clear_error (&error);

  g_assert_false (store (secret, fresh, PASSWORD, &error));
  g_assert_error (error, OMS_ERROR, code);
  g_assert_true (oms_secret_is_session_only (secret, fresh));
  assert_password (secret, fresh, PASSWORD);
}

static void
test_locked (void)
{
  g_autoptr (OmsSecret) secret = oms_secret_new ();
  g_autoptr (OmsSender) sender = new_sender ();
  g_autoptr (GError) error = NULL;

  assert_ok (store (secret, sender, PASSWORD, &error), &error);
  lock_keyring ();

  assert_ok (exists (secret, sender, &error), &error);
  assert_all_fail (secret, sender, OMS_ERROR_KEYRING_LOCKED);
}

static void
test_absent (void)
{
  g_autoptr (OmsSecret) secret = oms_secret_new ();
  g_autoptr (OmsSender) sender = new_sender ();
  g_autoptr (GError) error = NULL;

  g_assert_false (exists (secret, sender, &error));
  g_assert_error (error, OMS_ERROR, OMS_ERROR_KEYRING_ABSENT);
  assert_all_fail (secret, sender, OMS_ERROR_KEYRING_ABSENT);
}

/* What libsecret uses in a sandbox: an encrypted file in place of a service. */
static char *
begin_file_backend (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("outgoing-mail-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);

  g_assert_no_error (error);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "open sesame", TRUE);
  return folder;
}

static void
end_file_backend (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  gboolean in_file = g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0;
  g_autofree char *folder = in_file ? begin_file_backend () : NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  /* Newer versions of libsecret warn where there is no session bus. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  g_test_add_func ("/secret/absent", test_absent);
  g_test_add_func ("/secret/memory", test_memory);
  g_test_add_func ("/secret/keyring/cancelled", test_cancelled);
  g_test_add_func ("/secret/keyring/keep-nothing", test_keep_nothing);
  g_test_add_func ("/secret/keyring/move", test_move);
  g_test_add_func ("/secret/keyring/store", test_store);
  /* Last, since there is nobody to unlock it again; a file cannot be locked. */
  if (!in_file)
    g_test_add_func ("/secret/keyring/locked", test_locked);

  status = g_test_run ();
  if (folder)
    end_file_backend (folder);
  return status;
}
