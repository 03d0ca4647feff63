/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-links"

#include "config.h"

#include "oms-links.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *widget;
  char      *uri;
} Link;

static void
link_free (Link *link)
{
  g_object_unref (link->widget);
  g_free (link->uri);
  g_free (link);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Link, link_free)

/* The window that the others belong to is the one that shows toasts. */
static void
tell_failure (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  while (window && gtk_window_get_transient_for (window))
    window = gtk_window_get_transient_for (window);
  if (window)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-toast", "s",
                                _("The page could not be opened"));
}

static void
on_launch_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = GTK_WIDGET (user_data);
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    tell_failure (widget);
}

static void
launch (GtkWidget  *widget,
        const char *uri)
{
  g_autoptr (GdkAppLaunchContext) context =
    gdk_display_get_app_launch_context (gtk_widget_get_display (widget));

  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL,
                                           on_launch_ready, g_object_ref (widget));
}

static void
on_portal_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Link) link = user_data;
  g_autoptr (GDBusProxy) portal = g_dbus_proxy_new_for_bus_finish (result, NULL);
  g_autoptr (GVariant) version =
    portal ? g_dbus_proxy_get_cached_property (portal, "version") : NULL;

  if (version)
    launch (link->widget, link->uri);
  else
    tell_failure (link->widget);
}

/* In a sandbox links go out through a portal, which not every desktop has. GLib 2.90 ends the
 * program when it is not there, so this is found out before. */
static void
launch_through_portal (GtkWidget  *widget,
                       const char *uri)
{
  Link *link = g_new (Link, 1);

  link->widget = g_object_ref (widget);
  link->uri = g_strdup (uri);
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_DO_NOT_CONNECT_SIGNALS, NULL,
                            "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                            "org.freedesktop.portal.OpenURI", NULL, on_portal_ready, link);
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
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    launch_through_portal (widget, link);
  else
    launch (widget, link);
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
