/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one file that uses what is newer than the floor, where it was built with it, and what is
 * older and deprecated where it was not. */

#define G_LOG_DOMAIN "oms-compat"

#include "config.h"

#include "compat.h"

#include "oms-app-resource.h"

#include <glib/gi18n.h>

#if ADW_CHECK_VERSION (1, 5, 0)
#define ALERT_DIALOG(dialog)          ADW_ALERT_DIALOG (dialog)
#define alert_new()                   adw_alert_dialog_new (NULL, NULL)
#define alert_set_heading             adw_alert_dialog_set_heading
#define alert_set_body                adw_alert_dialog_set_body
#define alert_set_extra_child         adw_alert_dialog_set_extra_child
#define alert_add_response            adw_alert_dialog_add_response
#define alert_set_response_appearance adw_alert_dialog_set_response_appearance
#define alert_set_close_response      adw_alert_dialog_set_close_response
#define alert_set_default_response    adw_alert_dialog_set_default_response
#else
#define ALERT_DIALOG(dialog)          ADW_MESSAGE_DIALOG (dialog)
#define alert_new()                   adw_message_dialog_new (NULL, NULL, NULL)
#define alert_set_heading             adw_message_dialog_set_heading
#define alert_set_body                adw_message_dialog_set_body
#define alert_set_extra_child         adw_message_dialog_set_extra_child
#define alert_add_response            adw_message_dialog_add_response
#define alert_set_response_appearance adw_message_dialog_set_response_appearance
#define alert_set_close_response      adw_message_dialog_set_close_response
#define alert_set_default_response    adw_message_dialog_set_default_response
#endif

#if ADW_CHECK_VERSION (1, 5, 0)
/* What scrolls in a dialog takes the focus, for the keyboard to scroll it, but its role cannot have
 * a name. */
static void
name_scrolled_windows (GtkWidget  *widget,
                       const char *name)
{
  if (GTK_IS_SCROLLED_WINDOW (widget)) {
    g_object_set (widget, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child;
       child = gtk_widget_get_next_sibling (child))
    name_scrolled_windows (child, name);
}
#endif

/**
 * oms_compat_ask:
 * @parent: a widget in the window that asks
 * @heading: the question
 * @body: what there is to know about it
 * @extra_child: (nullable): what else to show
 * @responses: (array length=n_responses): the answers; the first one leaves everything as it is,
 *   the last one is what Return answers unless it destroys something
 * @n_responses: how many answers
 * @on_response: called with @target and the id of the answer
 * @target: a [class@GObject.Object]
 *
 * Asks a question in a dialog.
 */
void
oms_compat_ask (GtkWidget         *parent,
                const char        *heading,
                const char        *body,
                GtkWidget         *extra_child,
                const OmsResponse *responses,
                gsize              n_responses,
                GCallback          on_response,
                gpointer           target)
{
  GtkWidget *dialog = GTK_WIDGET (alert_new ());
  const OmsResponse *last = &responses[n_responses - 1];

  alert_set_heading (ALERT_DIALOG (dialog), heading);
  alert_set_body (ALERT_DIALOG (dialog), body);
  if (extra_child)
    alert_set_extra_child (ALERT_DIALOG (dialog), extra_child);

  for (gsize i = 0; i < n_responses; i++) {
    alert_add_response (ALERT_DIALOG (dialog), responses[i].id, responses[i].label);
    alert_set_response_appearance (ALERT_DIALOG (dialog), responses[i].id,
                                   responses[i].appearance);
  }
  alert_set_close_response (ALERT_DIALOG (dialog), responses[0].id);
  if (last->appearance != ADW_RESPONSE_DESTRUCTIVE)
    alert_set_default_response (ALERT_DIALOG (dialog), last->id);
  g_signal_connect_object (dialog, "response", on_response, target, G_CONNECT_SWAPPED);
  oms_compat_name_parts (dialog);

#if ADW_CHECK_VERSION (1, 5, 0)
  adw_dialog_present (ADW_DIALOG (dialog), parent);
  /* Only now it has got its parts. */
  name_scrolled_windows (dialog, heading);
#else
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}

/**
 * oms_compat_prepare_classes:
 *
 * Sees to it that parts of widgets are not called after their class: before GTK 4.10 that is the
 * name of whatever has no other, but groups need none. To be called before any widget is made.
 */
void
oms_compat_prepare_classes (void)
{
#if !GTK_CHECK_VERSION (4, 10, 0)
  const struct {
    GType             type;
    GtkAccessibleRole role;
  } roles[] = {
    { ADW_TYPE_BIN, GTK_ACCESSIBLE_ROLE_GROUP },
    { ADW_TYPE_SQUEEZER, GTK_ACCESSIBLE_ROLE_GROUP },
    { ADW_TYPE_WINDOW_TITLE, GTK_ACCESSIBLE_ROLE_GROUP },
    { GTK_TYPE_POPOVER, GTK_ACCESSIBLE_ROLE_GROUP },
    /* What these show is said elsewhere, or by those among them that have a role of their own. */
    { GTK_TYPE_IMAGE, GTK_ACCESSIBLE_ROLE_PRESENTATION },
    { GTK_TYPE_SCROLLBAR, GTK_ACCESSIBLE_ROLE_PRESENTATION },
    { GTK_TYPE_SPINNER, GTK_ACCESSIBLE_ROLE_PRESENTATION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    gtk_widget_class_set_accessible_role (g_type_class_ref (roles[i].type), roles[i].role);
#endif
}

#if !GTK_CHECK_VERSION (4, 10, 0)
static void
set_name (GtkWidget  *widget,
          const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}
#endif

/**
 * oms_compat_name_parts:
 * @widget: a widget that was put together by GTK or libadwaita
 *
 * Mends the names of the parts of @widget. Before GTK 4.10 those without a role are called after
 * their class, the button that closes a toast has no name, and buttons with a mnemonic say their
 * name twice.
 */
void
oms_compat_name_parts (GtkWidget *widget)
{
#if !GTK_CHECK_VERSION (4, 10, 0)
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_WIDGET ||
      GTK_IS_POPOVER_MENU (widget))
    set_name (widget, "");
  if (GTK_IS_BUTTON (widget) && !GTK_IS_TOGGLE_BUTTON (widget))
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "window-close-symbolic") == 0)
    set_name (widget, _("Close Message"));
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child;
       child = gtk_widget_get_next_sibling (child))
    oms_compat_name_parts (child);
