/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-test-follower"

#include "config.h"

#include "oms-test-follower.h"

#include "oms-questions.h"

/**
 * OmsTestFollower:
 *
 * Brings what a test tells to the view on it, and answers what it asks.
 */
struct _OmsTestFollower {
  GObject         parent_instance;

  OmsTest        *test;
  OmsDraft       *draft;
  OmsOutcomeView *view;
};

G_DEFINE_FINAL_TYPE (OmsTestFollower, oms_test_follower, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_TEST,
  PROP_DRAFT,
  PROP_VIEW,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_notify_running (OmsTestFollower *self)
{
  oms_outcome_view_set_running (self->view, oms_test_is_running (self->test));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_stage_changed (OmsTestFollower *self,
                  OmsStage         stage,
                  OmsStageState    state,
                  gint64           microseconds,
                  const char      *detail)
{
  oms_outcome_view_set_stage (self->view, stage, state, microseconds, detail);
}

static void
on_waiting (OmsTestFollower *self,
            OmsStage         stage)
{
  oms_outcome_view_say_waiting (self->view, stage);
}

static void
on_repeated_response (OmsTestFollower *self,
                      const char      *response)
{
  if (g_str_equal (response, "send"))
    oms_test_send_anyway (self->test);
  else
    oms_test_cancel (self->test);
}

static void
on_repeated (OmsTestFollower *self)
{
  oms_ask_about_repeated_password (GTK_WIDGET (self->view), G_CALLBACK (on_repeated_response),
                                   self);
}

static void
show_report (OmsTestFollower *self,
             OmsReport       *report)
{
  g_autofree char *history = oms_report_is_ok (report) ? NULL : oms_test_dup_history (self->test);

  oms_outcome_view_show_report (self->view, report, oms_test_get_diagnosis (self->test),
                                oms_draft_get_provider (self->draft));
  if (history)
    oms_outcome_view_add_note (self->view, history);
}

static void
on_finished (OmsTestFollower *self)
{
  OmsReport *report = oms_test_get_report (self->test);

  if (report)
    show_report (self, report);
  else
    oms_outcome_view_show_no_report (self->view, oms_test_get_error (self->test));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_alternative_found (OmsTestFollower *self,
                      OmsEncryption    encryption,
                      guint            port)
{
  const char *host = oms_sender_get_host (oms_draft_get_sender (self->draft));

  oms_outcome_view_offer_alternative (self->view, host, encryption, port);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
oms_test_follower_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  OmsTestFollower *self = OMS_TEST_FOLLOWER (object);

  switch (prop_id) {
  case PROP_TEST:
    self->test = g_value_dup_object (value);
    break;
  case PROP_DRAFT:
    self->draft = g_value_dup_object (value);
    break;
  case PROP_VIEW:
    self->view = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_test_follower_constructed (GObject *object)
{
  OmsTestFollower *self = OMS_TEST_FOLLOWER (object);
  const struct {
    const char *signal;
    GCallback   callback;
  } connections[] = {
    { "notify::running", G_CALLBACK (on_notify_running) },
    { "stage-changed", G_CALLBACK (on_stage_changed) },
    { "waiting", G_CALLBACK (on_waiting) },
    { "repeated", G_CALLBACK (on_repeated) },
    { "finished", G_CALLBACK (on_finished) },
    { "alternative-found", G_CALLBACK (on_alternative_found) },
  };

  G_OBJECT_CLASS (oms_test_follower_parent_class)->constructed (object);

  for (gsize i = 0; i < G_N_ELEMENTS (connections); i++)
    g_signal_connect_object (self->test, connections[i].signal, connections[i].callback, self,
                             G_CONNECT_SWAPPED);
}

static void
oms_test_follower_finalize (GObject *object)
{
  OmsTestFollower *self = OMS_TEST_FOLLOWER (object);

  g_clear_object (&self->test);
  g_clear_object (&self->draft);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (oms_test_follower_parent_class)->finalize (object);
}

static void
oms_test_follower_class_init (OmsTestFollowerClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = oms_test_follower_set_property;
  object_class->constructed = oms_test_follower_constructed;
  object_class->finalize = oms_test_follower_finalize;

  /**
   * OmsTestFollower:test:
   *
   * The tests that are followed, one after the other.
   */
  props[PROP_TEST] = g_param_spec_object ("test", NULL, NULL, OMS_TYPE_TEST, flags);

  /**
   * OmsTestFollower:draft:
   *
   * What is tested.
   */
  props[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, OMS_TYPE_DRAFT, flags);

  /**
   * OmsTestFollower:view:
   *
   * Where to show it.
   */
  props[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, OMS_TYPE_OUTCOME_VIEW, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * OmsTestFollower::changed:
   * @self: the follower
   *
   * A test was started or has ended, or the view shows something else.
   */
  signals[CHANGED] =
    g_signal_new ("changed", OMS_TYPE_TEST_FOLLOWER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
oms_test_follower_init (OmsTestFollower *self)
{
}

/**
 * oms_test_follower_new:
 * @test: whom to follow
 * @draft: what is tested
 * @view: where to show it
 *
 * Returns: (transfer full): a follower
 */
OmsTestFollower *
oms_test_follower_new (OmsTest        *test,
                       OmsDraft       *draft,
                       OmsOutcomeView *view)
{
  return g_object_new (OMS_TYPE_TEST_FOLLOWER,
                       "test", test,
                       "draft", draft,
                       "view", view,
                       NULL);
}
