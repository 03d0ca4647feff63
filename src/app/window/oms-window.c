/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-window"

#include "config.h"

#include "oms-window-private.h"

#include <glib/gi18n.h>

#include "compat.h"
#include "oms-app-resource.h"
#include "oms-questions.h"
#include "oms-removal.h"
#include "oms-settings.h"
#include "oms-welcome.h"

/* Below this width, shadows included, there is no room for all of the header bar. */
#define NARROW 500

/**
 * OmsWindow:
 *
 * The one window: a page for each sender that was looked at, one of which is shown. The others
 * are hidden; their tests go on.
 */
G_DEFINE_FINAL_TYPE (OmsWindow, oms_window, ADW_TYPE_APPLICATION_WINDOW)

OmsSenderPage *
oms_window_get_page (OmsWindow *self)
{
  return OMS_IS_SENDER_PAGE (self->shown) ? OMS_SENDER_PAGE (self->shown) : NULL;
}

static gboolean
is_changed (OmsSenderPage *page)
{
  return page && oms_draft_is_changed (oms_sender_page_get_draft (page));
}

static void
update_actions (OmsWindow *self)
{
  OmsSenderPage *page = oms_window_get_page (self);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean changed = is_changed (page);
  gboolean stored = page && oms_draft_get_stored (oms_sender_page_get_draft (page));

  /* The focus is never on something that goes away. */
  if (!changed && gtk_widget_has_focus (GTK_WIDGET (self->save_button)) && page)
    oms_sender_page_focus_test (page);
  gtk_widget_set_visible (GTK_WIDGET (self->save_button), changed);
  if (page && oms_sender_page_suggests_saving (page))
    gtk_widget_add_css_class (GTK_WIDGET (self->save_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->save_button), "suggested-action");
  gtk_widget_action_set_enabled (widget, "win.save", changed);
  gtk_widget_action_set_enabled (widget, "win.test", page != NULL);
  gtk_widget_action_set_enabled (widget, "win.cancel", page && oms_sender_page_is_running (page));
  gtk_widget_action_set_enabled (widget, "win.remove-sender", page != NULL);
  gtk_widget_action_set_enabled (widget, "win.make-default", stored);
}

static void
on_page_changed (OmsWindow *self)
{
  OmsSenderPage *page = oms_window_get_page (self);

  OmsSender *sender = page ? oms_draft_get_sender (oms_sender_page_get_draft (page)) : NULL;

  g_simple_action_set_state (self->show_sender,
                             g_variant_new_string (sender ? oms_sender_get_id (sender) : ""));
  oms_sender_switcher_set_current (self->switcher, sender);
  update_actions (self);
}

static void go_on (OmsWindow *self);

static void
on_saved (OmsWindow     *self,
          OmsSenderPage *page)
{
  update_actions (self);
  if (page == oms_window_get_page (self))
    go_on (self);
}

static OmsSenderPage *
add_page (OmsWindow *self,
          OmsSender *stored)
{
  g_autoptr (OmsDraft) draft = oms_draft_new (self->store, stored);
  GtkWidget *page = oms_sender_page_new (draft, self->secret, self->guard, self->practice);

  gtk_widget_set_visible (page, FALSE);
  gtk_box_append (self->page_box, page);
  g_ptr_array_add (self->pages, page);
  g_signal_connect_object (draft, "notify::changed", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "state-changed", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);

  return OMS_SENDER_PAGE (page);
}

/* For good, with the test that may still run there. */
static void
close_page (OmsWindow     *self,
            OmsSenderPage *page)
{
  oms_sender_page_cancel (page);
  g_ptr_array_remove (self->pages, page);
  gtk_box_remove (self->page_box, GTK_WIDGET (page));
}

/* Pages are hidden, not taken out: GTK 4.8 does not find the actions of a page again that is put
 * back, and its buttons stay insensitive. A new sender that was not saved, like the welcome, is
 * given up by leaving it. */
