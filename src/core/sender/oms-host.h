/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of servers and ports, as people type them. */

gboolean    oms_host_validate    (const char  *host,
                                  GError     **error);
char       *oms_host_to_ascii    (const char  *host);
gboolean    oms_host_is_loopback (const char  *host);

gboolean    oms_port_parse       (const char  *text,
                                  guint       *port,
                                  GError     **error);

G_END_DECLS
