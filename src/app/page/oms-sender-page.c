/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender-page"

#include "config.h"

#include "oms-sender-page-private.h"

#include <glib/gi18n.h>

#include "oms-app-resource.h"
#include "oms-details-window.h"
#include "oms-help.h"
#include "oms-links.h"
#include "oms-questions.h"
#include "oms-wait-words.h"

/**
 * OmsSenderPage:
 *
 * One sender: its form, the test of what is in it, and the result of the last test.
 */
G_DEFINE_FINAL_TYPE (OmsSenderPage, oms_sender_page, GTK_TYPE_BOX)

enum {
  SAVED,
  STATE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
oms_sender_page_toast (OmsSenderPage *self,
                       const char    *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-toast", "s", text);
}

static void
on_stage_changed (OmsSenderPage *self,
                  OmsStage       stage,
                  OmsStageState  state,
                  gint64         microseconds,
                  const char    *detail)
{
  oms_stages_group_set_stage (self->stages_group, stage, state, microseconds, detail);
  if (state == OMS_STAGE_STATE_RUNNING)
    oms_announcer_say (self->announcer, oms_stages_group_get_title (self->stages_group, stage),
                       FALSE);
}

static void
on_waiting (OmsSenderPage *self,
            OmsStage       stage)
{
  const char *words = oms_wait_words_get (stage);

  oms_stages_group_set_stage (self->stages_group, stage, OMS_STAGE_STATE_RUNNING, 0, words);
  oms_announcer_say (self->announcer, words, FALSE);
}

/* One thing at a time is suggested, the next one to do: what the result asks for; else saving what
 * has just been proved; else a test. */
void
oms_sender_page_update_suggested (OmsSenderPage *self)
{
  gboolean test = !oms_test_is_running (self->test) &&
                  !oms_result_view_is_suggesting (self->result_view) &&
                  !oms_sender_page_suggests_saving (self);

  if (test)
    gtk_widget_add_css_class (GTK_WIDGET (self->test_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->test_button), "suggested-action");
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

/* The stages are on top while there is nothing else to see, and at the end afterwards. */
static void
on_notify_running (OmsSenderPage *self)
{
  gboolean running = oms_test_is_running (self->test);

  gtk_button_set_label (self->test_button, running ? _("Cancel") : _("Test SMTP Settings"));
  gtk_box_reorder_child_after (self->content, GTK_WIDGET (self->stages_group),
                               running ? NULL : GTK_WIDGET (self->form));
  oms_sender_page_update_suggested (self);
}

static void
on_repeated_response (OmsSenderPage *self,
                      const char    *response)
{
  if (g_str_equal (response, "send"))
    oms_test_send_anyway (self->test);
  else
    oms_test_cancel (self->test);
}

static void
on_repeated (OmsSenderPage *self)
{
  oms_ask_about_repeated_password (GTK_WIDGET (self), G_CALLBACK (on_repeated_response), self);
}

static void
on_settings_changed (OmsSenderPage *self)
{
  oms_sender_page_hide_result (self);
}

static void
set_form_password (OmsSenderPage *self,
                   const char    *password)
{
  self->syncing = TRUE;
  oms_sender_form_set_password (self->form, password);
  self->syncing = FALSE;
}

static void
on_form_password_changed (OmsSenderPage *self)
{
  if (self->syncing)
    return;

  oms_sender_form_set_password_hint (self->form, oms_keeper_get_trouble (self->keeper));
  oms_sender_page_hide_result (self);
}

/* What is typed among the steps is the password; the steps stay. */
static void
on_steps_password_changed (OmsSenderPage *self)
{
  if (self->syncing)
    return;

  set_form_password (self, oms_steps_group_get_password (self->steps_group));
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
    set_form_password (self, password);
    oms_sender_form_set_password_hint (self->form, _("The spaces were removed."));
  }

  return oms_password_new_take (password);
}

void
oms_sender_page_start_test (OmsSenderPage *self,
                            const char    *recipient)
{
  OmsSender *sender = oms_draft_get_sender (self->draft);
  g_autoptr (OmsPassword) password = NULL;

  if (!oms_sender_form_validate (self->form, TRUE))
    return;

  oms_sender_page_hide_result (self);
  password = dup_typed_password (self);
  oms_stages_group_start (self->stages_group, sender, recipient != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->stages_group), TRUE);
  oms_sender_page_scroll_to_top (self);
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
  set_form_password (self, "");
  self->syncing = TRUE;
  oms_steps_group_set_password (self->steps_group, "");
  self->syncing = FALSE;
  oms_sender_page_toast (self, _("Settings saved"));
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
details_activated (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  OmsSenderPage *self = OMS_SENDER_PAGE (widget);
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (widget));
  OmsReport *report = oms_test_get_report (self->test);

