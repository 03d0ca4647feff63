/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-guard.h"
#include "oms-refusals.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOON 1750000000

static void
on_ready (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static OmsRefusal *
check (OmsGuard   *guard,
       OmsSender  *sender,
       const char *text)
{
  g_autoptr (OmsPassword) password = oms_password_new (text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  OmsRefusal *refusal;

  oms_guard_check_async (guard, sender, password, NULL, on_ready, &result);
  refusal = oms_guard_check_finish (guard, wait_for (&result), &error);
  g_assert_no_error (error);

  return refusal;
}

static gboolean
was_refused (OmsGuard   *guard,
             OmsSender  *sender,
             const char *text)
{
  g_autofree OmsRefusal *refusal = check (guard, sender, text);

  return refusal != NULL;
}

static void
learn (OmsGuard   *guard,
       OmsSender  *sender,
       const char *text,
       OmsCause    cause)
{
  g_autoptr (OmsPassword) password = oms_password_new (text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  oms_guard_learn_async (guard, sender, password, cause, NULL, on_ready, &result);
  g_assert_true (oms_guard_learn_finish (guard, wait_for (&result), &error));
  g_assert_no_error (error);
}

static OmsSender *
new_sender (void)
{
  OmsSender *sender = oms_sender_new (NULL);

  oms_sender_set_host (sender, "mail.example.com");
  oms_sender_set_user (sender, "ada");
  return sender;
}

/* As another process would have it. */
static OmsGuard *
new_guard (gint64 now)
{
  g_autoptr (OmsSecret) secret = oms_secret_new ();
  OmsGuard *guard = oms_guard_new (secret);

  oms_guard_set_now (guard, now);
  return guard;
}

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "outgoing-mail", "refused", NULL);
}

static void
assert_no_file (void)
{
  g_autofree char *path = dup_path ();

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* What works without any keyring. */
static void
assert_remembers (OmsGuard *guard)
{
  g_autoptr (OmsSender) sender = new_sender ();

  g_assert_false (was_refused (guard, sender, "wrong"));
  learn (guard, sender, "wrong", OMS_CAUSE_BAD_CREDENTIALS);
  g_assert_true (was_refused (guard, sender, "wrong"));
  g_assert_false (was_refused (guard, sender, "right"));

  /* The way to the server does not matter, the server and the user do. */
  oms_sender_set_encryption (sender, OMS_ENCRYPTION_STARTTLS);
  oms_sender_set_host (sender, "MAIL.example.com");
  g_assert_true (was_refused (guard, sender, "wrong"));
  oms_sender_set_user (sender, "countess");
  g_assert_false (was_refused (guard, sender, "wrong"));
  oms_sender_set_user (sender, "ada");
  oms_sender_set_host (sender, "mail.example.org");
  g_assert_false (was_refused (guard, sender, "wrong"));
}

static void
test_remembers (void)
{
  g_autoptr (OmsGuard) guard = oms_guard_new (NULL);

  assert_remembers (guard);
  assert_no_file ();
}

static void
test_forgets (void)
{
  g_autoptr (OmsGuard) guard = oms_guard_new (NULL);
  g_autoptr (OmsSender) sender = new_sender ();

  learn (guard, sender, "later-right", OMS_CAUSE_BAD_CREDENTIALS);
  learn (guard, sender, "later-right", OMS_CAUSE_OK);
  g_assert_false (was_refused (guard, sender, "later-right"));

  oms_guard_set_now (guard, NOON);
  learn (guard, sender, "wrong", OMS_CAUSE_BAD_CREDENTIALS);
  oms_guard_set_now (guard, NOON + OMS_REFUSAL_SECONDS);
  g_assert_false (was_refused (guard, sender, "wrong"));
}

static void
test_memory (void)
{
  g_autoptr (OmsSecret) secret = oms_secret_new_memory ();
  g_autoptr (OmsGuard) guard = oms_guard_new (secret);

  assert_remembers (guard);
  assert_no_file ();
}

static void
test_absent (void)
{
  g_autoptr (OmsSender) sender = new_sender ();
  g_autoptr (OmsGuard) guard = new_guard (0);
  g_autoptr (OmsGuard) later = new_guard (0);

  assert_remembers (guard);
  g_assert_false (was_refused (later, sender, "wrong"));
  assert_no_file ();
}

static void
test_kept (void)
{
  g_autoptr (OmsSender) sender = new_sender ();
  g_autoptr (OmsGuard) guard = new_guard (NOON);
  g_autoptr (OmsGuard) later = new_guard (NOON + 60);
  g_autoptr (OmsGuard) much_later = new_guard (NOON + OMS_REFUSAL_SECONDS);
  g_autofree OmsRefusal *refusal = NULL;

  learn (guard, sender, "wrong", OMS_CAUSE_APP_PASSWORD_REQUIRED);
  refusal = check (later, sender, "wrong");
  g_assert_nonnull (refusal);
  g_assert_cmpint (refusal->cause, ==, OMS_CAUSE_APP_PASSWORD_REQUIRED);
  g_assert_cmpint (refusal->time, ==, NOON);
  g_assert_false (was_refused (later, sender, "changed"));
  g_assert_false (was_refused (much_later, sender, "wrong"));

  learn (later, sender, "wrong", OMS_CAUSE_OK);
  assert_no_file ();
}

/* The file is the person’s own, and tells nothing. */
static void
test_file (void)
{
  g_autoptr (OmsSender) sender = new_sender ();
  g_autoptr (OmsGuard) guard = new_guard (0);
  g_autofree char *path = dup_path ();
  g_autofree char *content = NULL;
  GStatBuf status;

  learn (guard, sender, "wrong", OMS_CAUSE_BAD_CREDENTIALS);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "bad-credentials"));
  g_assert_null (strstr (content, "wrong"));
  g_assert_null (strstr (content, "ada"));
  g_assert_null (strstr (content, "example"));

  learn (guard, sender, "wrong", OMS_CAUSE_OK);
}

