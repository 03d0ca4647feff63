/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-draft.h"
#include "oms-guard.h"
#include "oms-practice.h"
#include "oms-secret.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_SENDER_PAGE (oms_sender_page_get_type ())
G_DECLARE_FINAL_TYPE (OmsSenderPage, oms_sender_page, OMS, SENDER_PAGE, GtkBox)

GtkWidget *oms_sender_page_new             (OmsDraft      *draft,
                                            OmsSecret     *secret,
                                            OmsGuard      *guard,
                                            OmsPractice   *practice) G_GNUC_WARN_UNUSED_RESULT;
OmsDraft  *oms_sender_page_get_draft       (OmsSenderPage *self);
gboolean   oms_sender_page_is_running      (OmsSenderPage *self);
gboolean   oms_sender_page_suggests_saving (OmsSenderPage *self);
void       oms_sender_page_test            (OmsSenderPage *self);
void       oms_sender_page_cancel          (OmsSenderPage *self);
void       oms_sender_page_save            (OmsSenderPage *self);
void       oms_sender_page_discard         (OmsSenderPage *self);
void       oms_sender_page_undo            (OmsSenderPage *self);
void       oms_sender_page_focus_first     (OmsSenderPage *self);
void       oms_sender_page_focus_test      (OmsSenderPage *self);

G_END_DECLS
