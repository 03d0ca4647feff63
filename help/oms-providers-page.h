/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define OMS_PROVIDERS_PAGE_ID "providers"

char *oms_providers_page_write (GDateTime  *today,
                                const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
