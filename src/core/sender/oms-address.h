/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-host.h"

#include <glib.h>

G_BEGIN_DECLS

/* Email addresses as people type them. As with the names of servers, nothing with CR, LF, NUL,
 * other control characters or blanks gets through, so that nothing typed can become an SMTP
 * command. */

gboolean    oms_address_validate       (const char  *address,
                                        GError     **error);
char       *oms_address_dup_domain     (const char  *address);
char       *oms_address_to_ascii       (const char  *address);
gboolean    oms_address_needs_smtputf8 (const char  *address);

G_END_DECLS
