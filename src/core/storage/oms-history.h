/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-report.h"
#include "oms-sender.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean  oms_history_record  (GSettingsBackend  *backend,
                               OmsSender         *sender,
                               OmsReport         *report,
                               GError           **error);
char     *oms_history_compare (GSettingsBackend  *backend,
                               OmsSender         *sender,
                               OmsReport         *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
