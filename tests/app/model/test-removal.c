/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND
#include "oms-init.h"
#include "oms-removal.h"

#include <gio/gsettingsbackend.h>

typedef struct {
  OmsSenderStore *store;
  OmsSecret      *secret;
  OmsSender      *sender;
} Fixture;

static void
on_ready (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
}

static OmsPassword *
look_up (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  OmsPassword *password;

  oms_secret_lookup_async (fixture->secret, fixture->sender, NULL, on_ready, &result);
  wait_for (&result);
  password = oms_secret_lookup_finish (fixture->secret, result, &error);
  g_assert_no_error (error);

  return password;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OmsSender) draft = oms_sender_new (NULL);
  g_autoptr (OmsPassword) password = oms_password_new ("lovelace-1815");

  fixture->store = oms_sender_store_new (backend);
  fixture->secret = oms_secret_new_memory ();
  oms_sender_set_address (draft, "ada@example.com");
  oms_sender_set_host (draft, "mail.example.com");
  oms_sender_set_user (draft, "ada@example.com");
  g_assert_true (oms_sender_store_save (fixture->store, draft, NULL));
  fixture->sender = g_object_ref (oms_sender_store_find (fixture->store, "ada@example.com"));

  oms_secret_store_async (fixture->secret, fixture->sender, password, NULL,
                          on_ready, &result);
  wait_for (&result);
  g_assert_true (oms_secret_store_finish (fixture->secret, result, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_object_unref (fixture->store);
  g_object_unref (fixture->secret);
  g_object_unref (fixture->sender);
}

static void
test_undone (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OmsRemoval) removal =
    oms_removal_new (fixture->store, fixture->secret, fixture->sender, &error);
  OmsPassword *password;

  g_assert_no_error (error);
  g_assert_null (oms_sender_store_find (fixture->store, "ada@example.com"));

  g_assert_true (oms_removal_undo (removal, &error));
  oms_removal_complete (removal);
  g_assert_nonnull (oms_sender_store_find (fixture->store, "ada@example.com"));
  password = look_up (fixture);
  g_assert_cmpstr (oms_password_get_text (password), ==, "lovelace-1815");
  oms_password_unref (password);
}

/* A sender comes back to where it was, whichever it was, and so does the default. */
static void
test_place (Fixture       *fixture,
            gconstpointer  user_data)
{
  static const char * const addresses[] = {
    "ada@example.com", "bea@example.com", "cy@example.com",
  };

  for (guint i = 1; i < G_N_ELEMENTS (addresses); i++) {
    g_autoptr (OmsSender) draft = oms_sender_new (NULL);

    oms_sender_set_address (draft, addresses[i]);
    oms_sender_set_host (draft, "mail.example.com");
    oms_sender_set_user (draft, addresses[i]);
    g_assert_true (oms_sender_store_save (fixture->store, draft, NULL));
  }

  for (guint i = 0; i < 2 * G_N_ELEMENTS (addresses); i++) {
    guint n_senders = G_N_ELEMENTS (addresses);
    g_autoptr (OmsSender) chosen =
      g_list_model_get_item (G_LIST_MODEL (fixture->store), i / 2);
    g_autoptr (OmsSender) removed =
      g_list_model_get_item (G_LIST_MODEL (fixture->store), i % n_senders);
    g_autoptr (OmsRemoval) removal = NULL;
    const char *default_address = addresses[i / 2];

    g_assert_true (oms_sender_store_set_default (fixture->store, chosen, NULL));
    removal = oms_removal_new (fixture->store, fixture->secret, removed, NULL);
    g_assert_true (oms_removal_undo (removal, NULL));

    for (guint j = 0; j < n_senders; j++) {
      g_autoptr (OmsSender) sender = g_list_model_get_item (G_LIST_MODEL (fixture->store), j);

      g_assert_cmpstr (oms_sender_get_address (sender), ==, addresses[j]);
    }
    g_assert_cmpstr (oms_sender_get_address (oms_sender_store_get_default (fixture->store)), ==,
                     default_address);
  }
}

static void
test_complete (Fixture       *fixture,
               gconstpointer  user_data)
{
  g_autoptr (OmsRemoval) removal =
    oms_removal_new (fixture->store, fixture->secret, fixture->sender, NULL);
  OmsPassword *password = look_up (fixture);

  g_assert_cmpstr (oms_password_get_text (password), ==, "lovelace-1815");
  oms_password_unref (password);

  oms_removal_complete (removal);
  while ((password = look_up (fixture)))
    oms_password_unref (password);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  oms_init ();
  g_test_add ("/removal/undone", Fixture, NULL, set_up, test_undone, tear_down);
  g_test_add ("/removal/place", Fixture, NULL, set_up, test_place, tear_down);
  g_test_add ("/removal/complete", Fixture, NULL, set_up, test_complete, tear_down);

  return g_test_run ();
}
