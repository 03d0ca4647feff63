/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _OmsKeyFileGuard OmsKeyFileGuard;

OmsKeyFileGuard  *oms_key_file_guard_new         (GSettingsBackend *backend)
                                                 G_GNUC_WARN_UNUSED_RESULT;
gboolean          oms_key_file_guard_may_write   (GSettingsBackend *backend);
gboolean          oms_key_file_guard_begin       (OmsKeyFileGuard  *self);
GSettingsBackend *oms_key_file_guard_dup_reader  (OmsKeyFileGuard  *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean          oms_key_file_guard_is_complete (OmsKeyFileGuard  *self,
                                                  const char       *path,
                                                  GHashTable       *changes);
void              oms_key_file_guard_restore     (OmsKeyFileGuard  *self);
void              oms_key_file_guard_free        (OmsKeyFileGuard  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsKeyFileGuard, oms_key_file_guard_free)

G_END_DECLS
