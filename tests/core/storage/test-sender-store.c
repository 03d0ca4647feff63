/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND

#include "oms-error.h"
#include "oms-sender-store.h"
#include "oms-settings.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#define UUID "6f1ed002-ab5f-4b5b-9d1f-3b1a8e3b3a52"

static OmsSender *
new_sender (const char *address)
{
  OmsSender *sender = oms_sender_new (NULL);

  oms_sender_set_name (sender, "Ada Lovelace");
  oms_sender_set_address (sender, address);
  oms_sender_set_host (sender, "mail.example.com");
  oms_sender_set_encryption (sender, OMS_ENCRYPTION_STARTTLS);
  oms_sender_set_port (sender, 2525);
  oms_sender_set_user (sender, address);
  oms_sender_set_pinned_key (sender, "sha256//AAAA");
  oms_sender_set_allow_plaintext (sender, TRUE);
  return sender;
}

static void
save (OmsSenderStore *store,
      OmsSender      *draft)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = oms_sender_store_save (store, draft, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

static void
assert_addresses (OmsSenderStore *store,
                  const char     *expected)
{
  g_autoptr (GString) addresses = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n; i++) {
    g_autoptr (OmsSender) sender = g_list_model_get_item (G_LIST_MODEL (store), i);

    g_string_append_printf (addresses, "%s%s", i ? " " : "", oms_sender_get_address (sender));
  }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (store), n));
  g_assert_cmpstr (addresses->str, ==, expected);
}

static void
test_save (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (OmsSenderStore) store = oms_sender_store_new (backend);
  g_autoptr (OmsSender) draft = new_sender ("ada@example.com");
  g_autoptr (OmsSenderStore) later = NULL;
  OmsSender *stored;

  g_assert_null (oms_sender_store_get_default (store));
  save (store, draft);
  stored = oms_sender_store_find (store, oms_sender_get_id (draft));
  g_assert_nonnull (stored);
  g_assert_true (stored != draft);
  g_assert_true (oms_sender_equal (stored, draft));

  oms_sender_set_name (draft, "Countess");
  g_assert_cmpstr (oms_sender_get_name (stored), ==, "Ada Lovelace");
  save (store, draft);
  g_assert_true (oms_sender_store_find (store, "ADA@example.com") == stored);
  g_assert_cmpstr (oms_sender_get_name (stored), ==, "Countess");

  later = oms_sender_store_new (backend);
  assert_addresses (later, "ada@example.com");
  g_assert_true (oms_sender_equal (oms_sender_store_find (later, "ada@example.com"), draft));
}

static void
test_save_invalid (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (OmsSenderStore) store = oms_sender_store_new (backend);
  g_autoptr (OmsSender) draft = new_sender ("nobody");
  g_autoptr (GError) error = NULL;

  g_assert_false (oms_sender_store_save (store, draft, &error));
  g_assert_error (error, OMS_ERROR, OMS_ERROR_INVALID_ADDRESS);
  assert_addresses (store, "");
}

static void
test_remove (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (OmsSenderStore) store = oms_sender_store_new (backend);
  g_autoptr (OmsSender) ada = new_sender ("ada@example.com");
  g_autoptr (OmsSender) bob = new_sender ("bob@example.com");
  g_autoptr (GSettings) settings = oms_settings_new (backend, oms_sender_get_id (bob));
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) error = NULL;

  save (store, ada);
  save (store, bob);
  g_assert_true (oms_sender_store_get_default (store) ==
                 oms_sender_store_find (store, "ada@example.com"));
  oms_sender_store_set_default (store, bob, &error);
  g_assert_no_error (error);
  g_assert_true (oms_sender_store_get_default (store) ==
                 oms_sender_store_find (store, "bob@example.com"));

  oms_sender_store_remove (store, oms_sender_store_find (store, "bob@example.com"), &error);
  g_assert_no_error (error);
  assert_addresses (store, "ada@example.com");
  g_assert_true (oms_sender_store_get_default (store) ==
                 oms_sender_store_find (store, "ada@example.com"));
  value = g_settings_get_user_value (settings, "address");
  g_assert_null (value);

  /* Undone */
  save (store, bob);
  assert_addresses (store, "ada@example.com bob@example.com");
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GString    *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

