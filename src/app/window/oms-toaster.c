/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-toaster"

#include "config.h"

#include "oms-toaster.h"

#include "compat.h"

#include <glib/gi18n.h>

/* In seconds: long enough to read it and to think again. */
#define REMOVAL_TIMEOUT 10

/**
 * OmsToaster:
 *
 * Tells in toasts what was done, with the way back: a removal can be undone as long as its toast
 * is there, and is complete afterwards.
 */
struct _OmsToaster {
  GObject          parent_instance;

  AdwToastOverlay *overlay;
  GListModel      *toasts;     /* the widgets of those that are shown, among others */
  GPtrArray       *removals;   /* those that can still be undone */
};

G_DEFINE_FINAL_TYPE (OmsToaster, oms_toaster, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_OVERLAY,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum {
  RESTORED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Names and addresses are never markup. */
static AdwToast *
create_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

static void
on_toasts_changed (OmsToaster *self,
                   guint       position,
                   guint       removed,
                   guint       added)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (GtkWidget) toast = g_list_model_get_item (self->toasts, i);

    oms_compat_name_parts (toast);
  }
}

static void
on_undo_clicked (OmsToaster *self,
                 AdwToast   *toast)
{
  OmsRemoval *removal = g_object_get_data (G_OBJECT (toast), "removal");
  g_autoptr (GError) error = NULL;

  if (oms_removal_undo (removal, &error))
    g_signal_emit (self, signals[RESTORED], 0, oms_removal_get_sender (removal));
  else
    oms_toaster_show (self, error->message);
}

static void
on_undo_dismissed (OmsToaster *self,
                   AdwToast   *toast)
{
  OmsRemoval *removal = g_object_get_data (G_OBJECT (toast), "removal");

  oms_removal_complete (removal);
  g_ptr_array_remove (self->removals, removal);
}

static void
oms_toaster_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  OmsToaster *self = OMS_TOASTER (object);

  switch (prop_id) {
  case PROP_OVERLAY:
    self->overlay = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_toaster_constructed (GObject *object)
{
  OmsToaster *self = OMS_TOASTER (object);

  G_OBJECT_CLASS (oms_toaster_parent_class)->constructed (object);

  self->toasts = gtk_widget_observe_children (GTK_WIDGET (self->overlay));
  g_signal_connect_object (self->toasts, "items-changed", G_CALLBACK (on_toasts_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
oms_toaster_finalize (GObject *object)
{
  OmsToaster *self = OMS_TOASTER (object);

  g_clear_object (&self->toasts);
  g_clear_object (&self->overlay);
  g_clear_pointer (&self->removals, g_ptr_array_unref);

  G_OBJECT_CLASS (oms_toaster_parent_class)->finalize (object);
}

static void
oms_toaster_class_init (OmsToasterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = oms_toaster_set_property;
  object_class->constructed = oms_toaster_constructed;
  object_class->finalize = oms_toaster_finalize;

  /**
   * OmsToaster:overlay:
   *
   * Where the toasts are shown.
   */
  props[PROP_OVERLAY] =
    g_param_spec_object ("overlay", NULL, NULL, ADW_TYPE_TOAST_OVERLAY,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * OmsToaster::restored:
   * @self: the toaster
   * @sender: a copy of the sender that is stored again
   *
   * A removal was undone.
   */
  signals[RESTORED] =
    g_signal_new ("restored", OMS_TYPE_TOASTER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, OMS_TYPE_SENDER);
}

static void
oms_toaster_init (OmsToaster *self)
{
  self->removals = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * oms_toaster_new:
 * @overlay: where to show toasts
 *
 * Returns: (transfer full): a toaster
 */
OmsToaster *
oms_toaster_new (AdwToastOverlay *overlay)
{
  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);

  return g_object_new (OMS_TYPE_TOASTER, "overlay", overlay, NULL);
}

/**
 * oms_toaster_show:
 * @self: a toaster
 * @text: what was done, or what went wrong
 *
 * Shows a text for a while.
 */
void
oms_toaster_show (OmsToaster *self,
                  const char *text)
{
  g_return_if_fail (OMS_IS_TOASTER (self));

  adw_toast_overlay_add_toast (self->overlay, create_toast (text));
}

/**
 * oms_toaster_offer_undo:
 * @self: a toaster
 * @text: what was done
 * @action_name: the action that takes it back
 *
 * Shows a text for a while, with a button. One change at a time can be taken back: a toast that
 * is gone took its offer with it.
 */
void
oms_toaster_offer_undo (OmsToaster *self,
                        const char *text,
                        const char *action_name)
{
  AdwToast *toast;

  g_return_if_fail (OMS_IS_TOASTER (self));

  toast = create_toast (text);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, action_name);
  adw_toast_overlay_add_toast (self->overlay, toast);
}

/**
 * oms_toaster_show_removal:
 * @self: a toaster
 * @removal: a removal that can be undone
 *
 * Tells what was removed, and completes the removal unless somebody wants it back.
 */
void
oms_toaster_show_removal (OmsToaster *self,
                          OmsRemoval *removal)
{
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  AdwToast *toast;

  g_return_if_fail (OMS_IS_TOASTER (self));
  g_return_if_fail (OMS_IS_REMOVAL (removal));

  title = oms_sender_dup_title (oms_removal_get_sender (removal));
  /* Translators: %s is the name of a sender */
  text = g_strdup_printf (_("“%s” removed"), title);
  toast = create_toast (text);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, REMOVAL_TIMEOUT);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "removal", g_object_ref (removal), g_object_unref);
  g_ptr_array_add (self->removals, g_object_ref (removal));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_clicked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_undo_dismissed), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->overlay, toast);
}

/**
 * oms_toaster_complete_removals:
 * @self: a toaster
 *
 * Completes what can no longer be undone, since the toasts are about to go.
 */
void
oms_toaster_complete_removals (OmsToaster *self)
{
  g_return_if_fail (OMS_IS_TOASTER (self));

  g_ptr_array_foreach (self->removals, (GFunc) oms_removal_complete, NULL);
}
