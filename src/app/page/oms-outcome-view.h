/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-diagnosis.h"
#include "oms-provider.h"
#include "oms-report.h"
#include "oms-sender.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_OUTCOME_VIEW (oms_outcome_view_get_type ())
G_DECLARE_FINAL_TYPE (OmsOutcomeView, oms_outcome_view, OMS, OUTCOME_VIEW, GtkBox)

void        oms_outcome_view_set_child         (OmsOutcomeView *self,
                                                GtkWidget      *child);
void        oms_outcome_view_set_fallback      (OmsOutcomeView *self,
                                                GtkWidget      *fallback);
void        oms_outcome_view_start             (OmsOutcomeView *self,
                                                OmsSender      *sender,
                                                gboolean        with_message);
void        oms_outcome_view_set_running       (OmsOutcomeView *self,
                                                gboolean        running);
void        oms_outcome_view_set_stage         (OmsOutcomeView *self,
                                                OmsStage        stage,
                                                OmsStageState   state,
                                                gint64          microseconds,
                                                const char     *detail);
void        oms_outcome_view_say_waiting       (OmsOutcomeView *self,
                                                OmsStage        stage);
void        oms_outcome_view_show_report       (OmsOutcomeView *self,
                                                OmsReport      *report,
                                                OmsDiagnosis   *diagnosis,
                                                OmsProvider    *provider);
void        oms_outcome_view_show_no_report    (OmsOutcomeView *self,
                                                const GError   *error);
void        oms_outcome_view_show_trouble      (OmsOutcomeView *self,
                                                const char     *headline,
                                                const char     *text);
void        oms_outcome_view_add_note          (OmsOutcomeView *self,
                                                const char     *note);
void        oms_outcome_view_offer_alternative (OmsOutcomeView *self,
                                                const char     *host,
                                                OmsEncryption   encryption,
                                                guint           port);
void        oms_outcome_view_clear             (OmsOutcomeView *self);
gboolean    oms_outcome_view_has_result        (OmsOutcomeView *self);
gboolean    oms_outcome_view_is_good           (OmsOutcomeView *self);
gboolean    oms_outcome_view_is_suggesting     (OmsOutcomeView *self);
const char *oms_outcome_view_get_password      (OmsOutcomeView *self);
void        oms_outcome_view_clear_password    (OmsOutcomeView *self);

G_END_DECLS
