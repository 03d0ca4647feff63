/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-words"

#include "config.h"

#include "oms-words.h"

#include <glib/gi18n.h>

/* Translators: words in {braces} are filled in by the program; keep them as they are. */

/* What whoever runs a server reads; names of programs and of their settings stay English. */
#define PASS_ON_MAIL \
  N_("Pass on mail of users who are signed in. Postfix: permit_sasl_authenticated in " \
     "smtpd_relay_restrictions. For a device that cannot sign in, allow its network address. " \
     "Postfix: mynetworks. Exchange Server: a receive connector of its own.")

/* Steps that more than one cause has. */
#define STEP_CHECK_SENDER_ADDRESS \
  { .title = N_("Check the Sender Address"), \
    .text = N_("Use the address that belongs to the user name, or have the other one confirmed " \
               "or allowed by your provider first."), \
    .link = OMS_LINK_HELP }

#define STEP_CHECK_SERVER \
  { .title = N_("Check the Server"), \
    .text = N_("Use the server for outgoing mail, not the one that receives mail for your " \
               "domain.") }

/* Success, and the causes once the server knows us: limits, addresses, the message itself. */
const OmsWords oms_words_mail[] = {
  {
    .cause = OMS_CAUSE_OK,
    .certain = N_("{Server} accepted the sign-in and the sender address. These settings work."),
  },
  {
    .cause = OMS_CAUSE_OK,
    .variant = "no-error",
    .certain = N_("This is no error: the server said yes."),
  },
  {
    .cause = OMS_CAUSE_OK,
    .variant = "no-sign-in",
    .certain = N_("{Server} accepted the sender address without a sign-in. These settings work."),
  },
  {
    .cause = OMS_CAUSE_OK,
    .variant = "no-sender",
    .certain = N_("{Server} accepted the sign-in. No sender address was given, so none was tried."),
  },
  {
    .cause = OMS_CAUSE_OK,
    .variant = "no-mailbox",
    .certain = N_("{Server} accepted the sender address. These settings work. But {server} knows "
                  "no mailbox of {address}, so answers to your mail cannot arrive."),
  },
  {
    .cause = OMS_CAUSE_OK,
    .variant = "message",
    .certain = N_("{Server} accepted the sign-in and the message. Whether it arrives is for the "
                  "recipient’s server to decide."),
  },
  {
    .cause = OMS_CAUSE_SERVER_BUSY,
    .hints = OMS_HINT_BOUNCE,
    .certain = N_("{Server} is busy and asks to try again later. The settings are not at fault."),
    .likely = N_("Most likely {server} is only busy for the moment. The settings are not at "
                 "fault."),
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      { .title = N_("Try Again in a Few Minutes"),
        .text = "" },
    },
  },
  {
    .cause = OMS_CAUSE_RATE_LIMITED,
    .hints = OMS_HINT_BOUNCE,
    .certain = N_("{Server} saw too many attempts in a short time and wants a pause."),
    .likely = N_("Most likely {server} saw too many attempts in a short time and wants a pause."),
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      { .title = N_("Wait, Then Try Once"),
        .text = N_("An hour is a good start. Every attempt in between makes it longer. Other "
                   "programs with an old password may be trying, too.") },
    },
  },
  {
    .cause = OMS_CAUSE_SENDING_LIMIT,
    .certain = N_("The account has used up what it may send for now. The settings are not at "
                  "fault."),
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      { .title = N_("Wait Until the Limit Is Reset"),
        .text = N_("Usually after 24 hours. For newsletters, use a service that is made for them."),
        .link = OMS_LINK_HELP },
    },
  },
  {
    .cause = OMS_CAUSE_SENDER_REJECTED,
    .hints = OMS_HINT_BOUNCE | OMS_HINT_CONFIRMED,
    .certain = N_("You may not send with this sender address: {server} refused it."),
    .likely = N_("Most likely you may not send with this sender address."),
    .remedy = OMS_REMEDY_ENTER_ADDRESS,
    .steps = {
      STEP_CHECK_SENDER_ADDRESS,
    },
  },
  {
    .cause = OMS_CAUSE_SENDER_REJECTED,
    .variant = "other-address",
    .certain = N_("{Server} accepted the sign-in, but refused the sender address {address}. Most "
                  "likely the account {user} may not send with it."),
    .host_note =
      N_("Let {user} send as {address}. Postfix: the table of smtpd_sender_login_maps. Exchange "
         "Server: give {user} the right “Send As” for the mailbox."),
    .remedy = OMS_REMEDY_ENTER_ADDRESS,
    .steps = {
      STEP_CHECK_SENDER_ADDRESS,
    },
  },
  {
    .cause = OMS_CAUSE_SENDER_REJECTED,
    .variant = "no-domain",
    .marks = { "domain not found", "no mx for your from address", "domain of sender address",
               "sender domain does not exist", "sender domain not found", "domain does not exist",
               "domain must resolve", "5.1.8", "4.1.8", "unrouteable sender", "does not resolve" },
    .certain = N_("The domain of the sender address does not exist, or has no server that takes "
                  "mail."),
    .likely = N_("Most likely the domain of the sender address does not exist, or has no server "
                 "that takes mail."),
    .remedy = OMS_REMEDY_ENTER_ADDRESS,
    .steps = {
      { .title = N_("Check the Part After the “@”"),
        .text = N_("Look for a typing mistake, or for the name of a computer in place of a domain, "
                   "such as “localhost”. A new domain needs an MX or address record in the DNS "
                   "first.") },
    },
  },
  {
    .cause = OMS_CAUSE_SENDER_REJECTED,
    .variant = "microsoft",
    .certain = N_("The account may not send with this sender address."),
    .likely = N_("Most likely the account may not send with this sender address."),
    .admin = N_("Give the account the right to send as the address: Add-RecipientPermission "
                "-Identity {address} -Trustee {user} -AccessRights SendAs"),
    .steps = {
      { .title = N_("Use the Address of the Account"),
        .text = N_("Or ask for the right to send as the other one.") },
      { .title = N_("Ask Your Administrator"),
        .text = N_("Only an administrator of your organization can change this."),
        .note = TRUE },
    },
  },
  {
    .cause = OMS_CAUSE_RELAY_DENIED,
    .hints = OMS_HINT_RELAY,
    .certain = N_("{Server} does not pass on mail from here. It does not know you."),
    .likely = N_("Most likely {server} does not pass on mail from here because it does not know "
                 "you."),
    .host_note = PASS_ON_MAIL,
    .steps = {
      { .title = N_("Sign In"),
        .text = N_("Choose “With a password” as sign-in method if it is “None”."),
        .command = OMS_WORDS_SIGN_IN_OPTIONS,
        .explain = OMS_WORDS_SIGN_IN_THERE },
      STEP_CHECK_SERVER,
    },
  },
  {
    .cause = OMS_CAUSE_RELAY_DENIED,
    .variant = "signed-in",
    .certain = N_("{Server} accepted the sign-in, but does not pass on mail."),
    .host_note = PASS_ON_MAIL,
    .steps = {
      STEP_CHECK_SERVER,
    },
  },
  {
    .cause = OMS_CAUSE_RELAY_DENIED,
    .variant = "google",
    .certain = N_("Google’s relay does not know this computer or domain."),
    .likely = N_("Most likely Google’s relay does not know this computer or domain."),
    .admin = N_("Add the address of the sending computer to the SMTP relay service (Google Admin "
                "console › Apps › Google Workspace › Gmail › Routing), or require SMTP "
                "authentication there and sign in."),
    .steps = {
      { .title = N_("Ask Your Administrator"),
        .text = N_("Only an administrator of your organization can change this."),
        .link = OMS_LINK_HELP,
        .note = TRUE },
    },
  },
  {
    .cause = OMS_CAUSE_RECIPIENT_REJECTED,
    .hints = OMS_HINT_BOUNCE | OMS_HINT_CONFIRMED,
    .certain = N_("The recipient’s address was refused: it does not exist or cannot take mail "
                  "now."),
    .likely = N_("Most likely the recipient’s address does not exist or cannot take mail now."),
    .steps = {
      { .title = N_("Check the Recipient"),
        .text = N_("Look for a typing mistake. If it is right, ask the recipient another way: the "
                   "mailbox may be full.") },
    },
  },
  {
    .cause = OMS_CAUSE_MESSAGE_REJECTED,
    .hints = OMS_HINT_BOUNCE | OMS_HINT_CONFIRMED,
    .certain = N_("The message itself was refused, by its content or by the rules of the "
                  "receiving side. The password is not at fault."),
    .likely = N_("Most likely the message itself was refused, by its content or by the rules of "
                 "the receiving side."),
    .steps = {
      { .title = N_("Read What the Server Says"),
        .text = N_("It usually names the rule and a page about it. For your own domain, SPF, DKIM "
                   "and DMARC have to be set up.") },
    },
  },
  {
    .cause = OMS_CAUSE_MESSAGE_TOO_LARGE,
    .hints = OMS_HINT_BOUNCE,
    .certain = N_("The message is larger than the server accepts."),
    .likely = N_("Most likely the message is larger than the server accepts."),
    .steps = {
      { .title = N_("Make It Smaller"),
        .text = N_("Attachments grow by a third on their way. Share large files with a link.") },
    },
  },
  {
    .cause = OMS_CAUSE_CLIENT_BLOCKED,
    .hints = OMS_HINT_BOUNCE,
    .certain = N_("The server does not take mail from this internet address or network. The "
                  "password has nothing to do with it."),
    .likely = N_("Most likely the server does not take mail from this internet address or "
                 "network. The password has nothing to do with it."),
    .steps = {
      { .title = N_("Send Through Your Provider"),
        .text = N_("Use its server for outgoing mail with sign-in, on port 465 or 587.") },
      { .title = N_("Or Have the Address Released"),
        .text = N_("The server’s answer usually names the list and its page.") },
    },
  },
  {
    .cause = OMS_CAUSE_CLIENT_BLOCKED,
    .variant = "client-certificate",
    .marks = OMS_MARKS_CLIENT_CERTIFICATE,
    .certain = OMS_WORDS_CLIENT_CERTIFICATE,
    .host_note =
      N_("Do not demand a client certificate at this port. Postfix: smtpd_tls_req_ccert = no. "
         "Exim: tls_try_verify_hosts in place of tls_verify_hosts."),
    .steps = {
      OMS_STEP_CLIENT_CERTIFICATE,
    },
  },
  {
    .cause = OMS_CAUSE_HELO_REJECTED,
    .certain = N_("The server refused the name with which the program introduced itself. User "
                  "name and password have nothing to do with it."),
    .likely = N_("Most likely the server refused the name with which the program introduced "
                 "itself."),
    .steps = {
      { .title = N_("Set the Name of the Sending Program"),
        .text = N_("Programs and printers call it “HELO”, “EHLO” or “local hostname”: it must be a "
                   "full domain name, such as your own. If it happened in this program, please "
                   "report it."),
        .explain = N_("It is called “HELO”, “EHLO”, “local hostname”, in Postfix smtp_helo_name or "
                      "myhostname, in Java mail.smtp.localhost: it must be a full domain name, "
                      "such as your own, and not “localhost”.") },
    },
  },
  {
    .cause = OMS_CAUSE_SERVER_ERROR,
    .hints = OMS_HINT_LOG,
    .certain = N_("{Server} has a problem of its own. The settings are not at fault."),
    .likely = N_("Most likely {server} has a problem of its own."),
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      { .title = N_("Try Again Later"),
        .text = "" },
      { .title = N_("Tell the People Who Run the Server"),
        .text = N_("Send them the server’s answer.") },
    },
  },
  {
    .cause = OMS_CAUSE_UNKNOWN,
    .hints = OMS_HINT_LOG,
    .certain = N_("This error is not known here. The server’s own words may tell more."),
    .steps = {
      { .title = N_("Say More About It"),
        .text = N_("What helps: the name of the server and the port, and the line with a number "
                   "such as 535 or 550. It often stands some lines further up in the log."),
        .readers = OMS_FOR_EXPLAIN },
      { .title = N_("Test the Same Settings With Outgoing Mail"),
        .text = N_("The test shows how far it gets, and what the server really says."),
        .readers = OMS_FOR_EXPLAIN },
      { .title = N_("Ask Your Provider"),
        .text = N_("Send them the server’s answer."),
        .link = OMS_LINK_HELP },
    },
  },
  {
    .cause = OMS_CAUSE_UNKNOWN,
    .variant = "local",
    .certain = N_("Something went wrong on this computer, not at the server."),
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      { .title = N_("Try Again"),
        .text = N_("If it happens again, please report it with the details.") },
    },
  },
  { 0 },
};
