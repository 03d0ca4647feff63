/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-outcome-view"

#include "config.h"

#include "oms-outcome-view.h"

#include "oms-announcer.h"
#include "oms-app-resource.h"
#include "oms-details-window.h"
#include "oms-help.h"
#include "oms-links.h"
#include "oms-result-view.h"
#include "oms-scroll.h"
#include "oms-stages-group.h"
#include "oms-steps-group.h"
#include "oms-wait-words.h"

#include <glib/gi18n.h>

/**
 * OmsOutcomeView:
 *
 * What comes of a test, around what is tested: above it how the test ended and the steps that mend
 * it, beneath it the stages. It scrolls, and tells screen readers what happens. It runs nothing
 * and knows no settings: whoever runs the test says what there is to show.
 */
struct _OmsOutcomeView {
  GtkBox             parent_instance;

  GtkScrolledWindow *scrolled_window;
  GtkBox            *content;
  OmsResultView     *result_view;
  OmsStepsGroup     *steps_group;
  OmsStagesGroup    *stages_group;

  GtkWidget         *child;         /* nullable, in content */
  GtkWidget         *fallback;      /* weak */
  OmsAnnouncer      *announcer;
  OmsReport         *report;        /* nullable: of the last test */
  OmsDiagnosis      *diagnosis;     /* nullable: what it means */
  gboolean           running;
};

G_DEFINE_FINAL_TYPE (OmsOutcomeView, oms_outcome_view, GTK_TYPE_BOX)

enum {
  PROP_0,
  PROP_CHILD,
  PROP_FALLBACK,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum {
  PASSWORD_CHANGED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
say (OmsOutcomeView *self,
     const char     *text,
     gboolean        urgent)
{
  if (self->announcer)
    oms_announcer_say (self->announcer, text, urgent);
}

/* The focus is never on something that goes away. */
static void
keep_focus (OmsOutcomeView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus && self->fallback &&
      (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->result_view)) ||
       focus == GTK_WIDGET (self->result_view) ||
       gtk_widget_is_ancestor (focus, GTK_WIDGET (self->steps_group))))
    gtk_widget_grab_focus (self->fallback);
}

static void
present_result (OmsOutcomeView *self,
                gboolean        urgent)
{
  gtk_widget_set_visible (GTK_WIDGET (self->result_view), TRUE);
  oms_scroll_to_top (self->scrolled_window);
  say (self, oms_result_view_get_summary (self->result_view), urgent);
}

static void
on_password_changed (OmsOutcomeView *self)
{
  g_signal_emit (self, signals[PASSWORD_CHANGED], 0);
}

static void
on_activated (OmsOutcomeView *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
details_activated (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  OmsOutcomeView *self = OMS_OUTCOME_VIEW (widget);
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (widget));

  if (self->report)
    gtk_window_present (GTK_WINDOW (oms_details_window_new (parent, self->report)));
}

static void
copy_note_activated (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  OmsOutcomeView *self = OMS_OUTCOME_VIEW (widget);
  const char *note = self->diagnosis ? oms_diagnosis_get_admin_note (self->diagnosis) : NULL;

  if (!note)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), note);
  gtk_widget_activate_action (widget, "win.show-toast", "s", _("Note copied"));
}

