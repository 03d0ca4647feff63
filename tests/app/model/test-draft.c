/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND
#include "oms-catalogue.h"
#include "oms-draft.h"
#include "oms-init.h"

#include <gio/gsettingsbackend.h>

typedef struct {
  OmsSenderStore *store;
  OmsDraft       *draft;
  OmsSender      *sender;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  fixture->store = oms_sender_store_new (backend);
  fixture->draft = oms_draft_new (fixture->store, NULL);
  fixture->sender = oms_draft_get_sender (fixture->draft);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_object_unref (fixture->draft);
  g_object_unref (fixture->store);
}

/* As a person types: a character at a time. */
static void
type_address (Fixture    *fixture,
              const char *address)
{
  for (gsize length = 1; length <= strlen (address); length++) {
    g_autofree char *typed = g_strndup (address, length);

    oms_sender_set_address (fixture->sender, typed);
  }
}

static void
test_address_fills_in (Fixture       *fixture,
                       gconstpointer  user_data)
{
  type_address (fixture, "maria.lopez@gmail.com");

  g_assert_cmpstr (oms_sender_get_host (fixture->sender), ==, "smtp.gmail.com");
  g_assert_cmpstr (oms_draft_get_port_text (fixture->draft), ==, "465");
  g_assert_cmpuint (oms_sender_get_port (fixture->sender), ==, 0);
  g_assert_cmpstr (oms_sender_get_user (fixture->sender), ==, "maria.lopez@gmail.com");
  g_assert_cmpstr (oms_provider_get_id (oms_draft_get_provider (fixture->draft)), ==, "gmail");

  oms_sender_set_address (fixture->sender, "maria@example.com");
  g_assert_cmpstr (oms_sender_get_host (fixture->sender), ==, "");
  g_assert_cmpstr (oms_sender_get_user (fixture->sender), ==, "maria@example.com");
  g_assert_null (oms_draft_get_provider (fixture->draft));
}

static void
test_typed_server_stays (Fixture       *fixture,
                         gconstpointer  user_data)
{
  oms_sender_set_host (fixture->sender, "mail.example.com");
  type_address (fixture, "maria.lopez@gmail.com");

  g_assert_cmpstr (oms_sender_get_host (fixture->sender), ==, "mail.example.com");
}

static void
test_typed_user_stays (Fixture       *fixture,
                       gconstpointer  user_data)
{
  type_address (fixture, "ada@example.com");
  g_assert_cmpstr (oms_sender_get_user (fixture->sender), ==, "ada@example.com");

  oms_sender_set_user (fixture->sender, "countess");
  oms_sender_set_address (fixture->sender, "lovelace@example.com");
  g_assert_cmpstr (oms_sender_get_user (fixture->sender), ==, "countess");
}

static void
test_port_follows_encryption (Fixture       *fixture,
                              gconstpointer  user_data)
{
  g_assert_cmpstr (oms_draft_get_port_text (fixture->draft), ==, "465");
  oms_sender_set_encryption (fixture->sender, OMS_ENCRYPTION_STARTTLS);
  g_assert_cmpstr (oms_draft_get_port_text (fixture->draft), ==, "587");

  oms_draft_set_port_text (fixture->draft, "2525");
  oms_sender_set_encryption (fixture->sender, OMS_ENCRYPTION_TLS);
  g_assert_cmpstr (oms_draft_get_port_text (fixture->draft), ==, "2525");
  g_assert_cmpuint (oms_sender_get_port (fixture->sender), ==, 2525);

  oms_draft_set_port_text (fixture->draft, "");
  oms_draft_complete_port (fixture->draft);
  g_assert_cmpstr (oms_draft_get_port_text (fixture->draft), ==, "465");
  g_assert_cmpuint (oms_sender_get_port (fixture->sender), ==, 0);
}

