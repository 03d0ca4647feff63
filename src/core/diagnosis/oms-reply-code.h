/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where in a line the code of a reply is (RFC 5321 section 4.2). Private to the diagnosis. */

const char *oms_reply_code_find          (const char *line,
                                          gboolean    is_reply,
                                          guint      *rating);
gsize       oms_enhanced_code_measure    (const char *text);
char       *oms_enhanced_code_find       (const char *text,
                                          char        class) G_GNUC_WARN_UNUSED_RESULT;
guint       oms_reply_code_parse         (const char *text);

G_END_DECLS
