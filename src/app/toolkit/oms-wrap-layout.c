/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-wrap-layout"

#include "config.h"

#include "oms-wrap-layout.h"

#define SPACING 6

/**
 * OmsWrapLayout:
 *
 * Lays out a few buttons in one line, or in as many as it takes. Libadwaita has no box for that
 * before 1.7.
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

/* Places the children in lines of @width, or only measures them; returns the height. Where one line
 * does not do, the first child, which is the main one, has a line of its own. */
static int
flow (GtkWidget *widget,
      int        width,
      gboolean   allocate)
{
  gboolean one_line = width < 0 || get_row_width (widget) <= width;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation area = { 0 };
  int line_height = 0;
  guint n_placed = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child;
       child = gtk_widget_get_next_sibling (child)) {
    if (!gtk_widget_should_layout (child))
      continue;

    area.width = get_width (child, width);
    area.height = get_height (child, width);
    if (!one_line && (n_placed == 1 || (n_placed > 1 && area.x + area.width > width))) {
      area.x = 0;
      area.y += line_height + SPACING;
      line_height = 0;
    }
    if (allocate) {
      int x = rtl ? width - area.x - area.width : area.x;

      gtk_widget_size_allocate (child,
                                &(GtkAllocation) { x, area.y, area.width, area.height }, -1);
    }
    area.x += area.width + SPACING;
    line_height = MAX (line_height, area.height);
    n_placed++;
  }

  return area.y + line_height;
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
  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *minimum = *natural = flow (widget, for_size, FALSE);
    return;
  }

  *minimum = 0;
  *natural = get_row_width (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child;
       child = gtk_widget_get_next_sibling (child)) {
    if (gtk_widget_should_layout (child))
      *minimum = MAX (*minimum, get_minimum_width (child));
  }
}

static void
oms_wrap_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  flow (widget, width, TRUE);
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
