/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OmsTimeouts:
 * @connect: resolving and connecting
 * @greeting: the first greeting
 * @reply: each later reply
 * @slow_reply: but those that servers delay on purpose
 * @total: all of it
 * @notice: when a wait is worth a word
 *
 * How long a check waits for what, in milliseconds.
 */
typedef struct {
  guint connect;
  guint greeting;
  guint reply;
  guint slow_reply;
  guint total;
  guint notice;
} OmsTimeouts;

G_END_DECLS