static void
test_bad_ports (Fixture       *fixture,
                gconstpointer  user_data)
{
  const char *bad[] = { "0", "65536", "-1", "587x", "99999999999999999999", " ", "४६५" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    oms_draft_set_port_text (fixture->draft, bad[i]);
    g_assert_cmpstr (oms_draft_get_port_text (fixture->draft), ==, bad[i]);
    g_assert_true (oms_draft_is_changed (fixture->draft));
    g_assert_false (oms_draft_validate_field (fixture->draft, OMS_SENDER_FIELD_PORT, &error));
    g_assert_cmpstr (error->message, !=, "");
  }
}

static void
test_changed_and_saved (Fixture       *fixture,
                        gconstpointer  user_data)
{
  g_autoptr (OmsDraft) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (oms_draft_is_changed (fixture->draft));
  oms_sender_set_address (fixture->sender, "ada@example.com");
  oms_sender_set_host (fixture->sender, "mail.example.com");
  g_assert_true (oms_draft_is_changed (fixture->draft));
  g_assert_null (oms_draft_get_stored (fixture->draft));

  g_assert_true (oms_draft_save (fixture->draft, &error));
  g_assert_no_error (error);
  g_assert_false (oms_draft_is_changed (fixture->draft));
  g_assert_nonnull (oms_draft_get_stored (fixture->draft));

  again = oms_draft_new (fixture->store, oms_draft_get_stored (fixture->draft));
  g_assert_true (oms_sender_equal (oms_draft_get_sender (again), fixture->sender));
  g_assert_false (oms_draft_is_changed (again));

  oms_draft_set_has_password (again, TRUE);
  g_assert_true (oms_draft_is_changed (again));
}

static void
test_reverted (Fixture       *fixture,
               gconstpointer  user_data)
{
  oms_sender_set_address (fixture->sender, "maria.lopez@gmail.com");
  g_assert_true (oms_draft_save (fixture->draft, NULL));

  oms_sender_set_address (fixture->sender, "ada@example.com");
  oms_draft_set_port_text (fixture->draft, "nonsense");
  oms_draft_revert (fixture->draft);

  g_assert_false (oms_draft_is_changed (fixture->draft));
  g_assert_cmpstr (oms_sender_get_host (fixture->sender), ==, "smtp.gmail.com");
  g_assert_cmpstr (oms_sender_get_user (fixture->sender), ==, "maria.lopez@gmail.com");
  g_assert_cmpstr (oms_draft_get_port_text (fixture->draft), ==, "465");
}

/* What was allowed for one server is not allowed for the next. */
static void
test_another_server (Fixture       *fixture,
                     gconstpointer  user_data)
{
  oms_sender_set_host (fixture->sender, "mail.example.com");
  oms_sender_set_pinned_key (fixture->sender, "sha256//AAAA");
  oms_sender_set_allow_plaintext (fixture->sender, TRUE);
  oms_sender_set_host (fixture->sender, "mail.example.org");

  g_assert_cmpstr (oms_sender_get_pinned_key (fixture->sender), ==, "");
  g_assert_false (oms_sender_get_allow_plaintext (fixture->sender));
}

static void
test_choose_provider (Fixture       *fixture,
                      gconstpointer  user_data)
{
  OmsCatalogue *catalogue = oms_catalogue_get_default ();

  oms_draft_choose_provider (fixture->draft, oms_catalogue_find_by_id (catalogue, "gmail"));
  g_assert_cmpstr (oms_sender_get_host (fixture->sender), ==, "smtp.gmail.com");

  oms_draft_choose_provider (fixture->draft, NULL);
  g_assert_cmpstr (oms_sender_get_host (fixture->sender), ==, "");
}

int
main (int   argc,
      char *argv[])
{
  const struct {
    const char *path;
    void      (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/draft/address-fills-in", test_address_fills_in },
    { "/draft/typed-server-stays", test_typed_server_stays },
    { "/draft/typed-user-stays", test_typed_user_stays },
    { "/draft/port-follows-encryption", test_port_follows_encryption },
    { "/draft/bad-ports", test_bad_ports },
    { "/draft/changed-and-saved", test_changed_and_saved },
    { "/draft/reverted", test_reverted },
    { "/draft/another-server", test_another_server },
    { "/draft/choose-provider", test_choose_provider },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  oms_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
