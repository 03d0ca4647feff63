/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-announcer"

#include "config.h"

#include "oms-announcer.h"

#include "compat.h"
#include "oms-entry-row.h"

/**
 * OmsAnnouncer:
 *
 * Tells screen readers what happens in a part of the window, through the widget that has the
 * focus there, and takes it back when it is over.
 */
struct _OmsAnnouncer {
  GObject    parent_instance;

  GtkWidget *container;   /* weak, as the others */
  GtkWidget *fallback;
  GtkWidget *spoken;      /* what the last announcement was made on */
};

G_DEFINE_FINAL_TYPE (OmsAnnouncer, oms_announcer, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_CONTAINER,
  PROP_FALLBACK,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* What assistive technology knows as focused: inside an entry, the entry. */
static GtkWidget *
get_focus (OmsAnnouncer *self)
{
  GtkRoot *root = self->container ? gtk_widget_get_root (self->container) : NULL;
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (!focus || !gtk_widget_is_ancestor (focus, self->container))
    return self->fallback;

  return GTK_IS_TEXT (focus) ? gtk_widget_get_parent (focus) : focus;
}

static void
oms_announcer_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  OmsAnnouncer *self = OMS_ANNOUNCER (object);

  switch (prop_id) {
  case PROP_CONTAINER:
    g_set_weak_pointer (&self->container, g_value_get_object (value));
    break;
  case PROP_FALLBACK:
    g_set_weak_pointer (&self->fallback, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_announcer_dispose (GObject *object)
{
  OmsAnnouncer *self = OMS_ANNOUNCER (object);

  g_clear_weak_pointer (&self->container);
  g_clear_weak_pointer (&self->fallback);
  g_clear_weak_pointer (&self->spoken);

  G_OBJECT_CLASS (oms_announcer_parent_class)->dispose (object);
}

static void
oms_announcer_class_init (OmsAnnouncerClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = oms_announcer_set_property;
  object_class->dispose = oms_announcer_dispose;

  /**
   * OmsAnnouncer:container:
   *
   * The part of the window whose focus speaks. It is not kept alive.
   */
  props[PROP_CONTAINER] = g_param_spec_object ("container", NULL, NULL, GTK_TYPE_WIDGET, flags);

  /**
   * OmsAnnouncer:fallback:
   *
   * What speaks while the focus is elsewhere. It is not kept alive.
   */
  props[PROP_FALLBACK] = g_param_spec_object ("fallback", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
oms_announcer_init (OmsAnnouncer *self)
{
}

/**
 * oms_announcer_new:
 * @container: the part of the window
 * @fallback: a widget in it to speak through while the focus is elsewhere
 *
 * Returns: (transfer full): an announcer; keeps neither of the widgets alive
 */
OmsAnnouncer *
oms_announcer_new (GtkWidget *container,
                   GtkWidget *fallback)
{
  return g_object_new (OMS_TYPE_ANNOUNCER,
                       "container", container,
                       "fallback", fallback,
                       NULL);
}

/**
 * oms_announcer_say:
 * @self: an announcer
 * @text: what happened
 * @urgent: whether it is a failure
 */
void
oms_announcer_say (OmsAnnouncer *self,
                   const char   *text,
                   gboolean      urgent)
{
  GtkWidget *widget;

  g_return_if_fail (OMS_IS_ANNOUNCER (self));

  widget = get_focus (self);
  if (self->spoken != widget)
    oms_announcer_forget (self);
  g_set_weak_pointer (&self->spoken, widget);
  if (widget)
    oms_compat_announce (widget, text, urgent);
}

/**
 * oms_announcer_forget:
 * @self: an announcer
 *
 * What was announced is over: the widget is described as it was before.
 */
void
oms_announcer_forget (OmsAnnouncer *self)
{
  GtkWidget *row;

  g_return_if_fail (OMS_IS_ANNOUNCER (self));

  if (!self->spoken)
    return;

  row = gtk_widget_get_ancestor (self->spoken, OMS_TYPE_ENTRY_ROW);
  if (row)
    oms_entry_row_describe (OMS_ENTRY_ROW (row));
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->spoken),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_clear_weak_pointer (&self->spoken);
}
