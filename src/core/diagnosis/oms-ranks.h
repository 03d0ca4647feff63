/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The order in which files of rules are asked: data/reading/ranks.xml. Private to the diagnosis. */

gboolean oms_ranks_find     (const char *id,
                             guint      *rank);
gboolean oms_ranks_is_vague (guint       rank);

G_END_DECLS
