/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void oms_wipe_memory (gpointer  memory,
                      gsize     length);
void oms_wipe_string (char     *string);

G_END_DECLS
