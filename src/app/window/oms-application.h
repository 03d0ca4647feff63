/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_APPLICATION (oms_application_get_type ())
G_DECLARE_FINAL_TYPE (OmsApplication, oms_application, OMS, APPLICATION, AdwApplication)

OmsApplication *oms_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
