/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "oms-provider.h"

G_BEGIN_DECLS

#define OMS_TYPE_CATALOGUE (oms_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (OmsCatalogue, oms_catalogue, OMS, CATALOGUE, GObject)

/* A GListModel of OmsProvider, most used first, then by name. Read once, shared, never changed:
 * safe from every thread. */
OmsCatalogue *oms_catalogue_get_default     (void);                       /* (transfer none) */
OmsProvider  *oms_catalogue_find_by_id      (OmsCatalogue *self,
                                             const char   *id);           /* (transfer none) (nullable) */
OmsProvider  *oms_catalogue_find_by_address (OmsCatalogue *self,
                                             const char   *address);      /* an address or a bare domain */
OmsProvider  *oms_catalogue_find_by_host    (OmsCatalogue *self,
                                             const char   *host);         /* an SMTP server's name */
OmsProvider  *oms_catalogue_find_by_mx      (OmsCatalogue *self,
                                             const char   *host);         /* a mail exchanger's name */

G_END_DECLS
