/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_ROW_LAYOUT (oms_row_layout_get_type ())
G_DECLARE_FINAL_TYPE (OmsRowLayout, oms_row_layout, OMS, ROW_LAYOUT, GtkLayoutManager)

void oms_row_layout_break_plainly   (GtkLabel            *label);
void oms_row_layout_apply          (AdwActionRow        *row);
void oms_row_layout_apply_to_group (AdwPreferencesGroup *group);

G_END_DECLS
