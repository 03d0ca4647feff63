/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-cause.h"
#include "oms-secret.h"

G_BEGIN_DECLS

/**
 * OmsRefusal:
 * @cause: why, as far as was known
 * @time: when, in seconds since 1970
 *
 * That a server has refused a password.
 */
typedef struct {
  OmsCause cause;
  gint64   time;
} OmsRefusal;

#define OMS_TYPE_GUARD (oms_guard_get_type ())
G_DECLARE_FINAL_TYPE (OmsGuard, oms_guard, OMS, GUARD, GObject)

OmsGuard   *oms_guard_new          (OmsSecret            *secret) G_GNUC_WARN_UNUSED_RESULT;
void        oms_guard_set_now      (OmsGuard             *self,
                                    gint64                now);
void        oms_guard_check_async  (OmsGuard             *self,
                                    OmsSender            *sender,
                                    OmsPassword          *password,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
OmsRefusal *oms_guard_check_finish (OmsGuard             *self,
                                    GAsyncResult         *result,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void        oms_guard_learn_async  (OmsGuard             *self,
                                    OmsSender            *sender,
                                    OmsPassword          *password,
                                    OmsCause              cause,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean    oms_guard_learn_finish (OmsGuard             *self,
                                    GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
