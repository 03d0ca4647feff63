/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-diagnosis.h"
#include "oms-report.h"

G_BEGIN_DECLS

/* One structured entry in the system log for one test: no password, no AUTH line, no whole address. */
void oms_log_test (OmsReport    *report,
                   OmsDiagnosis *diagnosis);

G_END_DECLS
