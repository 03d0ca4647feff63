/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-diagnosis.h"
#include "oms-refusal-words.h"
#include "oms-report.h"
#include "oms-sender-store.h"

G_BEGIN_DECLS

/* The answers of --json: one object on standard output, described in outgoing-mail(1). */

void oms_json_print_senders   (OmsSenderStore  *store);
void oms_json_print_test      (OmsDiagnosis    *diagnosis,
                               OmsReport       *report);
void oms_json_print_refusal   (OmsRefusalWords *words);
void oms_json_print_diagnosis (OmsDiagnosis    *diagnosis,
                               gboolean         with_rule);

G_END_DECLS
