/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-enums.h"
#include "oms-password.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OmsSaslMechanism:
 * @OMS_SASL_PLAIN: RFC 4616
 * @OMS_SASL_LOGIN: draft-murchison-sasl-login
 * @OMS_SASL_SCRAM_SHA_256: RFC 5802, RFC 7677
 * @OMS_SASL_CRAM_MD5: RFC 2195
 * @OMS_SASL_XOAUTH2: Google's and Microsoft's own
 * @OMS_SASL_OAUTHBEARER: RFC 7628
 *
 * A way to sign in that this program knows.
 */
typedef enum {
  OMS_SASL_PLAIN,
  OMS_SASL_LOGIN,
  OMS_SASL_SCRAM_SHA_256,
  OMS_SASL_CRAM_MD5,
  OMS_SASL_XOAUTH2,
  OMS_SASL_OAUTHBEARER,
} OmsSaslMechanism;

#define OMS_N_SASL_MECHANISMS (OMS_SASL_OAUTHBEARER + 1)

const char *oms_sasl_mechanism_to_name  (OmsSaslMechanism    mechanism);
guint       oms_sasl_choose             (const char * const *offered,
                                         OmsAuthentication   authentication,
                                         OmsSaslMechanism    candidates[2]);

/* One sign-in: a state machine. Its memory is wiped when it is freed. */
typedef struct _OmsSasl OmsSasl;

OmsSasl    *oms_sasl_new                (OmsSaslMechanism    mechanism,
                                         const char         *user,
                                         OmsPassword        *password,
                                         const char         *host,
                                         guint               port) G_GNUC_WARN_UNUSED_RESULT;
void        oms_sasl_free               (OmsSasl            *self);
void        oms_sasl_set_cancellable    (OmsSasl            *self,
                                         GCancellable       *cancellable);
char       *oms_sasl_start              (OmsSasl            *self) G_GNUC_WARN_UNUSED_RESULT;
char       *oms_sasl_step               (OmsSasl            *self,
                                         const char         *challenge,
                                         gsize               length,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    oms_sasl_server_is_proven   (OmsSasl            *self);
const char *oms_sasl_get_failure_reason (OmsSasl            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsSasl, oms_sasl_free)

G_END_DECLS
