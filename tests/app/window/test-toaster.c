/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND

#include "find-widget.h"
#include "oms-app-resources.h"
#include "oms-init.h"
#include "oms-toaster.h"

#include <adwaita.h>
#include <gio/gsettingsbackend.h>

#define ADDRESS "ada@example.com"

typedef struct {
  OmsSenderStore *store;
  OmsSecret      *secret;
  GtkWidget      *window;
  GtkWidget      *overlay;
  OmsToaster     *toaster;
  char           *restored;   /* its address */
} Fixture;

static void
on_restored (Fixture   *fixture,
             OmsSender *sender)
{
  g_free (fixture->restored);
  fixture->restored = g_strdup (oms_sender_get_address (sender));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (OmsSender) draft = oms_sender_new (NULL);

  fixture->store = oms_sender_store_new (backend);
  fixture->secret = oms_secret_new_memory ();
  oms_sender_set_address (draft, ADDRESS);
  oms_sender_set_host (draft, "mail.example.com");
  oms_sender_set_user (draft, ADDRESS);
  g_assert_true (oms_sender_store_save (fixture->store, draft, NULL));

  fixture->overlay = adw_toast_overlay_new ();
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->overlay);
  fixture->toaster = oms_toaster_new (ADW_TOAST_OVERLAY (fixture->overlay));
  g_signal_connect_swapped (fixture->toaster, "restored", G_CALLBACK (on_restored), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->toaster);
  g_object_unref (fixture->secret);
  g_object_unref (fixture->store);
  g_free (fixture->restored);
}

static gboolean
has_text (GtkWidget     *widget,
          gconstpointer  text)
{
  if (GTK_IS_BUTTON (widget))
    return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0;

  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

/* The label or the button with a text, by what people read. */
static GtkWidget *
find (Fixture    *fixture,
      const char *text)
{
  return find_widget (fixture->overlay, has_text, text);
}

static void
show_removal (Fixture *fixture)
{
  g_autoptr (OmsRemoval) removal =
    oms_removal_new (fixture->store, fixture->secret,
                     oms_sender_store_find (fixture->store, ADDRESS), NULL);

  g_assert_nonnull (removal);
  oms_toaster_show_removal (fixture->toaster, removal);
}

/* What people and servers are called is text. */
static void
test_text (Fixture       *fixture,
           gconstpointer  user_data)
{
  oms_toaster_show (fixture->toaster, "<b>Ada & Bea");
  g_assert_nonnull (find (fixture, "<b>Ada & Bea"));
}

static void
test_undone (Fixture       *fixture,
             gconstpointer  user_data)
{
  show_removal (fixture);
  g_assert_null (oms_sender_store_find (fixture->store, ADDRESS));

  g_signal_emit_by_name (find (fixture, "Undo"), "clicked");
  g_assert_cmpstr (fixture->restored, ==, ADDRESS);
  g_assert_nonnull (oms_sender_store_find (fixture->store, ADDRESS));
}

/* Once the window is closed, nothing comes back. */
static void
test_completed (Fixture       *fixture,
                gconstpointer  user_data)
{
  show_removal (fixture);
  oms_toaster_complete_removals (fixture->toaster);
  g_assert_null (oms_sender_store_find (fixture->store, ADDRESS));
  g_assert_null (fixture->restored);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  oms_init ();
  oms_app_register_resource ();
  g_test_add ("/toaster/text", Fixture, NULL, set_up, test_text, tear_down);
  g_test_add ("/toaster/undone", Fixture, NULL, set_up, test_undone, tear_down);
  g_test_add ("/toaster/completed", Fixture, NULL, set_up, test_completed, tear_down);

  return g_test_run ();
}
