/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender-form"

#include "config.h"

#include "oms-sender-form.h"

#include "compat.h"
#include "oms-app-resource.h"
#include "oms-combo-row.h"
#include "oms-entry-row.h"
#include "oms-hints.h"
#include "oms-provider-row.h"
#include "oms-row-layout.h"

#include <glib/gi18n.h>

/**
 * OmsSenderForm:
 *
 * The fields of one sender: who, through which server, and how to sign in there.
 */
struct _OmsSenderForm {
  GtkBox               parent_instance;

  AdwPreferencesGroup *server_group;
  OmsEntryRow         *name_row;
  OmsEntryRow         *address_row;
  OmsProviderRow      *provider_row;
  OmsEntryRow         *host_row;
  AdwComboRow         *encryption_row;
  OmsEntryRow         *port_row;
  GtkWidget           *key_row;
  GtkWidget           *plaintext_row;
  AdwComboRow         *authentication_row;
  OmsEntryRow         *user_row;
  OmsEntryRow         *password_row;

  OmsDraft            *draft;
  char                *password_hint;
  gboolean             password_stored;
};

G_DEFINE_FINAL_TYPE (OmsSenderForm, oms_sender_form, GTK_TYPE_BOX)

enum {
  PASSWORD_CHANGED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static OmsEntryRow *
get_row (OmsSenderForm  *self,
         OmsSenderField  field)
{
  switch (field) {
  case OMS_SENDER_FIELD_NAME:
    return self->name_row;
  case OMS_SENDER_FIELD_ADDRESS:
    return self->address_row;
  case OMS_SENDER_FIELD_HOST:
    return self->host_row;
  case OMS_SENDER_FIELD_PORT:
    return self->port_row;
  case OMS_SENDER_FIELD_USER:
    return self->user_row;
  default:
    g_assert_not_reached ();
  }
}

/* Says what is wrong at the field itself. */
static gboolean
show_error (OmsSenderForm  *self,
            OmsSenderField  field)
{
  g_autoptr (GError) error = NULL;

  oms_draft_validate_field (self->draft, field, &error);
  oms_entry_row_set_error (get_row (self, field), error ? error->message : "");

  return error != NULL;
}

/* What looks like a slip is said at its field before anything is sent. It stops nobody. */
static void
show_hints (OmsSenderForm *self)
{
  OmsEntryRow *rows[] = {
    [OMS_HINT_FIELD_ADDRESS] = self->address_row,
    [OMS_HINT_FIELD_HOST] = self->host_row,
    [OMS_HINT_FIELD_USER] = self->user_row,
    [OMS_HINT_FIELD_PASSWORD] = self->password_row,
  };
  const char *texts[G_N_ELEMENTS (rows)] = { "", "", "", self->password_hint };
  const char *suggestions[G_N_ELEMENTS (rows)] = { NULL };
  const char *password = oms_entry_row_get_text (self->password_row);
  g_autoptr (GPtrArray) hints =
    oms_hints_new_for_sender (oms_draft_get_sender (self->draft), *password ? password : NULL);

  for (guint i = hints->len; i > 0; i--) {
    OmsHint *hint = g_ptr_array_index (hints, i - 1);

    texts[hint->field] = hint->text;
    suggestions[hint->field] = hint->suggestion;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (!gtk_widget_get_sensitive (GTK_WIDGET (rows[i])))
      continue;
    oms_entry_row_set_hint (rows[i], texts[i]);
    oms_entry_row_set_suggestion (rows[i], suggestions[i]);
  }
}

/* An empty field is not wrong before it is needed: on Save and on a test. */
static void
on_left (OmsSenderForm *self,
         OmsEntryRow   *row)
{
  if (!self->draft)
    return;

  if (row == self->port_row)
    oms_draft_complete_port (self->draft);

  for (OmsSenderField field = 0; field < OMS_N_SENDER_FIELDS; field++) {
    if (get_row (self, field) == row && *oms_entry_row_get_text (row))
      show_error (self, field);
  }
  show_hints (self);
}

static void
on_entry_activated (OmsSenderForm *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
update_has_password (OmsSenderForm *self)
{
  oms_draft_set_has_password (self->draft, *oms_entry_row_get_text (self->password_row) != '\0');
}

static void
on_notify_password (OmsSenderForm *self)
{
  if (!self->draft)
    return;

  update_has_password (self);
  g_signal_emit (self, signals[PASSWORD_CHANGED], 0);
}

static void
on_notify_chosen_provider (OmsSenderForm *self)
{
  if (self->draft)
    oms_draft_choose_provider (self->draft, oms_provider_row_get_provider (self->provider_row));
}

static void
lock_row (OmsSenderForm *self,
          GtkWidget     *row,
          const char    *property)
{
  const char *reason = _("Set by the administrator");

  if (!oms_draft_is_locked (self->draft, property))
    return;

  gtk_widget_set_sensitive (row, FALSE);
  if (OMS_IS_ENTRY_ROW (row))
    oms_entry_row_set_hint (OMS_ENTRY_ROW (row), reason);
  else if (OMS_IS_PROVIDER_ROW (row))
    oms_provider_row_lock (OMS_PROVIDER_ROW (row), reason);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
}

static char *
describe_provider (OmsProvider *provider)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autofree char *note = NULL;
  const char *limits;

  if (!provider)
    return g_strdup ("");

  note = oms_provider_dup_note (provider, today);
  limits = oms_provider_get_limits (provider);
  if (note && limits)
    return g_strdup_printf ("%s\n%s", note, limits);

  return g_strdup (note ? note : limits ? limits : "");
}

static void
on_notify_provider (OmsSenderForm *self)
{
  OmsProvider *provider = oms_draft_get_provider (self->draft);
  g_autofree char *description = describe_provider (provider);
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  oms_provider_row_set_provider (self->provider_row, provider);
  adw_preferences_group_set_description (self->server_group, escaped);
}

static void
on_notify_authentication (OmsSenderForm *self)
{
  OmsSender *sender = oms_draft_get_sender (self->draft);
  OmsAuthentication authentication = oms_sender_get_authentication (sender);
  gboolean signs_in = authentication != OMS_AUTHENTICATION_NONE;

  gtk_widget_set_visible (GTK_WIDGET (self->user_row), signs_in);
  gtk_widget_set_visible (GTK_WIDGET (self->password_row), signs_in);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password_row),
                                 authentication == OMS_AUTHENTICATION_TOKEN
                                 ? _("Access Token")
                                 : _("Password"));
}

