/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether a widget is the one that is looked for. */
typedef gboolean (*WidgetMatches) (GtkWidget     *widget,
                                   gconstpointer  what);

GtkWidget *find_widget         (GtkWidget     *widget,
                                WidgetMatches  matches,
                                gconstpointer  what);
GtkWidget *find_widget_of_type (GtkWidget     *widget,
                                GType          type);

G_END_DECLS
