/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "oms-enums.h"

G_BEGIN_DECLS

typedef enum {
  OMS_SASL_PLAIN,           /* RFC 4616 */
  OMS_SASL_LOGIN,           /* draft-murchison-sasl-login */
  OMS_SASL_SCRAM_SHA_256,   /* RFC 5802, RFC 7677 */
  OMS_SASL_CRAM_MD5,        /* RFC 2195 */
  OMS_SASL_XOAUTH2,         /* Google's and Microsoft's own */
  OMS_SASL_OAUTHBEARER,     /* RFC 7628 */
} OmsSaslMechanism;

#define OMS_N_SASL_MECHANISMS (OMS_SASL_OAUTHBEARER + 1)

const char *oms_sasl_mechanism_to_name (OmsSaslMechanism   mechanism);
/* The mechanisms to try, best first, of those the server offers; at most two, since providers
 * lock accounts. @offered: words after AUTH in the EHLO reply. Returns how many were put into
 * @candidates. */
guint       oms_sasl_choose            (const char * const *offered,
                                        OmsAuthentication   authentication,
                                        OmsSaslMechanism    candidates[2]);

/* One sign-in: a state machine. Its memory is wiped when it is freed. */
typedef struct _OmsSasl OmsSasl;

OmsSasl    *oms_sasl_new               (OmsSaslMechanism   mechanism,
                                        const char        *user,
                                        const char        *secret,
                                        const char        *host,
                                        guint              port) G_GNUC_WARN_UNUSED_RESULT;
void        oms_sasl_free              (OmsSasl           *self);
/* The initial response, in base64, for the AUTH line ("=" where it is empty); NULL where the
 * mechanism waits for the server (CRAM-MD5, LOGIN). Release with oms_secret_free(). */
char       *oms_sasl_start             (OmsSasl           *self);
/* The answer to a challenge (what follows "334 ", base64). OMS_ERROR_PROTOCOL where the challenge
 * makes no sense: then "*" cancels the exchange. Release with oms_secret_free(). */
char       *oms_sasl_step              (OmsSasl           *self,
                                        const char        *challenge,
                                        gsize              length,
                                        GError           **error);
/* FALSE where the mechanism proves the server to us (SCRAM) and it has not. */
gboolean    oms_sasl_server_is_proven  (OmsSasl           *self);
/* The reason that XOAUTH2 and OAUTHBEARER servers send in a challenge, decoded (JSON); nullable */
const char *oms_sasl_get_failure_reason (OmsSasl          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsSasl, oms_sasl_free)

G_END_DECLS
