/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-sender.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define OMS_TYPE_SENDER_STORE (oms_sender_store_get_type ())
G_DECLARE_FINAL_TYPE (OmsSenderStore, oms_sender_store, OMS, SENDER_STORE, GObject)

OmsSenderStore   *oms_sender_store_new            (GSettingsBackend  *backend)
                                                   G_GNUC_WARN_UNUSED_RESULT;
GSettingsBackend *oms_sender_store_get_backend    (OmsSenderStore    *self);
OmsSender        *oms_sender_store_find           (OmsSenderStore    *self,
                                                   const char        *id_or_address);
OmsSender        *oms_sender_store_get_default    (OmsSenderStore    *self);
gboolean          oms_sender_store_set_default    (OmsSenderStore    *self,
                                                   OmsSender         *sender,
                                                   GError           **error);
gboolean          oms_sender_store_save           (OmsSenderStore    *self,
                                                   OmsSender         *draft,
                                                   GError           **error);
gboolean          oms_sender_store_restore        (OmsSenderStore    *self,
                                                   OmsSender         *sender,
                                                   guint              position,
                                                   GError           **error);
gboolean          oms_sender_store_remove         (OmsSenderStore    *self,
                                                   OmsSender         *sender,
                                                   GError           **error);
gboolean          oms_sender_store_is_locked      (OmsSenderStore    *self,
                                                   OmsSender         *sender,
                                                   const char        *property);
gboolean          oms_sender_store_is_list_locked (OmsSenderStore    *self);

G_END_DECLS
