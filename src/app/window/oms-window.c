/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-window"

#include "config.h"

#include "oms-window.h"

#include "compat.h"
#include "oms-app-resource.h"
#include "oms-explain-window.h"
#include "oms-questions.h"
#include "oms-removal.h"
#include "oms-sender-pages.h"
#include "oms-sender-switcher.h"
#include "oms-toaster.h"
#include "oms-window-state.h"

#include <glib/gi18n.h>

/* Below this width, shadows included, there is no room for all of the header bar. */
#define NARROW 500

/**
 * OmsWindow:
 *
 * The one window: the pages of the senders, what can be done with the one that is shown, and the
 * way to the others.
 */
struct _OmsWindow {
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay      *toast_overlay;
  OmsSenderSwitcher    *switcher;
  GtkButton            *save_button;
  GtkBox               *content;

  OmsSenderPages       *pages;
  OmsToaster           *toaster;
  OmsSenderStore       *store;
  OmsSecret            *secret;
  GSettings            *settings;
  gboolean              narrow;
  GSimpleAction        *show_sender;  /* its state: the sender that is shown */

  /* What comes after the changes of the page that is shown are saved or discarded */
  OmsSender            *next;         /* nullable: a new sender */
  gboolean              next_is_close;
};

G_DEFINE_FINAL_TYPE (OmsWindow, oms_window, ADW_TYPE_APPLICATION_WINDOW)

