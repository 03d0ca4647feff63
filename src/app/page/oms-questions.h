/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-report.h"
#include "oms-sender.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* on_response (GObject *target, const char *response) */
void oms_ask_about_repeated_password (GtkWidget *parent,
                                      GCallback  on_response,
                                      gpointer   target);   /* "send" */
void oms_ask_to_trust_certificate    (GtkWidget *parent,
                                      OmsReport *report,
                                      GCallback  on_response,
                                      gpointer   target);   /* "trust" */
void oms_ask_to_allow_plaintext      (GtkWidget *parent,
                                      OmsSender *sender,
                                      GCallback  on_response,
                                      gpointer   target);   /* "allow" */
void oms_ask_to_send_message         (GtkWidget *parent,
                                      OmsSender *sender,
                                      GCallback  on_response,
                                      gpointer   target);   /* "send" */
void oms_ask_to_save                 (GtkWidget *parent,
                                      OmsSender *sender,
                                      GCallback  on_response,
                                      gpointer   target);   /* "discard", "save" */

G_END_DECLS
