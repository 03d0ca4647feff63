/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-sender-page.h"
#include "oms-sender-switcher.h"
#include "oms-window.h"

G_BEGIN_DECLS

struct _OmsWindow {
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay      *toast_overlay;
  OmsSenderSwitcher    *switcher;
  GtkButton            *save_button;
  GtkBox               *page_box;
  GListModel           *toasts;       /* the widgets of those that are shown, among others */

  OmsSenderStore       *store;
  OmsSecret            *secret;
  OmsGuard             *guard;
  OmsPractice          *practice;
  GSettings            *settings;
  GPtrArray            *pages;        /* those of senders, the one that is shown among them */
  gboolean              narrow;
  GtkWidget            *shown;        /* nullable: a page, or the welcome */
  GSimpleAction        *show_sender;  /* its state: the sender that is shown */
  GPtrArray            *removals;     /* those that can still be undone */

  /* What comes after the changes of the page that is shown are saved or discarded */
  OmsSender            *next;         /* nullable: a new sender */
  gboolean              next_is_close;
};

OmsSenderPage *oms_window_get_page        (OmsWindow      *self);
void           oms_window_leave_page      (OmsWindow      *self,
                                           OmsSender      *next,
                                           gboolean        closes);
void           oms_window_show_any        (OmsWindow      *self);
void           oms_window_follow_toasts   (OmsWindow      *self);
void           oms_window_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
