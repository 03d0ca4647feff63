/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-app-resources.h"
#include "oms-catalogue.h"
#include "oms-init.h"
#include "oms-provider-row.h"

#include <adwaita.h>

static OmsProviderRow *
create (void)
{
  return g_object_ref_sink (g_object_new (OMS_TYPE_PROVIDER_ROW, "title", "Provider", NULL));
}

static guint
count (OmsProviderRow *row)
{
  return g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row)));
}

static const char *
get_shown (OmsProviderRow *row)
{
  gpointer item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (row));

  return gtk_string_object_get_string (GTK_STRING_OBJECT (item));
}

static void
on_notify (guint *n_times)
{
  *n_times += 1;
}

/* The list is as long as the catalogue only for who opens it. */
static void
test_list (void)
{
  OmsCatalogue *catalogue = oms_catalogue_get_default ();
  OmsProvider *gmail = oms_catalogue_find_by_host (catalogue, "smtp.gmail.com");
  g_autoptr (OmsProviderRow) row = create ();

  g_assert_null (oms_provider_row_get_provider (row));
  g_assert_cmpstr (get_shown (row), ==, "Other");
  g_assert_cmpuint (count (row), ==, 2);

  oms_provider_row_set_provider (row, gmail);
  g_assert_cmpstr (get_shown (row), ==, "Gmail");
  g_assert_cmpuint (count (row), ==, 2);

  g_signal_emit_by_name (row, "opening");
  g_assert_cmpuint (count (row), ==, 1 + g_list_model_get_n_items (G_LIST_MODEL (catalogue)));
  g_assert_cmpstr (get_shown (row), ==, "Gmail");
}

static void
test_choice (void)
{
  OmsCatalogue *catalogue = oms_catalogue_get_default ();
  g_autoptr (OmsProvider) first = g_list_model_get_item (G_LIST_MODEL (catalogue), 0);
  g_autoptr (OmsProviderRow) row = create ();
  guint n_times = 0;

  g_signal_connect_swapped (row, "notify::provider", G_CALLBACK (on_notify), &n_times);
  g_signal_emit_by_name (row, "opening");
  g_assert_cmpuint (n_times, ==, 0);

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  g_assert_true (oms_provider_row_get_provider (row) == first);
  g_assert_cmpuint (n_times, ==, 1);

  oms_provider_row_set_provider (row, NULL);
  g_assert_cmpstr (get_shown (row), ==, "Other");
  g_assert_cmpuint (n_times, ==, 2);
}

/* A row that gets another list would be sensitive again. */
static void
test_locked (void)
{
  OmsCatalogue *catalogue = oms_catalogue_get_default ();
  g_autoptr (OmsProviderRow) row = create ();

  oms_provider_row_lock (row, "Set by the administrator");
  oms_provider_row_set_provider (row, oms_catalogue_find_by_host (catalogue, "smtp.gmail.com"));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (row)));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Set by the administrator");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  oms_init ();
  oms_app_register_resource ();
  g_test_add_func ("/provider-row/list", test_list);
  g_test_add_func ("/provider-row/choice", test_choice);
  g_test_add_func ("/provider-row/locked", test_locked);

  return g_test_run ();
}
