/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-settings"
#define G_SETTINGS_ENABLE_BACKEND

#include "config.h"

#include "oms-settings.h"

#include "oms-error.h"
#include "oms-key-file-guard.h"

#include <gio/gsettingsbackend.h>
#include <glib/gi18n-lib.h>

#define SENDER_PATH "/io/github/outgoingmail/OutgoingMail/senders:/:%s/"

static gboolean
same_value (GVariant *a,
            GVariant *b)
{
  return a && b ? g_variant_equal (a, b) : a == b;
}

static void
unref_value (gpointer value)
{
  if (value)
    g_variant_unref (value);
}

/* dconf tells of a write that failed by going back to the value before. */
static gboolean
is_stored (GSettingsBackend *backend,
           OmsKeyFileGuard  *guard,
           const char       *sender_id,
           GHashTable       *changes)
{
  g_autoptr (GSettingsBackend) reader = guard ? oms_key_file_guard_dup_reader (guard) : NULL;
  g_autoptr (GSettings) stored = oms_settings_new (reader ? reader : backend, sender_id);
  g_autofree char *path = NULL;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    g_autoptr (GVariant) found = g_settings_get_user_value (stored, key);

    if (!same_value (found, value)) {
      g_debug ("“%s” was not stored", (const char *) key);
      return FALSE;
    }
  }

  g_object_get (stored, "path", &path, NULL);
  return !guard || oms_key_file_guard_is_complete (guard, path, changes);
}

static void
apply (GSettingsBackend *backend,
       const char       *sender_id,
       GHashTable       *changes)
{
  g_autoptr (GSettings) settings = oms_settings_new (backend, sender_id);
  GHashTableIter iter;
  gpointer key, value;

  g_settings_delay (settings);
  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    if (value)
      g_settings_set_value (settings, key, value);
    else
      g_settings_reset (settings, key);
  }
  g_settings_apply (settings);
  g_settings_sync ();
}

static void
set_not_saved (GError **error)
{
  g_set_error_literal (error, OMS_ERROR, OMS_ERROR_SETTINGS_NOT_SAVED,
                       _("The settings could not be saved. Is the disk full or read-only?"));
}

/* Also finds out whether each of them may be changed: an administrator can lock any key. */
static GHashTable *
dup_values_before (GSettingsBackend  *backend,
                   const char        *sender_id,
                   GHashTable        *changes,
                   GError           **error)
{
  g_autoptr (GSettings) settings = oms_settings_new (backend, sender_id);
  g_autoptr (GHashTable) before = oms_settings_changes_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    g_autoptr (GVariant) value = NULL;

    if (oms_settings_is_locked (settings, key)) {
      g_set_error_literal (error, OMS_ERROR, OMS_ERROR_SETTINGS_LOCKED,
                           _("The administrator of this computer has locked these settings."));
      return NULL;
    }
    if (!g_settings_is_writable (settings, key)) {
      set_not_saved (error);
      return NULL;
    }
    value = g_settings_get_user_value (settings, key);
    oms_settings_changes_add (before, key, value);
  }

  return g_steal_pointer (&before);
}

/**
 * oms_settings_new:
 * @backend: (nullable): where settings are kept, or %NULL for the person’s own
 * @sender_id: (nullable): the UUID of a sender, or %NULL for the settings that all share
 *
 * Opens settings to read them, or to follow them as they change.
 *
 * Returns: (transfer full): the settings
 */
GSettings *
oms_settings_new (GSettingsBackend *backend,
                  const char       *sender_id)
{
  g_autofree char *path = sender_id ? g_strdup_printf (SENDER_PATH, sender_id) : NULL;
  const char *schema = sender_id ? OMS_APPLICATION_ID ".Sender" : OMS_APPLICATION_ID;

  return g_object_new (G_TYPE_SETTINGS,
                       "backend", backend,
                       "path", path,
                       "schema-id", schema,
                       NULL);
}

/**
 * oms_settings_is_locked:
 * @settings: settings as from [func@settings_new]
 * @key: the name of a key
 *
 * Whether an administrator has locked a setting. Where a whole folder cannot be written, nobody
 * needs to have meant that: this is found out, and said, when something is saved.
 *
 * Returns: %TRUE if it is locked
 */
gboolean
oms_settings_is_locked (GSettings  *settings,
                        const char *key)
{
  g_autoptr (GSettingsBackend) backend = NULL;

  g_object_get (settings, "backend", &backend, NULL);
  return !g_settings_is_writable (settings, key) && oms_key_file_guard_may_write (backend);
}

/**
 * oms_settings_changes_new:
 *
 * Makes an empty set of changes for [func@settings_write].
 *
 * Returns: (transfer full): the set
 */
GHashTable *
oms_settings_changes_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_value);
}

/**
 * oms_settings_changes_add:
 * @changes: a set as from [func@settings_changes_new]
 * @key: the name of a key, which has to outlive the set
 * @value: (nullable): its new value, or %NULL to go back to what is set by default
 *
 * Adds a change; a floating reference is taken.
 */
void
oms_settings_changes_add (GHashTable *changes,
                          const char *key,
                          GVariant   *value)
{
  g_return_if_fail (changes != NULL);
  g_return_if_fail (key != NULL);

  g_hash_table_insert (changes, (gpointer) key, value ? g_variant_ref_sink (value) : NULL);
}

/**
 * oms_settings_write:
 * @backend: (nullable): where settings are kept, or %NULL for the person’s own
 * @sender_id: (nullable): the UUID of a sender, or %NULL for the settings that all share
 * @changes: a set as from [func@settings_changes_new]
 * @error: return location for an error
 *
 * Writes all changes or none, waits until they are stored, and makes sure of it.
 *
 * Sets %OMS_ERROR_SETTINGS_LOCKED where an administrator does not allow one of them, and
 * %OMS_ERROR_SETTINGS_NOT_SAVED where they could not be written (disk full, read-only).
 *
 * Returns: %TRUE if they are stored
 */
gboolean
oms_settings_write (GSettingsBackend  *backend,
                    const char        *sender_id,
                    GHashTable        *changes,
                    GError           **error)
{
  g_autoptr (OmsKeyFileGuard) guard = NULL;
  g_autoptr (GHashTable) before = NULL;
  gboolean stored = FALSE;

  g_return_val_if_fail (changes != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  before = dup_values_before (backend, sender_id, changes, error);
  if (!before)
    return FALSE;

  guard = oms_key_file_guard_new (backend);
  if (!guard || oms_key_file_guard_begin (guard)) {
    apply (backend, sender_id, changes);
    stored = is_stored (backend, guard, sender_id, changes);
    if (!stored)
      apply (backend, sender_id, before);
    if (!stored && guard)
      oms_key_file_guard_restore (guard);
  }

  if (!stored)
    set_not_saved (error);

  return stored;
}
