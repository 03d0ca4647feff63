/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND

#include "find-widget.h"
#include "oms-app-resources.h"
#include "oms-entry-row.h"
#include "oms-init.h"
#include "oms-sender-form.h"

#include <adwaita.h>
#include <gio/gsettingsbackend.h>

typedef struct {
  OmsDraft      *draft;
  OmsSender     *sender;
  GtkWidget     *window;
  OmsSenderForm *form;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (OmsSenderStore) store = oms_sender_store_new (backend);

  fixture->draft = oms_draft_new (store, NULL);
  fixture->sender = oms_draft_get_sender (fixture->draft);
  fixture->form = g_object_new (OMS_TYPE_SENDER_FORM, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->form));
  oms_sender_form_set_draft (fixture->form, fixture->draft);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->draft);
}

static gboolean
has_title (GtkWidget     *widget,
           gconstpointer  title)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

/* The row with a title, by what people read. */
static GtkWidget *
find_row (Fixture    *fixture,
          const char *title)
{
  return find_widget (GTK_WIDGET (fixture->form), has_title, title);
}

static OmsEntryRow *
find_entry (Fixture    *fixture,
            const char *title)
{
  return OMS_ENTRY_ROW (find_row (fixture, title));
}

static void
test_bound_both_ways (Fixture       *fixture,
                      gconstpointer  user_data)
{
  AdwComboRow *encryption =
    ADW_COMBO_ROW (find_row (fixture, "Encryption"));

  oms_entry_row_set_text (find_entry (fixture, "Email Address"), "maria.lopez@gmail.com");
  g_assert_cmpstr (oms_entry_row_get_text (find_entry (fixture, "Server")), ==, "smtp.gmail.com");
  g_assert_cmpstr (oms_entry_row_get_text (find_entry (fixture, "User Name")), ==,
                   "maria.lopez@gmail.com");
  g_assert_cmpstr (oms_entry_row_get_text (find_entry (fixture, "Port")), ==, "465");

  adw_combo_row_set_selected (encryption, OMS_ENCRYPTION_STARTTLS);
  g_assert_cmpint (oms_sender_get_encryption (fixture->sender), ==, OMS_ENCRYPTION_STARTTLS);
  g_assert_cmpstr (oms_entry_row_get_text (find_entry (fixture, "Port")), ==, "587");

  oms_sender_set_name (fixture->sender, "María López");
  g_assert_cmpstr (oms_entry_row_get_text (find_entry (fixture, "Name")), ==, "María López");
}

static void
test_validates (Fixture       *fixture,
                gconstpointer  user_data)
{
  oms_entry_row_set_text (find_entry (fixture, "Email Address"), "ada at example.com");
  oms_entry_row_set_text (find_entry (fixture, "Server"), "mail.example.com");
  oms_entry_row_set_text (find_entry (fixture, "Port"), "70000");

  g_assert_false (oms_sender_form_validate (fixture->form, TRUE));
  g_assert_cmpstr (oms_entry_row_get_error (find_entry (fixture, "Email Address")), !=, "");
  g_assert_cmpstr (oms_entry_row_get_error (find_entry (fixture, "Server")), ==, "");
  g_assert_cmpstr (oms_entry_row_get_error (find_entry (fixture, "Port")), !=, "");
  g_assert_cmpstr (oms_entry_row_get_error (find_entry (fixture, "Password")), !=, "");
  g_assert_cmpstr (oms_sender_get_address (fixture->sender), ==, "ada at example.com");
}

static void
test_password (Fixture       *fixture,
               gconstpointer  user_data)
{
  OmsEntryRow *row = find_entry (fixture, "Password");

  oms_entry_row_set_text (find_entry (fixture, "Email Address"), "ada@example.com");
  oms_entry_row_set_text (find_entry (fixture, "Server"), "mail.example.com");
  oms_sender_form_set_password_state (fixture->form, "Stored in the keyring", "");
  g_assert_cmpstr (oms_entry_row_get_text (row), ==, "");
  g_assert_cmpstr (oms_entry_row_get_placeholder (row), ==, "Stored in the keyring");
  g_assert_true (oms_sender_form_validate (fixture->form, TRUE));

  oms_entry_row_set_text (row, "lovelace-1815");
  g_assert_true (oms_draft_get_has_password (fixture->draft));
  g_assert_cmpstr (oms_sender_form_get_password (fixture->form), ==, "lovelace-1815");

  oms_sender_set_authentication (fixture->sender, OMS_AUTHENTICATION_NONE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (row)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  oms_init ();
  oms_app_register_resource ();
  g_test_add ("/sender-form/bound-both-ways", Fixture, NULL,
              set_up, test_bound_both_ways, tear_down);
  g_test_add ("/sender-form/validates", Fixture, NULL, set_up, test_validates, tear_down);
  g_test_add ("/sender-form/password", Fixture, NULL, set_up, test_password, tear_down);

  return g_test_run ();
}
