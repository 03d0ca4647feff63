/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void oms_session_token_mark (const char *text,
                             gsize       length,
                             guint8     *hidden,
                             gboolean   *in_link);

G_END_DECLS
