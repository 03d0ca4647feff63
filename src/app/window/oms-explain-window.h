/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_EXPLAIN_WINDOW (oms_explain_window_get_type ())
G_DECLARE_FINAL_TYPE (OmsExplainWindow, oms_explain_window, OMS, EXPLAIN_WINDOW, AdwWindow)

GtkWidget *oms_explain_window_new (GtkWindow *parent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
