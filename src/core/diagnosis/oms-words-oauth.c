/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-words"

#include "config.h"

#include "oms-words.h"

#include <glib/gi18n.h>

/* Translators: words in {braces} are filled in by the program; keep them as they are. */

/* Steps that more than one meaning has. */
#define STEP_ASK_ADMIN \
  { .title = N_("Ask Your Administrator"), \
    .text = N_("Only an administrator of your organization can change this."), \
    .note = TRUE }

/* What can be wrong with an access token: who has to do what. "Sign In Again" only where that
 * can help. The numbers are Microsoft's (learn.microsoft.com, "Microsoft Entra authentication
 * and authorization error codes"); one text may have a general word and a number: numbers come
 * first. */
const OmsWords oms_words_oauth[] = {
  {
    .cause = OMS_CAUSE_OAUTH_TOKEN_REJECTED,
    .certain = N_("{Server} did not accept the access token. It has expired, or was made for "
                  "another account or another purpose."),
    .likely = N_("Most likely {server} did not accept the access token: it has expired, or was "
                 "made for another account or another purpose."),
    .remedy = OMS_REMEDY_ENTER_PASSWORD,
    .steps = {
      { .title = N_("Sign In Again and Use the New Token"),
        .text = N_("A token lasts about an hour. It must be made for this account, and for sending "
                   "mail.") },
    },
  },
  {
    .cause = OMS_CAUSE_OAUTH_TOKEN_REJECTED,
    .variant = "secret",
    .marks = { "aadsts7000215", "aadsts7000222", "aadsts70002:", "aadsts700027",
               "invalid client secret", "client secret keys are expired" },
    .certain = N_("The secret of the application is wrong or has expired. Signing in again does "
                  "not help."),
    .steps = {
      { .title = N_("Create a New Secret"),
        .text = N_("Whoever registered the application finds it in the Entra admin center under "
                   "App registrations › Certificates & secrets. What is needed is its value, not "
                   "its ID.") },
    },
  },
  {
    .cause = OMS_CAUSE_OAUTH_TOKEN_REJECTED,
    .variant = "registration",
    .marks = { "aadsts700016", "aadsts7000218", "aadsts700025", "aadsts90002", "aadsts50011",
               "aadsts70011", "aadsts28002", "aadsts650052", "aadsts650057", "aadsts50194",
               "aadsts9002332", "redirect_uri_mismatch", "unauthorized_client", "invalid_client",
               "invalid_scope" },
    .certain = N_("The application is not registered in the way in which it was used. Signing in "
                  "again does not help."),
    .steps = {
      { .title = N_("Check the Registration"),
        .text = N_("Client ID, tenant, redirect address and permissions must be those that are "
                   "registered. Microsoft: App registrations; “Allow public client flows” has to "
                   "be on where no secret is used.") },
    },
  },
  {
    .cause = OMS_CAUSE_OAUTH_TOKEN_REJECTED,
    .variant = "policy",
    .marks = { "aadsts53003", "aadsts53000", "aadsts53001", "aadsts53002", "aadsts530035" },
    .certain = N_("A rule of your organization (Conditional Access) forbids this sign-in. Signing "
                  "in again does not help."),
    .admin = N_("A Conditional Access policy stops the sign-in. Look it up in the Entra admin "
                "center under Sign-in logs › Conditional Access, and allow the application, the "
                "device or the code flow there."),
    .steps = {
      STEP_ASK_ADMIN,
    },
  },
  {
    .cause = OMS_CAUSE_OAUTH_TOKEN_REJECTED,
    .variant = "second-factor",
    .marks = { "aadsts50076", "aadsts50079", "aadsts50078", "aadsts50158", "interaction_required" },
    .certain = N_("The sign-in wants a second factor, which was not given."),
    .steps = {
      { .title = N_("Sign In Again"),
        .text = N_("It has to be in a browser, where the second factor can be given. A user name "
                   "and password in a script are not enough.") },
      { .title = N_("For Devices and Services"),
        .text = N_("Where nobody can sign in, OAuth 2 works as an application (client "
                   "credentials, permission SMTP.SendAsApp)."),
        .readers = OMS_FOR_COMMAND | OMS_FOR_EXPLAIN },
    },
  },
  {
    .cause = OMS_CAUSE_OAUTH_TOKEN_REJECTED,
    .variant = "consent",
    .marks = { "aadsts65001", "aadsts65004", "aadsts90094", "aadsts90095", "aadsts50105",
               "admin_policy_enforced", "consent_required" },
    .certain = N_("Nobody has allowed the application to send mail for this account yet."),
    .admin = N_("Allow the application for the organization: Entra admin center › Enterprise "
                "applications › the application › Permissions › Grant admin consent (SMTP.Send, or "
                "SMTP.SendAsApp where nobody signs in). Google: Admin console › Security › API "
                "controls."),
    .steps = {
      { .title = N_("Sign In Again"),
        .text = N_("Agree to what the page in the browser asks. If it wants an administrator, only "
                   "one can agree.") },
      STEP_ASK_ADMIN,
    },
  },
  {
    .cause = OMS_CAUSE_OAUTH_TOKEN_REJECTED,
    .variant = "ended",
    .marks = { "aadsts700082", "aadsts70008", "aadsts70000", "aadsts50173", "aadsts70043",
               "invalid_grant", "token has been expired or revoked", "refresh token has expired" },
    .certain = N_("The sign-in has ended: what renews the access token has expired or was "
                  "revoked."),
    .remedy = OMS_REMEDY_ENTER_PASSWORD,
    .steps = {
      { .title = N_("Sign In Again"),
        .text = N_("A changed password, a long time without use, or at Google an application that "
                   "is still in testing (7 days) ends it.") },
    },
  },
  { 0 },
};
