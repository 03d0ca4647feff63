/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OMS_REFUSAL_SECONDS:
 *
 * How long a refused password is remembered: one hour.
 *
 * Counters of wrong passwords mostly start anew within minutes: fail2ban counts over 10 minutes,
 * Microsoft's advice for Active Directory is less than 30, Entra locks for one minute at first. One
 * attempt an hour never fills them, and an account that works again is seen within the hour.
 */
#define OMS_REFUSAL_SECONDS (60 * 60)

typedef struct _OmsRefusals OmsRefusals;

OmsRefusals *oms_refusals_new      (void) G_GNUC_WARN_UNUSED_RESULT;
OmsRefusals *oms_refusals_load     (gint64        now) G_GNUC_WARN_UNUSED_RESULT;
void         oms_refusals_free     (OmsRefusals  *self);
gboolean     oms_refusals_is_empty (OmsRefusals  *self);
const char  *oms_refusals_find     (OmsRefusals  *self,
                                    const char   *digest,
                                    gint64        now,
                                    gint64       *time);
void         oms_refusals_add      (OmsRefusals  *self,
                                    const char   *digest,
                                    const char   *cause,
                                    gint64        now);
gboolean     oms_refusals_remove   (OmsRefusals  *self,
                                    const char   *digest);
gboolean     oms_refusals_save     (OmsRefusals  *self,
                                    GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsRefusals, oms_refusals_free)

G_END_DECLS
