/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-removal.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_TOASTER (oms_toaster_get_type ())
G_DECLARE_FINAL_TYPE (OmsToaster, oms_toaster, OMS, TOASTER, GObject)

OmsToaster *oms_toaster_new               (AdwToastOverlay *overlay) G_GNUC_WARN_UNUSED_RESULT;
void        oms_toaster_show              (OmsToaster      *self,
                                           const char      *text);
void        oms_toaster_offer_undo        (OmsToaster      *self,
                                           const char      *text,
                                           const char      *action_name);
void        oms_toaster_show_removal      (OmsToaster      *self,
                                           OmsRemoval      *removal);
void        oms_toaster_complete_removals (OmsToaster      *self);

G_END_DECLS
