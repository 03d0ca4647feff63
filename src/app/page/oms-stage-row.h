/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-enums.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_STAGE_ROW (oms_stage_row_get_type ())
G_DECLARE_FINAL_TYPE (OmsStageRow, oms_stage_row, OMS, STAGE_ROW, AdwActionRow)

GtkWidget *oms_stage_row_new       (OmsStage       stage) G_GNUC_WARN_UNUSED_RESULT;
void       oms_stage_row_set_state (OmsStageRow   *self,
                                    OmsStageState  state,
                                    gint64         microseconds,
                                    const char    *detail);

G_END_DECLS
