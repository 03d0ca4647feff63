/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What email addresses and the names of servers have in common, as people type them. */

/**
 * OmsTyped:
 * @OMS_TYPED_ADDRESS: an email address; mistakes are %OMS_ERROR_INVALID_ADDRESS
 * @OMS_TYPED_HOST: the name of a server; mistakes are %OMS_ERROR_INVALID_HOST
 * @OMS_TYPED_PORT: a port; mistakes are %OMS_ERROR_INVALID_PORT
 *
 * What it was that somebody typed.
 */
typedef enum {
  OMS_TYPED_ADDRESS,
  OMS_TYPED_HOST,
  OMS_TYPED_PORT,
} OmsTyped;

gboolean    oms_typed_is_blank       (gunichar     character);
gboolean    oms_typed_is_one_line    (const char  *text);
char       *oms_typed_dup_trimmed    (const char  *text);
gboolean    oms_typed_fail           (OmsTyped     kind,
                                      const char  *sentence,
                                      GError     **error);
gboolean    oms_typed_fail_character (OmsTyped     kind,
                                      const char  *at,
                                      GError     **error);
gboolean    oms_typed_check_visible  (OmsTyped     kind,
                                      const char  *text,
                                      GError     **error);
gboolean    oms_typed_check_blanks   (OmsTyped     kind,
                                      const char  *text,
                                      GError     **error);
gboolean    oms_typed_check_width    (OmsTyped     kind,
                                      const char  *text,
                                      GError     **error);
gboolean    oms_typed_check_name     (OmsTyped     kind,
                                      const char  *name,
                                      GError     **error);
char       *oms_typed_name_to_ascii  (const char  *name);

G_END_DECLS
