/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-diagnosis.h"
#include "oms-report.h"

G_BEGIN_DECLS

#define OMS_LOG_MESSAGE_ID_OK          "1e01b295c8694a2fa836986bd89caf91"
#define OMS_LOG_MESSAGE_ID_CREDENTIALS "14117b592f9a40b58ad7b684b94bec8a"
#define OMS_LOG_MESSAGE_ID_FAILED      "f413c9d199944af8ac9520b1e25ed6e6"

void     oms_log_init       (void);
gboolean oms_log_has_system (void);
void     oms_log_test       (OmsReport    *report,
                             OmsDiagnosis *diagnosis);

G_END_DECLS
