/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-announcer.h"
#include "oms-keeper.h"
#include "oms-result-view.h"
#include "oms-sender-form.h"
#include "oms-sender-page.h"
#include "oms-stages-group.h"
#include "oms-steps-group.h"
#include "oms-test.h"

G_BEGIN_DECLS

struct _OmsSenderPage {
  GtkBox             parent_instance;

  GtkScrolledWindow *scrolled_window;
  GtkBox            *content;
  OmsResultView     *result_view;
  OmsStepsGroup     *steps_group;
  OmsSenderForm     *form;
  OmsStagesGroup    *stages_group;
  GtkButton         *test_button;

  OmsDraft          *draft;
  OmsKeeper         *keeper;
  OmsTest           *test;
  OmsAnnouncer      *announcer;
  double             anchor;        /* where the focused field was, before what is above it changed */
  gboolean           syncing;       /* a password is being copied: no new settings */
  OmsSender         *before_change; /* what the last offered change can be taken back to */
};

void oms_sender_page_follow_test      (OmsSenderPage  *self);
void oms_sender_page_hide_result      (OmsSenderPage  *self);
void oms_sender_page_install_remedies (GtkWidgetClass *widget_class);
void oms_sender_page_remember_success (OmsSenderPage  *self);
void oms_sender_page_scroll_to_top    (OmsSenderPage  *self);
void oms_sender_page_show_trouble     (OmsSenderPage  *self,
                                       const char     *headline,
                                       const char     *text);
void oms_sender_page_update_suggested (OmsSenderPage  *self);
void oms_sender_page_toast            (OmsSenderPage  *self,
                                       const char     *text);
void oms_sender_page_start_test       (OmsSenderPage  *self,
                                       const char     *recipient);

G_END_DECLS
