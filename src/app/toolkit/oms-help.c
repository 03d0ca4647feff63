/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-help"

#include "config.h"

#include "oms-help.h"

#include "oms-links.h"

/* The same pages for a web browser, in the first language of this person that there is. */
static char *
dup_web_page (const char *page)
{
  const char *variable = g_getenv ("OUTGOING_MAIL_HELP");
  const char *folder = variable && *variable ? variable : OMS_HELPDIR;
  const char * const *languages = g_get_language_names ();
  g_autofree char *name = g_strconcat (page, ".html", NULL);

  for (gsize i = 0; languages[i]; i++) {
    g_autofree char *path = g_build_filename (folder, languages[i], name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
      return g_filename_to_uri (path, NULL, NULL);
  }

  return NULL;
}

static gboolean
has_viewer (void)
{
  g_autoptr (GAppInfo) viewer = NULL;

  /* A viewer finds installed pages only. */
  if (g_getenv ("OUTGOING_MAIL_HELP"))
    return FALSE;

  viewer = g_app_info_get_default_for_uri_scheme ("help");
  return viewer != NULL;
}

/**
 * oms_help_dup_uri:
 * @page: the id of a page, such as "index" or "cause-bad-credentials"
 *
 * Finds out where to read a page of the help: in the desktop's help viewer, or where there is none,
 * and in a sandbox, in the web browser. The environment variable `OUTGOING_MAIL_HELP` names the
 * folder with the pages for the latter.
 *
 * Returns: (transfer full): a URI
 */
char *
oms_help_dup_uri (const char *page)
{
  g_autofree char *uri = NULL;

  g_return_val_if_fail (page != NULL, NULL);

  if (!has_viewer ())
    uri = dup_web_page (page);

  return uri ? g_steal_pointer (&uri) : g_strconcat ("help:" GETTEXT_PACKAGE "/", page, NULL);
}

/**
 * oms_help_open:
 * @widget: a widget in the window that asks for it
 * @page: the id of a page, such as "index" or "cause-bad-credentials"
 *
 * Opens a page of the help. Where that fails the window says so.
 */
void
oms_help_open (GtkWidget  *widget,
               const char *page)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (page != NULL);

  uri = oms_help_dup_uri (page);
  oms_open_link (widget, uri);
}

/**
 * oms_help_open_activated:
 * @widget: where the action was activated
 * @action_name: its name
 * @parameter: the id of a page, a string
 *
 * An action that opens a page of the help.
 */
void
oms_help_open_activated (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  oms_help_open (widget, g_variant_get_string (parameter, NULL));
}
