/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-password.h"
#include "oms-practice.h"
#include "oms-report.h"
#include "oms-sender.h"
#include "oms-timeouts.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define OMS_TYPE_CHECK (oms_check_get_type ())
G_DECLARE_FINAL_TYPE (OmsCheck, oms_check, OMS, CHECK, GObject)

OmsCheck  *oms_check_new           (OmsSender            *sender,
                                    OmsPassword          *password) G_GNUC_WARN_UNUSED_RESULT;
void       oms_check_set_timeouts  (OmsCheck             *self,
                                    OmsTimeouts           timeouts);
void       oms_check_set_practice  (OmsCheck             *self,
                                    OmsPractice          *practice);
void       oms_check_set_recipient (OmsCheck             *self,
                                    const char           *recipient);
void       oms_check_run_async     (OmsCheck             *self,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
OmsReport *oms_check_run_finish    (OmsCheck             *self,
                                    GAsyncResult         *result,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
