/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-secret.h"
#include "oms-sender-store.h"

G_BEGIN_DECLS

#define OMS_TYPE_REMOVAL (oms_removal_get_type ())
G_DECLARE_FINAL_TYPE (OmsRemoval, oms_removal, OMS, REMOVAL, GObject)

OmsRemoval *oms_removal_new        (OmsSenderStore  *store,
                                    OmsSecret       *secret,
                                    OmsSender       *sender,
                                    GError         **error) G_GNUC_WARN_UNUSED_RESULT;
OmsSender  *oms_removal_get_sender (OmsRemoval      *self);
gboolean    oms_removal_undo       (OmsRemoval      *self,
                                    GError         **error);
void        oms_removal_complete   (OmsRemoval      *self);

G_END_DECLS
