/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-wrap-layout"

#include "config.h"

#include "oms-wrap-layout.h"

#define SPACING 6

/**
 * OmsWrapLayout:
 *
 * Lays out a few buttons beside each other where they fit, and below each other where they do
 * not. Libadwaita has no box for that before 1.7.
 */
struct _OmsWrapLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (OmsWrapLayout, oms_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
get_minimum_width (GtkWidget *child)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* The width that a child gets of @width, which is -1 where there is no limit. */
static int
get_width (GtkWidget *child,
           int        width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return width < 0 ? natural : MIN (natural, width);
}

/* Its height at that width: a long label is written in several lines. */
static int
get_height (GtkWidget *child,
            int        width)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, get_width (child, width),
                      &minimum, NULL, NULL, NULL);

  return minimum;
}

/* All children beside each other. */
static int
get_row_width (GtkWidget *widget)
{
  int width = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child;
       child = gtk_widget_get_next_sibling (child)) {
    if (gtk_widget_should_layout (child))
      width += get_width (child, -1) + (width > 0 ? SPACING : 0);
  }

  return width;
}

static GtkSizeRequestMode
oms_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                  GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
oms_wrap_layout_measure (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  gboolean stacked = for_size >= 0 && get_row_width (widget) > for_size;
  int largest = 0;
  int sum = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child;
       child = gtk_widget_get_next_sibling (child)) {
    int size;

    if (!gtk_widget_should_layout (child))
      continue;

    size = orientation == GTK_ORIENTATION_VERTICAL ? get_height (child, for_size)
                                                   : get_minimum_width (child);
    largest = MAX (largest, size);
    sum += size + (sum > 0 ? SPACING : 0);
  }

  *minimum = orientation == GTK_ORIENTATION_VERTICAL && stacked ? sum : largest;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? get_row_width (widget) : *minimum;
}

static void
oms_wrap_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  gboolean stacked = get_row_width (widget) > width;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation allocation = { 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child;
       child = gtk_widget_get_next_sibling (child)) {
    int start = allocation.x;

    if (!gtk_widget_should_layout (child))
      continue;

    allocation.width = get_width (child, width);
    allocation.height = get_height (child, width);
    if (rtl)
      allocation.x = width - start - allocation.width;
    gtk_widget_size_allocate (child, &allocation, -1);

    allocation.x = stacked ? 0 : start + allocation.width + SPACING;
    allocation.y += stacked ? allocation.height + SPACING : 0;
  }
}

static void
oms_wrap_layout_class_init (OmsWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = oms_wrap_layout_get_request_mode;
  layout_class->measure = oms_wrap_layout_measure;
  layout_class->allocate = oms_wrap_layout_allocate;
}

static void
oms_wrap_layout_init (OmsWrapLayout *self)
{
}
