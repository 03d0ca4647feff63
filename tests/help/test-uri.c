/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-help.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
install_viewer (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);

  write_file (folder, "viewer.desktop",
              "[Desktop Entry]\nType=Application\nName=Viewer\nExec=true %u\n"
              "MimeType=x-scheme-handler/help;\n");
  write_file (folder, "mimeinfo.cache", "[MIME Cache]\nx-scheme-handler/help=viewer.desktop;\n");
}

/* A folder with a page in English, and another one in German, too. */
static char *
make_web_pages (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "html", NULL);
  g_autofree char *english = g_build_filename (folder, "C", NULL);
  g_autofree char *german = g_build_filename (folder, "de", NULL);

  write_file (english, "index.html", "");
  write_file (english, "gmail.html", "");
  write_file (german, "gmail.html", "");

  return g_steal_pointer (&folder);
}

static void
assert_opens (const char *page,
              const char *expected)
{
  g_autofree char *uri = oms_help_dup_uri (page);

  g_assert_true (g_str_has_suffix (uri, expected));
}

static void
test_viewer (void)
{
  install_viewer ();
  assert_opens ("cause-bad-credentials", "help:outgoing-mail/cause-bad-credentials");
}

static void
test_nothing_at_all (void)
{
  g_autofree char *empty = g_build_filename (g_get_user_cache_dir (), "none", NULL);

  g_setenv ("OUTGOING_MAIL_HELP", empty, TRUE);
  assert_opens ("index", "help:outgoing-mail/index");
  g_unsetenv ("OUTGOING_MAIL_HELP");
}

static void
test_web_pages (void)
{
  g_autofree char *folder = make_web_pages ();

  g_setenv ("OUTGOING_MAIL_HELP", folder, TRUE);
  install_viewer ();   /* which would not find them */
  assert_opens ("gmail", "/html/C/gmail.html");
  g_setenv ("LANGUAGE", "de_AT", TRUE);
  assert_opens ("gmail", "/html/de/gmail.html");
  assert_opens ("index", "/html/C/index.html");
  g_unsetenv ("LANGUAGE");
  g_unsetenv ("OUTGOING_MAIL_HELP");
}

int
main (int   argc,
      char *argv[])
{
  g_unsetenv ("OUTGOING_MAIL_HELP");
  g_unsetenv ("LANGUAGE");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/help/uri/viewer", test_viewer);
  g_test_add_func ("/help/uri/nothing-at-all", test_nothing_at_all);
  g_test_add_func ("/help/uri/web-pages", test_web_pages);
  return g_test_run ();
}
