/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_WELCOME (oms_welcome_get_type ())
G_DECLARE_FINAL_TYPE (OmsWelcome, oms_welcome, OMS, WELCOME, AdwBin)

GtkWidget *oms_welcome_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
