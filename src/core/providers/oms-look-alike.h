/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-catalogue.h"

G_BEGIN_DECLS

guint       oms_look_alike_distance    (const char   *a,
                                        const char   *b);
char       *oms_look_alike_skeleton    (const char   *host);
gboolean    oms_look_alike_is_mixed    (const char   *host);
const char *oms_look_alike_find        (OmsCatalogue *catalogue,
                                        const char   *host,
                                        OmsProvider  *likely);

G_END_DECLS
