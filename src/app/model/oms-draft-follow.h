/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-draft.h"

G_BEGIN_DECLS

void oms_draft_fill_in       (OmsDraft          *self,
                              const OmsEndpoint *endpoint);
void oms_draft_follow_server (OmsDraft          *self,
                              OmsProvider       *before,
                              OmsProvider       *now);
void oms_draft_follow_user   (OmsDraft          *self,
                              OmsProvider       *provider_before,
                              const char        *address_before,
                              OmsProvider       *provider);

G_END_DECLS
