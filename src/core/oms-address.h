/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Addresses, host names and ports as people type them. Nothing with CR, LF, NUL or other
 * control characters gets through, so that nothing typed can become an SMTP command. */

gboolean    oms_address_validate       (const char  *address,
                                        GError     **error);
/* The domain as an A-label in lower case, or NULL where there is none. */
char       *oms_address_dup_domain     (const char  *address);
/* As sent in MAIL FROM: local part as typed, domain as an A-label; NULL if not valid. */
char       *oms_address_to_ascii       (const char  *address);
gboolean    oms_address_needs_smtputf8 (const char  *address);

gboolean    oms_host_validate          (const char  *host,
                                        GError     **error);
/* A-labels, IPv6 without brackets; NULL if not valid. */
char       *oms_host_to_ascii          (const char  *host);
gboolean    oms_host_is_loopback       (const char  *host);

gboolean    oms_port_parse             (const char  *text,
                                        guint       *port,
                                        GError     **error);

G_END_DECLS
