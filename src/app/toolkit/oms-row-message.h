/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OMS_TYPE_ROW_MESSAGE (oms_row_message_get_type ())
G_DECLARE_FINAL_TYPE (OmsRowMessage, oms_row_message, OMS, ROW_MESSAGE, GtkBox)

void        oms_row_message_set_entry      (OmsRowMessage *self,
                                            GtkEditable   *entry);
const char *oms_row_message_get_error      (OmsRowMessage *self);
void        oms_row_message_set_error      (OmsRowMessage *self,
                                            const char    *error);
const char *oms_row_message_get_hint       (OmsRowMessage *self);
void        oms_row_message_set_hint       (OmsRowMessage *self,
                                            const char    *hint);
const char *oms_row_message_get_suggestion (OmsRowMessage *self);
void        oms_row_message_set_suggestion (OmsRowMessage *self,
                                            const char    *suggestion);
void        oms_row_message_describe       (OmsRowMessage *self);

G_END_DECLS