static void
oms_outcome_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  OmsOutcomeView *self = OMS_OUTCOME_VIEW (object);

  switch (prop_id) {
  case PROP_CHILD:
    oms_outcome_view_set_child (self, g_value_get_object (value));
    break;
  case PROP_FALLBACK:
    oms_outcome_view_set_fallback (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_outcome_view_dispose (GObject *object)
{
  OmsOutcomeView *self = OMS_OUTCOME_VIEW (object);

  g_clear_object (&self->announcer);
  g_clear_object (&self->report);
  g_clear_object (&self->diagnosis);
  g_clear_weak_pointer (&self->fallback);

  G_OBJECT_CLASS (oms_outcome_view_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * OmsOutcomeView:child:
   *
   * What is tested.
   */
  props[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);

  /**
   * OmsOutcomeView:fallback:
   *
   * What gets the focus of a result that goes away, and speaks to screen readers while the focus
   * is elsewhere. Until it is set, nothing is said.
   */
  props[PROP_FALLBACK] = g_param_spec_object ("fallback", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
install_signals (void)
{
  /**
   * OmsOutcomeView::password-changed:
   * @self: the view
   *
   * Something was typed as the app password that the steps lead to.
   */
  signals[PASSWORD_CHANGED] =
    g_signal_new ("password-changed", OMS_TYPE_OUTCOME_VIEW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OmsOutcomeView::activated:
   * @self: the view
   *
   * Return was pressed in the app password: the next test is wanted.
   */
  signals[ACTIVATED] =
    g_signal_new ("activated", OMS_TYPE_OUTCOME_VIEW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
oms_outcome_view_class_init (OmsOutcomeViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = oms_outcome_view_set_property;
  object_class->dispose = oms_outcome_view_dispose;
  install_properties (object_class);
  install_signals ();

  gtk_widget_class_install_action (widget_class, "page.details", NULL, details_activated);
  gtk_widget_class_install_action (widget_class, "page.copy-note", NULL, copy_note_activated);
  gtk_widget_class_install_action (widget_class, "page.open-link", "s", oms_open_link_activated);
  gtk_widget_class_install_action (widget_class, "page.learn-more", "s", oms_help_open_activated);

  g_type_ensure (OMS_TYPE_RESULT_VIEW);
  g_type_ensure (OMS_TYPE_STAGES_GROUP);
  g_type_ensure (OMS_TYPE_STEPS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-outcome-view.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsOutcomeView, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, OmsOutcomeView, content);
  gtk_widget_class_bind_template_child (widget_class, OmsOutcomeView, result_view);
  gtk_widget_class_bind_template_child (widget_class, OmsOutcomeView, steps_group);
  gtk_widget_class_bind_template_child (widget_class, OmsOutcomeView, stages_group);
  gtk_widget_class_bind_template_callback (widget_class, on_password_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
oms_outcome_view_init (OmsOutcomeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * oms_outcome_view_set_child:
 * @self: a view
 * @child: (nullable): what is tested
 *
 * Puts what is tested in the middle, instead of what was there.
 */
void
oms_outcome_view_set_child (OmsOutcomeView *self,
                            GtkWidget      *child)
{
  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));
  g_return_if_fail (child == NULL || GTK_IS_WIDGET (child));

  if (self->child == child)
    return;

  if (self->child)
    gtk_box_remove (self->content, self->child);
  self->child = child;
  if (child)
    gtk_box_insert_child_after (self->content, child, GTK_WIDGET (self->steps_group));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHILD]);
}

/**
 * oms_outcome_view_set_fallback:
 * @self: a view
 * @fallback: (nullable): a widget that never goes away, inside or outside
 *
 * The widget is not kept alive.
 */
void
oms_outcome_view_set_fallback (OmsOutcomeView *self,
                               GtkWidget      *fallback)
{
  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));
  g_return_if_fail (fallback == NULL || GTK_IS_WIDGET (fallback));

  if (!g_set_weak_pointer (&self->fallback, fallback))
    return;

  g_clear_object (&self->announcer);
  if (fallback)
    self->announcer = oms_announcer_new (GTK_WIDGET (self), fallback);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FALLBACK]);
}

/**
 * oms_outcome_view_start:
 * @self: a view
 * @sender: what is going to be tested
 * @with_message: whether a message is going to be sent
 *
 * Shows the stages that there are going to be, instead of the last result.
 */
void
oms_outcome_view_start (OmsOutcomeView *self,
                        OmsSender      *sender,
                        gboolean        with_message)
{
  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));

  oms_outcome_view_clear (self);
  oms_stages_group_start (self->stages_group, sender, with_message);
  gtk_widget_set_visible (GTK_WIDGET (self->stages_group), TRUE);
  oms_scroll_to_top (self->scrolled_window);
}

/**
 * oms_outcome_view_set_running:
 * @self: a view
 * @running: whether the test runs
 *
 * While it does, the stages are what is to be seen first, and no result is cleared.
 */
void
oms_outcome_view_set_running (OmsOutcomeView *self,
                              gboolean        running)
{
  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));

  self->running = running;
  /* On top while there is nothing else to see, and at the end afterwards. */
  gtk_box_reorder_child_after (self->content, GTK_WIDGET (self->stages_group),
                               running ? NULL
                               : gtk_widget_get_last_child (GTK_WIDGET (self->content)));
}

