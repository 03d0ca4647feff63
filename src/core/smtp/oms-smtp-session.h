/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-connection.h"
#include "oms-password.h"

G_BEGIN_DECLS

/* What we say over an open connection: the sign-in, the question whether the sender's address may
 * be used, a message. Each step enters its stage into the report that is built, and returns FALSE
 * where the test ends there: refused, failed or cancelled. */
typedef struct {
  OmsConnection     *connection;
  OmsReportBuilder  *builder;
  OmsRedactor       *redactor;
  GCancellable      *cancellable;
  const char        *host;             /* as it was typed */
  guint              port;
  OmsAuthentication  authentication;
  const char        *user;
  OmsPassword       *password;         /* nullable */
  gboolean           may_reveal;       /* the connection is fit to carry a secret */
} OmsSmtpSession;

gboolean oms_smtp_session_sign_in      (OmsSmtpSession *self);
gboolean oms_smtp_session_prove_sender (OmsSmtpSession *self,
                                        const char     *address);
gboolean oms_smtp_session_send_message (OmsSmtpSession *self,
                                        const char     *address,
                                        const char     *recipient,
                                        const char     *message);
void     oms_smtp_session_quit         (OmsSmtpSession *self);

G_END_DECLS
