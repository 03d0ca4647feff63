/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-diagnosis.h"
#include "oms-provider.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_STEPS_GROUP (oms_steps_group_get_type ())
G_DECLARE_FINAL_TYPE (OmsStepsGroup, oms_steps_group, OMS, STEPS_GROUP, AdwPreferencesGroup)

void        oms_steps_group_set_diagnosis    (OmsStepsGroup *self,
                                              OmsDiagnosis  *diagnosis);
void        oms_steps_group_offer_password   (OmsStepsGroup *self,
                                              OmsDiagnosis  *diagnosis,
                                              OmsProvider   *provider);
const char *oms_steps_group_get_password     (OmsStepsGroup *self);
void        oms_steps_group_set_password     (OmsStepsGroup *self,
                                              const char    *password);

G_END_DECLS
