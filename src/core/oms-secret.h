/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "oms-sender.h"

G_BEGIN_DECLS

#define OMS_TYPE_SECRET (oms_secret_get_type ())
G_DECLARE_FINAL_TYPE (OmsSecret, oms_secret, OMS, SECRET, GObject)

/* The person's keyring; what it cannot keep is kept in memory until the program ends. */
OmsSecret *oms_secret_new             (void) G_GNUC_WARN_UNUSED_RESULT;
/* Memory only, for demonstration. */
OmsSecret *oms_secret_new_memory      (void) G_GNUC_WARN_UNUSED_RESULT;

/* The password of a sender, or NULL without an error where none is stored.
 * Errors: OMS_ERROR_KEYRING_ABSENT, _LOCKED (also: unlocking was cancelled), _FAILED.
 * What finish returns must be released with oms_secret_free(). */
void       oms_secret_lookup_async    (OmsSecret            *self,
                                       OmsSender            *sender,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
char      *oms_secret_lookup_finish   (OmsSecret            *self,
                                       GAsyncResult         *result,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether one is stored, without reading or unlocking it. */
void       oms_secret_exists_async    (OmsSecret            *self,
                                       OmsSender            *sender,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean   oms_secret_exists_finish   (OmsSecret            *self,
                                       GAsyncResult         *result,
                                       GError              **error);
/* On an error the password is kept for this session all the same: see is_session_only(). */
void       oms_secret_store_async     (OmsSecret            *self,
                                       OmsSender            *sender,
                                       const char           *password,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean   oms_secret_store_finish    (OmsSecret            *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void       oms_secret_clear_async     (OmsSecret            *self,
                                       OmsSender            *sender,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean   oms_secret_clear_finish    (OmsSecret            *self,
                                       GAsyncResult         *result,
                                       GError              **error);
gboolean   oms_secret_is_session_only (OmsSecret            *self,
                                       OmsSender            *sender);

/* Wipes and frees; NULL is fine. */
void       oms_secret_free            (char                 *password);

G_END_DECLS
