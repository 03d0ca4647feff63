/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-provider.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define OMS_TYPE_CATALOGUE (oms_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (OmsCatalogue, oms_catalogue, OMS, CATALOGUE, GObject)

OmsCatalogue *oms_catalogue_get_default     (void);
OmsProvider  *oms_catalogue_find_by_id      (OmsCatalogue *self,
                                             const char   *id);
OmsProvider  *oms_catalogue_find_by_address (OmsCatalogue *self,
                                             const char   *address);
OmsProvider  *oms_catalogue_find_by_host    (OmsCatalogue *self,
                                             const char   *host);
OmsProvider  *oms_catalogue_find_by_mx      (OmsCatalogue *self,
                                             const char   *host);

gboolean oms_catalogue_wants_domain_in_ehlo (const char *host);

G_END_DECLS
