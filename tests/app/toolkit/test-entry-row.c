/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "find-widget.h"
#include "oms-app-resources.h"
#include "oms-entry-row.h"
#include "oms-init.h"

static OmsEntryRow *
create (gboolean password)
{
  return g_object_ref_sink (g_object_new (OMS_TYPE_ENTRY_ROW,
                                          "title", "Server",
                                          "password", password,
                                          NULL));
}

static void
test_name_and_role (void)
{
  g_autoptr (OmsEntryRow) row = create (FALSE);
  g_autoptr (OmsEntryRow) hidden = create (TRUE);
  GtkWidget *entry = find_widget_of_type (GTK_WIDGET (row), GTK_TYPE_ENTRY);

  g_assert_nonnull (entry);
  g_assert_nonnull (find_widget_of_type (GTK_WIDGET (hidden), GTK_TYPE_PASSWORD_ENTRY));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Server");
}

static void
test_error (void)
{
  g_autoptr (OmsEntryRow) row = create (FALSE);
  GtkWidget *entry = find_widget_of_type (GTK_WIDGET (row), GTK_TYPE_ENTRY);

  oms_entry_row_set_hint (row, "Is that right?");
  oms_entry_row_set_error (row, "No such server.");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "No such server.");

  /* It goes with the next change, and the hint is back. */
  oms_entry_row_set_text (row, "mail.example.com");
  g_assert_cmpstr (oms_entry_row_get_error (row), ==, "");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Is that right?");
}

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  guint *count = user_data;

  *count += 1;
}

static void
test_text (void)
{
  g_autoptr (OmsEntryRow) row = create (FALSE);
  GtkWidget *entry = find_widget_of_type (GTK_WIDGET (row), GTK_TYPE_ENTRY);
  guint count = 0;

  g_signal_connect (row, "notify::text", G_CALLBACK (on_notify), &count);
  gtk_editable_set_text (GTK_EDITABLE (entry), "a");
  oms_entry_row_set_text (row, "a");
  g_assert_cmpstr (oms_entry_row_get_text (row), ==, "a");
  g_assert_cmpuint (count, ==, 1);

  oms_entry_row_set_text (row, NULL);
  g_assert_cmpstr (oms_entry_row_get_text (row), ==, "");
}

static void
test_editable (void)
{
  g_autoptr (OmsEntryRow) row = create (FALSE);
  GtkWidget *entry = find_widget_of_type (GTK_WIDGET (row), GTK_TYPE_ENTRY);

  oms_entry_row_set_editable (row, FALSE);
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  g_assert_false (oms_entry_row_get_editable (row));
}

static void
test_suggestion (void)
{
  g_autoptr (OmsEntryRow) row = create (FALSE);
  GtkWidget *button = find_widget_of_type (GTK_WIDGET (row), GTK_TYPE_BUTTON);

  g_assert_false (gtk_widget_get_visible (button));
  oms_entry_row_set_text (row, "smpt.gmail.com");
  oms_entry_row_set_hint (row, "Is that right?");
  oms_entry_row_set_suggestion (row, "smtp.gmail.com");
  g_assert_true (gtk_widget_get_visible (button));

  oms_entry_row_set_error (row, "Something is wrong.");
  g_assert_false (gtk_widget_get_visible (button));
  oms_entry_row_set_error (row, "");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (row), "entry.take-suggestion", NULL));
  g_assert_cmpstr (oms_entry_row_get_text (row), ==, "smtp.gmail.com");
  g_assert_cmpstr (oms_entry_row_get_hint (row), ==, "");
  g_assert_false (gtk_widget_get_visible (button));
}

/* Whether the text is at the side where the window begins: GTK counts from where the text does. */
static void
assert_at_start (OmsEntryRow *row,
                 const char  *text,
                 gboolean     reads_like_window)
{
  GtkWidget *entry = find_widget_of_type (GTK_WIDGET (row), GTK_TYPE_ENTRY);

  oms_entry_row_set_text (row, text);
  g_assert_cmpfloat (gtk_editable_get_alignment (GTK_EDITABLE (entry)), ==,
                     reads_like_window ? 0 : 1);
}

static void
test_side (void)
{
  const GtkTextDirection directions[] = { GTK_TEXT_DIR_LTR, GTK_TEXT_DIR_RTL };

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++) {
    g_autoptr (OmsEntryRow) row = NULL;

    gtk_widget_set_default_direction (directions[i]);
    row = create (FALSE);
    assert_at_start (row, "", TRUE);
    assert_at_start (row, "María López", directions[i] == GTK_TEXT_DIR_LTR);
    assert_at_start (row, "مريم", directions[i] == GTK_TEXT_DIR_RTL);
  }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  oms_init ();
  oms_app_register_resource ();
  g_test_add_func ("/entry-row/name-and-role", test_name_and_role);
  g_test_add_func ("/entry-row/error", test_error);
  g_test_add_func ("/entry-row/suggestion", test_suggestion);
  g_test_add_func ("/entry-row/text", test_text);
  g_test_add_func ("/entry-row/editable", test_editable);
  g_test_add_func ("/entry-row/side", test_side);

  return g_test_run ();
}