static void
on_notify_encryption (OmsSenderForm *self)
{
  OmsEncryption encryption = oms_sender_get_encryption (oms_draft_get_sender (self->draft));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->encryption_row),
                               encryption == OMS_ENCRYPTION_NONE
                               ? _("Anyone on the way can read along")
                               : "");
}

/* What was allowed for this server stays visible, and can be taken back. */
static void
on_notify_allowed (OmsSenderForm *self)
{
  OmsSender *sender = oms_draft_get_sender (self->draft);

  gtk_widget_set_visible (self->key_row, *oms_sender_get_pinned_key (sender) != '\0');
  gtk_widget_set_visible (self->plaintext_row, oms_sender_get_allow_plaintext (sender));
}

static void
forget_key_activated (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  OmsSenderForm *self = OMS_SENDER_FORM (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->host_row));
  oms_sender_set_pinned_key (oms_draft_get_sender (self->draft), "");
}

static void
forbid_plaintext_activated (GtkWidget  *widget,
                            const char *action_name,
                            GVariant   *parameter)
{
  OmsSenderForm *self = OMS_SENDER_FORM (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->host_row));
  oms_sender_set_allow_plaintext (oms_draft_get_sender (self->draft), FALSE);
}

static void
lock_rows (OmsSenderForm *self)
{
  lock_row (self, GTK_WIDGET (self->name_row), "name");
  lock_row (self, GTK_WIDGET (self->address_row), "address");
  lock_row (self, GTK_WIDGET (self->provider_row), "host");
  lock_row (self, GTK_WIDGET (self->host_row), "host");
  lock_row (self, GTK_WIDGET (self->encryption_row), "encryption");
  lock_row (self, GTK_WIDGET (self->port_row), "port");
  lock_row (self, GTK_WIDGET (self->authentication_row), "authentication");
  lock_row (self, GTK_WIDGET (self->user_row), "user");
}

