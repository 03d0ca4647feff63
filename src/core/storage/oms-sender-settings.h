/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-sender.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The settings of one sender: keys of the schema and properties of OmsSender go by the same
 * names. */

gboolean oms_sender_settings_has_key (const char        *property);
void     oms_sender_settings_load    (GSettings         *settings,
                                      OmsSender         *sender);
gboolean oms_sender_settings_save    (GSettingsBackend  *backend,
                                      OmsSender         *draft,
                                      GError           **error);
gboolean oms_sender_settings_reset   (GSettingsBackend  *backend,
                                      const char        *id,
                                      GError           **error);

G_END_DECLS
