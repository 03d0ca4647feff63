/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* First thing in main(), before any thread: locale, message catalogue, libcurl, our own data. */
void oms_init (void);

G_END_DECLS