static void
bind_rows (OmsSenderForm *self)
{
  OmsSender *sender = oms_draft_get_sender (self->draft);
  const struct {
    gpointer    source;
    const char *source_property;
    gpointer    row;
    const char *row_property;
  } bindings[] = {
    { sender, "name", self->name_row, "text" },
    { sender, "address", self->address_row, "text" },
    { sender, "host", self->host_row, "text" },
    { sender, "encryption", self->encryption_row, "selected" },
    { self->draft, "port-text", self->port_row, "text" },
    { sender, "authentication", self->authentication_row, "selected" },
    { sender, "user", self->user_row, "text" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_object_bind_property (bindings[i].source, bindings[i].source_property,
                            bindings[i].row, bindings[i].row_property,
                            G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

static void
oms_sender_form_dispose (GObject *object)
{
  OmsSenderForm *self = OMS_SENDER_FORM (object);

  g_clear_object (&self->draft);

  G_OBJECT_CLASS (oms_sender_form_parent_class)->dispose (object);
}

static void
oms_sender_form_finalize (GObject *object)
{
  g_free (OMS_SENDER_FORM (object)->password_hint);

  G_OBJECT_CLASS (oms_sender_form_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  /**
   * OmsSenderForm::password-changed:
   * @self: the form
   *
   * Another password was typed.
   */
  signals[PASSWORD_CHANGED] =
    g_signal_new ("password-changed", OMS_TYPE_SENDER_FORM, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OmsSenderForm::activated:
   * @self: the form
   *
   * Return was pressed in the last field.
   */
  signals[ACTIVATED] =
    g_signal_new ("activated", OMS_TYPE_SENDER_FORM, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
oms_sender_form_class_init (OmsSenderFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = oms_sender_form_dispose;
  object_class->finalize = oms_sender_form_finalize;
  install_signals ();

  gtk_widget_class_install_action (widget_class, "form.forget-key", NULL, forget_key_activated);
  gtk_widget_class_install_action (widget_class, "form.forbid-plaintext", NULL,
                                   forbid_plaintext_activated);

  g_type_ensure (OMS_TYPE_COMBO_ROW);
  g_type_ensure (OMS_TYPE_ENTRY_ROW);
  g_type_ensure (OMS_TYPE_PROVIDER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-sender-form.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsSenderForm, server_group);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderForm, address_row);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderForm, provider_row);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderForm, host_row);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderForm, encryption_row);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderForm, port_row);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderForm, key_row);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderForm, plaintext_row);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderForm, authentication_row);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderForm, user_row);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderForm, password_row);
  gtk_widget_class_bind_template_callback (widget_class, on_left);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_notify_password);
  gtk_widget_class_bind_template_callback (widget_class, on_notify_chosen_provider);
}

static void
oms_sender_form_init (OmsSenderForm *self)
{
  self->password_hint = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  oms_compat_name_parts (GTK_WIDGET (self));
  oms_row_layout_apply_to_group (self->server_group);
}

/**
 * oms_sender_form_set_draft:
 * @self: a form without a draft
 * @draft: what to edit from now on
 */
