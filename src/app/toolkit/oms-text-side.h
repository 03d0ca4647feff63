/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void oms_text_side_keep (GtkEditable *entry,
                         gboolean     ltr);

G_END_DECLS
