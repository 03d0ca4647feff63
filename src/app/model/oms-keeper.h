/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-secret.h"

G_BEGIN_DECLS

#define OMS_TYPE_KEEPER (oms_keeper_get_type ())
G_DECLARE_FINAL_TYPE (OmsKeeper, oms_keeper, OMS, KEEPER, GObject)

OmsKeeper  *oms_keeper_new         (OmsSecret   *secret) G_GNUC_WARN_UNUSED_RESULT;
void        oms_keeper_look        (OmsKeeper   *self,
                                    OmsSender   *sender);
void        oms_keeper_keep        (OmsKeeper   *self,
                                    OmsSender   *sender,
                                    OmsPassword *password);
void        oms_keeper_move        (OmsKeeper   *self,
                                    OmsSender   *sender);
const char *oms_keeper_get_place   (OmsKeeper   *self);
const char *oms_keeper_get_trouble (OmsKeeper   *self);

G_END_DECLS