/**
 * oms_outcome_view_set_stage:
 * @self: a view on a test that was started
 * @stage: a stage
 * @state: how far it is
 * @microseconds: how long it took
 * @detail: (nullable): what the server said
 *
 * Shows how far a stage is, and says which one has begun.
 */
void
oms_outcome_view_set_stage (OmsOutcomeView *self,
                            OmsStage        stage,
                            OmsStageState   state,
                            gint64          microseconds,
                            const char     *detail)
{
  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));

  oms_stages_group_set_stage (self->stages_group, stage, state, microseconds, detail);
  if (state == OMS_STAGE_STATE_RUNNING)
    say (self, oms_stages_group_get_title (self->stages_group, stage), FALSE);
}

/**
 * oms_outcome_view_say_waiting:
 * @self: a view on a test that was started
 * @stage: the stage that takes so long
 *
 * Says what the test is waiting for.
 */
void
oms_outcome_view_say_waiting (OmsOutcomeView *self,
                              OmsStage        stage)
{
  const char *words = oms_wait_words_get (stage);

  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));

  oms_stages_group_set_stage (self->stages_group, stage, OMS_STAGE_STATE_RUNNING, 0, words);
  say (self, words, FALSE);
}

/**
 * oms_outcome_view_show_report:
 * @self: a view on a test that was started
 * @report: how the test ended
 * @diagnosis: what that means
 * @provider: (nullable): whose server it was
 *
 * Shows the result, its steps, and the next one as a button.
 */
void
oms_outcome_view_show_report (OmsOutcomeView *self,
                              OmsReport      *report,
                              OmsDiagnosis   *diagnosis,
                              OmsProvider    *provider)
{
  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));
  g_return_if_fail (OMS_IS_REPORT (report));
  g_return_if_fail (OMS_IS_DIAGNOSIS (diagnosis));

  keep_focus (self);
  g_set_object (&self->report, report);
  g_set_object (&self->diagnosis, diagnosis);
  oms_stages_group_show_report (self->stages_group, report);
  oms_steps_group_set_diagnosis (self->steps_group, diagnosis);
  oms_steps_group_offer_password (self->steps_group, diagnosis, provider);
  oms_result_view_show_diagnosis (self->result_view, diagnosis);
  oms_result_view_offer_remedy (self->result_view, diagnosis);
  oms_result_view_set_details (self->result_view, TRUE);
  present_result (self, oms_diagnosis_get_cause (diagnosis) != OMS_CAUSE_OK);
}

/**
 * oms_outcome_view_show_no_report:
 * @self: a view on a test that was started
 * @error: (nullable): why it could not run, or %NULL if it was cancelled
 *
 * Shows no stages any more, and says why.
 */
void
oms_outcome_view_show_no_report (OmsOutcomeView *self,
                                 const GError   *error)
{
  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->stages_group), FALSE);
  if (error) {
    oms_result_view_show_error (self->result_view, error);
    present_result (self, TRUE);
  } else {
    say (self, _("The test was cancelled."), FALSE);
  }
}

