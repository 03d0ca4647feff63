/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *oms_message_new_test (const char *name,
                            const char *address,
                            const char *recipient) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
