/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "oms-error.h"

G_BEGIN_DECLS

/* What email addresses and the names of servers have in common, as people type them. */

gboolean    oms_typed_is_blank       (gunichar     character);
gboolean    oms_typed_is_one_line    (const char  *text);
char       *oms_typed_dup_trimmed    (const char  *text);
gboolean    oms_typed_fail           (OmsError     code,
                                      const char  *sentence,
                                      GError     **error);
gboolean    oms_typed_fail_character (OmsError     code,
                                      const char  *at,
                                      GError     **error);
gboolean    oms_typed_check_visible  (OmsError     code,
                                      const char  *text,
                                      GError     **error);
gboolean    oms_typed_check_blanks   (OmsError     code,
                                      const char  *text,
                                      GError     **error);
gboolean    oms_typed_check_width    (OmsError     code,
                                      const char  *text,
                                      GError     **error);
gboolean    oms_typed_check_name     (OmsError     code,
                                      const char  *name,
                                      GError     **error);
char       *oms_typed_name_to_ascii  (const char  *name);

G_END_DECLS