static void
show_child (OmsWindow *self,
            GtkWidget *child)
{
  GtkWidget *before = self->shown;

  self->shown = child;
  gtk_widget_set_visible (child, TRUE);
  on_page_changed (self);
  if (!before)
    return;

  gtk_widget_set_visible (before, FALSE);
  if (!OMS_IS_SENDER_PAGE (before))
    gtk_box_remove (self->page_box, before);
  else if (!oms_draft_get_stored (oms_sender_page_get_draft (OMS_SENDER_PAGE (before))))
    close_page (self, OMS_SENDER_PAGE (before));
}

static void
show_page (OmsWindow     *self,
           OmsSenderPage *page)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->shown == GTK_WIDGET (page))
    return;

  /* The focus is never on something that goes away. */
  gtk_widget_set_visible (GTK_WIDGET (page), TRUE);
  if (!focus || (self->shown && gtk_widget_is_ancestor (focus, self->shown)))
    oms_sender_page_focus_test (page);
  show_child (self, GTK_WIDGET (page));
}

static void
show_stored (OmsWindow *self,
             OmsSender *sender)
{
  for (guint i = 0; i < self->pages->len; i++) {
    OmsSenderPage *page = g_ptr_array_index (self->pages, i);

    if (oms_draft_get_stored (oms_sender_page_get_draft (page)) == sender) {
      show_page (self, page);
      return;
    }
  }

  show_page (self, add_page (self, sender));
}

static void
show_new (OmsWindow  *self,
          const char *address)
{
  OmsSenderPage *page = add_page (self, NULL);

  oms_sender_set_address (oms_draft_get_sender (oms_sender_page_get_draft (page)), address);
  show_page (self, page);
  oms_sender_page_focus_first (page);
}

static void
on_continued (OmsWindow  *self,
              const char *address)
{
  show_new (self, address);
}

void
oms_window_show_any (OmsWindow *self)
{
  OmsSender *sender = oms_sender_store_get_default (self->store);
  GtkWidget *welcome;

  if (sender) {
    show_stored (self, sender);
    return;
  }

  welcome = oms_welcome_new ();
  g_signal_connect_object (welcome, "continued", G_CALLBACK (on_continued), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->page_box, welcome);
  gtk_widget_grab_focus (welcome);
  show_child (self, welcome);
}

/* Later: what asked about the changes is a window of this one, and still at it. */
static gboolean
on_idle_close (gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));

  return G_SOURCE_REMOVE;
}

/* Does what waited for the changes to be saved or discarded. */
static void
go_on (OmsWindow *self)
{
  g_autoptr (OmsSender) next = g_steal_pointer (&self->next);
  gboolean closes = self->next_is_close;

  self->next_is_close = FALSE;
  if (closes)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle_close, g_object_ref (self), g_object_unref);
  else if (next && oms_sender_store_find (self->store, oms_sender_get_id (next)))
    show_stored (self, next);
  else if (next)
    show_new (self, "");
}

static void
on_save_response (OmsWindow  *self,
                  const char *response)
{
  OmsSenderPage *page = oms_window_get_page (self);

  if (page && g_str_equal (response, "save")) {
    oms_sender_page_save (page);
  } else if (page && g_str_equal (response, "discard")) {
    oms_sender_page_discard (page);
    go_on (self);
  } else {
    g_clear_object (&self->next);
    self->next_is_close = FALSE;
  }
}

/* Asks once what to do with the changes of the page that is shown; goes on without asking where
 * there are none. */
void
oms_window_leave_page (OmsWindow *self,
                       OmsSender *next,
                       gboolean   closes)
{
  OmsSenderPage *page = oms_window_get_page (self);

  g_set_object (&self->next, next);
  self->next_is_close = closes;
  if (is_changed (page))
    oms_ask_to_save (GTK_WIDGET (self), oms_draft_get_sender (oms_sender_page_get_draft (page)),
                     G_CALLBACK (on_save_response), self);
  else
    go_on (self);
}

