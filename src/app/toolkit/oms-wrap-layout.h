/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OMS_TYPE_WRAP_LAYOUT (oms_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (OmsWrapLayout, oms_wrap_layout, OMS, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
