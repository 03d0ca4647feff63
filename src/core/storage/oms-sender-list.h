/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Which senders there are, and which of them is used by default: their ids, as they are stored. */

#define OMS_SENDER_LIST_KEY         "senders"
#define OMS_SENDER_LIST_DEFAULT_KEY "default-sender"

char     **oms_sender_list_dup_ids     (GSettings         *settings) G_GNUC_WARN_UNUSED_RESULT;
gboolean   oms_sender_list_add         (GSettings         *settings,
                                        GSettingsBackend  *backend,
                                        const char        *id,
                                        guint              position,
                                        GError           **error);
gboolean   oms_sender_list_remove      (GSettings         *settings,
                                        GSettingsBackend  *backend,
                                        const char        *id,
                                        GError           **error);
gboolean   oms_sender_list_set_default (GSettingsBackend  *backend,
                                        const char        *id,
                                        GError           **error);

G_END_DECLS
