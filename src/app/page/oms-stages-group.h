/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-report.h"
#include "oms-sender.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_STAGES_GROUP (oms_stages_group_get_type ())
G_DECLARE_FINAL_TYPE (OmsStagesGroup, oms_stages_group, OMS, STAGES_GROUP, AdwPreferencesGroup)

void        oms_stages_group_start       (OmsStagesGroup *self,
                                          OmsSender      *sender,
                                          gboolean        with_message);
void        oms_stages_group_set_stage   (OmsStagesGroup *self,
                                          OmsStage        stage,
                                          OmsStageState   state,
                                          gint64          microseconds,
                                          const char     *detail);
const char *oms_stages_group_get_title   (OmsStagesGroup *self,
                                          OmsStage        stage);
void        oms_stages_group_show_report (OmsStagesGroup *self,
                                          OmsReport      *report);

G_END_DECLS
