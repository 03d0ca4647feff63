/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender-settings"

#include "oms-sender-settings.h"

#include "oms-settings.h"

static const char * const keys[] = {
  "name", "address", "host", "encryption", "port", "authentication", "user", "pinned-key",
  "allow-plaintext", NULL,
};

/* The schema spells an enumeration by its nicks. */
static GVariant *
dup_property (OmsSender          *sender,
              const char         *key,
              const GVariantType *type)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GEnumClass) enum_class = NULL;

  g_object_get_property (G_OBJECT (sender), key, &value);
  if (!G_VALUE_HOLDS_ENUM (&value))
    return g_dbus_gvalue_to_gvariant (&value, type);

  enum_class = g_type_class_ref (G_VALUE_TYPE (&value));
  return g_variant_ref_sink (g_variant_new_string (
    g_enum_get_value (enum_class, g_value_get_enum (&value))->value_nick));
}

static void
load_property (GSettings  *settings,
               OmsSender  *sender,
               const char *key)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (sender), key);
  g_autoptr (GVariant) variant = g_settings_get_value (settings, key);
  g_auto (GValue) value = G_VALUE_INIT;

  if (G_IS_PARAM_SPEC_ENUM (pspec)) {
    g_object_set (sender, key, g_settings_get_enum (settings, key), NULL);
    return;
  }

  g_dbus_gvariant_to_gvalue (variant, &value);
  g_object_set_property (G_OBJECT (sender), key, &value);
}

/**
 * oms_sender_settings_has_key:
 * @property: the name of a property of a sender
 *
 * Whether a property is one that is stored.
 *
 * Returns: %TRUE if it is
 */
gboolean
oms_sender_settings_has_key (const char *property)
{
  return g_strv_contains (keys, property);
}

/**
 * oms_sender_settings_load:
 * @settings: the settings of a sender
 * @sender: the sender
 *
 * Makes a sender what is stored.
 */
void
oms_sender_settings_load (GSettings *settings,
                          OmsSender *sender)
{
  g_object_freeze_notify (G_OBJECT (sender));
  for (guint i = 0; keys[i]; i++)
    load_property (settings, sender, keys[i]);
  g_object_thaw_notify (G_OBJECT (sender));
}

/**
 * oms_sender_settings_save:
 * @backend: (nullable): where settings are kept, or %NULL for the person’s own
 * @draft: a sender
 * @error: return location for an error
 *
 * Writes what differs from what is stored; the rest stays as an administrator has set it by
 * default. The errors are those of [func@settings_write].
 *
 * Returns: %TRUE if all is stored
 */
gboolean
oms_sender_settings_save (GSettingsBackend  *backend,
                          OmsSender         *draft,
                          GError           **error)
{
  const char *id = oms_sender_get_id (draft);
  g_autoptr (GSettings) settings = oms_settings_new (backend, id);
  g_autoptr (GHashTable) changes = oms_settings_changes_new ();

  for (guint i = 0; keys[i]; i++) {
    g_autoptr (GVariant) stored = g_settings_get_value (settings, keys[i]);
    g_autoptr (GVariant) wanted = dup_property (draft, keys[i], g_variant_get_type (stored));

    if (!g_variant_equal (stored, wanted))
      oms_settings_changes_add (changes, keys[i], wanted);
  }

  return oms_settings_write (backend, id, changes, error);
}

/**
 * oms_sender_settings_reset:
 * @backend: (nullable): where settings are kept, or %NULL for the person’s own
 * @id: the UUID of a sender
 * @error: return location for an error
 *
 * Forgets everything that was stored for a sender. The errors are those of
 * [func@settings_write].
 *
 * Returns: %TRUE if all is gone
 */
gboolean
oms_sender_settings_reset (GSettingsBackend  *backend,
                           const char        *id,
                           GError           **error)
{
  g_autoptr (GSettings) settings = oms_settings_new (backend, id);
  g_autoptr (GHashTable) resets = oms_settings_changes_new ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) all_keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  all_keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; all_keys[i]; i++) {
    g_autoptr (GVariant) value = g_settings_get_user_value (settings, all_keys[i]);

    if (value)
      oms_settings_changes_add (resets, all_keys[i], NULL);
  }

  return oms_settings_write (backend, id, resets, error);
}
