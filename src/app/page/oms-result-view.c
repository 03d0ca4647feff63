/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-result-view"

#include "config.h"

#include "oms-result-view.h"

#include "oms-app-resource.h"
#include "oms-error.h"
#include "oms-row-layout.h"
#include "oms-sender.h"
#include "oms-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * OmsResultView:
 *
 * How a test ended: a headline, a sentence, the next step, and the way to the details.
 */
struct _OmsResultView {
  GtkBox         parent_instance;

  GtkImage      *icon;
  GtkLabel      *headline_label;
  GtkLabel      *text_label;
  GtkLabel      *note_label;
  GtkWidget     *buttons;
  GtkButton     *main_button;
  GtkWidget     *details_button;
  GtkWidget     *help_button;

  OmsResultKind  kind;
  char          *summary;
};

G_DEFINE_FINAL_TYPE (OmsResultView, oms_result_view, GTK_TYPE_BOX)

static void
update_buttons (OmsResultView *self)
{
  gtk_widget_set_visible (self->buttons,
                          gtk_widget_get_visible (GTK_WIDGET (self->main_button)) ||
                          gtk_widget_get_visible (self->details_button) ||
                          gtk_widget_get_visible (self->help_button));
}

/* A long label is written in several lines where there is little room. */
static void
wrap_label (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
}

/* Takes the floating reference of @target. */
static void
set_action (OmsResultView *self,
            const char    *label,
            const char    *action_name,
            GVariant      *target)
{
  gtk_widget_add_css_class (GTK_WIDGET (self->main_button), "suggested-action");
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), label != NULL);
  gtk_button_set_label (self->main_button, label ? label : "");
  wrap_label (self->main_button);
  /* In this order, or GTK sees a target that does not fit the action. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->main_button), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->main_button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->main_button), action_name);
  update_buttons (self);
}

static OmsResultKind
get_kind (OmsDiagnosis *diagnosis)
{
  if (oms_diagnosis_get_cause (diagnosis) == OMS_CAUSE_OK)
    return OMS_RESULT_GOOD;
  if (oms_diagnosis_get_remedy (diagnosis) == OMS_REMEDY_TRY_AGAIN ||
      oms_diagnosis_get_cause (diagnosis) == OMS_CAUSE_UNKNOWN)
    return OMS_RESULT_DOUBTFUL;

  return OMS_RESULT_BAD;
}

/* The one next step: the first that is not proven done and that a button can take. The note for an
 * administrator is not suggested before what the person can do without one. */
static void
offer_next_step (OmsResultView *self,
                 OmsDiagnosis  *diagnosis)
{
  gsize n_steps;
  const OmsStep *steps = oms_diagnosis_get_steps (diagnosis, &n_steps);

  for (gsize i = 0; i < n_steps; i++) {
    if (!steps[i].proven && steps[i].note) {
      set_action (self, _("Copy Note for Administrator"), "page.copy-note", NULL);
      if (i > 0)
        gtk_widget_remove_css_class (GTK_WIDGET (self->main_button), "suggested-action");
      return;
    }
    if (!steps[i].proven && steps[i].link) {
      set_action (self, steps[i].title, "page.open-link", g_variant_new_string (steps[i].link));
      return;
    }
  }
}

static void
offer_help (OmsResultView *self,
            OmsCause       cause)
{
  g_autofree char *page = g_strconcat ("cause-", oms_cause_to_id (cause), NULL);

  gtk_widget_set_visible (self->help_button, cause != OMS_CAUSE_OK);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->help_button), "s", page);
  update_buttons (self);
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
oms_result_view_finalize (GObject *object)
{
  g_free (OMS_RESULT_VIEW (object)->summary);

  G_OBJECT_CLASS (oms_result_view_parent_class)->finalize (object);
}

static void
oms_result_view_class_init (OmsResultViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = oms_result_view_finalize;

  g_type_ensure (OMS_TYPE_ROW_LAYOUT);
  g_type_ensure (OMS_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-result-view.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsResultView, icon);
  gtk_widget_class_bind_template_child (widget_class, OmsResultView, headline_label);
  gtk_widget_class_bind_template_child (widget_class, OmsResultView, text_label);
  gtk_widget_class_bind_template_child (widget_class, OmsResultView, note_label);
  gtk_widget_class_bind_template_child (widget_class, OmsResultView, buttons);
  gtk_widget_class_bind_template_child (widget_class, OmsResultView, main_button);
  gtk_widget_class_bind_template_child (widget_class, OmsResultView, details_button);
  gtk_widget_class_bind_template_child (widget_class, OmsResultView, help_button);
}

static void
oms_result_view_init (OmsResultView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  oms_row_layout_break_plainly (self->text_label);
  oms_row_layout_break_plainly (self->note_label);
  update_buttons (self);
}

