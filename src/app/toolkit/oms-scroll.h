/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void oms_scroll_to_top     (GtkScrolledWindow *window);
void oms_scroll_keep_focus (GtkScrolledWindow *window);

G_END_DECLS
