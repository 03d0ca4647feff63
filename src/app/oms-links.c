/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-links"

#include "config.h"

#include "oms-links.h"

#include <glib/gi18n.h>

static void
on_launch_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = GTK_WIDGET (user_data);
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error) && gtk_widget_get_root (widget))
    gtk_widget_activate_action (widget, "win.show-toast", "s", _("The page could not be opened"));
}

/**
 * oms_open_link:
 * @widget: a widget in the window that the link is in
 * @link: a URI
 *
 * Opens a page in the browser, or a page of the help in its viewer; also from a sandbox. Where
 * that fails the window says so.
 */
void
oms_open_link (GtkWidget  *widget,
               const char *link)
{
  g_autoptr (GdkAppLaunchContext) context =
    gdk_display_get_app_launch_context (gtk_widget_get_display (widget));

  g_app_info_launch_default_for_uri_async (link, G_APP_LAUNCH_CONTEXT (context), NULL,
                                           on_launch_ready, g_object_ref (widget));
}

/**
 * oms_open_link_activated:
 * @widget: the widget whose class has the action
 * @action_name: its name
 * @parameter: the link, as a string
 *
 * What an action does that opens a link.
 */
void
oms_open_link_activated (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  oms_open_link (widget, g_variant_get_string (parameter, NULL));
}