void
oms_sender_form_set_draft (OmsSenderForm *self,
                           OmsDraft      *draft)
{
  OmsSender *sender;

  g_return_if_fail (OMS_IS_SENDER_FORM (self));
  g_return_if_fail (OMS_IS_DRAFT (draft));
  g_return_if_fail (self->draft == NULL);

  self->draft = g_object_ref (draft);
  sender = oms_draft_get_sender (draft);
  bind_rows (self);
  g_signal_connect_object (draft, "notify::provider", G_CALLBACK (on_notify_provider), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sender, "notify::authentication",
                           G_CALLBACK (on_notify_authentication), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sender, "notify::encryption",
                           G_CALLBACK (on_notify_encryption), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sender, "notify::pinned-key",
                           G_CALLBACK (on_notify_allowed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sender, "notify::allow-plaintext",
                           G_CALLBACK (on_notify_allowed), self, G_CONNECT_SWAPPED);
  on_notify_provider (self);
  on_notify_allowed (self);
  on_notify_authentication (self);
  on_notify_encryption (self);
  lock_rows (self);
}

/**
 * oms_sender_form_get_password:
 * @self: a form
 *
 * Returns: what was typed as password or access token; the stored one is never there
 */
const char *
oms_sender_form_get_password (OmsSenderForm *self)
{
  g_return_val_if_fail (OMS_IS_SENDER_FORM (self), "");

  return oms_entry_row_get_text (self->password_row);
}

/**
 * oms_sender_form_set_password:
 * @self: a form
 * @password: a password or access token
 *
 * Replaces what was typed, without saying that it changed.
 */
void
oms_sender_form_set_password (OmsSenderForm *self,
                              const char    *password)
{
  g_return_if_fail (OMS_IS_SENDER_FORM (self));

  g_signal_handlers_block_by_func (self->password_row, on_notify_password, self);
  oms_entry_row_set_text (self->password_row, password);
  g_signal_handlers_unblock_by_func (self->password_row, on_notify_password, self);
  if (self->draft)
    update_has_password (self);
}

/**
 * oms_sender_form_set_password_state:
 * @self: a form
 * @place: where there is a password already, in words; or the empty string
 * @hint: what else there is to say about the password, or the empty string
 */
void
oms_sender_form_set_password_state (OmsSenderForm *self,
                                    const char    *place,
                                    const char    *hint)
{
  g_return_if_fail (OMS_IS_SENDER_FORM (self));

  self->password_stored = *place != '\0';
  oms_entry_row_set_placeholder (self->password_row, place);
  oms_sender_form_set_password_hint (self, hint);
}

/**
 * oms_sender_form_set_password_hint:
 * @self: a form
 * @hint: (nullable): a line, or %NULL for none
 *
 * Sets the line beneath the password.
 */
void
oms_sender_form_set_password_hint (OmsSenderForm *self,
                                   const char    *hint)
{
  g_return_if_fail (OMS_IS_SENDER_FORM (self));

  g_free (self->password_hint);
  self->password_hint = g_strdup (hint);
  oms_entry_row_set_hint (self->password_row, hint);
}

/**
 * oms_sender_form_validate:
 * @self: a form
 * @wants_password: whether a missing password is wrong, too
 *
 * Shows what is wrong at each field, and focuses the first of those.
 *
 * Returns: whether nothing is wrong
 */
gboolean
oms_sender_form_validate (OmsSenderForm *self,
                          gboolean       wants_password)
{
  OmsEntryRow *first_wrong = NULL;

  g_return_val_if_fail (OMS_IS_SENDER_FORM (self), FALSE);

  for (OmsSenderField field = 0; field < OMS_N_SENDER_FIELDS; field++) {
    if (show_error (self, field) && !first_wrong)
      first_wrong = get_row (self, field);
  }

  if (wants_password && gtk_widget_get_visible (GTK_WIDGET (self->password_row)) &&
      !self->password_stored && !*oms_entry_row_get_text (self->password_row)) {
    oms_entry_row_set_error (self->password_row, _("Enter the password."));
    first_wrong = first_wrong ? first_wrong : self->password_row;
  }

  if (first_wrong)
    gtk_widget_grab_focus (GTK_WIDGET (first_wrong));

  return first_wrong == NULL;
}

/**
 * oms_sender_form_focus_field:
 * @self: a form
 * @field: a setting
 *
 * Puts the focus on the entry of a setting.
 */
void
oms_sender_form_focus_field (OmsSenderForm  *self,
                             OmsSenderField  field)
{
  g_return_if_fail (OMS_IS_SENDER_FORM (self));

  gtk_widget_grab_focus (GTK_WIDGET (get_row (self, field)));
}

/**
 * oms_sender_form_focus_password:
 * @self: a form
 *
 * Puts the focus on the entry of the password.
 */
void
oms_sender_form_focus_password (OmsSenderForm *self)
{
  g_return_if_fail (OMS_IS_SENDER_FORM (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}
