/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-welcome"

#include "config.h"

#include "oms-welcome.h"

#include "oms-address.h"
#include "oms-app-resource.h"
#include "oms-entry-row.h"

/* In pixels: a window that is lower has no room for a picture. */
#define LOW 480

/**
 * OmsWelcome:
 *
 * What there is to see before there is a sender: one field, the address.
 */
struct _OmsWelcome {
  AdwBin         parent_instance;

  AdwStatusPage *status_page;
  OmsEntryRow   *address_row;
};

G_DEFINE_FINAL_TYPE (OmsWelcome, oms_welcome, ADW_TYPE_BIN)

enum {
  CONTINUED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
continue_activated (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  OmsWelcome *self = OMS_WELCOME (widget);
  const char *address = oms_entry_row_get_text (self->address_row);
  g_autoptr (GError) error = NULL;

  if (oms_address_validate (address, &error)) {
    g_signal_emit (self, signals[CONTINUED], 0, address);
    return;
  }

  oms_entry_row_set_error (self->address_row, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
}

static void
on_entry_activated (OmsWelcome *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "welcome.continue", NULL);
}

static gboolean
oms_welcome_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (OMS_WELCOME (widget)->address_row));
}

/* The picture makes way for the question where there is room for one of them. */
static void
on_layout (OmsWelcome *self,
           int         width,
           int         height)
{
  gboolean low = height < LOW;

  if (low == gtk_widget_has_css_class (GTK_WIDGET (self->status_page), "compact"))
    return;

  adw_status_page_set_icon_name (self->status_page, low ? NULL : "mail-send-symbolic");
  if (low)
    gtk_widget_add_css_class (GTK_WIDGET (self->status_page), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_page), "compact");
}

static void
oms_welcome_realize (GtkWidget *widget)
{
  GdkSurface *surface;

  GTK_WIDGET_CLASS (oms_welcome_parent_class)->realize (widget);

  surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  g_signal_connect_object (surface, "layout", G_CALLBACK (on_layout), widget, G_CONNECT_SWAPPED);
}

static void
oms_welcome_class_init (OmsWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->realize = oms_welcome_realize;
  widget_class->grab_focus = oms_welcome_grab_focus;

  /**
   * OmsWelcome::continued:
   * @self: the page
   * @address: a valid address
   *
   * An address was typed.
   */
  signals[CONTINUED] =
    g_signal_new ("continued", OMS_TYPE_WELCOME, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (OMS_TYPE_ENTRY_ROW);
  gtk_widget_class_install_action (widget_class, "welcome.continue", NULL, continue_activated);
  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsWelcome, status_page);
  gtk_widget_class_bind_template_child (widget_class, OmsWelcome, address_row);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
}

static void
oms_welcome_init (OmsWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * oms_welcome_new:
 *
 * Makes the page for somebody who has no sender yet.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
oms_welcome_new (void)
{
  return g_object_new (OMS_TYPE_WELCOME, NULL);
}
