/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-combo-row"

#include "config.h"

#include "oms-combo-row.h"

#include "oms-row-layout.h"

/**
 * OmsComboRow:
 *
 * A combo row that assistive technology can open, too, and whose lists have a name: libadwaita’s
 * own offers nothing to do.
 */
G_DEFINE_TYPE (OmsComboRow, oms_combo_row, ADW_TYPE_COMBO_ROW)

enum {
  OPENING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
open_activated (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gtk_widget_grab_focus (widget);
  adw_action_row_activate (ADW_ACTION_ROW (widget));
}

static void
name_lists (GtkWidget  *widget,
            const char *name)
{
  if (GTK_IS_LIST_VIEW (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child;
       child = gtk_widget_get_next_sibling (child))
    name_lists (child, name);
}

static void
on_notify_title (GtkWidget *widget)
{
  name_lists (widget, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
}

static void
oms_combo_row_activate (AdwActionRow *row)
{
  g_signal_emit (row, signals[OPENING], 0);

  ADW_ACTION_ROW_CLASS (oms_combo_row_parent_class)->activate (row);
}

static void
oms_combo_row_class_init (OmsComboRowClass *klass)
{
  ADW_ACTION_ROW_CLASS (klass)->activate = oms_combo_row_activate;

  /**
   * OmsComboRow::opening:
   * @self: the row
   *
   * The list is about to be shown: the last moment to fill it.
   */
  signals[OPENING] =
    g_signal_new ("opening", OMS_TYPE_COMBO_ROW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "combo.open", NULL, open_activated);
}

static void
oms_combo_row_init (OmsComboRow *self)
{
  oms_row_layout_apply (ADW_ACTION_ROW (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (on_notify_title), NULL);
}
