/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

char  *oms_text_make_readable (const char *bytes,
                               gsize       length) G_GNUC_WARN_UNUSED_RESULT;
GStrv  oms_text_split_words   (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
