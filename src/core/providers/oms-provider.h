/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-enums.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OmsPasswordKind:
 * @OMS_PASSWORD_KIND_UNKNOWN: not known
 * @OMS_PASSWORD_KIND_ACCOUNT: the account's own password
 * @OMS_PASSWORD_KIND_APP_PASSWORD: an app password, however the provider calls it, and nothing else
 * @OMS_PASSWORD_KIND_EITHER: the account's own, or an app password once two-step sign-in is on
 * @OMS_PASSWORD_KIND_CODE: an authorisation code, key or token from the provider's pages
 * @OMS_PASSWORD_KIND_OAUTH: no password at all: OAuth 2 only
 *
 * What a provider wants in the password field of another program.
 */
typedef enum {
  OMS_PASSWORD_KIND_UNKNOWN,
  OMS_PASSWORD_KIND_ACCOUNT,
  OMS_PASSWORD_KIND_APP_PASSWORD,
  OMS_PASSWORD_KIND_EITHER,
  OMS_PASSWORD_KIND_CODE,
  OMS_PASSWORD_KIND_OAUTH,
} OmsPasswordKind;

const char *oms_password_kind_to_id (OmsPasswordKind kind);

/**
 * OmsUserForm:
 * @OMS_USER_FORM_UNKNOWN: not known
 * @OMS_USER_FORM_ADDRESS: the full address
 * @OMS_USER_FORM_LOCAL_PART: what is before the @
 * @OMS_USER_FORM_FIXED: always the same word, such as "apikey"
 * @OMS_USER_FORM_OWN: an own name, unrelated to the address
 *
 * What a provider wants as user name.
 */
typedef enum {
  OMS_USER_FORM_UNKNOWN,
  OMS_USER_FORM_ADDRESS,
  OMS_USER_FORM_LOCAL_PART,
  OMS_USER_FORM_FIXED,
  OMS_USER_FORM_OWN,
} OmsUserForm;

/**
 * OmsEndpoint:
 * @host: the server's name
 * @encryption: how the connection is protected
 * @port: the port, never 0
 *
 * One way to reach a provider's server.
 */
typedef struct {
  const char    *host;
  OmsEncryption  encryption;
  guint          port;
} OmsEndpoint;

#define OMS_TYPE_PROVIDER (oms_provider_get_type ())
G_DECLARE_FINAL_TYPE (OmsProvider, oms_provider, OMS, PROVIDER, GObject)

const char         *oms_provider_get_id                    (OmsProvider *self);
const char         *oms_provider_get_family                (OmsProvider *self);
const char         *oms_provider_get_name                  (OmsProvider *self);
gboolean            oms_provider_takes_mail                (OmsProvider *self);
const OmsEndpoint  *oms_provider_get_endpoints             (OmsProvider *self,
                                                            gsize       *n_endpoints);
const OmsEndpoint  *oms_provider_get_candidates            (OmsProvider *self,
                                                            gsize       *n_candidates);
gboolean            oms_provider_has_host                  (OmsProvider *self,
                                                            const char  *host);
OmsUserForm         oms_provider_get_user_form             (OmsProvider *self);
char               *oms_provider_dup_user                  (OmsProvider *self,
                                                            const char  *address);
gboolean            oms_provider_user_fits                 (OmsProvider *self,
                                                            const char  *user);
OmsPasswordKind     oms_provider_get_password_kind         (OmsProvider *self);
const char         *oms_provider_get_password_name         (OmsProvider *self);
gboolean            oms_provider_password_fits             (OmsProvider *self,
                                                            const char  *password);
char               *oms_provider_normalize_password        (OmsProvider *self,
                                                            const char  *password,
                                                            gboolean    *changed);
const char         *oms_provider_get_app_password_url      (OmsProvider *self);
const char         *oms_provider_get_two_step_url          (OmsProvider *self);
const char         *oms_provider_get_help_url              (OmsProvider *self);
gboolean            oms_provider_needs_switching_on        (OmsProvider *self);
const char         *oms_provider_get_switch_on_url         (OmsProvider *self);
char               *oms_provider_dup_note                  (OmsProvider *self,
                                                            GDateTime   *today);
const char         *oms_provider_get_limits                (OmsProvider *self);
gboolean            oms_provider_wants_domain_in_ehlo      (OmsProvider *self);

G_END_DECLS
