/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-row-layout"

#include "config.h"

#include "oms-row-layout.h"

/* As libadwaita spaces the parts of its rows. */
#define SPACING 6

/* How narrow text can get at least: measuring it a letter wide takes as long as all the rest. */
#define WIDTH_CHARS 6

/**
 * OmsRowLayout:
 *
 * Lays out children beside each other, as a horizontal [class@Gtk.Box] does, but quickly where
 * one of them is text that wraps: GTK's box searches for the narrowest width at which the text is
 * no higher, and lays the text out again for each try, for up to ten milliseconds a paragraph.
 * Here each child gets the width that it wants, as far as there is room, and those that expand
 * share the rest. A child that fills the height is centered in it: its own alignment would make
 * GTK search once more.
 */
struct _OmsRowLayout {
  GtkLayoutManager parent_instance;

  guint            spacing;
};

G_DEFINE_FINAL_TYPE (OmsRowLayout, oms_row_layout, GTK_TYPE_LAYOUT_MANAGER)

enum {
  PROP_0,
  PROP_SPACING,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* The children, and what they want. */
static GArray *
list_sizes (GtkWidget *widget)
{
  GArray *sizes = g_array_new (FALSE, FALSE, sizeof (GtkRequestedSize));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkRequestedSize size = { .data = child };

    if (!gtk_widget_should_layout (child))
      continue;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1,
                        &size.minimum_size, &size.natural_size, NULL, NULL);
    g_array_append_val (sizes, size);
  }

  return sizes;
}

static int
get_spacing (OmsRowLayout *self,
             GArray       *sizes)
{
  return sizes->len > 0 ? (int) ((sizes->len - 1) * self->spacing) : 0;
}

/* What each child gets of a width is its minimum size then. */
static GArray *
distribute (OmsRowLayout *self,
            GtkWidget    *widget,
            int           width)
{
  GArray *sizes = list_sizes (widget);
  int rest = width - get_spacing (self, sizes);
  int n_expanding = 0;

  for (guint i = 0; i < sizes->len; i++) {
    GtkRequestedSize *size = &g_array_index (sizes, GtkRequestedSize, i);

    rest -= size->minimum_size;
    n_expanding += gtk_widget_compute_expand (size->data, GTK_ORIENTATION_HORIZONTAL);
  }

  rest = gtk_distribute_natural_allocation (MAX (rest, 0), sizes->len, (gpointer) sizes->data);
  for (guint i = 0; i < sizes->len && n_expanding > 0; i++) {
    GtkRequestedSize *size = &g_array_index (sizes, GtkRequestedSize, i);
    int share = rest / n_expanding;

    if (!gtk_widget_compute_expand (size->data, GTK_ORIENTATION_HORIZONTAL))
      continue;

    size->minimum_size += share;
    rest -= share;
    n_expanding--;
  }

  return sizes;
}

static GtkSizeRequestMode
oms_row_layout_get_request_mode (GtkLayoutManager *manager,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
oms_row_layout_measure (GtkLayoutManager *manager,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  OmsRowLayout *self = OMS_ROW_LAYOUT (manager);
  gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;
  g_autoptr (GArray) sizes = horizontal || for_size < 0 ? list_sizes (widget)
                                                        : distribute (self, widget, for_size);

  *minimum = *natural = horizontal ? get_spacing (self, sizes) : 0;
  for (guint i = 0; i < sizes->len; i++) {
    GtkRequestedSize *size = &g_array_index (sizes, GtkRequestedSize, i);
    int child_minimum, child_natural;

    if (horizontal) {
      *minimum += size->minimum_size;
      *natural += size->natural_size;
      continue;
    }

    gtk_widget_measure (size->data, orientation, for_size < 0 ? -1 : size->minimum_size,
                        &child_minimum, &child_natural, NULL, NULL);
    *minimum = MAX (*minimum, child_minimum);
    *natural = MAX (*natural, child_natural);
  }
}

static void
oms_row_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  OmsRowLayout *self = OMS_ROW_LAYOUT (manager);
  g_autoptr (GArray) sizes = distribute (self, widget, width);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int start = 0;

  for (guint i = 0; i < sizes->len; i++) {
    GtkRequestedSize *size = &g_array_index (sizes, GtkRequestedSize, i);
    GtkAllocation allocation = { start, 0, size->minimum_size, height };

    if (rtl)
      allocation.x = width - start - size->minimum_size;
    if (gtk_widget_get_valign (size->data) == GTK_ALIGN_FILL) {
      gtk_widget_measure (size->data, GTK_ORIENTATION_VERTICAL, size->minimum_size,
                          &allocation.height, NULL, NULL, NULL);
      allocation.y = (height - allocation.height) / 2;
    }
    gtk_widget_size_allocate (size->data, &allocation, -1);
    start += size->minimum_size + (int) self->spacing;
  }
}

