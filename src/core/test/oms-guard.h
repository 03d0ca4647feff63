/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-password.h"
#include "oms-sender.h"

G_BEGIN_DECLS

#define OMS_TYPE_GUARD (oms_guard_get_type ())
G_DECLARE_FINAL_TYPE (OmsGuard, oms_guard, OMS, GUARD, GObject)

OmsGuard *oms_guard_new          (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean  oms_guard_was_rejected (OmsGuard    *self,
                                  OmsSender   *sender,
                                  OmsPassword *password);
void      oms_guard_set_rejected (OmsGuard    *self,
                                  OmsSender   *sender,
                                  OmsPassword *password,
                                  gboolean     rejected);

G_END_DECLS
