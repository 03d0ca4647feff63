/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OmsTimeouts:
 * @connect: resolving and connecting
 * @greeting: the first greeting, and what belongs to it
 * @slow_greeting: the first greeting at ports of STARTTLS, which servers delay on purpose
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
  guint slow_greeting;
  guint reply;
  guint slow_reply;
  guint total;
  guint notice;
} OmsTimeouts;

G_END_DECLS
