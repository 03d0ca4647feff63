/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-explain-window"

#include "config.h"

#include "oms-explain-window.h"

#include "compat.h"
#include "oms-app-resource.h"
#include "oms-help.h"
#include "oms-links.h"
#include "oms-result-view.h"
#include "oms-steps-group.h"

#include <glib/gi18n.h>

/* After the last key, before the text is explained. */
#define PAUSE_MS 300

/**
 * OmsExplainWindow:
 *
 * Explains an error message of any program, as it is pasted or typed.
 */
struct _OmsExplainWindow {
  AdwWindow        parent_instance;

  AdwToastOverlay *toast_overlay;
  GtkTextView     *text_view;
  OmsResultView   *result_view;
  OmsStepsGroup   *steps_group;

  OmsDiagnosis    *diagnosis;
  guint            pause;
};

G_DEFINE_FINAL_TYPE (OmsExplainWindow, oms_explain_window, ADW_TYPE_WINDOW)

static void
show_diagnosis (OmsExplainWindow *self,
                const char       *text)
{
  g_clear_object (&self->diagnosis);
  self->diagnosis = oms_diagnosis_new_for_text (text, -1, NULL, NULL);
  oms_result_view_show_diagnosis (self->result_view, self->diagnosis);
  oms_steps_group_set_diagnosis (self->steps_group, self->diagnosis);
  oms_compat_announce (GTK_WIDGET (self->text_view),
                       oms_result_view_get_summary (self->result_view), FALSE);
}

static gboolean
on_pause_over (gpointer user_data)
{
  OmsExplainWindow *self = OMS_EXPLAIN_WINDOW (user_data);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  self->pause = 0;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  gtk_widget_set_visible (GTK_WIDGET (self->result_view), *text != '\0');
  if (*text)
    show_diagnosis (self, text);
  else
    oms_steps_group_set_diagnosis (self->steps_group, NULL);

  return G_SOURCE_REMOVE;
}

static void
on_changed (OmsExplainWindow *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, on_pause_over, self);
}

static void
copy_note_activated (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  OmsExplainWindow *self = OMS_EXPLAIN_WINDOW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          oms_diagnosis_get_admin_note (self->diagnosis));
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (_("Note copied")));
}

static void
oms_explain_window_dispose (GObject *object)
{
  OmsExplainWindow *self = OMS_EXPLAIN_WINDOW (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->diagnosis);

  G_OBJECT_CLASS (oms_explain_window_parent_class)->dispose (object);
}

static void
oms_explain_window_class_init (OmsExplainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oms_explain_window_dispose;

  g_type_ensure (OMS_TYPE_RESULT_VIEW);
  g_type_ensure (OMS_TYPE_STEPS_GROUP);
  gtk_widget_class_install_action (widget_class, "page.open-link", "s", oms_open_link_activated);
  gtk_widget_class_install_action (widget_class, "page.learn-more", "s", oms_help_open_activated);
  gtk_widget_class_install_action (widget_class, "page.copy-note", NULL, copy_note_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-explain-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsExplainWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, OmsExplainWindow, text_view);
  gtk_widget_class_bind_template_child (widget_class, OmsExplainWindow, result_view);
  gtk_widget_class_bind_template_child (widget_class, OmsExplainWindow, steps_group);
}

static void
oms_explain_window_init (OmsExplainWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  oms_compat_name_parts (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text_view), "changed",
                           G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

/**
 * oms_explain_window_new:
 * @parent: the window above which to show it
 *
 * Returns: (transfer none): a window, owned by GTK
 */
GtkWidget *
oms_explain_window_new (GtkWindow *parent)
{
  return g_object_new (OMS_TYPE_EXPLAIN_WINDOW, "transient-for", parent, NULL);
}
