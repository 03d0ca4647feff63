/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND

#include "oms-app-resources.h"
#include "oms-init.h"
#include "oms-sender-pages.h"

#include <adwaita.h>
#include <gio/gsettingsbackend.h>

typedef struct {
  OmsSenderStore *store;
  GtkWidget      *window;
  OmsSenderPages *pages;
  guint           n_shown;
} Fixture;

static void
on_shown (Fixture *fixture)
{
  fixture->n_shown++;
}

static void
add_sender (Fixture    *fixture,
            const char *address)
{
  g_autoptr (OmsSender) draft = oms_sender_new (NULL);

  oms_sender_set_address (draft, address);
  oms_sender_set_host (draft, "mail.example.com");
  oms_sender_set_user (draft, address);
  g_assert_true (oms_sender_store_save (fixture->store, draft, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (OmsSecret) secret = oms_secret_new_memory ();
  GtkWidget *pages;

  fixture->store = oms_sender_store_new (backend);
  add_sender (fixture, "ada@example.com");
  add_sender (fixture, "bea@example.com");
  pages = oms_sender_pages_new (fixture->store, secret, NULL);
  fixture->pages = OMS_SENDER_PAGES (pages);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), pages);
  g_signal_connect_swapped (pages, "shown", G_CALLBACK (on_shown), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->store);
}

static OmsSender *
find (Fixture    *fixture,
      const char *id)
{
  return oms_sender_store_find (fixture->store, id);
}

static guint
count (Fixture *fixture)
{
  GtkWidget *stack = gtk_widget_get_first_child (GTK_WIDGET (fixture->pages));
  guint n_pages = 0;

  for (GtkWidget *page = gtk_widget_get_first_child (stack);
       page;
       page = gtk_widget_get_next_sibling (page))
    n_pages++;

  return n_pages;
}

static void
assert_shown (Fixture    *fixture,
              const char *address)
{
  OmsSenderPage *page = oms_sender_pages_get_shown (fixture->pages);

  g_assert_nonnull (page);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page)));
  g_assert_cmpstr (oms_sender_get_address (oms_draft_get_sender (oms_sender_page_get_draft (page))),
                   ==, address);
}

/* Pages stay as they were left. */
static void
test_stored (Fixture       *fixture,
             gconstpointer  user_data)
{
  OmsSenderPage *first;

  oms_sender_pages_show_any (fixture->pages);
  assert_shown (fixture, "ada@example.com");
  first = oms_sender_pages_get_shown (fixture->pages);

  oms_sender_pages_show_stored (fixture->pages, find (fixture, "bea@example.com"));
  assert_shown (fixture, "bea@example.com");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (first)));

  oms_sender_pages_show_stored (fixture->pages, find (fixture, "ada@example.com"));
  g_assert_true (oms_sender_pages_get_shown (fixture->pages) == first);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (fixture->n_shown, ==, 3);
}

/* A new sender is given up by leaving it. */
static void
test_new (Fixture       *fixture,
          gconstpointer  user_data)
{
  oms_sender_pages_show_any (fixture->pages);
  oms_sender_pages_show_new (fixture->pages, "cy@example.com");
  assert_shown (fixture, "cy@example.com");
  g_assert_cmpuint (count (fixture), ==, 2);

  oms_sender_pages_show_any (fixture->pages);
  assert_shown (fixture, "ada@example.com");
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* Pages go with their senders, by whatever hand; the welcome comes and goes with the first. */
static void
test_removed (Fixture       *fixture,
              gconstpointer  user_data)
{
  oms_sender_pages_show_any (fixture->pages);
  g_assert_true (oms_sender_store_remove (fixture->store, find (fixture, "ada@example.com"), NULL));
  assert_shown (fixture, "bea@example.com");
  g_assert_cmpuint (count (fixture), ==, 1);

  g_assert_true (oms_sender_store_remove (fixture->store, find (fixture, "bea@example.com"), NULL));
  g_assert_null (oms_sender_pages_get_shown (fixture->pages));
  g_assert_cmpuint (count (fixture), ==, 1);

  add_sender (fixture, "dan@example.com");
  assert_shown (fixture, "dan@example.com");
  g_assert_cmpuint (count (fixture), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  oms_init ();
  oms_app_register_resource ();
  g_test_add ("/sender-pages/stored", Fixture, NULL, set_up, test_stored, tear_down);
  g_test_add ("/sender-pages/new", Fixture, NULL, set_up, test_new, tear_down);
  g_test_add ("/sender-pages/removed", Fixture, NULL, set_up, test_removed, tear_down);

  return g_test_run ();
}
