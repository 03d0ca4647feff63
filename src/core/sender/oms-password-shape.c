/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-password-shape"

#include "oms-password-shape.h"

#include "oms-typed.h"

/**
 * oms_password_shape:
 * @password: (nullable): a password
 *
 * Tells what can be said of a password without giving it away. Google's app passwords are 16
 * lower-case letters, shown in groups of four; Apple's are four groups with hyphens.
 *
 * Returns: what is true of @password
 */
OmsPasswordShape
oms_password_shape (const char *password)
{
  OmsPasswordShape shape = 0;
  guint letters = 0, hyphens = 0, others = 0;

  if (!password || !*password)
    return OMS_PASSWORD_SHAPE_EMPTY;

  for (const char *p = password; *p;) {
    gunichar c = g_utf8_get_char_validated (p, -1);
    gboolean valid = c != (gunichar) -1 && c != (gunichar) -2;

    if (!valid || c >= 0x80)
      shape |= OMS_PASSWORD_SHAPE_NON_ASCII;
    if (valid && oms_typed_is_blank (c))
      shape |= OMS_PASSWORD_SHAPE_BLANKS;
    else if (c >= 'a' && c <= 'z')
      letters++;
    else if (c == '-' && (letters == 4 || letters == 8 || letters == 12))
      hyphens++;
    else
      others++;
    p = valid ? g_utf8_next_char (p) : p + 1;
  }

  if (letters == 16 && others == 0) {
    if (hyphens == 0)
      shape |= OMS_PASSWORD_SHAPE_SIXTEEN_LETTERS;
    else if (hyphens == 3)
      shape |= OMS_PASSWORD_SHAPE_FOUR_BY_FOUR;
  }

  return shape;
}
