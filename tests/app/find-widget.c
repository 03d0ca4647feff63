/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "find-widget.h"

/* The first one, from the outside in and from top to bottom, or NULL. */
GtkWidget *
find_widget (GtkWidget     *widget,
             WidgetMatches  matches,
             gconstpointer  what)
{
  GtkWidget *found = matches (widget, what) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, matches, what);

  return found;
}

static gboolean
is_of_type (GtkWidget     *widget,
            gconstpointer  type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, GPOINTER_TO_SIZE (type));
}

GtkWidget *
find_widget_of_type (GtkWidget *widget,
                     GType      type)
{
  return find_widget (widget, is_of_type, GSIZE_TO_POINTER (type));
}