/**
 * oms_result_view_show:
 * @self: a view
 * @kind: good, bad, or not decided
 * @headline: a few words
 * @text: a sentence or two, as plain text
 *
 * Shows a result, at first without buttons.
 */
void
oms_result_view_show (OmsResultView *self,
                      OmsResultKind  kind,
                      const char    *headline,
                      const char    *text)
{
  static const char *classes[][3] = {
    [OMS_RESULT_GOOD] = { "oms-result", "good" },
    [OMS_RESULT_BAD] = { "oms-result", "bad" },
    [OMS_RESULT_DOUBTFUL] = { "oms-result", "doubtful" },
  };
  static const char *icons[] = {
    [OMS_RESULT_GOOD] = "object-select-symbolic",
    [OMS_RESULT_BAD] = "dialog-error-symbolic",
    [OMS_RESULT_DOUBTFUL] = "dialog-warning-symbolic",
  };

  g_return_if_fail (OMS_IS_RESULT_VIEW (self));

  self->kind = kind;
  gtk_widget_set_css_classes (GTK_WIDGET (self), classes[kind]);
  gtk_image_set_from_icon_name (self->icon, icons[kind]);
  gtk_label_set_label (self->headline_label, headline);
  gtk_label_set_label (self->text_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), FALSE);
  gtk_label_set_label (self->note_label, "");
  gtk_widget_set_visible (self->help_button, FALSE);
  set_action (self, NULL, NULL, NULL);
  oms_result_view_set_details (self, FALSE);

  g_free (self->summary);
  /* Translators: read aloud when a test has ended: the headline, then a sentence */
  self->summary = g_strdup_printf (_("Result: %1$s. %2$s"), headline, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->summary,
                                  -1);
}

/**
 * oms_result_view_show_error:
 * @self: a view
 * @error: why a test could not run
 *
 * Shows why there is no result.
 */
void
oms_result_view_show_error (OmsResultView *self,
                            const GError  *error)
{
  g_return_if_fail (OMS_IS_RESULT_VIEW (self));
  g_return_if_fail (error != NULL);

  oms_result_view_show (self, OMS_RESULT_BAD, get_error_headline (error), error->message);
}

/**
 * oms_result_view_show_diagnosis:
 * @self: a view
 * @diagnosis: what to show
 *
 * Shows what a test, or an error text, means, with the next step as main button.
 */
void
oms_result_view_show_diagnosis (OmsResultView *self,
                                OmsDiagnosis  *diagnosis)
{
  g_return_if_fail (OMS_IS_RESULT_VIEW (self));
  g_return_if_fail (OMS_IS_DIAGNOSIS (diagnosis));

  oms_result_view_show (self, get_kind (diagnosis), oms_diagnosis_get_headline (diagnosis),
                        oms_diagnosis_get_explanation (diagnosis));
  if (oms_cause_shows_key (oms_diagnosis_get_cause (diagnosis)))
    gtk_image_set_from_icon_name (self->icon, "dialog-password-symbolic");
  offer_next_step (self, diagnosis);
  offer_help (self, oms_diagnosis_get_cause (diagnosis));
}

/* Not before the page that has to be seen first. */
static void
offer_unless_step (OmsResultView *self,
                   const char    *label,
                   const char    *action_name,
                   GVariant      *target)
{
  g_autoptr (GVariant) owned = target ? g_variant_ref_sink (target) : NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->main_button)))
    set_action (self, label, action_name, owned);
}

static void
offer_to_edit_field (OmsResultView  *self,
                     const char     *label,
                     OmsSenderField  field)
{
  offer_unless_step (self, label, "page.edit-field", g_variant_new_uint32 (field));
}

/**
 * oms_result_view_offer_remedy:
 * @self: a view that shows a diagnosis
 * @diagnosis: that diagnosis
 *
 * Makes something that the window can do by itself the next step. What weakens the protection of
 * the password is never the suggested one.
 */
