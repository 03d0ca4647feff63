/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender-list"

#include "oms-sender-list.h"

#include "oms-settings.h"

/**
 * oms_sender_list_dup_ids:
 * @settings: the settings of the program
 *
 * Gets the ids of all senders. Whoever wrote the list: what is no UUID cannot be part of a path. It
 * stays in the list, which may be somebody else's, too.
 *
 * Returns: (transfer full): the ids, each once
 */
char **
oms_sender_list_dup_ids (GSettings *settings)
{
  g_auto (GStrv) listed = g_settings_get_strv (settings, OMS_SENDER_LIST_KEY);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; listed[i]; i++) {
    gboolean seen = FALSE;

    for (guint j = 0; j < i && !seen; j++)
      seen = g_str_equal (listed[i], listed[j]);

    if (!seen && g_uuid_string_is_valid (listed[i]))
      g_strv_builder_add (ids, listed[i]);
  }

  return g_strv_builder_end (ids);
}

static void
change_list (GHashTable   *changes,
             GStrvBuilder *ids)
{
  g_auto (GStrv) changed = g_strv_builder_end (ids);

  oms_settings_changes_add (changes, OMS_SENDER_LIST_KEY,
                            g_variant_new_strv ((const char * const *) changed, -1));
}

/**
 * oms_sender_list_add:
 * @settings: the settings of the program
 * @backend: (nullable): where they are kept, or %NULL for the person’s own
 * @id: the UUID of a sender that is not in the list
 * @position: how many senders come before it; all of them where there are fewer
 * @error: return location; the errors of [func@settings_write]
 *
 * Returns: %TRUE if it is in the list now
 */
gboolean
oms_sender_list_add (GSettings         *settings,
                     GSettingsBackend  *backend,
                     const char        *id,
                     guint              position,
                     GError           **error)
{
  g_autoptr (GHashTable) changes = oms_settings_changes_new ();
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) senders = oms_sender_list_dup_ids (settings);
  g_auto (GStrv) listed = g_settings_get_strv (settings, OMS_SENDER_LIST_KEY);
  const char *next = position < g_strv_length (senders) ? senders[position] : NULL;
  gboolean added = FALSE;

  for (guint i = 0; listed[i]; i++) {
    if (!added && g_strcmp0 (listed[i], next) == 0) {
      g_strv_builder_add (ids, id);
      added = TRUE;
    }
    g_strv_builder_add (ids, listed[i]);
  }
  if (!added)
    g_strv_builder_add (ids, id);
  change_list (changes, ids);

  return oms_settings_write (backend, NULL, changes, error);
}

/**
 * oms_sender_list_remove:
 * @settings: the settings of the program
 * @backend: (nullable): where they are kept, or %NULL for the person’s own
 * @id: the UUID of a sender in the list
 * @error: return location; the errors of [func@settings_write]
 *
 * Returns: %TRUE if it is neither in the list now nor used by default
 */
gboolean
oms_sender_list_remove (GSettings         *settings,
                        GSettingsBackend  *backend,
                        const char        *id,
                        GError           **error)
{
  g_autoptr (GHashTable) changes = oms_settings_changes_new ();
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) listed = g_settings_get_strv (settings, OMS_SENDER_LIST_KEY);
  g_autofree char *default_id = g_settings_get_string (settings, OMS_SENDER_LIST_DEFAULT_KEY);

  for (guint i = 0; listed[i]; i++) {
    if (!g_str_equal (listed[i], id))
      g_strv_builder_add (ids, listed[i]);
  }
  change_list (changes, ids);
  if (g_str_equal (default_id, id) &&
      g_settings_is_writable (settings, OMS_SENDER_LIST_DEFAULT_KEY))
    oms_settings_changes_add (changes, OMS_SENDER_LIST_DEFAULT_KEY, NULL);

  return oms_settings_write (backend, NULL, changes, error);
}

/**
 * oms_sender_list_set_default:
 * @backend: (nullable): where settings are kept, or %NULL for the person’s own
 * @id: the UUID of a sender in the list
 * @error: return location; the errors of [func@settings_write]
 *
 * Returns: %TRUE if it is used by default now
 */
gboolean
oms_sender_list_set_default (GSettingsBackend  *backend,
                             const char        *id,
                             GError           **error)
{
  g_autoptr (GHashTable) changes = oms_settings_changes_new ();

  oms_settings_changes_add (changes, OMS_SENDER_LIST_DEFAULT_KEY, g_variant_new_string (id));

  return oms_settings_write (backend, NULL, changes, error);
}