static void
oms_row_layout_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  OmsRowLayout *self = OMS_ROW_LAYOUT (object);

  switch (prop_id) {
  case PROP_SPACING:
    self->spacing = g_value_get_uint (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_row_layout_class_init (OmsRowLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->set_property = oms_row_layout_set_property;
  layout_class->get_request_mode = oms_row_layout_get_request_mode;
  layout_class->measure = oms_row_layout_measure;
  layout_class->allocate = oms_row_layout_allocate;

  /**
   * OmsRowLayout:spacing:
   *
   * The room between two children, in pixels.
   */
  props[PROP_SPACING] =
    g_param_spec_uint ("spacing", NULL, NULL, 0, 100, SPACING,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
oms_row_layout_init (OmsRowLayout *self)
{
}

static void
widen_labels (GtkWidget *box)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box);
       child;
       child = gtk_widget_get_next_sibling (child)) {
    if (GTK_IS_LABEL (child) && gtk_label_get_wrap (GTK_LABEL (child))) {
      gtk_label_set_width_chars (GTK_LABEL (child), WIDTH_CHARS);
      oms_row_layout_break_plainly (GTK_LABEL (child));
    }
  }
}

/**
 * oms_row_layout_break_plainly:
 * @label: text that wraps
 *
 * Adds no hyphen where a long word has to be broken: it would look like a part of the server’s name
 * or of the fingerprint that it is put into.
 */
void
oms_row_layout_break_plainly (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
}

static void
take_over (GtkWidget *box)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box);
       child;
       child = gtk_widget_get_next_sibling (child)) {
    gtk_widget_set_valign (child, GTK_ALIGN_FILL);
    widen_labels (child);
  }
  gtk_widget_set_layout_manager (box, g_object_new (OMS_TYPE_ROW_LAYOUT, NULL));
}

/**
 * oms_row_layout_apply:
 * @row: a row of libadwaita
 *
 * Lays out the parts of a row this way: what is before its title, the title, and what is after. A
 * version of libadwaita whose rows are made otherwise keeps its own layout.
 */
void
oms_row_layout_apply (AdwActionRow *row)
{
  GtkWidget *header;

  g_return_if_fail (ADW_IS_ACTION_ROW (row));

  header = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  if (GTK_IS_BOX (header))
    take_over (header);
}

/**
 * oms_row_layout_apply_to_group:
 * @group: a group with a description
 *
 * Lays out what is above the rows of a group this way, where libadwaita has a horizontal box
 * there. It offers no way to it, so that a version that has something else keeps its own layout.
 */
void
oms_row_layout_apply_to_group (AdwPreferencesGroup *group)
{
  GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (group));
  GtkWidget *header = box ? gtk_widget_get_first_child (box) : NULL;

  g_return_if_fail (ADW_IS_PREFERENCES_GROUP (group));

  if (GTK_IS_BOX (header) &&
      gtk_orientable_get_orientation (GTK_ORIENTABLE (header)) == GTK_ORIENTATION_HORIZONTAL)
    take_over (header);
}
