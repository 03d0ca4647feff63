/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-practice.h"
#include "oms-report.h"
#include "oms-sender.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Another way to reach the same server. */
typedef struct {
  OmsEncryption encryption;
  guint         port;
} OmsAlternative;

gboolean  oms_alternatives_are_worth_trying (OmsReport            *report);
void      oms_alternatives_find_async       (OmsSender            *sender,
                                             OmsPractice          *practice,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GArray   *oms_alternatives_find_finish      (GAsyncResult         *result,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
