/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_DETAILS_WINDOW (oms_details_window_get_type ())
G_DECLARE_FINAL_TYPE (OmsDetailsWindow, oms_details_window, OMS, DETAILS_WINDOW, AdwWindow)

GtkWidget *oms_details_window_new (GtkWindow *parent,
                                   OmsReport *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
