/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-stage-row"

#include "config.h"

#include "oms-stage-row.h"

#include "compat.h"
#include "oms-app-resource.h"
#include "oms-row-layout.h"

#include <glib/gi18n.h>

/**
 * OmsStageRow:
 *
 * One stage of a test: how far it is, what was learnt, and how long it took.
 */
struct _OmsStageRow {
  AdwActionRow  parent_instance;

  AdwBin       *spinner_bin;
  GtkImage     *icon;
  GtkLabel     *time_label;

  OmsStage      stage;
};

G_DEFINE_FINAL_TYPE (OmsStageRow, oms_stage_row, ADW_TYPE_ACTION_ROW)

enum {
  PROP_0,
  PROP_STAGE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

typedef struct {
  const char *waiting;
  const char *running;
  const char *passed;
  const char *failed;
} StageWords;

static const StageWords words[OMS_N_STAGES] = {
  [OMS_STAGE_RESOLVE] = {
    /* Translators: a stage of a test: before, while it runs, passed, failed */
    N_("Find the server"), N_("Looking for the server…"),
    N_("Server found"), N_("Server not found"),
  },
  [OMS_STAGE_CONNECT] = {
    /* Translators: a stage of a test: before, while it runs, passed, failed */
    N_("Connect"), N_("Connecting…"), N_("Connected"), N_("Connecting failed"),
  },
  [OMS_STAGE_ENCRYPT] = {
    /* Translators: a stage of a test: the connection is encrypted */
    N_("Encrypt"), N_("Encrypting…"), N_("Encrypted"), N_("Encrypting failed"),
  },
  [OMS_STAGE_GREETING] = {
    /* Translators: a stage of a test: server and program greet each other */
    N_("Greet"), N_("Waiting for the greeting…"), N_("Greeted"), N_("Greeting failed"),
  },
  [OMS_STAGE_SIGN_IN] = {
    /* Translators: a stage of a test */
    N_("Sign in"), N_("Signing in…"), N_("Signed in"), N_("Signing in failed"),
  },
  [OMS_STAGE_SENDER] = {
    N_("Ask about the sender address"), N_("Asking about the sender address…"),
    N_("Sender address accepted"), N_("Sender address refused"),
  },
  [OMS_STAGE_MESSAGE] = {
    N_("Send the test message"), N_("Sending the test message…"),
    N_("Test message sent"), N_("Test message refused"),
  },
};

static char *
format_time (gint64 microseconds)
{
  if (microseconds < G_USEC_PER_SEC)
    /* Translators: a time in milliseconds; the blank is a narrow one that does not break */
    return g_strdup_printf (_("%d ms"), (int) (microseconds / 1000));

  /* Translators: a time in seconds; the blank is a narrow one that does not break */
  return g_strdup_printf (_("%.1f s"), (double) microseconds / G_USEC_PER_SEC);
}

/* The facts that a stage learnt, as people write them. */
static char *
format_detail (OmsStage    stage,
               const char *detail)
{
  if (!detail || !*detail)
    return g_strdup ("");
  if (stage == OMS_STAGE_CONNECT)
    /* Translators: %s is the number of a port */
    return g_strdup_printf (_("Port %s"), detail);
  if (stage == OMS_STAGE_ENCRYPT && g_str_has_prefix (detail, "TLSv"))
    return g_strdup_printf ("TLS %s", detail + strlen ("TLSv"));

  return g_strdup (detail);
}

/* What the icon says, too: colour and shape alone are not enough. */
static void
show_icon (OmsStageRow   *self,
           OmsStageState  state)
{
  const char *names[] = { "content-loading-symbolic", "pan-end-symbolic",
                          "object-select-symbolic", "dialog-error-symbolic",
                          "content-loading-symbolic" };
  const char *labels[] = { C_("stage", "Waiting"), C_("stage", "Running"), C_("stage", "Passed"),
                           C_("stage", "Failed"), C_("stage", "Skipped") };
  const char *classes[][2] = { { "dim-label" }, { NULL }, { "success" }, { "error" },
                               { "dim-label" } };

  gtk_image_set_from_icon_name (self->icon, names[state]);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes[state]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, labels[state],
                                  -1);
}

/* Not for people who want nothing to move. */
static gboolean
may_spin (OmsStageRow *self)
{
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-enable-animations", &animations,
                NULL);

  return animations;
}

static void
show_spinner (OmsStageRow *self,
              gboolean     spinning)
{
  adw_bin_set_child (self->spinner_bin, spinning ? oms_compat_spinner_new () : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner_bin), spinning);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !spinning);
}

static void
oms_stage_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  OmsStageRow *self = OMS_STAGE_ROW (object);

  switch (prop_id) {
  case PROP_STAGE:
    self->stage = g_value_get_uint (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_stage_row_constructed (GObject *object)
{
  G_OBJECT_CLASS (oms_stage_row_parent_class)->constructed (object);

  oms_stage_row_set_state (OMS_STAGE_ROW (object), OMS_STAGE_STATE_WAITING, 0, "");
}

static void
oms_stage_row_class_init (OmsStageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = oms_stage_row_set_property;
  object_class->constructed = oms_stage_row_constructed;

  /**
   * OmsStageRow:stage:
   *
   * The [enum@Stage] to show.
   */
  props[PROP_STAGE] =
    g_param_spec_uint ("stage", NULL, NULL, 0, OMS_N_STAGES - 1, 0,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-stage-row.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsStageRow, spinner_bin);
  gtk_widget_class_bind_template_child (widget_class, OmsStageRow, icon);
  gtk_widget_class_bind_template_child (widget_class, OmsStageRow, time_label);
}

static void
oms_stage_row_init (OmsStageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  oms_row_layout_apply (ADW_ACTION_ROW (self));
}

/**
 * oms_stage_row_new:
 * @stage: the stage to show
 *
 * Returns: (transfer floating): a row for a stage that waits
 */
GtkWidget *
oms_stage_row_new (OmsStage stage)
{
  return g_object_new (OMS_TYPE_STAGE_ROW, "stage", stage, NULL);
}

/**
 * oms_stage_row_set_state:
 * @self: a row
 * @state: how far the stage is
 * @microseconds: how long it took
 * @detail: what was learnt, as plain text
 *
 * Shows how far the stage is.
 */
void
oms_stage_row_set_state (OmsStageRow   *self,
                         OmsStageState  state,
                         gint64         microseconds,
                         const char    *detail)
{
  const StageWords *stage = &words[self->stage];
  const char *titles[] = { stage->waiting, stage->running, stage->passed, stage->failed,
                           stage->waiting };
  gboolean ended = state == OMS_STAGE_STATE_PASSED || state == OMS_STAGE_STATE_FAILED;
  g_autofree char *time = ended ? format_time (microseconds) : NULL;
  g_autofree char *subtitle =
    state == OMS_STAGE_STATE_PASSED ? format_detail (self->stage, detail) : g_strdup (detail);

  g_return_if_fail (OMS_IS_STAGE_ROW (self));
  g_return_if_fail (state < G_N_ELEMENTS (titles));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _(titles[state]));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle ? subtitle : "");
  gtk_label_set_label (self->time_label, time ? time : "");
  show_icon (self, state);
  show_spinner (self, state == OMS_STAGE_STATE_RUNNING && may_spin (self));
}
