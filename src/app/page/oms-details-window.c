/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-details-window"

#include "config.h"

#include "oms-details-window.h"

#include "compat.h"
#include "oms-app-resource.h"
#include "oms-certificate-words.h"

#include <glib/gi18n.h>

/**
 * OmsDetailsWindow:
 *
 * Everything a test learnt: the redacted conversation, and the server's certificate. As plain
 * text, to be read, selected and copied.
 */
struct _OmsDetailsWindow {
  AdwWindow        parent_instance;

  AdwToastOverlay *toast_overlay;
  GtkTextView     *text_view;
};

G_DEFINE_FINAL_TYPE (OmsDetailsWindow, oms_details_window, ADW_TYPE_WINDOW)

enum {
  PROP_0,
  PROP_REPORT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
copy_activated (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  OmsDetailsWindow *self = OMS_DETAILS_WINDOW (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (_("Details copied")));
}

static void
append_tls (GString   *text,
            OmsReport *report)
{
  OmsCertificate *certificate = oms_report_get_certificate (report);
  g_autofree char *problems = NULL;
  g_autofree char *facts = NULL;

  if (*oms_report_get_tls_version (report))
    g_string_append_printf (text, "\n%s %s\n", oms_report_get_tls_version (report),
                            oms_report_get_tls_cipher (report));
  if (!certificate)
    return;

  problems = oms_certificate_describe_problems (certificate);
  facts = oms_certificate_describe (certificate);
  g_string_append_printf (text, "\n%s\n%s%s%s\n", _("The server’s certificate"),
                          problems, *problems ? "\n" : "", facts);
}

static char *
describe_report (OmsReport *report)
{
  g_autofree char *conversation =
    oms_transcript_to_string (oms_report_get_transcript (report));
  g_autoptr (GDateTime) started = g_date_time_to_local (oms_report_get_started (report));
  g_autofree char *date = g_date_time_format (started, "%x %X");
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: the name of a server, its port, and date and time of the test */
  g_string_append_printf (text, _("%1$s, port %2$u, %3$s"), oms_report_get_host (report),
                          oms_report_get_port (report), date);
  g_string_append_printf (text, "\n\n%s", conversation);
  if (*oms_report_get_detail (report))
    g_string_append_printf (text, "\n%s\n", oms_report_get_detail (report));
  append_tls (text, report);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_report (OmsDetailsWindow *self,
             OmsReport        *report)
{
  g_autofree char *text = report ? describe_report (report) : g_strdup ("");

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);
}

static void
oms_details_window_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  OmsDetailsWindow *self = OMS_DETAILS_WINDOW (object);

  switch (prop_id) {
  case PROP_REPORT:
    show_report (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_details_window_class_init (OmsDetailsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = oms_details_window_set_property;

  /**
   * OmsDetailsWindow:report:
   *
   * The test whose details are shown.
   */
  props[PROP_REPORT] =
    g_param_spec_object ("report", NULL, NULL, OMS_TYPE_REPORT,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "details.copy", NULL, copy_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-details-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsDetailsWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, OmsDetailsWindow, text_view);
}

static void
oms_details_window_init (OmsDetailsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  oms_compat_name_parts (GTK_WIDGET (self));
}

/**
 * oms_details_window_new:
 * @parent: the window above which to show it
 * @report: what to show
 *
 * Returns: (transfer none): a window, owned by GTK
 */
GtkWidget *
oms_details_window_new (GtkWindow *parent,
                        OmsReport *report)
{
  return g_object_new (OMS_TYPE_DETAILS_WINDOW,
                       "transient-for", parent,
                       "report", report,
                       NULL);
}
