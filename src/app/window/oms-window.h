/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-practice.h"
#include "oms-secret.h"
#include "oms-sender-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_WINDOW (oms_window_get_type ())
G_DECLARE_FINAL_TYPE (OmsWindow, oms_window, OMS, WINDOW, AdwApplicationWindow)

OmsWindow *oms_window_new                 (GtkApplication *application,
                                           OmsSenderStore *store,
                                           OmsSecret      *secret,
                                           OmsPractice    *practice,
                                           GSettings      *settings) G_GNUC_WARN_UNUSED_RESULT;
void       oms_window_new_sender          (OmsWindow      *self);
void       oms_window_show_sender         (OmsWindow      *self,
                                           OmsSender      *sender);
void       oms_window_show_default_sender (OmsWindow      *self);

G_END_DECLS
