/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OMS_TYPE_ANNOUNCER (oms_announcer_get_type ())
G_DECLARE_FINAL_TYPE (OmsAnnouncer, oms_announcer, OMS, ANNOUNCER, GObject)

OmsAnnouncer *oms_announcer_new    (GtkWidget    *container,
                                    GtkWidget    *fallback) G_GNUC_WARN_UNUSED_RESULT;
void          oms_announcer_say    (OmsAnnouncer *self,
                                    const char   *text,
                                    gboolean      urgent);
void          oms_announcer_forget (OmsAnnouncer *self);

G_END_DECLS