void
oms_result_view_offer_remedy (OmsResultView *self,
                              OmsDiagnosis  *diagnosis)
{
  g_return_if_fail (OMS_IS_RESULT_VIEW (self));
  g_return_if_fail (OMS_IS_DIAGNOSIS (diagnosis));

  switch (oms_diagnosis_get_remedy (diagnosis)) {
  case OMS_REMEDY_TRUST_CERTIFICATE:
    set_action (self, _("Trust This Certificate…"), "remedy.trust-certificate", NULL);
    gtk_widget_remove_css_class (GTK_WIDGET (self->main_button), "suggested-action");
    break;
  case OMS_REMEDY_ALLOW_PLAINTEXT:
    set_action (self, _("Allow for This Server…"), "remedy.allow-plaintext", NULL);
    gtk_widget_remove_css_class (GTK_WIDGET (self->main_button), "suggested-action");
    break;
  case OMS_REMEDY_TRY_AGAIN:
    /* Not where each attempt makes it worse. */
    if (oms_diagnosis_get_cause (diagnosis) != OMS_CAUSE_RATE_LIMITED)
      offer_unless_step (self, _("Try Again"), "page.test", NULL);
    break;
  case OMS_REMEDY_ENTER_PASSWORD:
    offer_unless_step (self, _("Go to Password"), "page.edit-password", NULL);
    break;
  case OMS_REMEDY_ENTER_HOST:
    offer_to_edit_field (self, _("Go to Server"), OMS_SENDER_FIELD_HOST);
    break;
  case OMS_REMEDY_ENTER_ADDRESS:
    offer_to_edit_field (self, _("Go to Email Address"), OMS_SENDER_FIELD_ADDRESS);
    break;
  case OMS_REMEDY_ENTER_USER:
    offer_to_edit_field (self, _("Go to User Name"), OMS_SENDER_FIELD_USER);
    break;
  case OMS_REMEDY_NONE:
  default:
    break;
  }
}

/**
 * oms_result_view_add_note:
 * @self: a view that shows a result
 * @note: a sentence or two, as plain text
 *
 * Adds what is good to know besides, in small print.
 */
void
oms_result_view_add_note (OmsResultView *self,
                          const char    *note)
{
  const char *before;
  g_autofree char *text = NULL;

  g_return_if_fail (OMS_IS_RESULT_VIEW (self));
  g_return_if_fail (note != NULL);

  before = gtk_label_get_label (self->note_label);
  text = g_strconcat (before, *before ? "\n" : "", note, NULL);
  gtk_label_set_label (self->note_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), TRUE);
}

/**
 * oms_result_view_offer_alternative:
 * @self: a view that shows a result
 * @host: the server
 * @encryption: how to encrypt
 * @port: where to
 *
 * Makes another way to the same server the next step.
 *
 * Returns: (transfer full): what was added to the result, to be read aloud
 */
char *
oms_result_view_offer_alternative (OmsResultView *self,
                                   const char    *host,
                                   OmsEncryption  encryption,
                                   guint          port)
{
  g_autofree char *label = NULL;
  g_autofree char *note = NULL;

  g_return_val_if_fail (OMS_IS_RESULT_VIEW (self), NULL);

  note = g_strdup_printf (encryption == OMS_ENCRYPTION_TLS
                          /* Translators: %1$s is a server, %2$u a port, such as 465 */
                          ? _("%1$s answers at port %2$u, with TLS from the start.")
                          /* Translators: %1$s is a server, %2$u a port, such as 587 */
                          : _("%1$s answers at port %2$u, with STARTTLS."),
                          host, port);
  oms_result_view_add_note (self, note);
  /* Translators: a button; %u is a port, such as 465 */
  label = g_strdup_printf (_("Use Port %u"), port);
  set_action (self, label, "remedy.use-alternative", g_variant_new ("(uu)", encryption, port));

  return g_steal_pointer (&note);
}

/**
 * oms_result_view_set_details:
 * @self: a view
 * @details: whether there are any
 *
 * Shows or hides the button for the details of the test.
 */
void
oms_result_view_set_details (OmsResultView *self,
                             gboolean       details)
{
  g_return_if_fail (OMS_IS_RESULT_VIEW (self));

  gtk_widget_set_visible (self->details_button, details);
  update_buttons (self);
}

/**
 * oms_result_view_is_good:
 * @self: a view
 *
 * Returns: whether a good result is shown
 */
gboolean
oms_result_view_is_good (OmsResultView *self)
{
  g_return_val_if_fail (OMS_IS_RESULT_VIEW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self)) && self->kind == OMS_RESULT_GOOD;
}

/**
 * oms_result_view_is_suggesting:
 * @self: a view
 *
 * Returns: whether a result with a next step is shown that everybody may take
 */
gboolean
oms_result_view_is_suggesting (OmsResultView *self)
{
  GtkWidget *button;

  g_return_val_if_fail (OMS_IS_RESULT_VIEW (self), FALSE);

  button = GTK_WIDGET (self->main_button);
  return gtk_widget_get_visible (GTK_WIDGET (self)) && gtk_widget_get_visible (button) &&
         gtk_widget_has_css_class (button, "suggested-action");
}

/**
 * oms_result_view_get_summary:
 * @self: a view that shows a result
 *
 * Returns: the result as one text, to be read aloud
 */
const char *
oms_result_view_get_summary (OmsResultView *self)
{
  g_return_val_if_fail (OMS_IS_RESULT_VIEW (self), "");

  return self->summary;
}
