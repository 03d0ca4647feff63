/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-practice.h"
#include "oms-secret.h"
#include "oms-sender-page.h"
#include "oms-sender-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_SENDER_PAGES (oms_sender_pages_get_type ())
G_DECLARE_FINAL_TYPE (OmsSenderPages, oms_sender_pages, OMS, SENDER_PAGES, AdwBin)

GtkWidget     *oms_sender_pages_new         (OmsSenderStore *store,
                                             OmsSecret      *secret,
                                             OmsPractice    *practice) G_GNUC_WARN_UNUSED_RESULT;
OmsSenderPage *oms_sender_pages_get_shown   (OmsSenderPages *self);
void           oms_sender_pages_show_stored (OmsSenderPages *self,
                                             OmsSender      *sender);
void           oms_sender_pages_show_new    (OmsSenderPages *self,
                                             const char     *address);
void           oms_sender_pages_show_any    (OmsSenderPages *self);

G_END_DECLS
