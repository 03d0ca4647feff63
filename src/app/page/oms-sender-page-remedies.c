/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender-page"

#include "config.h"

#include "oms-sender-page-private.h"

#include <glib/gi18n.h>

#include "oms-questions.h"

/* What the window can do about a result by itself, where the person wants it. */

static void
on_trust_response (OmsSenderPage *self,
                   const char    *response)
{
  OmsReport *report = oms_test_get_report (self->test);
  OmsCertificate *certificate = report ? oms_report_get_certificate (report) : NULL;

  if (!certificate || !g_str_equal (response, "trust"))
    return;

  oms_sender_set_pinned_key (oms_draft_get_sender (self->draft),
                             oms_certificate_get_key (certificate));
  oms_sender_page_test (self);
}

static void
trust_certificate_activated (GtkWidget  *widget,
                             const char *action_name,
                             GVariant   *parameter)
{
  OmsSenderPage *self = OMS_SENDER_PAGE (widget);
  OmsReport *report = oms_test_get_report (self->test);

  if (report && oms_report_get_certificate (report))
    oms_ask_to_trust_certificate (widget, report, G_CALLBACK (on_trust_response), self);
}

static void
on_plaintext_response (OmsSenderPage *self,
                       const char    *response)
{
  if (!g_str_equal (response, "allow"))
    return;

  oms_sender_set_allow_plaintext (oms_draft_get_sender (self->draft), TRUE);
  oms_sender_page_test (self);
}

static void
allow_plaintext_activated (GtkWidget  *widget,
                           const char *action_name,
                           GVariant   *parameter)
{
  OmsSenderPage *self = OMS_SENDER_PAGE (widget);

  oms_ask_to_allow_plaintext (widget, oms_draft_get_sender (self->draft),
                              G_CALLBACK (on_plaintext_response), self);
}

static void
on_message_response (OmsSenderPage *self,
                     const char    *response)
{
  if (g_str_equal (response, "send") && !oms_test_is_running (self->test))
    oms_sender_page_start_test (self, oms_sender_get_address (oms_draft_get_sender (self->draft)));
}

static void
send_message_activated (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  OmsSenderPage *self = OMS_SENDER_PAGE (widget);

  if (!oms_test_is_running (self->test) && oms_sender_form_validate (self->form, TRUE))
    oms_ask_to_send_message (widget, oms_draft_get_sender (self->draft),
                             G_CALLBACK (on_message_response), self);
}

static void
copy_note_activated (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  OmsSenderPage *self = OMS_SENDER_PAGE (widget);
  OmsDiagnosis *diagnosis = oms_test_get_diagnosis (self->test);
  const char *note = diagnosis ? oms_diagnosis_get_admin_note (diagnosis) : NULL;

  if (!note)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), note);
  oms_sender_page_toast (self, _("Note copied"));
}

static void
edit_password_activated (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  oms_sender_form_focus_password (OMS_SENDER_PAGE (widget)->form);
}

static void
edit_field_activated (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *field)
{
  oms_sender_form_focus_field (OMS_SENDER_PAGE (widget)->form, g_variant_get_uint32 (field));
}

/* Another way to the same server, which has just been seen to answer. Taken at once, and tested. */
static void
use_alternative_activated (GtkWidget  *widget,
                           const char *action_name,
                           GVariant   *parameter)
{
  OmsSenderPage *self = OMS_SENDER_PAGE (widget);
  OmsSender *sender = oms_draft_get_sender (self->draft);
  g_autofree char *text = NULL;
  guint encryption, port;

  g_variant_get (parameter, "(uu)", &encryption, &port);
  g_clear_object (&self->before_change);
  self->before_change = oms_sender_copy (sender);
  oms_sender_set_encryption (sender, encryption);
  oms_sender_set_port (sender, port == oms_encryption_get_port (encryption) ? 0 : port);

  /* Translators: %u is a port, such as 465 */
  text = g_strdup_printf (_("Port %u is used now"), port);
  gtk_widget_activate_action (widget, "win.show-undo", "s", text);
  oms_sender_page_test (self);
}

/**
 * oms_sender_page_undo:
 * @self: a page
 *
 * Takes back the last change that was offered and accepted.
 */
void
oms_sender_page_undo (OmsSenderPage *self)
{
  g_return_if_fail (OMS_IS_SENDER_PAGE (self));

  if (!self->before_change)
    return;

  oms_test_cancel (self->test);
  oms_sender_assign (oms_draft_get_sender (self->draft), self->before_change);
  g_clear_object (&self->before_change);
}

void
oms_sender_page_install_remedies (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.copy-note", NULL, copy_note_activated);
  gtk_widget_class_install_action (widget_class, "page.edit-field", "u", edit_field_activated);
  gtk_widget_class_install_action (widget_class, "page.edit-password", NULL,
                                   edit_password_activated);
  gtk_widget_class_install_action (widget_class, "page.send-message", NULL,
                                   send_message_activated);
  gtk_widget_class_install_action (widget_class, "page.trust-certificate", NULL,
                                   trust_certificate_activated);
  gtk_widget_class_install_action (widget_class, "page.allow-plaintext", NULL,
                                   allow_plaintext_activated);
  gtk_widget_class_install_action (widget_class, "page.use-alternative", "(uu)",
                                   use_alternative_activated);
}
