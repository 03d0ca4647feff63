/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void oms_open_link           (GtkWidget  *widget,
                              const char *link);
void oms_open_link_activated (GtkWidget  *widget,
                              const char *action_name,
                              GVariant   *parameter);

G_END_DECLS
