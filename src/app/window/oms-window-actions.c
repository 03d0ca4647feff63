/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-window"

#include "config.h"

#include "oms-window-private.h"

#include <glib/gi18n.h>

#include "compat.h"
#include "oms-explain-window.h"
#include "oms-removal.h"

/* What can be done in the window, and the toasts that tell that it was done. */

/* Names and addresses are never markup. */
static AdwToast *
create_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

static void
show_toast (OmsWindow  *self,
            const char *text)
{
  adw_toast_overlay_add_toast (self->toast_overlay, create_toast (text));
}

static void
on_toasts_changed (OmsWindow *self,
                   guint      position,
                   guint      removed,
                   guint      added)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (GtkWidget) toast = g_list_model_get_item (self->toasts, i);

    oms_compat_name_parts (toast);
  }
}

static void
on_undo_clicked (OmsWindow *self,
                 AdwToast  *toast)
{
  OmsRemoval *removal = g_object_get_data (G_OBJECT (toast), "removal");
  g_autoptr (GError) error = NULL;

  if (oms_removal_undo (removal, &error))
    oms_window_leave_page (self, oms_sender_store_find (self->store,
                      oms_sender_get_id (oms_removal_get_sender (removal))), FALSE);
  else
    show_toast (self, error->message);
}

static void
on_undo_dismissed (OmsWindow *self,
                   AdwToast  *toast)
{
  OmsRemoval *removal = g_object_get_data (G_OBJECT (toast), "removal");

  oms_removal_complete (removal);
  g_ptr_array_remove (self->removals, removal);
}

static void
offer_undo (OmsWindow  *self,
            OmsRemoval *removal)
{
  g_autofree char *title = oms_sender_dup_title (oms_removal_get_sender (removal));
  /* Translators: %s is the name of a sender */
  g_autofree char *text = g_strdup_printf (_("“%s” removed"), title);
  AdwToast *toast = create_toast (text);

  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, 10);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "removal", g_object_ref (removal), g_object_unref);
  g_ptr_array_add (self->removals, g_object_ref (removal));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_clicked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_undo_dismissed), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
remove_sender_activated (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  OmsWindow *self = OMS_WINDOW (widget);
  OmsSenderPage *page = oms_window_get_page (self);
  OmsSender *stored = oms_draft_get_stored (oms_sender_page_get_draft (page));
  g_autoptr (OmsRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;

  if (!stored) {
    oms_window_show_any (self);
    return;
  }

  removal = oms_removal_new (self->store, self->secret, stored, &error);
  if (removal)
    offer_undo (self, removal);
  else
    show_toast (self, error->message);
}

static void
make_default_activated (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  OmsWindow *self = OMS_WINDOW (widget);
  OmsSender *stored = oms_draft_get_stored (oms_sender_page_get_draft (oms_window_get_page (self)));
  g_autoptr (GError) error = NULL;

  if (oms_sender_store_set_default (self->store, stored, &error))
    show_toast (self, _("Used by default from now on"));
  else
    show_toast (self, error->message);
}

static void
save_activated (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  oms_sender_page_save (oms_window_get_page (OMS_WINDOW (widget)));
}

static void
test_activated (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  oms_sender_page_test (oms_window_get_page (OMS_WINDOW (widget)));
}

static void
cancel_activated (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  oms_sender_page_cancel (oms_window_get_page (OMS_WINDOW (widget)));
}

static void
explain_activated (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (oms_explain_window_new (GTK_WINDOW (widget))));
}

/* One change at a time can be taken back: a toast that is gone took its offer with it. */
static void
show_undo_activated (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  AdwToast *toast = create_toast (g_variant_get_string (parameter, NULL));

  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_add_toast (OMS_WINDOW (widget)->toast_overlay, toast);
}

static void
undo_activated (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  OmsSenderPage *page = oms_window_get_page (OMS_WINDOW (widget));

  if (page)
    oms_sender_page_undo (page);
}

static void
show_toast_activated (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  show_toast (OMS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

void
oms_window_follow_toasts (OmsWindow *self)
{
  self->toasts = gtk_widget_observe_children (GTK_WIDGET (self->toast_overlay));
  g_signal_connect_object (self->toasts, "items-changed", G_CALLBACK (on_toasts_changed), self,
                           G_CONNECT_SWAPPED);
}

void
oms_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_activated);
  gtk_widget_class_install_action (widget_class, "win.test", NULL, test_activated);
  gtk_widget_class_install_action (widget_class, "win.cancel", NULL, cancel_activated);
  gtk_widget_class_install_action (widget_class, "win.explain", NULL, explain_activated);
  gtk_widget_class_install_action (widget_class, "win.show-toast", "s", show_toast_activated);
  gtk_widget_class_install_action (widget_class, "win.show-undo", "s", show_undo_activated);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_activated);
  gtk_widget_class_install_action (widget_class, "win.remove-sender", NULL,
                                   remove_sender_activated);
  gtk_widget_class_install_action (widget_class, "win.make-default", NULL,
                                   make_default_activated);
}
