/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-provider.h"
#include "oms-sender-store.h"

G_BEGIN_DECLS

#define OMS_TYPE_DRAFT (oms_draft_get_type ())
G_DECLARE_FINAL_TYPE (OmsDraft, oms_draft, OMS, DRAFT, GObject)

OmsDraft       *oms_draft_new              (OmsSenderStore  *store,
                                            OmsSender       *stored) G_GNUC_WARN_UNUSED_RESULT;
OmsSenderStore *oms_draft_get_store        (OmsDraft        *self);
OmsSender      *oms_draft_get_sender       (OmsDraft        *self);
OmsSender      *oms_draft_get_stored       (OmsDraft        *self);
OmsProvider    *oms_draft_get_provider     (OmsDraft        *self);
void            oms_draft_choose_provider  (OmsDraft        *self,
                                            OmsProvider     *provider);
const char     *oms_draft_get_port_text    (OmsDraft        *self);
void            oms_draft_set_port_text    (OmsDraft        *self,
                                            const char      *port_text);
void            oms_draft_complete_port    (OmsDraft        *self);
gboolean        oms_draft_get_has_password (OmsDraft        *self);
void            oms_draft_set_has_password (OmsDraft        *self,
                                            gboolean         has_password);
gboolean        oms_draft_is_changed       (OmsDraft        *self);
gboolean        oms_draft_is_locked        (OmsDraft        *self,
                                            const char      *property);
gboolean        oms_draft_validate_field   (OmsDraft        *self,
                                            OmsSenderField   field,
                                            GError         **error);
gboolean        oms_draft_save             (OmsDraft        *self,
                                            GError         **error);
void            oms_draft_revert           (OmsDraft        *self);

G_END_DECLS
