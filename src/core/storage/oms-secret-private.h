/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-secret.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

struct _OmsSecret {
  GObject     parent_instance;

  gboolean    memory_only;
  GHashTable *session;    /* id → SecretValue */
};

extern const SecretSchema oms_secret_schema;

GHashTable *oms_secret_dup_identity     (OmsSender           *sender) G_GNUC_WARN_UNUSED_RESULT;
gboolean    oms_secret_is_locked        (SecretRetrievable   *item);
GError     *oms_secret_new_locked_error (void) G_GNUC_WARN_UNUSED_RESULT;
GError     *oms_secret_translate_error  (const GError        *error) G_GNUC_WARN_UNUSED_RESULT;
void        oms_secret_search           (OmsSender           *sender,
                                         SecretSearchFlags    flags,
                                         GTask               *task,
                                         GAsyncReadyCallback  callback);

G_END_DECLS