static void
show_sender_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  OmsWindow *self = OMS_WINDOW (user_data);
  OmsSender *sender = oms_sender_store_find (self->store, g_variant_get_string (parameter, NULL));

  if (sender)
    oms_window_show_sender (self, sender);
}

/* Pages of senders that are gone, by whatever hand, go too; their tests are cancelled. */
static void
on_items_changed (OmsWindow *self)
{
  OmsSenderPage *shown = oms_window_get_page (self);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  for (guint i = self->pages->len; i > 0; i--) {
    OmsSenderPage *page = g_ptr_array_index (self->pages, i - 1);
    OmsSender *stored = oms_draft_get_stored (oms_sender_page_get_draft (page));

    if (stored && !oms_sender_store_find (self->store, oms_sender_get_id (stored)))
      g_ptr_array_add (gone, page);
  }

  if (g_ptr_array_find (gone, shown, NULL) ||
      (!shown && oms_sender_store_get_default (self->store)))
    oms_window_show_any (self);
  for (guint i = 0; i < gone->len; i++)
    close_page (self, g_ptr_array_index (gone, i));
  update_actions (self);
}

/* How large text is beside the usual. */
static double
get_text_scale (OmsWindow *self)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? dpi / (96.0 * PANGO_SCALE) : 1;
}

/* A phone, or a third of a screen: the name of the sender has to do with what room there is. */
static void
on_layout (OmsWindow *self,
           int        width,
           int        height)
{
  gboolean narrow = width < NARROW * get_text_scale (self);

  if (narrow == self->narrow)
    return;

  self->narrow = narrow;
  oms_sender_switcher_set_narrow (self->switcher, narrow);
  if (narrow) {
    gtk_button_set_icon_name (self->save_button, "document-save-symbolic");
    /* Newer versions of GTK still call it like its label, which has gone. */
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->save_button),
                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  } else {
    gtk_button_set_label (self->save_button, _("Save"));
  }
}

static void
oms_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (oms_window_parent_class)->realize (widget);

  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout",
                           G_CALLBACK (on_layout), widget, G_CONNECT_SWAPPED);
}

static void
remember_state (OmsWindow *self)
{
  OmsSenderPage *page = oms_window_get_page (self);
  OmsSender *stored = page ? oms_draft_get_stored (oms_sender_page_get_draft (page)) : NULL;
  const char *last = stored ? oms_sender_get_id (stored) : "";
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  g_autoptr (GHashTable) changes = oms_settings_changes_new ();
  g_autoptr (GError) error = NULL;
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  oms_settings_changes_add (changes, "window-width", g_variant_new_int32 (width));
  oms_settings_changes_add (changes, "window-height", g_variant_new_int32 (height));
  oms_settings_changes_add (changes, "window-maximized", g_variant_new_boolean (maximized));
  oms_settings_changes_add (changes, "last-sender", g_variant_new_string (last));
  if (!oms_settings_write (oms_sender_store_get_backend (self->store), NULL, changes, &error))
    g_debug ("The state of the window is not remembered: %s", error->message);
}

static gboolean
oms_window_close_request (GtkWindow *window)
{
  OmsWindow *self = OMS_WINDOW (window);

  if (is_changed (oms_window_get_page (self))) {
    oms_window_leave_page (self, NULL, TRUE);
    return GDK_EVENT_STOP;
  }

  remember_state (self);
  g_ptr_array_foreach (self->removals, (GFunc) oms_removal_complete, NULL);

  return GTK_WINDOW_CLASS (oms_window_parent_class)->close_request (window);
}

static void
oms_window_dispose (GObject *object)
{
  OmsWindow *self = OMS_WINDOW (object);

  g_clear_object (&self->store);
  g_clear_object (&self->secret);
  g_clear_object (&self->guard);
  g_clear_object (&self->show_sender);
  g_clear_object (&self->settings);
  g_clear_object (&self->next);
  g_clear_object (&self->toasts);
  g_clear_pointer (&self->practice, oms_practice_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->removals, g_ptr_array_unref);

  G_OBJECT_CLASS (oms_window_parent_class)->dispose (object);
}