/**
 * oms_outcome_view_show_trouble:
 * @self: a view
 * @headline: a few words
 * @text: a sentence or two, as plain text
 *
 * Shows what went wrong with anything but the server.
 */
void
oms_outcome_view_show_trouble (OmsOutcomeView *self,
                               const char     *headline,
                               const char     *text)
{
  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));

  oms_result_view_show (self->result_view, OMS_RESULT_BAD, headline, text);
  present_result (self, TRUE);
}

/**
 * oms_outcome_view_add_note:
 * @self: a view that shows a result
 * @note: a sentence or two, as plain text
 *
 * Adds what is good to know besides.
 */
void
oms_outcome_view_add_note (OmsOutcomeView *self,
                           const char     *note)
{
  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));

  oms_result_view_add_note (self->result_view, note);
}

/**
 * oms_outcome_view_offer_alternative:
 * @self: a view
 * @host: the server
 * @encryption: how to encrypt
 * @port: where to
 *
 * Makes another way to the same server the next step of the result, if that is still shown.
 */
void
oms_outcome_view_offer_alternative (OmsOutcomeView *self,
                                    const char     *host,
                                    OmsEncryption   encryption,
                                    guint           port)
{
  g_autofree char *note = NULL;

  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));

  if (!oms_outcome_view_has_result (self))
    return;

  note = oms_result_view_offer_alternative (self->result_view, host, encryption, port);
  say (self, note, FALSE);
}

/**
 * oms_outcome_view_clear:
 * @self: a view
 *
 * Hides the result with all that belongs to it, since it is about something else than what is on
 * the screen now. What is being typed into stays where it is.
 */
void
oms_outcome_view_clear (OmsOutcomeView *self)
{
  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));

  if (!oms_outcome_view_has_result (self) || self->running)
    return;

  if (self->announcer)
    oms_announcer_forget (self->announcer);
  keep_focus (self);
  oms_scroll_keep_focus (self->scrolled_window);
  gtk_widget_set_visible (GTK_WIDGET (self->result_view), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->stages_group), FALSE);
  oms_steps_group_set_diagnosis (self->steps_group, NULL);
}

/**
 * oms_outcome_view_has_result:
 * @self: a view
 *
 * Returns: whether a result of any kind is shown
 */
gboolean
oms_outcome_view_has_result (OmsOutcomeView *self)
{
  g_return_val_if_fail (OMS_IS_OUTCOME_VIEW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->result_view));
}

/**
 * oms_outcome_view_is_good:
 * @self: a view
 *
 * Returns: whether a good result is shown
 */
gboolean
oms_outcome_view_is_good (OmsOutcomeView *self)
{
  g_return_val_if_fail (OMS_IS_OUTCOME_VIEW (self), FALSE);

  return oms_result_view_is_good (self->result_view);
}

/**
 * oms_outcome_view_is_suggesting:
 * @self: a view
 *
 * Returns: whether a result with a next step is shown that everybody may take
 */
gboolean
oms_outcome_view_is_suggesting (OmsOutcomeView *self)
{
  g_return_val_if_fail (OMS_IS_OUTCOME_VIEW (self), FALSE);

  return oms_result_view_is_suggesting (self->result_view);
}

/**
 * oms_outcome_view_get_password:
 * @self: a view
 *
 * Returns: the app password as typed among the steps
 */
const char *
oms_outcome_view_get_password (OmsOutcomeView *self)
{
  g_return_val_if_fail (OMS_IS_OUTCOME_VIEW (self), "");

  return oms_steps_group_get_password (self->steps_group);
}

/**
 * oms_outcome_view_clear_password:
 * @self: a view
 *
 * Empties the app password that was typed among the steps.
 */
void
oms_outcome_view_clear_password (OmsOutcomeView *self)
{
  g_return_if_fail (OMS_IS_OUTCOME_VIEW (self));

  oms_steps_group_set_password (self->steps_group, "");
}
