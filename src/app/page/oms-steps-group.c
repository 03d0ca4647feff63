/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-steps-group"

#include "config.h"

#include "oms-steps-group.h"

#include "oms-entry-row.h"
#include "oms-row-layout.h"

#include <glib/gi18n.h>

/**
 * OmsStepsGroup:
 *
 * How to mend it: numbered steps, those that the server has just proved ticked, each with the
 * page where it is done, and a place for the app password that they lead to.
 */
struct _OmsStepsGroup {
  AdwPreferencesGroup  parent_instance;

  GPtrArray           *rows;
  OmsEntryRow         *password_row;   /* nullable */
};

G_DEFINE_FINAL_TYPE (OmsStepsGroup, oms_steps_group, ADW_TYPE_PREFERENCES_GROUP)

enum {
  PASSWORD_CHANGED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_notify_text (OmsStepsGroup *self)
{
  g_signal_emit (self, signals[PASSWORD_CHANGED], 0);
}

static void
on_entry_activated (OmsStepsGroup *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
clear_rows (OmsStepsGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  self->password_row = NULL;
}

static void
add_row (OmsStepsGroup *self,
         GtkWidget     *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static GtkWidget *
create_badge (guint    number,
              gboolean proven)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  GtkWidget *badge;

  if (proven)
    badge = g_object_new (GTK_TYPE_IMAGE,
                          "icon-name", "object-select-symbolic",
                          "accessible-role", GTK_ACCESSIBLE_ROLE_IMG,
                          NULL);
  else
    badge = gtk_label_new (digits);

  if (proven)
    gtk_accessible_update_property (GTK_ACCESSIBLE (badge),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, C_("step", "Done"),
                                    -1);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (badge, "oms-badge");
  gtk_widget_add_css_class (badge, proven ? "proven" : "open");

  return badge;
}

static GtkWidget *
create_link_button (const OmsStep *step)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("adw-external-link-symbolic");
  /* Translators: %s is a step such as “Create an App Password” */
  g_autofree char *label = g_strdup_printf (_("Open the Page: %s"), step->title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, step->link);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", step->link);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.open-link");

  return button;
}

static GtkWidget *
create_note_button (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Copy Note"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Copy Note"),
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.copy-note");

  return button;
}

static void
add_button (AdwActionRow *row,
            GtkWidget    *button)
{
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
  /* The row calls the button like itself, but it says more: what it does. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
add_step (OmsStepsGroup *self,
          const OmsStep *step,
          guint          number)
{
  AdwActionRow *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                    "use-markup", FALSE,
                                    "title", step->title,
                                    "subtitle", step->text,
                                    "title-lines", 0,
                                    "subtitle-lines", 0,
                                    NULL);

  oms_row_layout_apply (row);
  adw_action_row_add_prefix (row, create_badge (number, step->proven));
  if (step->link)
    add_button (row, create_link_button (step));
  if (step->note)
    add_button (row, create_note_button ());
  add_row (self, GTK_WIDGET (row));
}

static void
oms_steps_group_finalize (GObject *object)
{
  g_ptr_array_unref (OMS_STEPS_GROUP (object)->rows);

  G_OBJECT_CLASS (oms_steps_group_parent_class)->finalize (object);
}

static void
oms_steps_group_class_init (OmsStepsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oms_steps_group_finalize;

  /**
   * OmsStepsGroup::password-changed:
   * @self: the group
   *
   * Something was typed as the app password.
   */
  signals[PASSWORD_CHANGED] =
    g_signal_new ("password-changed", OMS_TYPE_STEPS_GROUP, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OmsStepsGroup::activated:
   * @self: the group
   *
   * Return was pressed in the app password.
   */
  signals[ACTIVATED] =
    g_signal_new ("activated", OMS_TYPE_STEPS_GROUP, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
oms_steps_group_init (OmsStepsGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("How to Fix It"));
}

/**
 * oms_steps_group_set_diagnosis:
 * @self: a group
 * @diagnosis: (nullable): what to mend
 *
 * Shows the steps of a diagnosis; hides itself where there are none.
 */
void
oms_steps_group_set_diagnosis (OmsStepsGroup *self,
                               OmsDiagnosis  *diagnosis)
{
  const OmsStep *steps = NULL;
  gsize n_steps = 0;

  g_return_if_fail (OMS_IS_STEPS_GROUP (self));

  clear_rows (self);
  if (diagnosis)
    steps = oms_diagnosis_get_steps (diagnosis, &n_steps);

  for (gsize i = 0; i < n_steps; i++)
    add_step (self, &steps[i], i + 1);

  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

/* Elsewhere the password of the account is the right kind, and has its place in the form. */
static gboolean
wants_app_password (OmsDiagnosis *diagnosis,
                    OmsProvider  *provider)
{
  return oms_diagnosis_get_remedy (diagnosis) == OMS_REMEDY_ENTER_PASSWORD &&
         (oms_diagnosis_get_cause (diagnosis) == OMS_CAUSE_APP_PASSWORD_REQUIRED ||
          (provider && oms_provider_get_app_password_url (provider)));
}

/**
 * oms_steps_group_offer_password:
 * @self: a group that shows steps
 * @diagnosis: what to mend
 * @provider: (nullable): whose server it was
 *
 * Adds a place for the app password, where the steps lead to one.
 */
void
oms_steps_group_offer_password (OmsStepsGroup *self,
                                OmsDiagnosis  *diagnosis,
                                OmsProvider   *provider)
{
  g_return_if_fail (OMS_IS_STEPS_GROUP (self));
  g_return_if_fail (self->password_row == NULL);

  if (!wants_app_password (diagnosis, provider))
    return;

  self->password_row = g_object_new (OMS_TYPE_ENTRY_ROW,
                                     "title", _("App Password"),
                                     "password", TRUE,
                                     "ltr", TRUE,
                                     NULL);
  g_signal_connect_object (self->password_row, "notify::text", G_CALLBACK (on_notify_text), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->password_row, "entry-activated", G_CALLBACK (on_entry_activated),
                           self, G_CONNECT_SWAPPED);
  add_row (self, GTK_WIDGET (self->password_row));
}

/**
 * oms_steps_group_get_password:
 * @self: a group
 *
 * Returns: the app password as typed
 */
const char *
oms_steps_group_get_password (OmsStepsGroup *self)
{
  g_return_val_if_fail (OMS_IS_STEPS_GROUP (self), "");

  return self->password_row ? oms_entry_row_get_text (self->password_row) : "";
}

/**
 * oms_steps_group_set_password:
 * @self: a group
 * @password: the app password
 *
 * Replaces what was typed, without saying that it changed.
 */
void
oms_steps_group_set_password (OmsStepsGroup *self,
                              const char    *password)
{
  g_return_if_fail (OMS_IS_STEPS_GROUP (self));

  if (!self->password_row)
    return;

  g_signal_handlers_block_by_func (self->password_row, on_notify_text, self);
  oms_entry_row_set_text (self->password_row, password);
  g_signal_handlers_unblock_by_func (self->password_row, on_notify_text, self);
}
