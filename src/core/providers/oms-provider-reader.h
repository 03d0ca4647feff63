/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-provider.h"

G_BEGIN_DECLS

gboolean oms_provider_reader_read (const char  *text,
                                   gsize        length,
                                   GPtrArray   *providers,
                                   GError     **error);

G_END_DECLS
