/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-remedies"

#include "config.h"

#include "oms-remedies.h"

#include "oms-questions.h"

#include <glib/gi18n.h>

/**
 * OmsRemedies:
 *
 * The changes of a draft that a result offers, made where the person wants them: the actions
 * `remedy.trust-certificate`, `remedy.allow-plaintext` and `remedy.use-alternative` of a widget.
 */
struct _OmsRemedies {
  GObject    parent_instance;

  GtkWidget *widget;          /* weak: it owns this */
  OmsDraft  *draft;
  OmsTest   *test;
  OmsSender *before_change;   /* nullable: what the last alternative can be taken back to */
};

G_DEFINE_FINAL_TYPE (OmsRemedies, oms_remedies, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_WIDGET,
  PROP_DRAFT,
  PROP_TEST,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum {
  APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static OmsSender *
get_sender (OmsRemedies *self)
{
  return oms_draft_get_sender (self->draft);
}

static void
on_trust_response (OmsRemedies *self,
                   const char  *response)
{
  OmsReport *report = oms_test_get_report (self->test);
  OmsCertificate *certificate = report ? oms_report_get_certificate (report) : NULL;

  if (!certificate || !g_str_equal (response, "trust"))
    return;

  oms_sender_set_pinned_key (get_sender (self), oms_certificate_get_key (certificate));
  g_signal_emit (self, signals[APPLIED], 0);
}

static void
trust_certificate_activated (GSimpleAction *action,
                             GVariant      *parameter,
                             gpointer       user_data)
{
  OmsRemedies *self = OMS_REMEDIES (user_data);
  OmsReport *report = oms_test_get_report (self->test);

  if (report && oms_report_get_certificate (report))
    oms_ask_to_trust_certificate (self->widget, report, G_CALLBACK (on_trust_response), self);
}

static void
on_plaintext_response (OmsRemedies *self,
                       const char  *response)
{
  if (!g_str_equal (response, "allow"))
    return;

  oms_sender_set_allow_plaintext (get_sender (self), TRUE);
  g_signal_emit (self, signals[APPLIED], 0);
}

static void
allow_plaintext_activated (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  OmsRemedies *self = OMS_REMEDIES (user_data);

  oms_ask_to_allow_plaintext (self->widget, get_sender (self), G_CALLBACK (on_plaintext_response),
                              self);
}

/* Another way to the same server, which has just been seen to answer. Taken at once, with the offer
 * to take it back. */
static void
use_alternative_activated (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  OmsRemedies *self = OMS_REMEDIES (user_data);
  OmsSender *sender = get_sender (self);
  g_autofree char *text = NULL;
  guint encryption, port;

  g_variant_get (parameter, "(uu)", &encryption, &port);
  g_clear_object (&self->before_change);
  self->before_change = oms_sender_copy (sender);
  oms_sender_set_encryption (sender, encryption);
  oms_sender_set_port (sender, port == oms_encryption_get_port (encryption) ? 0 : port);

  /* Translators: %u is a port, such as 465 */
  text = g_strdup_printf (_("Port %u is used now"), port);
  gtk_widget_activate_action (self->widget, "win.show-undo", "s", text);
  g_signal_emit (self, signals[APPLIED], 0);
}

static void
oms_remedies_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  OmsRemedies *self = OMS_REMEDIES (object);

  switch (prop_id) {
  case PROP_WIDGET:
    g_set_weak_pointer (&self->widget, g_value_get_object (value));
    break;
  case PROP_DRAFT:
    self->draft = g_value_dup_object (value);
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
oms_remedies_constructed (GObject *object)
{
  static const GActionEntry entries[] = {
    { "trust-certificate", trust_certificate_activated },
    { "allow-plaintext", allow_plaintext_activated },
    { "use-alternative", use_alternative_activated, "(uu)" },
  };
  OmsRemedies *self = OMS_REMEDIES (object);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  G_OBJECT_CLASS (oms_remedies_parent_class)->constructed (object);

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->widget, "remedy", G_ACTION_GROUP (actions));
}

static void
oms_remedies_finalize (GObject *object)
{
  OmsRemedies *self = OMS_REMEDIES (object);

  if (self->widget)
    gtk_widget_insert_action_group (self->widget, "remedy", NULL);
  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->draft);
  g_clear_object (&self->test);
  g_clear_object (&self->before_change);

  G_OBJECT_CLASS (oms_remedies_parent_class)->finalize (object);
}

static void
oms_remedies_class_init (OmsRemediesClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = oms_remedies_set_property;
  object_class->constructed = oms_remedies_constructed;
  object_class->finalize = oms_remedies_finalize;

  /**
   * OmsRemedies:widget:
   *
   * Whose actions these are. It is not kept alive.
   */
  props[PROP_WIDGET] = g_param_spec_object ("widget", NULL, NULL, GTK_TYPE_WIDGET, flags);

  /**
   * OmsRemedies:draft:
   *
   * What is changed.
   */
  props[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, OMS_TYPE_DRAFT, flags);

  /**
   * OmsRemedies:test:
   *
   * The test whose result offers them.
   */
  props[PROP_TEST] = g_param_spec_object ("test", NULL, NULL, OMS_TYPE_TEST, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * OmsRemedies::applied:
   * @self: the remedies
   *
   * The person wanted a change, it is made, and is to be tested.
   */
  signals[APPLIED] =
    g_signal_new ("applied", OMS_TYPE_REMEDIES, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
oms_remedies_init (OmsRemedies *self)
{
}

/**
 * oms_remedies_new:
 * @widget: whose actions they are
 * @draft: what to change
 * @test: the test whose result offers them
 *
 * Returns: (transfer full): the remedies, which are there as long as this
 */
OmsRemedies *
oms_remedies_new (GtkWidget *widget,
                  OmsDraft  *draft,
                  OmsTest   *test)
{
  return g_object_new (OMS_TYPE_REMEDIES,
                       "widget", widget,
                       "draft", draft,
                       "test", test,
                       NULL);
}

/**
 * oms_remedies_undo:
 * @self: the remedies
 *
 * Takes back the last alternative that was accepted, and does not test it any longer.
 */
void
oms_remedies_undo (OmsRemedies *self)
{
  g_return_if_fail (OMS_IS_REMEDIES (self));

  if (!self->before_change)
    return;

  oms_test_cancel (self->test);
  oms_sender_assign (get_sender (self), self->before_change);
  g_clear_object (&self->before_change);
}
