/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A long way to a server on loopback. */
typedef struct _SlowLink SlowLink;

SlowLink *slow_link_new        (guint      target_port,
                                guint      milliseconds,
                                GError   **error) G_GNUC_WARN_UNUSED_RESULT;
void      slow_link_free       (SlowLink  *self);
guint     slow_link_get_port   (SlowLink  *self);
guint     slow_link_wait_turns (SlowLink  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlowLink, slow_link_free)

G_END_DECLS