#endif
}

/**
 * oms_compat_show_about:
 * @parent: the window above which to show it
 *
 * Shows what this program is, and by whom.
 */
void
oms_compat_show_about (GtkWindow *parent)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  GObject *about = G_OBJECT (adw_about_dialog_new ());
#else
  GObject *about = G_OBJECT (adw_about_window_new ());
#endif

  g_object_set (about,
                "application-name", _("Outgoing Mail"),
                "application-icon", OMS_APPLICATION_ID,
                "version", OMS_VERSION,
                "developer-name", _("The Outgoing Mail Project"),
                "comments", _("Sets up outgoing mail, proves that it works, and explains it "
                              "when it does not"),
                "website", "https://github.com/outgoingmail/OutgoingMail",
                "issue-url", "https://github.com/outgoingmail/OutgoingMail/issues",
                "license-type", GTK_LICENSE_GPL_3_0,
                /* Translators: your names, one a line */
                "translator-credits", _("translator-credits"),
                NULL);

#if ADW_CHECK_VERSION (1, 5, 0)
  adw_dialog_present (ADW_DIALOG (about), GTK_WIDGET (parent));
#else
  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_set_modal (GTK_WINDOW (about), TRUE);
  gtk_window_present (GTK_WINDOW (about));
#endif
}

/**
 * oms_compat_show_shortcuts:
 * @window: the window
 *
 * Shows the keyboard shortcuts: libadwaita's dialog, or GTK's window where there is none yet.
 */
void
oms_compat_show_shortcuts (GtkWidget *window)
{
#if ADW_CHECK_VERSION (1, 8, 0)
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (OMS_RESOURCE "shortcuts-dialog.ui");

  adw_dialog_present (ADW_DIALOG (gtk_builder_get_object (builder, "shortcuts_dialog")), window);
#else
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (OMS_RESOURCE "shortcuts-window.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts_window"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (window));
  gtk_window_present (shortcuts);
#endif
}

/**
 * oms_compat_announce:
 * @widget: the widget that has the focus, or had it last
 * @text: what happened
 * @urgent: whether it is a failure
 *
 * Tells screen readers what happened elsewhere in the window. GTK before 4.14 has nothing for
 * that; there a new description of the focused widget is what they read.
 */
void
oms_compat_announce (GtkWidget  *widget,
                     const char *text,
                     gboolean    urgent)
{
#if GTK_CHECK_VERSION (4, 14, 0)
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text,
                           urgent ? GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH
                                  : GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#else
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
#endif
}

/**
 * oms_compat_spinner_new:
 *
 * Returns: (transfer floating): a sign that something is going on
 */
GtkWidget *
oms_compat_spinner_new (void)
{
#if ADW_CHECK_VERSION (1, 6, 0)
  return adw_spinner_new ();
#else
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_set_spinning (GTK_SPINNER (spinner), TRUE);
  return spinner;
#endif
}
