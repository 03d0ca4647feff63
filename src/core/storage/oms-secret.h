/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-password.h"
#include "oms-sender.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define OMS_TYPE_SECRET (oms_secret_get_type ())
G_DECLARE_FINAL_TYPE (OmsSecret, oms_secret, OMS, SECRET, GObject)

OmsSecret   *oms_secret_new              (void) G_GNUC_WARN_UNUSED_RESULT;
OmsSecret   *oms_secret_new_memory       (void) G_GNUC_WARN_UNUSED_RESULT;
void         oms_secret_lookup_async     (OmsSecret            *self,
                                          OmsSender            *sender,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
OmsPassword *oms_secret_lookup_finish    (OmsSecret            *self,
                                          GAsyncResult         *result,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void         oms_secret_exists_async     (OmsSecret            *self,
                                          OmsSender            *sender,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean     oms_secret_exists_finish    (OmsSecret            *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void         oms_secret_store_async      (OmsSecret            *self,
                                          OmsSender            *sender,
                                          OmsPassword          *password,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean     oms_secret_store_finish     (OmsSecret            *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void         oms_secret_clear_async      (OmsSecret            *self,
                                          OmsSender            *sender,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean     oms_secret_clear_finish     (OmsSecret            *self,
                                          GAsyncResult         *result,
                                          GError              **error);
gboolean     oms_secret_is_session_only  (OmsSecret            *self,
                                          OmsSender            *sender);
OmsPassword *oms_secret_new_key          (void) G_GNUC_WARN_UNUSED_RESULT;
void         oms_secret_lookup_key_async (OmsSecret            *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
void         oms_secret_ensure_key_async (OmsSecret            *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
OmsPassword *oms_secret_key_finish       (OmsSecret            *self,
                                          GAsyncResult         *result,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
