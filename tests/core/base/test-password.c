/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-password.h"

#include <string.h>

static void
test_text (void)
{
  g_autofree char *typed = g_strdup ("sésame, ouvre-toi");
  g_autoptr (OmsPassword) password = oms_password_new (typed);

  g_assert_true (oms_password_get_text (password) != typed);
  memset (typed, 'x', strlen (typed));
  g_assert_cmpstr (oms_password_get_text (password), ==, "sésame, ouvre-toi");
  g_assert_null (oms_password_get_text (NULL));
}

/* No copy on the way from the entry to the wire. */
static void
test_one_place (void)
{
  char *typed = g_strdup ("lovelace-1815");
  OmsPassword *password = oms_password_new_take (typed);
  OmsPassword *kept = oms_password_ref (password);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, OMS_TYPE_PASSWORD);
  g_value_set_boxed (&value, password);
  oms_password_unref (password);

  g_assert_true (oms_password_get_text (kept) == typed);
  g_assert_true (oms_password_get_text (g_value_get_boxed (&value)) == typed);
  oms_password_unref (kept);
  g_assert_cmpstr (oms_password_get_text (g_value_get_boxed (&value)), ==, "lovelace-1815");
}

static gpointer
use_and_release (gpointer data)
{
  OmsPassword *password = data;

  for (guint i = 0; i < 1000; i++)
    oms_password_unref (oms_password_ref (password));
  g_assert_cmpstr (oms_password_get_text (password), ==, "lovelace-1815");
  oms_password_unref (password);

  return NULL;
}

static void
test_threads (void)
{
  OmsPassword *password = oms_password_new ("lovelace-1815");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, use_and_release, oms_password_ref (password));
  oms_password_unref (password);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/password/text", test_text);
  g_test_add_func ("/password/one-place", test_one_place);
  g_test_add_func ("/password/threads", test_threads);

  return g_test_run ();
}
