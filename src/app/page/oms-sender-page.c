/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender-page"

#include "config.h"

#include "oms-sender-page.h"

#include "oms-app-resource.h"
#include "oms-keeper.h"
#include "oms-outcome-view.h"
#include "oms-questions.h"
#include "oms-remedies.h"
#include "oms-sender-form.h"
#include "oms-test-follower.h"
#include "oms-test.h"

#include <glib/gi18n.h>

/**
 * OmsSenderPage:
 *
 * One sender: its form, the test of what is in it, and what came of the last test.
 */
struct _OmsSenderPage {
  GtkBox           parent_instance;

  OmsOutcomeView  *outcome_view;
  OmsSenderForm   *form;
  GtkButton       *test_button;

  OmsDraft        *draft;
  OmsKeeper       *keeper;
  OmsTest         *test;
  OmsTestFollower *follower;
  OmsRemedies     *remedies;
};

G_DEFINE_FINAL_TYPE (OmsSenderPage, oms_sender_page, GTK_TYPE_BOX)

enum {
  PROP_0,
  PROP_DRAFT,
  PROP_KEEPER,
  PROP_TEST,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum {
  SAVED,
  STATE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One thing at a time is suggested, the next one to do: what the result asks for; else saving what
 * has just been proved; else a test. */
static void
update_suggested (OmsSenderPage *self)
{
  gboolean test = !oms_test_is_running (self->test) &&
                  !oms_outcome_view_is_suggesting (self->outcome_view) &&
                  !oms_sender_page_suggests_saving (self);

  if (test)
    gtk_widget_add_css_class (GTK_WIDGET (self->test_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->test_button), "suggested-action");
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void
clear_outcome (OmsSenderPage *self)
{
  oms_outcome_view_clear (self->outcome_view);
  update_suggested (self);
}

static void
on_notify_running (OmsSenderPage *self)
{
  gtk_button_set_label (self->test_button, oms_test_is_running (self->test)
                                           ? _("Cancel")
                                           : _("Test SMTP Settings"));
}

static void
on_form_password_changed (OmsSenderPage *self)
{
  oms_sender_form_set_password_hint (self->form, oms_keeper_get_trouble (self->keeper));
  clear_outcome (self);
}

/* What is typed among the steps is the password; the steps stay. */
static void
on_steps_password_changed (OmsSenderPage *self)
{
  oms_sender_form_set_password (self->form, oms_outcome_view_get_password (self->outcome_view));
}

/* The typed password as the provider wants it, or NULL; what changes is said at the field. */
static OmsPassword *
dup_typed_password (OmsSenderPage *self)
{
  OmsProvider *provider = oms_draft_get_provider (self->draft);
  const char *typed = oms_sender_form_get_password (self->form);
  gboolean changed = FALSE;
  char *password;

  if (!*typed)
    return NULL;
  if (!provider)
    return oms_password_new (typed);

  password = oms_provider_normalize_password (provider, typed, &changed);
  if (changed) {
    oms_sender_form_set_password (self->form, password);
    oms_sender_form_set_password_hint (self->form, _("The spaces were removed."));
  }

  return oms_password_new_take (password);
}

static void
start_test (OmsSenderPage *self,
            const char    *recipient)
{
  OmsSender *sender = oms_draft_get_sender (self->draft);
  g_autoptr (OmsPassword) password = NULL;

  if (!oms_sender_form_validate (self->form, TRUE))
    return;

  password = dup_typed_password (self);
  oms_outcome_view_start (self->outcome_view, sender, recipient != NULL);
  update_suggested (self);
  oms_test_start (self->test, sender, password, recipient);
}

static void
on_keeper_changed (OmsSenderPage *self)
{
  oms_sender_form_set_password_state (self->form, oms_keeper_get_place (self->keeper),
                                      oms_keeper_get_trouble (self->keeper));
}

static void
on_keeper_done (OmsSenderPage *self)
{
  oms_sender_form_set_password (self->form, "");
  oms_outcome_view_clear_password (self->outcome_view);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-toast", "s", _("Settings saved"));
  g_signal_emit (self, signals[SAVED], 0);
}

/* A sender that no longer signs in keeps its password: an app password, once lost, cannot be looked
 * up again anywhere. It goes with the sender. */
static void
save_password (OmsSenderPage *self,
               gboolean       moved)
{
  OmsSender *stored = oms_draft_get_stored (self->draft);
  g_autoptr (OmsPassword) password = dup_typed_password (self);

  if (password)
    oms_keeper_keep (self->keeper, stored, password);
  else if (moved)
    oms_keeper_move (self->keeper, stored);
  else
    on_keeper_done (self);
}

static gboolean
has_moved (OmsSender *from,
           OmsSender *to)
{
  return from && (!g_str_equal (oms_sender_get_host (from), oms_sender_get_host (to)) ||
                  !g_str_equal (oms_sender_get_user (from), oms_sender_get_user (to)) ||
                  oms_sender_get_effective_port (from) != oms_sender_get_effective_port (to));
}

static void
test_activated (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  OmsSenderPage *self = OMS_SENDER_PAGE (widget);

  if (oms_test_is_running (self->test))
    oms_sender_page_cancel (self);
  else
    oms_sender_page_test (self);
}

static void
on_message_response (OmsSenderPage *self,
                     const char    *response)
{
  if (g_str_equal (response, "send") && !oms_test_is_running (self->test))
    start_test (self, oms_sender_get_address (oms_draft_get_sender (self->draft)));
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

static void
oms_sender_page_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  OmsSenderPage *self = OMS_SENDER_PAGE (object);

  switch (prop_id) {
  case PROP_DRAFT:
    self->draft = g_value_dup_object (value);
    break;
  case PROP_KEEPER:
    self->keeper = g_value_dup_object (value);
    break;
  case PROP_TEST:
    self->test = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_sender_page_constructed (GObject *object)
{
  OmsSenderPage *self = OMS_SENDER_PAGE (object);
  OmsSender *stored = oms_draft_get_stored (self->draft);

  G_OBJECT_CLASS (oms_sender_page_parent_class)->constructed (object);

  self->follower = oms_test_follower_new (self->test, self->draft, self->outcome_view);
  self->remedies = oms_remedies_new (GTK_WIDGET (self), self->draft, self->test);
  oms_sender_form_set_draft (self->form, self->draft);
  g_signal_connect_object (oms_draft_get_sender (self->draft), "notify",
                           G_CALLBACK (clear_outcome), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify::changed",
                           G_CALLBACK (update_suggested), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test, "notify::running",
                           G_CALLBACK (on_notify_running), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follower, "changed",
                           G_CALLBACK (update_suggested), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remedies, "applied",
                           G_CALLBACK (oms_sender_page_test), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "changed",
                           G_CALLBACK (on_keeper_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "done",
                           G_CALLBACK (on_keeper_done), self, G_CONNECT_SWAPPED);
  if (stored)
    oms_keeper_look (self->keeper, stored);
}

static void
oms_sender_page_dispose (GObject *object)
{
  OmsSenderPage *self = OMS_SENDER_PAGE (object);

  g_clear_object (&self->follower);
  g_clear_object (&self->remedies);
  g_clear_object (&self->keeper);
  g_clear_object (&self->test);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (oms_sender_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.test", NULL, test_activated);
  gtk_widget_class_install_action (widget_class, "page.edit-field", "u", edit_field_activated);
  gtk_widget_class_install_action (widget_class, "page.edit-password", NULL,
                                   edit_password_activated);
  gtk_widget_class_install_action (widget_class, "page.send-message", NULL,
                                   send_message_activated);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * OmsSenderPage:draft:
   *
   * What is edited.
   */
  props[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, OMS_TYPE_DRAFT, flags);

  /**
   * OmsSenderPage:keeper:
   *
   * Who keeps the password of this sender.
   */
  props[PROP_KEEPER] = g_param_spec_object ("keeper", NULL, NULL, OMS_TYPE_KEEPER, flags);

  /**
   * OmsSenderPage:test:
   *
   * Who tests what is edited.
   */
  props[PROP_TEST] = g_param_spec_object ("test", NULL, NULL, OMS_TYPE_TEST, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
install_signals (void)
{
  /**
   * OmsSenderPage::saved:
   * @self: the page
   *
   * Settings and password are saved, as far as they can be.
   */
  signals[SAVED] =
    g_signal_new ("saved", OMS_TYPE_SENDER_PAGE, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OmsSenderPage::state-changed:
   * @self: the page
   *
   * A test was started or has ended, or something else is the next thing to do.
   */
  signals[STATE_CHANGED] =
    g_signal_new ("state-changed", OMS_TYPE_SENDER_PAGE, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

}

static void
oms_sender_page_class_init (OmsSenderPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = oms_sender_page_set_property;
  object_class->constructed = oms_sender_page_constructed;
  object_class->dispose = oms_sender_page_dispose;
  install_properties (object_class);
  install_signals ();
  install_actions (widget_class);

  g_type_ensure (OMS_TYPE_OUTCOME_VIEW);
  g_type_ensure (OMS_TYPE_SENDER_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-sender-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsSenderPage, outcome_view);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderPage, form);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderPage, test_button);
  gtk_widget_class_bind_template_callback (widget_class, on_steps_password_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_form_password_changed);
  gtk_widget_class_bind_template_callback (widget_class, oms_sender_page_test);
}

static void
oms_sender_page_init (OmsSenderPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * oms_sender_page_new:
 * @draft: what to edit
 * @secret: where its password is
 * @guard: who remembers rejected passwords
 * @practice: (nullable): the practice server to test against
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
oms_sender_page_new (OmsDraft    *draft,
                     OmsSecret   *secret,
                     OmsGuard    *guard,
                     OmsPractice *practice)
{
  g_autoptr (OmsKeeper) keeper = oms_keeper_new (secret);
  g_autoptr (OmsTest) test =
    oms_test_new (secret, oms_draft_get_store (draft), guard, practice, TRUE);

  return g_object_new (OMS_TYPE_SENDER_PAGE,
                       "draft", draft,
                       "keeper", keeper,
                       "test", test,
                       NULL);
}

/**
 * oms_sender_page_get_draft:
 * @self: a page
 *
 * Returns: (transfer none): what is edited here
 */
OmsDraft *
oms_sender_page_get_draft (OmsSenderPage *self)
{
  g_return_val_if_fail (OMS_IS_SENDER_PAGE (self), NULL);

  return self->draft;
}

/**
 * oms_sender_page_is_running:
 * @self: a page
 *
 * Looks whether a test is running.
 *
 * Returns: %TRUE if one is
 */
gboolean
oms_sender_page_is_running (OmsSenderPage *self)
{
  g_return_val_if_fail (OMS_IS_SENDER_PAGE (self), FALSE);

  return oms_test_is_running (self->test);
}

/**
 * oms_sender_page_suggests_saving:
 * @self: a page
 *
 * Returns: whether the next thing to do is to save what has just been proved
 */
gboolean
oms_sender_page_suggests_saving (OmsSenderPage *self)
{
  g_return_val_if_fail (OMS_IS_SENDER_PAGE (self), FALSE);

  return oms_draft_is_changed (self->draft) && oms_outcome_view_is_good (self->outcome_view);
}

/**
 * oms_sender_page_test:
 * @self: a page
 *
 * Tests what is on the screen, saved or not; or shows what is wrong with it.
 */
void
oms_sender_page_test (OmsSenderPage *self)
{
  g_return_if_fail (OMS_IS_SENDER_PAGE (self));

  if (!oms_test_is_running (self->test))
    start_test (self, NULL);
}

/**
 * oms_sender_page_cancel:
 * @self: a page
 *
 * Cancels the test, if one is running.
 */
void
oms_sender_page_cancel (OmsSenderPage *self)
{
  g_return_if_fail (OMS_IS_SENDER_PAGE (self));

  oms_test_cancel (self->test);
}

/**
 * oms_sender_page_save:
 * @self: a page
 *
 * Saves settings and password, and emits [signal@SenderPage::saved]; or shows what is wrong.
 * The draft stays whatever happens.
 */
void
oms_sender_page_save (OmsSenderPage *self)
{
  OmsSender *stored;
  g_autoptr (GError) error = NULL;
  gboolean moved;

  g_return_if_fail (OMS_IS_SENDER_PAGE (self));

  if (!oms_sender_form_validate (self->form, FALSE))
    return;

  stored = oms_draft_get_stored (self->draft);
  moved = has_moved (stored, oms_draft_get_sender (self->draft));
  if (!oms_draft_save (self->draft, &error)) {
    oms_outcome_view_show_trouble (self->outcome_view, _("Settings Not Saved"), error->message);
    update_suggested (self);
    return;
  }

  if (oms_outcome_view_has_result (self->outcome_view))
    oms_test_remember (self->test);
  save_password (self, moved);
}

/**
 * oms_sender_page_discard:
 * @self: a page
 *
 * Goes back to what is stored.
 */
void
oms_sender_page_discard (OmsSenderPage *self)
{
  g_return_if_fail (OMS_IS_SENDER_PAGE (self));

  oms_sender_form_set_password (self->form, "");
  on_form_password_changed (self);
  oms_draft_revert (self->draft);
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

  oms_remedies_undo (self->remedies);
}

/**
 * oms_sender_page_focus_first:
 * @self: a page
 *
 * Focuses the first field that wants to be filled in.
 */
void
oms_sender_page_focus_first (OmsSenderPage *self)
{
  OmsSender *sender = oms_draft_get_sender (self->draft);

  g_return_if_fail (OMS_IS_SENDER_PAGE (self));

  if (!*oms_sender_get_address (sender))
    oms_sender_form_focus_field (self->form, OMS_SENDER_FIELD_ADDRESS);
  else if (!*oms_sender_get_host (sender))
    oms_sender_form_focus_field (self->form, OMS_SENDER_FIELD_HOST);
  else
    oms_sender_form_focus_password (self->form);
}

/**
 * oms_sender_page_focus_test:
 * @self: a page
 *
 * Puts the focus on the button that starts a test.
 */
void
oms_sender_page_focus_test (OmsSenderPage *self)
{
  g_return_if_fail (OMS_IS_SENDER_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->test_button));
}