static void
oms_window_class_init (OmsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oms_window_dispose;
  widget_class->realize = oms_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = oms_window_close_request;

  oms_window_install_actions (widget_class);
  g_type_ensure (OMS_TYPE_SENDER_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, OmsWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, OmsWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, OmsWindow, page_box);
}

static void
oms_window_init (OmsWindow *self)
{
  self->show_sender = g_simple_action_new_stateful ("show-sender", G_VARIANT_TYPE_STRING,
                                                    g_variant_new_string (""));
  g_signal_connect_object (self->show_sender, "activate", G_CALLBACK (show_sender_activated),
                           self, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (self->show_sender));
  self->pages = g_ptr_array_new ();
  self->removals = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  oms_compat_name_parts (GTK_WIDGET (self));
  oms_window_follow_toasts (self);
}

static void
restore_state (OmsWindow *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-sender");
  OmsSender *sender = *last ? oms_sender_store_find (self->store, last) : NULL;
  int width = g_settings_get_int (self->settings, "window-width");
  int height = g_settings_get_int (self->settings, "window-height");

  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  if (sender)
    show_stored (self, sender);
  else
    oms_window_show_any (self);
}

/**
 * oms_window_new:
 * @application: the application
 * @store: the senders
 * @secret: their passwords
 * @practice: (nullable): the practice server to test against
 * @settings: where the window keeps its own state
 *
 * Returns: (transfer none): the window, owned by GTK
 */
OmsWindow *
oms_window_new (GtkApplication *application,
                OmsSenderStore *store,
                OmsSecret      *secret,
                OmsPractice    *practice,
                GSettings      *settings)
{
  OmsWindow *self = g_object_new (OMS_TYPE_WINDOW, "application", application, NULL);

  self->store = g_object_ref (store);
  self->secret = g_object_ref (secret);
  self->guard = oms_guard_new (secret);
  self->practice = practice ? oms_practice_ref (practice) : NULL;
  self->settings = g_object_ref (settings);
  oms_sender_switcher_set_store (self->switcher, store);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  restore_state (self);

  return self;
}

/**
 * oms_window_new_sender:
 * @self: a window
 *
 * Shows an empty form, after asking about changes of the one that is shown.
 */
void
oms_window_new_sender (OmsWindow *self)
{
  g_autoptr (OmsSender) fresh = oms_sender_new (NULL);

  g_return_if_fail (OMS_IS_WINDOW (self));

  oms_window_leave_page (self, fresh, FALSE);
}

/**
 * oms_window_show_sender:
 * @self: a window
 * @sender: a stored sender
 *
 * Shows a sender, after asking about changes of the one that is shown.
 */
void
oms_window_show_sender (OmsWindow *self,
                        OmsSender *sender)
{
  OmsSenderPage *page;

  g_return_if_fail (OMS_IS_WINDOW (self));
  g_return_if_fail (OMS_IS_SENDER (sender));

  page = oms_window_get_page (self);
  if (!page || oms_draft_get_stored (oms_sender_page_get_draft (page)) != sender)
    oms_window_leave_page (self, sender, FALSE);
}

/**
 * oms_window_show_default_sender:
 * @self: a window
 *
 * Shows the sender that is used by default, with the focus on the button that tests it. Nothing
 * is sent before that is pressed.
 */
void
oms_window_show_default_sender (OmsWindow *self)
{
  OmsSender *sender;

  g_return_if_fail (OMS_IS_WINDOW (self));

  sender = oms_sender_store_get_default (self->store);
  if (!sender)
    return;

  oms_window_show_sender (self, sender);
  if (oms_window_get_page (self))
    oms_sender_page_focus_test (oms_window_get_page (self));
}
