/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings  *oms_settings_new         (GSettingsBackend  *backend,
                                      const char        *sender_id) G_GNUC_WARN_UNUSED_RESULT;
gboolean    oms_settings_is_locked   (GSettings         *settings,
                                      const char        *key);
GHashTable *oms_settings_changes_new (void) G_GNUC_WARN_UNUSED_RESULT;
void        oms_settings_changes_add (GHashTable        *changes,
                                      const char        *key,
                                      GVariant          *value);
gboolean    oms_settings_write       (GSettingsBackend  *backend,
                                      const char        *sender_id,
                                      GHashTable        *changes,
                                      GError           **error);

G_END_DECLS
