/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-diagnosis.h"
#include "oms-refusal-words.h"
#include "oms-sender.h"

G_BEGIN_DECLS

/* Answers for people: plain text in the language and the encoding of their terminal. */

void oms_print_sender    (OmsSender       *sender,
                          gboolean         is_default);
void oms_print_stage     (OmsStage         stage,
                          OmsStageState    state,
                          gint64           microseconds,
                          const char      *detail);
void oms_print_diagnosis (OmsDiagnosis    *diagnosis);
void oms_print_refusal   (OmsRefusalWords *words);
void oms_print_rule      (OmsDiagnosis    *diagnosis);

G_END_DECLS
