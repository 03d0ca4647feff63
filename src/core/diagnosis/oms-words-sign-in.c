/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-words"

#include "config.h"

#include "oms-words.h"

#include <glib/gi18n.h>

/* Translators: words in {braces} are filled in by the program; keep them as they are. */

/* What an administrator of Microsoft 365 reads; commands and names of settings stay English. */
#define TURN_ON_FOR_TENANT \
  N_("Allow SMTP sign-in for the organization: in the Exchange admin center under Settings › " \
     "Mail flow clear “Turn off SMTP AUTH protocol for your organization”, or run in Exchange " \
     "Online PowerShell: Set-TransportConfig -SmtpClientAuthenticationDisabled $false")
#define TURN_ON_FOR_MAILBOX \
  N_("Allow SMTP sign-in for the mailbox: in the Microsoft 365 admin center under Users › " \
     "Active users › {user} › Mail › Manage email apps tick “Authenticated SMTP”, or run in " \
     "Exchange Online PowerShell: Set-CASMailbox -Identity {user} " \
     "-SmtpClientAuthenticationDisabled $false")
#define ASK_ADMIN_TITLE N_("Ask Your Administrator")
#define ALLOW_BASIC_AUTH \
  N_("Sign-in with a password (basic authentication) is off for SMTP. Either allow it for this " \
     "mailbox in Exchange Online PowerShell: Set-AuthenticationPolicy -Identity POLICY " \
     "-AllowBasicAuthSmtp, and Set-CASMailbox -Identity {user} " \
     "-SmtpClientAuthenticationDisabled $false. Or set up OAuth 2 for SMTP (permission " \
     "SMTP.Send).")
#define BROWSER_SIGN_IN_TITLE N_("Use a Program With Browser Sign-In")
#define CHECK_TITLE N_("Check Your User Name and Password")
#define WEB_PAGE_GIVES_TOKEN \
  N_("The sign-in has to go through the provider’s web page (OAuth 2), which gives out an access " \
     "token in place of the password.")
#define LOOK_FOR_OAUTH \
  N_("The sign-in has to go through the provider’s web page (OAuth 2). Look for “OAuth 2”, " \
     "“XOAUTH2” or “modern authentication” in the settings of the program that failed, or in a " \
     "newer version of it.")

/* Steps that more than one cause has. */
#define STEP_CHECK_USER_AND_PASSWORD \
  { .title = CHECK_TITLE, \
    .text = "", \
    .own_checks = TRUE }

/* For those of an organization, whom nobody can ask to sign in. */
#define STEP_MICROSOFT_UNATTENDED \
  { .title = N_("For Devices and Services"), \
    .text = N_("Ways without a password: OAuth 2 as an application (client credentials, " \
               "permission SMTP.SendAsApp), a connector that knows the network address, Azure " \
               "Communication Services, or High Volume Email for mail inside the organization."), \
    .readers = OMS_FOR_COMMAND | OMS_FOR_EXPLAIN }

#define STEP_GOOGLE_UNATTENDED \
  { .title = N_("For Devices and Services"), \
    .text = N_("Organizations with Google Workspace can have the SMTP relay service " \
               "(smtp-relay.gmail.com) take mail from known network addresses without a " \
               "password."), \
    .readers = OMS_FOR_EXPLAIN }

#define STEP_TURN_ON_TWO_STEP \
  { .title = N_("Turn On 2-Step Verification"), \
    .text = N_("App passwords exist only once it is on."), \
    .link = OMS_LINK_TWO_STEP }

#define STEP_CREATE_APP_PASSWORD \
  { .title = N_("Create an App Password"), \
    .text = N_("{use-letters} If the page is not available, 2-Step Verification uses security " \
               "keys only, Advanced Protection is on, or an administrator forbids it."), \
    .link = OMS_LINK_APP_PASSWORD }

#define STEP_ASK_ADMIN \
  { .title = ASK_ADMIN_TITLE, \
    .text = N_("Only an administrator of your organization can change this."), \
    .note = TRUE }

