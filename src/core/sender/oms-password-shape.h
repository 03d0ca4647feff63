/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OmsPasswordShape:
 *
 * What can be said of a password without giving it away.
 */
typedef enum {
  OMS_PASSWORD_SHAPE_EMPTY           = 1 << 0,
  OMS_PASSWORD_SHAPE_BLANKS          = 1 << 1,   /* has blanks of any kind */
  OMS_PASSWORD_SHAPE_SIXTEEN_LETTERS = 1 << 2,   /* without its blanks: 16 lower-case a-z */
  OMS_PASSWORD_SHAPE_FOUR_BY_FOUR    = 1 << 3,   /* xxxx-xxxx-xxxx-xxxx (Apple) */
  OMS_PASSWORD_SHAPE_NON_ASCII       = 1 << 4,
} OmsPasswordShape;

OmsPasswordShape oms_password_shape (const char *password);

G_END_DECLS