static void
test_broken (void)
{
  static const char * const contents[] = {
    "", "\xff\xfe\0", "[Refused", "[Other]\na=b\n", "[Refused]\nx=1;bad-credentials;\n",
    "[Refused]\n0000000000000000000000000000000000000000000000000000000000000000=soon;\n",
  };
  g_autoptr (OmsSender) sender = new_sender ();
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++) {
    g_autoptr (OmsGuard) guard = new_guard (NOON);
    g_autoptr (OmsGuard) later = new_guard (NOON);
    g_autoptr (OmsRefusals) refusals = NULL;

    g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
    refusals = oms_refusals_load (NOON);
    g_assert_true (oms_refusals_is_empty (refusals));
    g_assert_false (was_refused (guard, sender, "wrong"));
    learn (guard, sender, "wrong", OMS_CAUSE_BAD_CREDENTIALS);
    g_assert_true (was_refused (later, sender, "wrong"));
  }
  g_assert_cmpint (g_unlink (path), ==, 0);

  /* What cannot be written lasts as long as the process. */
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  {
    g_autoptr (OmsGuard) guard = new_guard (NOON);

    assert_remembers (guard);
  }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/* A counter in hexadecimal stands for a digest. */
static char *
dup_digest (guint number)
{
  return g_strdup_printf ("%064x", number);
}

static void
test_bounds (void)
{
  g_autoptr (OmsRefusals) refusals = oms_refusals_new ();
  g_autoptr (OmsRefusals) loaded = NULL;
  g_autofree char *oldest = dup_digest (0);
  g_autofree char *newest = dup_digest (149);
  g_autofree char *path = dup_path ();
  gint64 time;

  for (guint i = 0; i < 150; i++) {
    g_autofree char *digest = dup_digest (i);

    oms_refusals_add (refusals, digest, "bad-credentials", NOON + i);
  }
  g_assert_null (oms_refusals_find (refusals, oldest, NOON + 200, &time));
  g_assert_cmpstr (oms_refusals_find (refusals, newest, NOON + 200, &time), ==, "bad-credentials");
  g_assert_true (oms_refusals_save (refusals, NULL));

  /* The first fifty had no room; of the others, all but the last are too old. */
  loaded = oms_refusals_load (NOON + 148 + OMS_REFUSAL_SECONDS);
  g_assert_true (oms_refusals_remove (loaded, newest));
  g_assert_true (oms_refusals_is_empty (loaded));
  g_assert_true (oms_refusals_save (loaded, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A clock that was set back does not keep a password for ever. */
static void
test_future (void)
{
  g_autoptr (OmsSender) sender = new_sender ();
  g_autoptr (OmsGuard) guard = new_guard (NOON);
  g_autoptr (OmsGuard) before = new_guard (NOON - OMS_REFUSAL_SECONDS);

  learn (guard, sender, "wrong", OMS_CAUSE_BAD_CREDENTIALS);
  g_assert_false (was_refused (before, sender, "wrong"));
  learn (guard, sender, "wrong", OMS_CAUSE_OK);
}

static void
test_cancelled (void)
{
  g_autoptr (OmsSender) sender = new_sender ();
  g_autoptr (OmsGuard) guard = new_guard (0);
  g_autoptr (OmsGuard) later = new_guard (0);
  g_autoptr (OmsPassword) password = oms_password_new ("wrong");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  oms_guard_learn_async (guard, sender, password, OMS_CAUSE_BAD_CREDENTIALS, cancellable, on_ready,
                         &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (oms_guard_learn_finish (guard, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (was_refused (later, sender, "wrong"));
  learn (later, sender, "wrong", OMS_CAUSE_OK);
}

static void
remove_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_remove (path);
  }
}

/* What was cancelled may still be writing its file. */
static void
remove_folder (const char *folder)
{
  for (guint n = 0; n < 1000 && g_file_test (folder, G_FILE_TEST_EXISTS); n++) {
    remove_files (folder);
    if (g_rmdir (folder) != 0)
      g_usleep (10000);
  }
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("outgoing-mail-XXXXXX", NULL);
  g_autofree char *keyring = g_build_filename (folder, "keyring", NULL);
  int status;

  /* Used where SECRET_BACKEND says so. */
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "open sesame", TRUE);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* Newer versions of libsecret warn where there is no session bus. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  g_test_add_func ("/guard/session/remembers", test_remembers);
  g_test_add_func ("/guard/session/forgets", test_forgets);
  g_test_add_func ("/guard/session/memory", test_memory);
  g_test_add_func ("/guard/session/bounds", test_bounds);
  g_test_add_func ("/guard/absent", test_absent);
  g_test_add_func ("/guard/kept/between-runs", test_kept);
  g_test_add_func ("/guard/kept/file", test_file);
  g_test_add_func ("/guard/kept/broken", test_broken);
  g_test_add_func ("/guard/kept/future", test_future);
  g_test_add_func ("/guard/kept/cancelled", test_cancelled);

  status = g_test_run ();
  remove_folder (folder);
  return status;
}
