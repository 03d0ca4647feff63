/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender-page"

#include "config.h"

#include "oms-sender-page-private.h"

#include <glib/gi18n.h>

#include "oms-error.h"
#include "oms-history.h"

/* How a test ended, on the page of its sender. */

static GtkWidget *
get_focus (OmsSenderPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root ? gtk_root_get_focus (root) : NULL;
}

static double
get_focus_position (OmsSenderPage *self)
{
  GtkWidget *focus = get_focus (self);
  graphene_point_t position;

  if (!focus || !gtk_widget_compute_point (focus, GTK_WIDGET (self->content),
                                           &GRAPHENE_POINT_INIT (0, 0), &position))
    return -1;

  return position.y;
}

/* Keeps the field that is being typed into where it is when what is above it goes away. */
static gboolean
on_tick_after_hide (GtkWidget     *widget,
                    GdkFrameClock *clock,
                    gpointer       user_data)
{
  OmsSenderPage *self = OMS_SENDER_PAGE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  double position = get_focus_position (self);

  if (position >= 0 && self->anchor >= 0)
    gtk_adjustment_set_value (adjustment,
                              gtk_adjustment_get_value (adjustment) + position - self->anchor);

  return G_SOURCE_REMOVE;
}

/* The focus is never on something that goes away. */
static void
keep_focus (OmsSenderPage *self)
{
  GtkWidget *focus = get_focus (self);

  if (focus && (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->result_view)) ||
                focus == GTK_WIDGET (self->result_view) ||
                gtk_widget_is_ancestor (focus, GTK_WIDGET (self->steps_group))))
    gtk_widget_grab_focus (GTK_WIDGET (self->test_button));
}

void
oms_sender_page_hide_result (OmsSenderPage *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->result_view)) || oms_test_is_running (self->test))
    return;

  oms_announcer_forget (self->announcer);
  keep_focus (self);
  self->anchor = get_focus_position (self);
  gtk_widget_set_visible (GTK_WIDGET (self->result_view), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->stages_group), FALSE);
  oms_steps_group_set_diagnosis (self->steps_group, NULL);
  oms_sender_page_update_suggested (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_after_hide, NULL, NULL);
}

void
oms_sender_page_scroll_to_top (OmsSenderPage *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
}

static void
present_result (OmsSenderPage *self,
                gboolean       urgent)
{
  gtk_widget_set_visible (GTK_WIDGET (self->result_view), TRUE);
  oms_sender_page_update_suggested (self);
  oms_sender_page_scroll_to_top (self);
  oms_announcer_say (self->announcer, oms_result_view_get_summary (self->result_view), urgent);
}

void
oms_sender_page_show_trouble (OmsSenderPage *self,
                              const char    *headline,
                              const char    *text)
{
  oms_result_view_show (self->result_view, OMS_RESULT_BAD, headline, text);
  present_result (self, TRUE);
}

/* A sender that is not stored yet has no history; it gets one when it is saved. */
void
oms_sender_page_remember_success (OmsSenderPage *self)
{
  GSettingsBackend *backend = oms_sender_store_get_backend (oms_draft_get_store (self->draft));
  OmsSender *stored = oms_draft_get_stored (self->draft);
  OmsReport *report = oms_test_get_report (self->test);
  g_autoptr (GError) error = NULL;

  if (stored && report && oms_report_is_ok (report) &&
      !oms_history_record (backend, stored, report, &error))
    g_debug ("The success is not remembered: %s", error->message);
}

/* Since a failure is easier to understand for who knows what has changed. */
static void
compare_with_success (OmsSenderPage *self,
                      OmsReport     *report)
{
  GSettingsBackend *backend = oms_sender_store_get_backend (oms_draft_get_store (self->draft));
  g_autofree char *history = oms_history_compare (backend, oms_draft_get_sender (self->draft),
                                                  report);

  if (history)
    oms_result_view_add_note (self->result_view, history);
}

/* Elsewhere the password of the account is the right kind, and has its place in the form. */
static gboolean
wants_app_password (OmsSenderPage *self,
                    OmsDiagnosis  *diagnosis)
{
  OmsProvider *provider = oms_draft_get_provider (self->draft);

  return oms_diagnosis_get_remedy (diagnosis) == OMS_REMEDY_ENTER_PASSWORD &&
         (oms_diagnosis_get_cause (diagnosis) == OMS_CAUSE_APP_PASSWORD_REQUIRED ||
          (provider && oms_provider_get_app_password_url (provider)));
}

static void
show_result (OmsSenderPage *self)
{
  OmsReport *report = oms_test_get_report (self->test);
  OmsDiagnosis *diagnosis = oms_test_get_diagnosis (self->test);

  keep_focus (self);
  oms_stages_group_show_report (self->stages_group, report);
  oms_steps_group_set_diagnosis (self->steps_group, diagnosis);
  if (wants_app_password (self, diagnosis))
    oms_steps_group_ask_for_password (self->steps_group);
  oms_result_view_show_diagnosis (self->result_view, diagnosis);
  oms_result_view_offer_remedy (self->result_view, diagnosis);
  oms_result_view_set_details (self->result_view, TRUE);
  if (oms_report_is_ok (report))
    oms_sender_page_remember_success (self);
  else
    compare_with_success (self, report);
  present_result (self, oms_diagnosis_get_cause (diagnosis) != OMS_CAUSE_OK);
}

static const char *
get_error_headline (const GError *error)
{
  if (error->domain != OMS_ERROR)
    return _("The Test Could Not Run");

  switch (error->code) {
  case OMS_ERROR_KEYRING_ABSENT:
    return _("No Keyring");
  case OMS_ERROR_KEYRING_LOCKED:
    return _("Keyring Locked");
  case OMS_ERROR_KEYRING_FAILED:
    return _("Keyring Problem");
  default:
    return _("Settings Cannot Be Used");
  }
}

static void
on_finished (OmsSenderPage *self)
{
  const GError *error = oms_test_get_error (self->test);

  if (oms_test_get_report (self->test)) {
    show_result (self);
    return;
  }

  gtk_widget_set_visible (GTK_WIDGET (self->stages_group), FALSE);
  if (error)
    oms_sender_page_show_trouble (self, get_error_headline (error), error->message);
  else
    oms_announcer_say (self->announcer, _("The test was cancelled."), FALSE);
}

static void
on_alternative_found (OmsSenderPage *self,
                      OmsEncryption  encryption,
                      guint          port)
{
  g_autofree char *note = NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->result_view)))
    return;

  note = g_strdup_printf (encryption == OMS_ENCRYPTION_TLS
                          /* Translators: %1$s is a server, %2$u a port, such as 465 */
                          ? _("%1$s answers at port %2$u, with TLS from the start.")
                          /* Translators: %1$s is a server, %2$u a port, such as 587 */
                          : _("%1$s answers at port %2$u, with STARTTLS."),
                          oms_sender_get_host (oms_draft_get_sender (self->draft)), port);
  oms_result_view_add_note (self->result_view, note);
  oms_result_view_offer_alternative (self->result_view, encryption, port);
  oms_sender_page_update_suggested (self);
  oms_announcer_say (self->announcer, note, FALSE);
}

/* What a test tells while it runs is for the page itself. */
void
oms_sender_page_follow_test (OmsSenderPage *self)
{
  g_signal_connect_object (self->test, "finished",
                           G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test, "alternative-found",
                           G_CALLBACK (on_alternative_found), self, G_CONNECT_SWAPPED);
}
