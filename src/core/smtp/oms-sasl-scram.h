/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The client's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), before base64. */
typedef struct _OmsScram OmsScram;

OmsScram *oms_scram_new              (const char    *user,
                                      const char    *password,
                                      const char    *nonce) G_GNUC_WARN_UNUSED_RESULT;
void      oms_scram_free             (OmsScram      *self);
void      oms_scram_set_cancellable  (OmsScram      *self,
                                      GCancellable  *cancellable);
char     *oms_scram_start            (OmsScram      *self) G_GNUC_WARN_UNUSED_RESULT;
char     *oms_scram_step             (OmsScram      *self,
                                      const char    *challenge,
                                      GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  oms_scram_server_is_proven (OmsScram      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsScram, oms_scram_free)

G_END_DECLS
