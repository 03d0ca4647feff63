/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-draft.h"
#include "oms-test.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OMS_TYPE_REMEDIES (oms_remedies_get_type ())
G_DECLARE_FINAL_TYPE (OmsRemedies, oms_remedies, OMS, REMEDIES, GObject)

OmsRemedies *oms_remedies_new  (GtkWidget   *widget,
                                OmsDraft    *draft,
                                OmsTest     *test) G_GNUC_WARN_UNUSED_RESULT;
void         oms_remedies_undo (OmsRemedies *self);

G_END_DECLS
