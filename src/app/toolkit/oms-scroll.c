/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-scroll"

#include "config.h"

#include "oms-scroll.h"

/* Where things are in what scrolls. */

/* From the top of what scrolls; negative where nothing in there has the focus. */
static double
get_focus_position (GtkScrolledWindow *window)
{
  GtkWidget *content = gtk_widget_get_first_child (gtk_scrolled_window_get_child (window));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (window));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  graphene_point_t position;

  if (!focus || !gtk_widget_compute_point (focus, content, &GRAPHENE_POINT_INIT (0, 0), &position))
    return -1;

  return position.y;
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  GtkScrolledWindow *window = GTK_SCROLLED_WINDOW (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (window);
  double position = get_focus_position (window);
  double *before = user_data;

  if (position >= 0 && *before >= 0)
    gtk_adjustment_set_value (adjustment,
                              gtk_adjustment_get_value (adjustment) + position - *before);

  return G_SOURCE_REMOVE;
}

/**
 * oms_scroll_to_top:
 * @window: what scrolls
 *
 * Shows the beginning.
 */
void
oms_scroll_to_top (GtkScrolledWindow *window)
{
  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (window));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (window), 0);
}

/**
 * oms_scroll_keep_focus:
 * @window: what scrolls, through a viewport
 *
 * Keeps the field that is being typed into where it is on the screen when what is above it comes
 * or goes. To be called before that happens.
 */
void
oms_scroll_keep_focus (GtkScrolledWindow *window)
{
  double *before;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (window));

  before = g_new (double, 1);
  *before = get_focus_position (window);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), on_tick, before, g_free);
}
