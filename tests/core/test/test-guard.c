/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-guard.h"

static gboolean
was_rejected (OmsGuard   *guard,
              OmsSender  *sender,
              const char *text)
{
  g_autoptr (OmsPassword) password = oms_password_new (text);

  return oms_guard_was_rejected (guard, sender, password);
}

static void
set_rejected (OmsGuard   *guard,
              OmsSender  *sender,
              const char *text,
              gboolean    rejected)
{
  g_autoptr (OmsPassword) password = oms_password_new (text);

  oms_guard_set_rejected (guard, sender, password, rejected);
}

static void
test_remembers (void)
{
  g_autoptr (OmsGuard) guard = oms_guard_new ();
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);

  oms_sender_set_host (sender, "mail.example.com");
  oms_sender_set_user (sender, "ada");
  g_assert_false (was_rejected (guard, sender, "wrong"));

  set_rejected (guard, sender, "wrong", TRUE);
  g_assert_true (was_rejected (guard, sender, "wrong"));
  g_assert_false (was_rejected (guard, sender, "right"));

  /* The way to the server does not matter, the server and the user do. */
  oms_sender_set_encryption (sender, OMS_ENCRYPTION_STARTTLS);
  oms_sender_set_host (sender, "MAIL.example.com");
  g_assert_true (was_rejected (guard, sender, "wrong"));
  oms_sender_set_user (sender, "countess");
  g_assert_false (was_rejected (guard, sender, "wrong"));
  oms_sender_set_user (sender, "ada");
  oms_sender_set_host (sender, "mail.example.org");
  g_assert_false (was_rejected (guard, sender, "wrong"));
}

static void
test_forgets (void)
{
  g_autoptr (OmsGuard) guard = oms_guard_new ();
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);

  set_rejected (guard, sender, "later-right", TRUE);
  set_rejected (guard, sender, "later-right", FALSE);
  g_assert_false (was_rejected (guard, sender, "later-right"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/guard/remembers", test_remembers);
  g_test_add_func ("/guard/forgets", test_forgets);

  return g_test_run ();
}
