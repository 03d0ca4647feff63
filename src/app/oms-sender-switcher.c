/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender-switcher"

#include "config.h"

#include "oms-sender-switcher.h"

#include <glib/gi18n.h>

#include "oms-app-resource.h"

/**
 * OmsSenderSwitcher:
 *
 * The title of the window, with the sender that is shown; and, where there are several, the way
 * to the others.
 */
struct _OmsSenderSwitcher {
  AdwBin          parent_instance;

  GtkStack       *stack;
  AdwWindowTitle *window_title;
  GtkWidget      *menu_button;
  GtkPopover     *popover;
  GtkListBox     *list_box;

  OmsSenderStore *store;
  OmsSender      *current;
};

G_DEFINE_FINAL_TYPE (OmsSenderSwitcher, oms_sender_switcher, ADW_TYPE_BIN)

enum {
  SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update_title (OmsSenderSwitcher *self)
{
  gboolean several = self->store && g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 1;

  adw_window_title_set_subtitle (self->window_title,
                                 self->current ? oms_sender_get_address (self->current) : "");
  gtk_stack_set_visible_child (self->stack,
                               several ? self->menu_button : GTK_WIDGET (self->window_title));
}

static void
on_row_activated (OmsSenderSwitcher *self,
                  GtkListBoxRow     *row)
{
  g_autoptr (OmsSender) sender =
    g_list_model_get_item (G_LIST_MODEL (self->store), gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SELECTED], 0, sender);
}

static void
update_row (GtkWidget *row)
{
  OmsSender *sender = g_object_get_data (G_OBJECT (row), "sender");
  OmsSenderStore *store = g_object_get_data (G_OBJECT (row), "store");
  gboolean is_default = oms_sender_store_get_default (store) == sender;
  const char *name = oms_sender_get_name (sender);
  const char *address = oms_sender_get_address (sender);
  g_autofree char *title = oms_sender_dup_title (sender);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *name ? name : title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               is_default ? C_("sender", "Used by default") : "");
  if (*name && !is_default)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), address);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  OmsSenderSwitcher *self = OMS_SENDER_SWITCHER (user_data);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "activatable", TRUE,
                                 NULL);

  g_object_set_data_full (G_OBJECT (row), "sender", g_object_ref (item), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "store", g_object_ref (self->store), g_object_unref);
  g_signal_connect_object (item, "notify", G_CALLBACK (update_row), row, G_CONNECT_SWAPPED);
  update_row (row);

  return row;
}

static void
oms_sender_switcher_dispose (GObject *object)
{
  OmsSenderSwitcher *self = OMS_SENDER_SWITCHER (object);

  g_clear_object (&self->store);
  g_clear_object (&self->current);
  gtk_widget_dispose_template (GTK_WIDGET (self), OMS_TYPE_SENDER_SWITCHER);

  G_OBJECT_CLASS (oms_sender_switcher_parent_class)->dispose (object);
}

static void
oms_sender_switcher_class_init (OmsSenderSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oms_sender_switcher_dispose;

  /**
   * OmsSenderSwitcher::selected:
   * @self: the switcher
   * @sender: a stored sender
   *
   * Another sender is wanted.
   */
  signals[SELECTED] =
    g_signal_new ("selected", OMS_TYPE_SENDER_SWITCHER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, OMS_TYPE_SENDER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               OMS_RESOURCE "oms-sender-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsSenderSwitcher, stack);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderSwitcher, window_title);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderSwitcher, menu_button);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderSwitcher, list_box);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
oms_sender_switcher_init (OmsSenderSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * oms_sender_switcher_set_store:
 * @self: a switcher without a store
 * @store: the senders to switch between
 */
void
oms_sender_switcher_set_store (OmsSenderSwitcher *self,
                               OmsSenderStore    *store)
{
  g_return_if_fail (OMS_IS_SENDER_SWITCHER (self));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (store), create_row, self, NULL);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  update_title (self);
}

/**
 * oms_sender_switcher_set_current:
 * @self: a switcher
 * @sender: (nullable): the sender that is shown
 */
void
oms_sender_switcher_set_current (OmsSenderSwitcher *self,
                                 OmsSender         *sender)
{
  g_return_if_fail (OMS_IS_SENDER_SWITCHER (self));

  if (self->current)
    g_signal_handlers_disconnect_by_func (self->current, update_title, self);
  if (sender)
    g_signal_connect_object (sender, "notify::address", G_CALLBACK (update_title), self,
                             G_CONNECT_SWAPPED);
  g_set_object (&self->current, sender);
  update_title (self);
}
