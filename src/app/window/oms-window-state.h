/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *oms_window_state_restore  (GtkWindow        *window,
                                 GSettings        *settings) G_GNUC_WARN_UNUSED_RESULT;
void  oms_window_state_remember (GtkWindow        *window,
                                 GSettingsBackend *backend,
                                 const char       *last);

G_END_DECLS
