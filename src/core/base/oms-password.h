/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define OMS_TYPE_PASSWORD (oms_password_get_type ())

typedef struct _OmsPassword OmsPassword;

GType        oms_password_get_type (void) G_GNUC_CONST;
OmsPassword *oms_password_new      (const char        *text) G_GNUC_WARN_UNUSED_RESULT;
OmsPassword *oms_password_new_take (char              *text) G_GNUC_WARN_UNUSED_RESULT;
OmsPassword *oms_password_ref      (OmsPassword       *self);
void         oms_password_unref    (OmsPassword       *self);
const char  *oms_password_get_text (const OmsPassword *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsPassword, oms_password_unref)

G_END_DECLS