  if (report)
    gtk_window_present (GTK_WINDOW (oms_details_window_new (parent, report)));
}

static void
oms_sender_page_dispose (GObject *object)
{
  OmsSenderPage *self = OMS_SENDER_PAGE (object);

  g_clear_object (&self->announcer);
  g_clear_object (&self->keeper);
  g_clear_object (&self->test);
  g_clear_object (&self->draft);
  g_clear_object (&self->before_change);

  G_OBJECT_CLASS (oms_sender_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.test", NULL, test_activated);
  gtk_widget_class_install_action (widget_class, "page.details", NULL, details_activated);
  gtk_widget_class_install_action (widget_class, "page.open-link", "s", oms_open_link_activated);
  gtk_widget_class_install_action (widget_class, "page.learn-more", "s", oms_help_open_activated);
  oms_sender_page_install_remedies (widget_class);
}

static void
oms_sender_page_class_init (OmsSenderPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oms_sender_page_dispose;
  install_actions (widget_class);

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

  g_type_ensure (OMS_TYPE_RESULT_VIEW);
  g_type_ensure (OMS_TYPE_SENDER_FORM);
  g_type_ensure (OMS_TYPE_STAGES_GROUP);
  g_type_ensure (OMS_TYPE_STEPS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-sender-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsSenderPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderPage, content);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderPage, result_view);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderPage, steps_group);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderPage, form);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderPage, stages_group);
  gtk_widget_class_bind_template_child (widget_class, OmsSenderPage, test_button);
  gtk_widget_class_bind_template_callback (widget_class, on_steps_password_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_form_password_changed);
  gtk_widget_class_bind_template_callback (widget_class, oms_sender_page_test);
}

static void
oms_sender_page_init (OmsSenderPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->announcer = oms_announcer_new (GTK_WIDGET (self), GTK_WIDGET (self->test_button));
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
  OmsSenderPage *self = g_object_new (OMS_TYPE_SENDER_PAGE, NULL);

  self->draft = g_object_ref (draft);
  self->keeper = oms_keeper_new (secret);
  self->test = oms_test_new (secret, guard, practice, TRUE);
  oms_sender_form_set_draft (self->form, draft);
  g_signal_connect_object (oms_draft_get_sender (draft), "notify",
                           G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test, "notify::running",
                           G_CALLBACK (on_notify_running), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test, "stage-changed",
                           G_CALLBACK (on_stage_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test, "waiting",
                           G_CALLBACK (on_waiting), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test, "repeated",
                           G_CALLBACK (on_repeated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::changed",
                           G_CALLBACK (oms_sender_page_update_suggested), self,
                           G_CONNECT_SWAPPED);
  oms_sender_page_follow_test (self);
  g_signal_connect_object (self->keeper, "changed",
                           G_CALLBACK (on_keeper_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "done",
                           G_CALLBACK (on_keeper_done), self, G_CONNECT_SWAPPED);
  if (oms_draft_get_stored (draft))
    oms_keeper_look (self->keeper, oms_draft_get_stored (draft));

  return GTK_WIDGET (self);
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

  return oms_draft_is_changed (self->draft) && oms_result_view_is_good (self->result_view);
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
    oms_sender_page_start_test (self, NULL);
}

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
    oms_sender_page_show_trouble (self, _("Settings Not Saved"), error->message);
    return;
  }

  if (gtk_widget_get_visible (GTK_WIDGET (self->result_view)))
    oms_sender_page_remember_success (self);
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
  oms_draft_revert (self->draft);
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

void
oms_sender_page_focus_test (OmsSenderPage *self)
{
  g_return_if_fail (OMS_IS_SENDER_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->test_button));
}