#define STEP_USE_BROWSER_SIGN_IN \
  { .title = BROWSER_SIGN_IN_TITLE, \
    .text = N_("The sign-in then goes through Microsoft’s web page (OAuth 2)."), \
    .command = WEB_PAGE_GIVES_TOKEN, \
    .explain = LOOK_FOR_OAUTH, \
    .link = OMS_LINK_HELP }

/* Causes while signing in. */
const OmsWords oms_words_sign_in[] = {
  {
    .cause = OMS_CAUSE_BAD_CREDENTIALS,
    .hints = OMS_HINT_REGION | OMS_HINT_CONFIRMED | OMS_HINT_RELAY,
    .detail = N_("user name or password"),
    .certain = N_("{Server} did not accept the user name or the password."),
    .likely = N_("{Server} refused the sign-in. Most likely the user name or the password is "
                 "wrong."),
    .remedy = OMS_REMEDY_ENTER_PASSWORD,
    .steps = {
      { .title = CHECK_TITLE,
        .text = N_("Type the password once more."),
        .command = N_("The password is all of the first line of the file, with its blanks."),
        .explain = "",
        .own_checks = TRUE },
      { .title = N_("See What Your Provider Wants"),
        .text = N_("Some providers want a separate password for mail programs, or want sending to "
                   "be turned on first."),
        .link = OMS_LINK_HELP },
    },
  },
  {
    .cause = OMS_CAUSE_BAD_CREDENTIALS,
    .variant = "google",
    .certain = N_("Google did not accept the user name or the password. Mail programs need an app "
                  "password here; the account password is refused."),
    .remedy = OMS_REMEDY_ENTER_PASSWORD,
    .steps = {
      STEP_CHECK_USER_AND_PASSWORD,
      STEP_TURN_ON_TWO_STEP,
      { .title = N_("Create an App Password"),
        .text = N_("{use-letters} Changing the account password ends all app passwords."),
        .link = OMS_LINK_APP_PASSWORD },
    },
  },
  {
    .cause = OMS_CAUSE_BAD_CREDENTIALS,
    .variant = "google-app-password",
    .certain = N_("Google did not accept the user name or the app password. It may be mistyped, "
                  "removed, or belong to another account."),
    .remedy = OMS_REMEDY_ENTER_PASSWORD,
    .steps = {
      { .title = CHECK_TITLE,
        .text = N_("The app password must come from this very account."),
        .own_checks = TRUE },
      { .title = N_("Turn On 2-Step Verification"),
        .text = N_("Turning it off removes all app passwords. So does changing the account "
                   "password."),
        .link = OMS_LINK_TWO_STEP },
      { .title = N_("Create an App Password"),
        .text = N_("{use-letters} If the page is not available, 2-Step Verification is off or uses "
                   "security keys only, Advanced Protection is on, or an administrator forbids "
                   "it."),
        .link = OMS_LINK_APP_PASSWORD },
    },
  },
  {
    .cause = OMS_CAUSE_APP_PASSWORD_REQUIRED,
    .hints = OMS_HINT_REGION | OMS_HINT_RELAY,
    .detail = N_("an app password is needed"),
    .certain = N_("{Provider} does not accept the account password in mail programs. It wants the "
                  "{secret} that you create on its pages."),
    .likely = N_("Most likely {provider} wants the {secret} that you create on its pages, not the "
                 "account password."),
    .remedy = OMS_REMEDY_ENTER_PASSWORD,
    .steps = {
      STEP_CHECK_USER_AND_PASSWORD,
      { .title = N_("Turn On Two-Step Verification"),
        .text = N_("Most providers give out app passwords only once it is on."),
        .link = OMS_LINK_TWO_STEP },
      { .title = N_("Create It and Use It as the Password"),
        .text = N_("Paste it here. It replaces the account password in this program only."),
        .command = N_("Put it into the file for --password-file. It replaces the account password "
                      "in this one place only."),
        .explain = N_("Enter it in the program that failed, in place of the account password. "
                      "Nothing else changes."),
        .link = OMS_LINK_APP_PASSWORD },
    },
  },
  {
    .cause = OMS_CAUSE_APP_PASSWORD_REQUIRED,
    .variant = "google",
    .certain = N_("Google does not accept the account password in mail programs. An app password "
                  "is needed."),
    .likely = N_("Google does not accept the account password in mail programs. Most likely an "
                 "app password is needed."),
    .remedy = OMS_REMEDY_ENTER_PASSWORD,
    .steps = {
      STEP_CHECK_USER_AND_PASSWORD,
      STEP_TURN_ON_TWO_STEP,
      STEP_CREATE_APP_PASSWORD,
      STEP_GOOGLE_UNATTENDED,
    },
  },
  {
    .cause = OMS_CAUSE_APP_PASSWORD_REQUIRED,
    .variant = "google-two-step",
    .certain = N_("Google seems to accept the password, and 2-Step Verification is on. Only one "
                  "thing is missing: mail programs need an app password."),
    .remedy = OMS_REMEDY_ENTER_PASSWORD,
    .steps = {
      { .title = CHECK_TITLE,
        .text = N_("Google seems to accept both."),
        .proven = TRUE },
      { .title = N_("Turn On 2-Step Verification"),
        .text = N_("It is on."),
        .link = OMS_LINK_TWO_STEP,
        .proven = TRUE },
      STEP_CREATE_APP_PASSWORD,
      STEP_GOOGLE_UNATTENDED,
    },
  },
  {
    .cause = OMS_CAUSE_WEB_LOGIN_REQUIRED,
    .detail = N_("a sign-in with a web browser is needed"),
    .certain = N_("{Provider} wants you to sign in with a web browser first, to make sure that it "
                  "is you."),
    .likely = N_("Most likely {provider} wants you to sign in with a web browser first, to make "
                 "sure that it is you."),
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      { .title = N_("Sign In With a Web Browser"),
        .text = N_("Answer what the provider asks, and confirm that it was you."),
        .link = OMS_LINK_HELP },
      { .title = N_("Then Try Again"),
        .text = N_("Do it soon afterwards, from the same computer.") },
    },
  },
  {
    .cause = OMS_CAUSE_WEB_LOGIN_REQUIRED,
    .variant = "google",
    .certain = N_("Google found this sign-in unusual and wants you to sign in with a web browser "
                  "first."),
    .remedy = OMS_REMEDY_ENTER_PASSWORD,
    .steps = {
      { .title = N_("Sign In With a Web Browser"),
        .text = N_("Use the same account, and confirm the warning about a blocked sign-in."),
        .link = OMS_LINK_HELP },
      STEP_TURN_ON_TWO_STEP,
      { .title = N_("Create an App Password"),
        .text = "{use-letters}",
        .link = OMS_LINK_APP_PASSWORD },
    },
  },
  {
    .cause = OMS_CAUSE_BASIC_AUTH_DISABLED,
    .hints = OMS_HINT_RELAY,
    .certain = N_("{Provider} no longer accepts passwords from mail programs, not even right "
                  "ones."),
    .likely = N_("Most likely {provider} no longer accepts passwords from mail programs, not even "
                 "right ones."),
    .steps = {
      { .title = BROWSER_SIGN_IN_TITLE,
        .text = N_("The sign-in has to go through the provider’s web page (OAuth 2). If you have "
                   "an access token, choose “With an access token” here."),
        .command = WEB_PAGE_GIVES_TOKEN,
        .explain = LOOK_FOR_OAUTH,
        .link = OMS_LINK_HELP },
    },
  },
  {
    .cause = OMS_CAUSE_BASIC_AUTH_DISABLED,
    .variant = "microsoft-personal",
    .certain = N_("Outlook.com has not accepted passwords from mail programs since September "
                  "2024, app passwords included. Your password is not at fault."),
    .likely = N_("Outlook.com has not accepted passwords from mail programs since September 2024, "
                 "app passwords included. Most likely your password is not at fault."),
    .steps = {
      { .title = BROWSER_SIGN_IN_TITLE,
        .text = N_("The sign-in has to go through Microsoft’s web page (OAuth 2). If you have an "
                   "access token, choose “With an access token” here."),
        .command = WEB_PAGE_GIVES_TOKEN,
        .explain = LOOK_FOR_OAUTH,
        .link = OMS_LINK_HELP },
    },
  },
  {
    .cause = OMS_CAUSE_BASIC_AUTH_DISABLED,
    .variant = "microsoft",
    .certain = N_("Your organization does not allow signing in with a password from mail "
                  "programs. Your password is most likely not at fault. From the end of December "
                  "2026, Microsoft turns it off for everybody unless an administrator turns it on "
                  "again."),
    .admin = ALLOW_BASIC_AUTH,
    .steps = {
      STEP_ASK_ADMIN,
      STEP_USE_BROWSER_SIGN_IN,
      STEP_MICROSOFT_UNATTENDED,
    },
  },
  {
    .cause = OMS_CAUSE_BASIC_AUTH_DISABLED,
    .variant = "microsoft-switched-off",
    .certain = N_("Since the end of December 2026, Microsoft 365 accepts no passwords from mail "
                  "programs by default. Your password is most likely not at fault."),
    .admin = ALLOW_BASIC_AUTH,
    .steps = {
      STEP_USE_BROWSER_SIGN_IN,
      { .title = ASK_ADMIN_TITLE,
        .text = N_("An administrator may allow passwords again for a while."),
        .note = TRUE },
      STEP_MICROSOFT_UNATTENDED,
    },
  },
  {
    .cause = OMS_CAUSE_SMTP_ACCESS_DISABLED,
    .hints = OMS_HINT_REGION,
    .certain = N_("Sending with mail programs is turned off for this account. It can be turned "
                  "on."),
    .likely = N_("Most likely sending with mail programs is turned off for this account. It can "
                 "be turned on."),
    .steps = {
      { .title = N_("Turn It On"),
        .text = N_("Look in the provider’s webmail for settings called “SMTP”, “POP3/IMAP” or "
                   "“external programs”."),
        .link = OMS_LINK_HELP },
      { .title = N_("Then Try Again"),
        .text = N_("It can take a few minutes to take effect.") },
    },
  },
  {
    .cause = OMS_CAUSE_SMTP_ACCESS_DISABLED,
    .variant = "microsoft",
    .certain = N_("Microsoft 365 refused the sign-in. Sending with mail programs is turned off "
                  "for this mailbox or for the whole organization."),
    .likely = N_("Microsoft 365 refused the sign-in without saying why. Most likely sending with "
                 "mail programs is turned off for this mailbox; the password may be wrong, too."),
    .admin = TURN_ON_FOR_MAILBOX,
    .steps = {
      { .title = CHECK_TITLE,
        .text = N_("Sign in to Outlook on the web with the same user name and password."),
        .own_checks = TRUE },
      STEP_ASK_ADMIN,
    },
  },
  {
    .cause = OMS_CAUSE_SMTP_ACCESS_DISABLED,
    .variant = "microsoft-tenant",
    .certain = N_("Your organization has turned off sending with mail programs for all mailboxes. "
                  "Your password is not at fault."),
    .admin = TURN_ON_FOR_TENANT,
    .steps = {
      STEP_ASK_ADMIN,
    },
  },
  {
    .cause = OMS_CAUSE_SMTP_ACCESS_DISABLED,
    .variant = "microsoft-mailbox",
    .certain = N_("Sending with mail programs is turned off for this mailbox. Your password is "
                  "not at fault."),
    .admin = TURN_ON_FOR_MAILBOX,
    .steps = {
      STEP_ASK_ADMIN,
    },
  },
  {
    .cause = OMS_CAUSE_SMTP_ACCESS_DISABLED,
    .variant = "microsoft-defaults",
    .certain = N_("The security defaults of your organization forbid signing in with a password "
                  "from mail programs. Your password is not at fault."),
    .admin = N_("The security defaults of Microsoft Entra block SMTP sign-in with a password. "
                "Either replace them by Conditional Access policies that leave out {user} (Entra "
                "admin center › Overview › Properties › Manage security defaults), or set up "
                "OAuth 2 for SMTP (permission SMTP.Send)."),
    .steps = {
      STEP_ASK_ADMIN,
      STEP_MICROSOFT_UNATTENDED,
    },
  },
  {
    .cause = OMS_CAUSE_SMTP_ACCESS_DISABLED,
    .variant = "microsoft-criteria",
    .certain = N_("The rules of your organization do not allow this sign-in. The password may "
                  "well be right."),
    .admin = N_("A Conditional Access policy, a second factor or a block of the user stops the "
                "sign-in. Look it up in the Entra admin center under Users › {user} › Sign-in "
                "logs (client app “Authenticated SMTP”), and allow it there, or set up OAuth 2 "
                "for SMTP (permission SMTP.Send)."),
    .steps = {
      STEP_ASK_ADMIN,
      STEP_MICROSOFT_UNATTENDED,
    },
  },
  {
    .cause = OMS_CAUSE_ACCOUNT_LOCKED,
    .hints = OMS_HINT_REGION,
    .certain = N_("The account is locked, suspended or not activated. The provider has to "
                  "release it."),
    .likely = N_("Most likely the account is locked, suspended or not activated. The provider "
                 "has to release it."),
    .steps = {
      { .title = N_("Sign In to the Provider’s Web Page"),
        .text = N_("It says what is wrong and how to release the account. Do not keep testing: "
                   "that prolongs the lock."),
        .link = OMS_LINK_HELP },
    },
  },
  {
    .cause = OMS_CAUSE_ACCOUNT_LOCKED,
    .variant = "microsoft",
    .certain = N_("The account is locked or blocked at Microsoft."),
    .admin = N_("The account {user} is locked, disabled, has an expired password, or is blocked "
                "from sending. See the Entra admin center under Users › {user}, and “Restricted "
                "entities” in the Microsoft Defender portal."),
    .steps = {
      { .title = N_("Sign In to Outlook on the Web"),
        .text = N_("Wait a while first: every further attempt can prolong the lock."),
        .link = OMS_LINK_HELP },
      STEP_ASK_ADMIN,
    },
  },
  {
    .cause = OMS_CAUSE_AUTH_REQUIRED,
    .hints = OMS_HINT_RELAY,
    .certain = N_("{Server} wants you to sign in before it takes mail."),
    .likely = N_("Most likely {server} wants you to sign in before it takes mail."),
    .steps = {
      { .title = N_("Turn On Sign-In"),
        .text = N_("Choose “With a password”, and enter the user name and password from your "
                   "provider."),
        .command = OMS_WORDS_SIGN_IN_OPTIONS,
        .explain = OMS_WORDS_SIGN_IN_THERE },
    },
  },
  {
    .cause = OMS_CAUSE_AUTH_NOT_OFFERED,
    .hints = OMS_HINT_RELAY,
    .certain = N_("{Server} offers no sign-in here, so no password was sent."),
    .likely = N_("Most likely {server} offers no sign-in here."),
    .host_note =
      N_("Offer the sign-in (AUTH) for mail programs. Postfix: turn on “submission” (port 587) or "
         "“submissions” (port 465) in master.cf, with smtpd_sasl_auth_enable=yes and a SASL "
         "service such as Dovecot. Exchange Server: mail programs use the receive connector "
         "“Client Frontend” on port 587."),
    .steps = {
      { .title = N_("Check Encryption and Port"),
        .text = N_("Many servers offer the sign-in only once the connection is encrypted, and only "
                   "on port 465 or 587, not on 25.") },
      { .title = N_("Or Turn Off Sign-In"),
        .text = N_("Some servers inside a company know their users without it.") },
    },
  },
  {
    .cause = OMS_CAUSE_AUTH_MECHANISM_UNSUPPORTED,
    .hints = OMS_HINT_RELAY,
    .certain = N_("The two sides have no sign-in method in common, so no password was sent."),
    .likely = N_("Most likely {server} does not know the sign-in method that was used."),
    .host_note =
      N_("Offer the sign-in methods PLAIN and LOGIN once the connection is encrypted. Dovecot: "
         "auth_mechanisms = plain login. Exchange Server: in the security settings of the receive "
         "connector “Client Frontend” tick “Basic authentication” and “Offer basic authentication "
         "only after starting TLS”."),
    .steps = {
      { .title = N_("Use Another Sign-In Method"),
        .text = N_("If the method is “With an access token”, try “With a password”, and the other "
                   "way round. Check encryption and port, too: they decide what is offered."),
        .command = N_("Encryption and port decide what is offered: try others (--encryption, "
                      "--port)."),
        .explain = N_("Set the program to PLAIN or LOGIN on an encrypted connection, or to XOAUTH2 "
                      "where it has an access token. Encryption and port decide what the server "
                      "offers."),
        .link = OMS_LINK_HELP },
    },
  },
  {
    .cause = OMS_CAUSE_AUTH_MECHANISM_UNSUPPORTED,
    .variant = "library",
    .marks = { "no worthy mech", "no mechanism available", "cannot authenticate to server",
               "libsasl", "generic failure", "no suitable mech" },
    .certain = N_("The sign-in failed in a library of the sending program, before the server could "
                  "refuse anything: a sign-in method is missing there. This says nothing about the "
                  "password."),
    .likely = N_("Most likely the sign-in failed in a library of the sending program: a sign-in "
                 "method is missing there. This says nothing about the password."),
    .steps = {
      { .title = N_("Install the Missing Part"),
        .text = N_("Debian and Ubuntu: libsasl2-modules (PLAIN, LOGIN, SCRAM), "
                   "libsasl2-modules-gssapi-mit (Kerberos), sasl-xoauth2 (OAuth 2). Fedora: "
                   "cyrus-sasl-plain, cyrus-sasl-scram, cyrus-sasl-gssapi. Then start the program "
                   "again.") },
      { .title = N_("Or Use Another Sign-In Method"),
        .text = N_("PLAIN or LOGIN on an encrypted connection suffices for most servers. Postfix: "
                   "smtp_sasl_security_options = noanonymous, and "
                   "smtp_sasl_mechanism_filter = plain, login.") },
    },
  },
  {
    .cause = OMS_CAUSE_AUTH_MECHANISM_UNSUPPORTED,
    .variant = "not-proven",
    .certain = N_("{Server} accepted the sign-in, but could not prove that it knows your "
                  "password itself. It may not be the server it claims to be."),
    .steps = {
      { .title = N_("Ask the People Who Run the Server"),
        .text = N_("Their sign-in (SCRAM) does not work correctly, or somebody is in between.") },
    },
  },
  {
    .cause = OMS_CAUSE_USERNAME_FORMAT,
    .hints = OMS_HINT_REGION,
    .detail = N_("the form of the user name"),
    .certain = N_("The user name does not have the form that {provider} wants."),
    .likely = N_("Most likely the user name does not have the form that {provider} wants."),
    .remedy = OMS_REMEDY_ENTER_USER,
    .steps = {
      { .title = N_("Check the User Name"),
        .text = N_("Most providers want the full address, some only the part before the “@”, "
                   "services for bulk mail a fixed word."),
        .link = OMS_LINK_HELP,
        .own_checks = TRUE },
    },
  },
  { 0 },
};
