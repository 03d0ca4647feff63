/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-app-resources.h"
#include "oms-init.h"
#include "oms-row-message.h"

#include <adwaita.h>

typedef struct {
  GtkWidget     *window;
  GtkWidget     *entry;
  OmsRowMessage *message;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("take-suggestion", NULL);

  /* Without it the button would be of no use, and would get no focus. */
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  gtk_widget_insert_action_group (box, "entry", G_ACTION_GROUP (actions));
  fixture->window = gtk_window_new ();
  fixture->entry = gtk_entry_new ();
  fixture->message = g_object_new (OMS_TYPE_ROW_MESSAGE, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_box_append (GTK_BOX (box), fixture->entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->message));
  oms_row_message_set_entry (fixture->message, GTK_EDITABLE (fixture->entry));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
assert_described (Fixture    *fixture,
                  const char *description)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->entry),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
}

static void
test_without_entry (void)
{
  g_autoptr (OmsRowMessage) message = g_object_ref_sink (g_object_new (OMS_TYPE_ROW_MESSAGE,
                                                                       "error", "No such server.",
                                                                       "suggestion", "a",
                                                                       NULL));

  g_assert_cmpstr (oms_row_message_get_error (message), ==, "No such server.");
  g_assert_cmpstr (oms_row_message_get_hint (message), ==, "");
  oms_row_message_set_error (message, NULL);
  g_assert_cmpstr (oms_row_message_get_error (message), ==, "");
}

/* What is seen beside the entry is heard at the entry. */
static void
test_description (Fixture       *fixture,
                  gconstpointer  user_data)
{
  gtk_entry_set_placeholder_text (GTK_ENTRY (fixture->entry), "smtp.example.com");
  oms_row_message_describe (fixture->message);
  assert_described (fixture, "smtp.example.com");

  oms_row_message_set_hint (fixture->message, "Is that right?");
  assert_described (fixture, "Is that right? smtp.example.com");
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "mail.example.com");
  oms_row_message_describe (fixture->message);
  assert_described (fixture, "Is that right?");

  oms_row_message_set_error (fixture->message, "No such server.");
  assert_described (fixture, "No such server.");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (fixture->entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
}

/* The button of a suggestion takes the focus with it to nowhere. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  user_data)
{
  GtkWidget *button = gtk_widget_get_last_child (GTK_WIDGET (fixture->message));

  oms_row_message_set_suggestion (fixture->message, "smtp.gmail.com");
  g_assert_true (gtk_widget_get_visible (button));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_grab_focus (button);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == button);

  oms_row_message_set_error (fixture->message, "No such server.");
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         fixture->entry));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  oms_init ();
  oms_app_register_resource ();
  g_test_add_func ("/row-message/without-entry", test_without_entry);
  g_test_add ("/row-message/description", Fixture, NULL, set_up, test_description, tear_down);
  g_test_add ("/row-message/focus", Fixture, NULL, set_up, test_focus, tear_down);

  return g_test_run ();
}
