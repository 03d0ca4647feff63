/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-combo-row.h"
#include "oms-provider.h"

G_BEGIN_DECLS

#define OMS_TYPE_PROVIDER_ROW (oms_provider_row_get_type ())
G_DECLARE_FINAL_TYPE (OmsProviderRow, oms_provider_row, OMS, PROVIDER_ROW, OmsComboRow)

OmsProvider *oms_provider_row_get_provider (OmsProviderRow *self);
void         oms_provider_row_set_provider (OmsProviderRow *self,
                                            OmsProvider    *provider);
void         oms_provider_row_lock         (OmsProviderRow *self,
                                            const char     *reason);

G_END_DECLS