enum {
  PROP_0,
  PROP_STORE,
  PROP_SECRET,
  PROP_PAGES,
  PROP_SETTINGS,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static OmsSenderPage *
get_page (OmsWindow *self)
{
  return oms_sender_pages_get_shown (self->pages);
}

static gboolean
is_changed (OmsSenderPage *page)
{
  return page && oms_draft_is_changed (oms_sender_page_get_draft (page));
}

static void
update_actions (OmsWindow *self)
{
  OmsSenderPage *page = get_page (self);
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
on_shown (OmsWindow *self)
{
  OmsSenderPage *page = get_page (self);
  OmsSender *sender = page ? oms_draft_get_sender (oms_sender_page_get_draft (page)) : NULL;

  g_simple_action_set_state (self->show_sender,
                             g_variant_new_string (sender ? oms_sender_get_id (sender) : ""));
  oms_sender_switcher_set_current (self->switcher, sender);
  update_actions (self);
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
    oms_sender_pages_show_stored (self->pages, next);
  else if (next)
    oms_sender_pages_show_new (self->pages, "");
}

static void
on_save_response (OmsWindow  *self,
                  const char *response)
{
  OmsSenderPage *page = get_page (self);

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
static void
leave_page (OmsWindow *self,
            OmsSender *next,
            gboolean   closes)
{
  OmsSenderPage *page = get_page (self);

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

static void
on_restored (OmsWindow *self,
             OmsSender *sender)
{
  leave_page (self, oms_sender_store_find (self->store, oms_sender_get_id (sender)), FALSE);
}

static void
remove_sender_activated (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  OmsWindow *self = OMS_WINDOW (widget);
  OmsSenderPage *page = get_page (self);
  OmsSender *stored = oms_draft_get_stored (oms_sender_page_get_draft (page));
  g_autoptr (OmsRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;

  if (!stored) {
    oms_sender_pages_show_any (self->pages);
    return;
  }

  removal = oms_removal_new (self->store, self->secret, stored, &error);
  if (removal)
    oms_toaster_show_removal (self->toaster, removal);
  else
    oms_toaster_show (self->toaster, error->message);
}

static void
make_default_activated (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  OmsWindow *self = OMS_WINDOW (widget);
  OmsSender *stored = oms_draft_get_stored (oms_sender_page_get_draft (get_page (self)));
  g_autoptr (GError) error = NULL;

  if (oms_sender_store_set_default (self->store, stored, &error))
    oms_toaster_show (self->toaster, _("Used by default from now on"));
  else
    oms_toaster_show (self->toaster, error->message);
}

static void
save_activated (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  oms_sender_page_save (get_page (OMS_WINDOW (widget)));
}

static void
test_activated (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  oms_sender_page_test (get_page (OMS_WINDOW (widget)));
}

static void
cancel_activated (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  oms_sender_page_cancel (get_page (OMS_WINDOW (widget)));
}

static void
explain_activated (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (oms_explain_window_new (GTK_WINDOW (widget))));
}

static void
show_undo_activated (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  oms_toaster_offer_undo (OMS_WINDOW (widget)->toaster, g_variant_get_string (parameter, NULL),
                          "win.undo");
}

static void
undo_activated (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  OmsSenderPage *page = get_page (OMS_WINDOW (widget));

  if (page)
    oms_sender_page_undo (page);
}

static void
show_toast_activated (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  oms_toaster_show (OMS_WINDOW (widget)->toaster, g_variant_get_string (parameter, NULL));
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
restore_state (OmsWindow *self)
{
  g_autofree char *last = oms_window_state_restore (GTK_WINDOW (self), self->settings);
  OmsSender *sender = *last ? oms_sender_store_find (self->store, last) : NULL;

  if (sender)
    oms_sender_pages_show_stored (self->pages, sender);
  else
    oms_sender_pages_show_any (self->pages);
}

static void
remember_state (OmsWindow *self)
{
  OmsSenderPage *page = get_page (self);
  OmsSender *stored = page ? oms_draft_get_stored (oms_sender_page_get_draft (page)) : NULL;

  oms_window_state_remember (GTK_WINDOW (self), oms_sender_store_get_backend (self->store),
                             stored ? oms_sender_get_id (stored) : "");
}

static gboolean
oms_window_close_request (GtkWindow *window)
{
  OmsWindow *self = OMS_WINDOW (window);

  if (is_changed (get_page (self))) {
    leave_page (self, NULL, TRUE);
    return GDK_EVENT_STOP;
  }

  remember_state (self);
  oms_toaster_complete_removals (self->toaster);

  return GTK_WINDOW_CLASS (oms_window_parent_class)->close_request (window);
}

static void
oms_window_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  OmsWindow *self = OMS_WINDOW (object);

  switch (prop_id) {
  case PROP_STORE:
    self->store = g_value_dup_object (value);
    break;
  case PROP_SECRET:
    self->secret = g_value_dup_object (value);
    break;
  case PROP_PAGES:
    self->pages = g_value_get_object (value);
    break;
  case PROP_SETTINGS:
    self->settings = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_window_constructed (GObject *object)
{
  OmsWindow *self = OMS_WINDOW (object);

  G_OBJECT_CLASS (oms_window_parent_class)->constructed (object);

  gtk_box_append (self->content, GTK_WIDGET (self->pages));
  g_signal_connect_object (self->pages, "shown", G_CALLBACK (on_shown), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "changed", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "saved", G_CALLBACK (go_on), self, G_CONNECT_SWAPPED);
  oms_sender_switcher_set_store (self->switcher, self->store);
  restore_state (self);
}

static void
oms_window_dispose (GObject *object)
{
  OmsWindow *self = OMS_WINDOW (object);

  g_clear_object (&self->toaster);
  g_clear_object (&self->store);
  g_clear_object (&self->secret);
  g_clear_object (&self->show_sender);
  g_clear_object (&self->settings);
  g_clear_object (&self->next);

  G_OBJECT_CLASS (oms_window_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * OmsWindow:store:
   *
   * The senders.
   */
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, OMS_TYPE_SENDER_STORE, flags);

  /**
   * OmsWindow:secret:
   *
   * Their passwords.
   */
  props[PROP_SECRET] = g_param_spec_object ("secret", NULL, NULL, OMS_TYPE_SECRET, flags);

  /**
   * OmsWindow:pages:
   *
   * What the window shows: the pages of the senders.
   */
  props[PROP_PAGES] = g_param_spec_object ("pages", NULL, NULL, OMS_TYPE_SENDER_PAGES, flags);

  /**
   * OmsWindow:settings:
   *
   * Where the window keeps its own state.
   */
  props[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
install_actions (GtkWidgetClass *widget_class)
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

static void
oms_window_class_init (OmsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = oms_window_set_property;
  object_class->constructed = oms_window_constructed;
  object_class->dispose = oms_window_dispose;
  widget_class->realize = oms_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = oms_window_close_request;
  install_properties (object_class);
  install_actions (widget_class);

  g_type_ensure (OMS_TYPE_SENDER_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, OmsWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, OmsWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, OmsWindow, content);
}

static void
oms_window_init (OmsWindow *self)
{
  self->show_sender = g_simple_action_new_stateful ("show-sender", G_VARIANT_TYPE_STRING,
                                                    g_variant_new_string (""));
  g_signal_connect_object (self->show_sender, "activate", G_CALLBACK (show_sender_activated),
                           self, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (self->show_sender));
  gtk_widget_init_template (GTK_WIDGET (self));
  oms_compat_name_parts (GTK_WIDGET (self));
  self->toaster = oms_toaster_new (self->toast_overlay);
  g_signal_connect_object (self->toaster, "restored", G_CALLBACK (on_restored), self,
                           G_CONNECT_SWAPPED);
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
  return g_object_new (OMS_TYPE_WINDOW,
                       "application", application,
                       "store", store,
                       "secret", secret,
                       "pages", oms_sender_pages_new (store, secret, practice),
                       "settings", settings,
                       NULL);
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

  leave_page (self, fresh, FALSE);
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

  page = get_page (self);
  if (!page || oms_draft_get_stored (oms_sender_page_get_draft (page)) != sender)
    leave_page (self, sender, FALSE);
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
  if (get_page (self))
    oms_sender_page_focus_test (get_page (self));
}
