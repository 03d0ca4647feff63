/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-sender-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_SENDER_SWITCHER (oms_sender_switcher_get_type ())
G_DECLARE_FINAL_TYPE (OmsSenderSwitcher, oms_sender_switcher, OMS, SENDER_SWITCHER, AdwBin)

void oms_sender_switcher_set_store   (OmsSenderSwitcher *self,
                                      OmsSenderStore    *store);
void oms_sender_switcher_set_current (OmsSenderSwitcher *self,
                                      OmsSender         *sender);
void oms_sender_switcher_set_narrow  (OmsSenderSwitcher *self,
                                      gboolean           narrow);

G_END_DECLS
