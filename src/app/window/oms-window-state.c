/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-window-state"

#include "config.h"

#include "oms-window-state.h"

#include "oms-settings.h"

/* What the window keeps from one start to the next: how large it is, and what it shows. */

/**
 * oms_window_state_restore:
 * @window: a window that is not shown yet
 * @settings: where the state is kept
 *
 * Makes the window as large as it was.
 *
 * Returns: (transfer full): the identifier of the sender that it showed, or the empty string
 */
char *
oms_window_state_restore (GtkWindow *window,
                          GSettings *settings)
{
  int width = g_settings_get_int (settings, "window-width");
  int height = g_settings_get_int (settings, "window-height");

  if (width > 0 && height > 0)
    gtk_window_set_default_size (window, width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);

  return g_settings_get_string (settings, "last-sender");
}

/**
 * oms_window_state_remember:
 * @window: a window
 * @backend: (nullable): where the state is kept, or %NULL for the default
 * @last: the identifier of the sender that it shows, or the empty string
 *
 * Remembers how large the window is. What cannot be remembered is no reason to stop.
 */
void
oms_window_state_remember (GtkWindow        *window,
                           GSettingsBackend *backend,
                           const char       *last)
{
  gboolean maximized = gtk_window_is_maximized (window);
  g_autoptr (GHashTable) changes = oms_settings_changes_new ();
  g_autoptr (GError) error = NULL;
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  oms_settings_changes_add (changes, "window-width", g_variant_new_int32 (width));
  oms_settings_changes_add (changes, "window-height", g_variant_new_int32 (height));
  oms_settings_changes_add (changes, "window-maximized", g_variant_new_boolean (maximized));
  oms_settings_changes_add (changes, "last-sender", g_variant_new_string (last));
  if (!oms_settings_write (backend, NULL, changes, &error))
    g_debug ("The state of the window is not remembered: %s", error->message);
}
