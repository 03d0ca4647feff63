/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "oms-practice.h"
#include "oms-report.h"
#include "oms-sender.h"

G_BEGIN_DECLS

/* The test of one sender's settings, as they are when it is made. Runs once.
 *
 * Signal "stage-changed" (OmsStage stage, OmsStageState state, gint64 microseconds, const char *detail),
 * in the main context of the thread that called oms_check_run_async(). */
#define OMS_TYPE_CHECK (oms_check_get_type ())
G_DECLARE_FINAL_TYPE (OmsCheck, oms_check, OMS, CHECK, GObject)

typedef struct {
  guint connect;    /* resolving and connecting, 8000 ms */
  guint greeting;   /* the first greeting, 8000 ms */
  guint reply;      /* each later reply, 20000 ms */
  guint total;      /* all of it, 60000 ms */
} OmsCheckTimeouts;

OmsCheck  *oms_check_new            (OmsSender            *sender,
                                     const char           *secret) G_GNUC_WARN_UNUSED_RESULT;  /* nullable */
void       oms_check_set_timeouts   (OmsCheck             *self,
                                     OmsCheckTimeouts      timeouts);
void       oms_check_set_practice   (OmsCheck             *self,
                                     OmsPractice          *practice);   /* nullable */
/* Also hand over a short message to @recipient at the end; NULL: nothing is sent (the default). */
void       oms_check_set_recipient  (OmsCheck             *self,
                                     const char           *recipient);
/* Everything a server can do ends in a report. The only errors are G_IO_ERROR_CANCELLED and
 * OMS_ERROR_INVALID_… for settings that cannot be tried. */
void       oms_check_run_async      (OmsCheck             *self,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
OmsReport *oms_check_run_finish     (OmsCheck             *self,
                                     GAsyncResult         *result,
                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
