/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_SENDER_FORM (oms_sender_form_get_type ())
G_DECLARE_FINAL_TYPE (OmsSenderForm, oms_sender_form, OMS, SENDER_FORM, GtkBox)

void        oms_sender_form_set_draft          (OmsSenderForm *self,
                                                OmsDraft      *draft);
const char *oms_sender_form_get_password       (OmsSenderForm *self);
void        oms_sender_form_set_password       (OmsSenderForm *self,
                                                const char    *password);
void        oms_sender_form_set_password_state (OmsSenderForm *self,
                                                const char    *place,
                                                const char    *hint);
void        oms_sender_form_set_password_hint  (OmsSenderForm *self,
                                                const char    *hint);
gboolean    oms_sender_form_validate           (OmsSenderForm *self,
                                                gboolean       wants_password);
void        oms_sender_form_focus_field        (OmsSenderForm *self,
                                                OmsSenderField field);
void        oms_sender_form_focus_password     (OmsSenderForm *self);

G_END_DECLS
