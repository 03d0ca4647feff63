/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The words for values of enumerations, as glib-mkenums makes them of their names: an
 * OMS_STAGE_SIGN_IN is "sign-in". What people, scripts and files read is written with them, so
 * a value that is renamed needs its old word as nick. */

const char *oms_enum_to_nick   (GType       type,
                                int         value);
gboolean    oms_enum_from_nick (GType       type,
                                const char *nick,
                                int        *value) G_GNUC_WARN_UNUSED_RESULT;
const char *oms_flag_to_nick   (GType       type,
                                guint       flag);

G_END_DECLS
