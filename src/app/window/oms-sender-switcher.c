/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender-switcher"

#include "config.h"

#include "oms-sender-switcher.h"

#include "compat.h"
#include "oms-app-resource.h"

#include <glib/gi18n.h>

/**
 * OmsSenderSwitcher:
 *
 * The title of the window, with the sender that is shown; and, where there are several, the way
 * to the others.
 */
struct _OmsSenderSwitcher {
  AdwBin          parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget      *menu_button;

  OmsSenderStore *store;
  OmsSender      *current;
  gboolean        narrow;
};

G_DEFINE_FINAL_TYPE (OmsSenderSwitcher, oms_sender_switcher, ADW_TYPE_BIN)

static void
update_title (OmsSenderSwitcher *self)
{
  gboolean several = self->store && g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 1;

  const char *address = self->current ? oms_sender_get_address (self->current) : "";
  const char *title = self->narrow ? _("Outgoing Mail") : _("Outgoing Mail Settings");

  /* Where there is room for one of both, it is the address: the other is the same for all. */
  adw_window_title_set_title (self->window_title, self->narrow && *address ? "" : title);
  adw_window_title_set_subtitle (self->window_title, address);
  gtk_widget_set_visible (GTK_WIDGET (self->window_title), !several);
  gtk_widget_set_visible (self->menu_button, several);
}

/* Senders of the same address are told apart by their name. */
static char *
dup_label (OmsSenderSwitcher *self,
           OmsSender         *sender)
{
  guint n_senders = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  const char *address = oms_sender_get_address (sender);

  for (guint i = 0; i < n_senders; i++) {
    g_autoptr (OmsSender) other = g_list_model_get_item (G_LIST_MODEL (self->store), i);

    if (other != sender && g_str_equal (oms_sender_get_address (other), address))
      return g_strdup_printf ("%s – %s", oms_sender_get_name (sender), address);
  }

  return *address ? g_strdup (address) : oms_sender_dup_title (sender);
}

static void
update_menu (OmsSenderSwitcher *self)
{
  guint n_senders = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < n_senders; i++) {
    g_autoptr (OmsSender) sender = g_list_model_get_item (G_LIST_MODEL (self->store), i);
    g_autofree char *label = dup_label (self, sender);
    g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

    g_menu_item_set_action_and_target (item, "win.show-sender", "s", oms_sender_get_id (sender));
    g_menu_append_item (menu, item);
  }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), G_MENU_MODEL (menu));
  oms_compat_name_parts (self->menu_button);
}

static void
on_items_changed (OmsSenderSwitcher *self,
                  guint              position,
                  guint              removed,
                  guint              added)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (OmsSender) sender = g_list_model_get_item (G_LIST_MODEL (self->store), i);

    g_signal_connect_object (sender, "notify", G_CALLBACK (update_menu), self, G_CONNECT_SWAPPED);
  }
  update_menu (self);
  update_title (self);
}

static void
oms_sender_switcher_dispose (GObject *object)
{
  OmsSenderSwitcher *self = OMS_SENDER_SWITCHER (object);

  g_clear_object (&self->store);
  g_clear_object (&self->current);

  G_OBJECT_CLASS (oms_sender_switcher_parent_class)->dispose (object);
}

static void
oms_sender_switcher_class_init (OmsSenderSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oms_sender_switcher_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               OMS_RESOURCE "oms-sender-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsSenderSwitcher, window_title);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderSwitcher, menu_button);
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
  g_signal_connect_object (store, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  on_items_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (store)));
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

/**
 * oms_sender_switcher_set_narrow:
 * @self: a switcher
 * @narrow: whether there is little room
 */
void
oms_sender_switcher_set_narrow (OmsSenderSwitcher *self,
                                gboolean           narrow)
{
  g_return_if_fail (OMS_IS_SENDER_SWITCHER (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  update_title (self);
}
