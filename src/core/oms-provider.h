/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "oms-enums.h"

G_BEGIN_DECLS

/**
 * OmsPasswordKind:
 *
 * What a provider wants in the password field of another program.
 */
typedef enum {
  OMS_PASSWORD_KIND_UNKNOWN,
  OMS_PASSWORD_KIND_ACCOUNT,        /* the account's own password */
  OMS_PASSWORD_KIND_APP_PASSWORD,   /* an app password, however the provider calls it, and nothing else */
  OMS_PASSWORD_KIND_EITHER,         /* the account's own, or an app password once two-step is on */
  OMS_PASSWORD_KIND_CODE,           /* an authorisation code, key or token from the provider's pages */
  OMS_PASSWORD_KIND_OAUTH,          /* no password at all: OAuth 2 only */
} OmsPasswordKind;

/**
 * OmsUserForm:
 *
 * What a provider wants as user name.
 */
typedef enum {
  OMS_USER_FORM_UNKNOWN,
  OMS_USER_FORM_ADDRESS,            /* the full address */
  OMS_USER_FORM_LOCAL_PART,         /* what is before the @ */
  OMS_USER_FORM_FIXED,              /* always the same word, such as "apikey" */
  OMS_USER_FORM_OWN,                /* an own name, unrelated to the address */
} OmsUserForm;

/* One way to reach a provider's server. */
typedef struct {
  const char    *host;
  OmsEncryption  encryption;
  guint          port;
} OmsEndpoint;

#define OMS_TYPE_PROVIDER (oms_provider_get_type ())
G_DECLARE_FINAL_TYPE (OmsProvider, oms_provider, OMS, PROVIDER, GObject)

const char         *oms_provider_get_id                    (OmsProvider *self);
const char         *oms_provider_get_family                (OmsProvider *self);  /* "google", "microsoft", … or its id */
const char         *oms_provider_get_name                  (OmsProvider *self);  /* translated */
/* The first is the best; no endpoints: the service takes no mail from other programs. */
const OmsEndpoint  *oms_provider_get_endpoints             (OmsProvider *self,
                                                            gsize       *n_endpoints);
OmsUserForm         oms_provider_get_user_form             (OmsProvider *self);
/* The user name for @address, or NULL where it cannot be told. */
char               *oms_provider_dup_user                  (OmsProvider *self,
                                                            const char  *address);
OmsPasswordKind     oms_provider_get_password_kind         (OmsProvider *self);
/* What the provider calls its app password ("app password", "authorisation code"), translated; nullable */
const char         *oms_provider_get_password_name         (OmsProvider *self);
/* Whether @password looks like what the provider gives out: TRUE also where the shape is not known. */
gboolean            oms_provider_password_fits             (OmsProvider *self,
                                                            const char  *password);
/* @password as the provider wants it: the blanks of a pasted app password removed, where the
 * provider shows it in groups. *changed tells the person so. Release with oms_secret_free(). */
char               *oms_provider_normalize_password        (OmsProvider *self,
                                                            const char  *password,
                                                            gboolean    *changed);
const char         *oms_provider_get_app_password_url      (OmsProvider *self);  /* nullable */
const char         *oms_provider_get_two_step_url          (OmsProvider *self);  /* nullable */
const char         *oms_provider_get_help_url              (OmsProvider *self);  /* nullable */
/* Said before the first test ("Gmail needs an app password here"), translated for @today; nullable */
char               *oms_provider_dup_note                  (OmsProvider *self,
                                                            GDateTime   *today);
/* What it is not for ("for personal mail, not for campaigns: …"), translated; nullable */
const char         *oms_provider_get_limits                (OmsProvider *self);
/* Whether the server wants the sender's domain as the EHLO name. */
gboolean            oms_provider_wants_domain_in_ehlo      (OmsProvider *self);

G_END_DECLS