/* As if another program had done it. */
static void
test_follow (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (OmsSenderStore) store = oms_sender_store_new (backend);
  g_autoptr (OmsSenderStore) other = oms_sender_store_new (backend);
  g_autoptr (OmsSender) ada = new_sender ("ada@example.com");
  g_autoptr (OmsSender) bob = new_sender ("bob@example.com");
  g_autoptr (OmsSender) eve = new_sender ("eve@example.com");
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (OmsSender) kept = NULL;

  g_signal_connect (store, "items-changed", G_CALLBACK (on_items_changed), log);
  save (other, ada);
  save (other, bob);
  save (other, eve);
  assert_addresses (store, "ada@example.com bob@example.com eve@example.com");

  kept = g_object_ref (oms_sender_store_find (store, "eve@example.com"));
  oms_sender_store_remove (other, oms_sender_store_find (other, "bob@example.com"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (log->str, ==, "0-0+1 1-0+1 2-0+1 1-1+0 ");
  g_assert_true (oms_sender_store_find (store, "eve@example.com") == kept);

  oms_sender_set_port (eve, 0);
  save (other, eve);
  g_assert_cmpuint (oms_sender_get_effective_port (kept), ==, 587);
}

static void
test_follow_default (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (OmsSenderStore) store = oms_sender_store_new (backend);
  g_autoptr (OmsSenderStore) other = oms_sender_store_new (backend);
  g_autoptr (OmsSender) ada = new_sender ("ada@example.com");
  g_autoptr (OmsSender) bob = new_sender ("bob@example.com");
  g_autoptr (GError) error = NULL;
  g_autoptr (OmsSender) now = NULL;

  save (other, ada);
  save (other, bob);
  oms_sender_store_set_default (other, bob, &error);
  g_assert_no_error (error);
  g_object_get (store, "default", &now, NULL);
  g_assert_cmpstr (oms_sender_get_id (now), ==, oms_sender_get_id (bob));
}

/* Whatever somebody wrote into the list. */
static void
test_foreign_list (void)
{
  static const char * const ids[] = { "../../../x", "", UUID, "no-uuid", UUID, NULL };
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = oms_settings_new (backend, NULL);
  g_autoptr (OmsSenderStore) store = NULL;
  g_autoptr (OmsSender) draft = new_sender ("ada@example.com");
  g_auto (GStrv) kept = NULL;

  g_settings_set_strv (settings, "senders", ids);
  g_settings_set_string (settings, "default-sender", "nonsense");
  store = oms_sender_store_new (backend);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 1);
  g_assert_cmpstr (oms_sender_get_id (oms_sender_store_get_default (store)), ==, UUID);

  save (store, draft);
  kept = g_settings_get_strv (settings, "senders");
  g_assert_cmpuint (g_strv_length (kept), ==, 6);
}

static void
test_not_locked (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (OmsSenderStore) store = oms_sender_store_new (backend);
  g_autoptr (OmsSender) draft = new_sender ("ada@example.com");

  g_assert_false (oms_sender_store_is_list_locked (store));
  g_assert_false (oms_sender_store_is_locked (store, draft, "host"));
}

static void
set_file_limit (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
assert_cannot_save (OmsSenderStore *store,
                    OmsSender      *draft)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (oms_sender_store_save (store, draft, &error));
  g_assert_error (error, OMS_ERROR, OMS_ERROR_SETTINGS_NOT_SAVED);
}

/* What a sandbox uses; it does not tell that a write failed. A limit stands in for a full disk:
 * with @room there is some, but not enough. */
static void
assert_survives_full_disk (gsize room)
{
  g_autofree char *folder = g_dir_make_tmp ("outgoing-mail-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);
  g_autoptr (GSettingsBackend) backend = g_keyfile_settings_backend_new (path, "/", NULL);
  g_autoptr (OmsSenderStore) store = oms_sender_store_new (backend);
  g_autoptr (OmsSender) ada = new_sender ("ada@example.com");
  g_autoptr (OmsSender) bob = new_sender ("bob@example.com");
  g_autoptr (OmsSender) changed = oms_sender_copy (ada);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size;

  oms_sender_set_host (changed, "another-host-with-a-longer-name.example.com");
  save (store, ada);
  g_assert_true (g_file_get_contents (path, &before, &size, NULL));

  set_file_limit (room ? size + room : 0);
  assert_cannot_save (store, bob);
  assert_cannot_save (store, changed);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
  assert_addresses (store, "ada@example.com");
  g_assert_true (oms_sender_equal (oms_sender_store_find (store, "ada@example.com"), ada));

  set_file_limit (RLIM_INFINITY);
  save (store, bob);
  save (store, changed);
  assert_addresses (store, "ada@example.com bob@example.com");
  g_assert_true (oms_sender_equal (oms_sender_store_find (store, "ada@example.com"), changed));

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_disk_full (void)
{
  /* The key file backend warns; nobody reads that. */
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  signal (SIGXFSZ, SIG_IGN);
  assert_survives_full_disk (0);
  assert_survives_full_disk (10);
  g_log_set_always_fatal (fatal);
}

/* Where a folder cannot be written, no administrator has locked anything. */
static void
test_read_only (void)
{
  g_autofree char *folder = g_dir_make_tmp ("outgoing-mail-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);
  g_autoptr (GSettingsBackend) backend = NULL;
  g_autoptr (OmsSenderStore) store = NULL;
  g_autoptr (OmsSender) ada = new_sender ("ada@example.com");
  uid_t user = getuid ();

  /* Nothing is read-only to the superuser, who becomes somebody else here as far as that goes. */
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  g_assert_true (user != 0 || setreuid (65534, -1) == 0);
  backend = g_keyfile_settings_backend_new (path, "/", NULL);
  store = oms_sender_store_new (backend);

  g_assert_false (oms_sender_store_is_list_locked (store));
  g_assert_false (oms_sender_store_is_locked (store, ada, "host"));
  assert_cannot_save (store, ada);

  g_assert_true (user != 0 || setreuid (user, -1) == 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sender-store/disk-full", test_disk_full);
  g_test_add_func ("/sender-store/follow", test_follow);
  g_test_add_func ("/sender-store/follow-default", test_follow_default);
  g_test_add_func ("/sender-store/foreign-list", test_foreign_list);
  g_test_add_func ("/sender-store/not-locked", test_not_locked);
  g_test_add_func ("/sender-store/read-only", test_read_only);
  g_test_add_func ("/sender-store/remove", test_remove);
  g_test_add_func ("/sender-store/save", test_save);
  g_test_add_func ("/sender-store/save-invalid", test_save_invalid);

  return g_test_run ();
}
