/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_COMBO_ROW (oms_combo_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (OmsComboRow, oms_combo_row, OMS, COMBO_ROW, AdwComboRow)

struct _OmsComboRowClass {
  AdwComboRowClass parent_class;
};

G_END_DECLS
