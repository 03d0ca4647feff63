/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct {
  const char             *id;      /* the first is what Escape and closing answer */
  const char             *label;
  AdwResponseAppearance   appearance;
} OmsResponse;

/* on_response (GObject *target, const char *id): not called once @target is gone */
void       oms_compat_ask         (GtkWidget         *parent,
                                   const char        *heading,
                                   const char        *body,
                                   GtkWidget         *extra_child,
                                   const OmsResponse *responses,
                                   gsize              n_responses,
                                   GCallback          on_response,
                                   gpointer           target);
void       oms_compat_prepare_classes (void);
void       oms_compat_name_parts  (GtkWidget         *widget);
void       oms_compat_show_about  (GtkWindow         *parent);
void       oms_compat_show_shortcuts (GtkWidget         *window);
void       oms_compat_announce    (GtkWidget         *widget,
                                   const char        *text,
                                   gboolean           urgent);
GtkWidget *oms_compat_spinner_new (void);

G_END_DECLS
