/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-stages-group"

#include "config.h"

#include "oms-stages-group.h"

#include "oms-stage-row.h"

#include <glib/gi18n.h>

/**
 * OmsStagesGroup:
 *
 * The stages of a test, while it runs and after.
 */
struct _OmsStagesGroup {
  AdwPreferencesGroup  parent_instance;

  OmsStageRow         *rows[OMS_N_STAGES];
};

G_DEFINE_FINAL_TYPE (OmsStagesGroup, oms_stages_group, ADW_TYPE_PREFERENCES_GROUP)

static void
oms_stages_group_class_init (OmsStagesGroupClass *klass)
{
}

static void
oms_stages_group_init (OmsStagesGroup *self)
{
}

/* Only for the first test, so that the window is there sooner. */
static void
add_rows (OmsStagesGroup *self)
{
  for (OmsStage stage = 0; stage < OMS_N_STAGES; stage++) {
    GtkWidget *row = oms_stage_row_new (stage);

    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    self->rows[stage] = OMS_STAGE_ROW (row);
  }
}

/**
 * oms_stages_group_start:
 * @self: a group
 * @sender: what is going to be tested
 * @with_message: whether a message is going to be sent
 *
 * Shows the stages that there are going to be.
 */
void
oms_stages_group_start (OmsStagesGroup *self,
                        OmsSender      *sender,
                        gboolean        with_message)
{
  gboolean encrypts = oms_sender_get_encryption (sender) != OMS_ENCRYPTION_NONE;
  gboolean signs_in = oms_sender_get_authentication (sender) != OMS_AUTHENTICATION_NONE;

  g_return_if_fail (OMS_IS_STAGES_GROUP (self));

  if (!self->rows[0])
    add_rows (self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Testing…"));
  for (OmsStage stage = 0; stage < OMS_N_STAGES; stage++) {
    gboolean wanted = (stage != OMS_STAGE_ENCRYPT || encrypts) &&
                      (stage != OMS_STAGE_SIGN_IN || signs_in) &&
                      (stage != OMS_STAGE_MESSAGE || with_message);

    oms_stage_row_set_state (self->rows[stage], OMS_STAGE_STATE_WAITING, 0, "");
    gtk_widget_set_visible (GTK_WIDGET (self->rows[stage]), wanted);
  }
}

/**
 * oms_stages_group_set_stage:
 * @self: a group
 * @stage: a stage
 * @state: how it stands
 * @microseconds: how long it took
 * @detail: (nullable): one line of plain text about it, or %NULL
 *
 * Shows how a stage of the test stands. A stage that was skipped is hidden.
 */
void
oms_stages_group_set_stage (OmsStagesGroup *self,
                            OmsStage        stage,
                            OmsStageState   state,
                            gint64          microseconds,
                            const char     *detail)
{
  g_return_if_fail (OMS_IS_STAGES_GROUP (self));
  g_return_if_fail (stage < OMS_N_STAGES);

  oms_stage_row_set_state (self->rows[stage], state, microseconds, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[stage]), state != OMS_STAGE_STATE_SKIPPED);
}

/**
 * oms_stages_group_get_title:
 * @self: a group
 * @stage: a stage
 *
 * Returns: how far that stage is, in words
 */
const char *
oms_stages_group_get_title (OmsStagesGroup *self,
                            OmsStage        stage)
{
  g_return_val_if_fail (OMS_IS_STAGES_GROUP (self), "");
  g_return_val_if_fail (stage < OMS_N_STAGES, "");

  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->rows[stage]));
}

/**
 * oms_stages_group_show_report:
 * @self: a group
 * @report: how the test ended
 *
 * Shows the stages that there were.
 */
void
oms_stages_group_show_report (OmsStagesGroup *self,
                              OmsReport      *report)
{
  g_return_if_fail (OMS_IS_STAGES_GROUP (self));
  g_return_if_fail (OMS_IS_REPORT (report));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Last Test"));
  for (OmsStage stage = 0; stage < OMS_N_STAGES; stage++) {
    OmsStageResult result = oms_report_get_stage_result (report, stage);
    gboolean ended = result.state == OMS_STAGE_STATE_PASSED ||
                     result.state == OMS_STAGE_STATE_FAILED;

    oms_stage_row_set_state (self->rows[stage], result.state, result.microseconds, result.detail);
    gtk_widget_set_visible (GTK_WIDGET (self->rows[stage]), ended);
  }
}
