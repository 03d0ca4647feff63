/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-check.h"

G_BEGIN_DECLS

/* For what is not to be missed, however slow the machine is. */
#define FAR_AWAY ((OmsTimeouts) { 60000, 60000, 60000, 60000, 60000, 60000, 60000 })

/* What to test; what is not given is as in a new sender. */
typedef struct {
  const char        *host;
  guint              port;
  OmsEncryption      encryption;
  OmsAuthentication  authentication;
  const char        *user;
  const char        *secret;
  const char        *address;
  const char        *pinned_key;
  gboolean           allow_plaintext;
} CheckSettings;

OmsCheck  *check_new              (const CheckSettings *settings,
                                   OmsPractice         *practice) G_GNUC_WARN_UNUSED_RESULT;
OmsReport *check_run              (OmsCheck            *check,
                                   GCancellable        *cancellable,
                                   GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *check_run_all          (GPtrArray           *checks) G_GNUC_WARN_UNUSED_RESULT;
void       check_assert_failed    (OmsReport           *report,
                                   OmsFailure           failure,
                                   OmsStage             stage,
                                   guint                code);
void       check_assert_no_secret (OmsReport           *report,
                                   const char          *secret);

G_END_DECLS
