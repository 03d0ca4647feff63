/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-text-side"

#include "config.h"

#include "oms-text-side.h"

/* GTK puts text at the side where the text begins, which is not always that of its title. */

static GtkTextDirection
get_direction (GtkEditable *entry)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (entry));
  g_autoptr (PangoLayout) layout =
    gtk_widget_create_pango_layout (text, gtk_editable_get_text (entry));

  if (!*gtk_editable_get_text (entry))
    return gtk_widget_get_direction (text);

  return pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL ? GTK_TEXT_DIR_RTL
                                                                       : GTK_TEXT_DIR_LTR;
}

static void
on_changed (GtkEditable *entry)
{
  gboolean same = get_direction (entry) == gtk_widget_get_direction (GTK_WIDGET (entry));

  gtk_editable_set_alignment (entry, same ? 0 : 1);
}

/* The label of the placeholder is turned over once more unless it has the direction of the text. */
static void
on_notify_placeholder (GtkWidget *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (text);
       child;
       child = gtk_widget_get_next_sibling (child)) {
    if (GTK_IS_LABEL (child))
      gtk_widget_set_direction (child, gtk_widget_get_direction (text));
  }
}

/**
 * oms_text_side_keep:
 * @entry: an entry
 * @ltr: whether its text reads from left to right in every language, as addresses do
 *
 * Keeps the text of an entry at the side where the language of the window begins, whichever way the
 * text itself reads.
 */
void
oms_text_side_keep (GtkEditable *entry,
                    gboolean     ltr)
{
  GtkEditable *text = gtk_editable_get_delegate (entry);

  if (ltr)
    gtk_widget_set_direction (GTK_WIDGET (text), GTK_TEXT_DIR_LTR);
  g_signal_connect (text, "notify::placeholder-text", G_CALLBACK (on_notify_placeholder), NULL);
  g_signal_connect (entry, "changed", G_CALLBACK (on_changed), NULL);
  on_changed (entry);
}
