/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *oms_help_dup_uri        (const char *page) G_GNUC_WARN_UNUSED_RESULT;
void  oms_help_open           (GtkWidget  *widget,
                               const char *page);
void  oms_help_open_activated (GtkWidget  *widget,
                               const char *action_name,
                               GVariant   *parameter);

G_END_DECLS
