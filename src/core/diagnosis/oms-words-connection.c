/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-words"

#include "config.h"

#include "oms-words.h"

#include <glib/gi18n.h>

/* Translators: words in {braces} are filled in by the program; keep them as they are. */

/* What whoever runs a server reads; names of programs and of their settings stay English. */
#define OFFER_ENCRYPTION \
  N_("Offer encryption to mail programs: STARTTLS on port 587 or TLS on port 465, with a " \
     "certificate for the name of the server. Postfix: smtpd_tls_security_level, " \
     "smtpd_tls_cert_file and smtpd_tls_key_file; if it is on, the mail log says why it fails.")

/* What goes together, in the words of the command. */
#define ENCRYPTION_OPTIONS \
  N_("--encryption tls goes with --port 465, --encryption starttls with --port 587.")

/* Steps that more than one cause has. */
#define STEP_FIX_CLOCK \
  { .title = N_("Check Date and Time of This Computer"), \
    .text = N_("A wrong clock makes certificates look invalid.") }

#define STEP_UPDATE_AUTHORITIES \
  { .title = N_("Update the List of Authorities"), \
    .text = N_("An old list makes good certificates look wrong. Linux, also in containers: " \
               "package ca-certificates; Python: certifi; Java: cacerts of a newer version; then " \
               "start the program again."), \
    .readers = OMS_FOR_EXPLAIN }

#define STEP_USE_TLS_PORT \
  { .title = N_("Use TLS on Port 465"), \
    .text = N_("Most servers offer encryption from the start there.") }

/* Causes on the way to the server: name, connection, encryption, certificate. */
#define STEP_FITTING_ENCRYPTION { \
  .title = N_("Use the Encryption That Fits the Port"), \
  .text = N_("TLS belongs to port 465, STARTTLS to port 587. Other programs may call them " \
             "“SSL/TLS” or “secure: true”, and “STARTTLS” or “secure: false”."), \
  .command = ENCRYPTION_OPTIONS, \
}

const OmsWords oms_words_connection[] = {
  {
    .cause = OMS_CAUSE_HOST_NOT_FOUND,
    .certain = N_("No server with the name “{server}” was found. The name may be misspelled, or "
                  "this computer may be offline."),
    .remedy = OMS_REMEDY_ENTER_HOST,
    .steps = {
      { .title = N_("Check the Server"),
        .text = N_("Look for a typing mistake, a space, a comma or quotes in the name.") },
      { .title = N_("Check the Network"),
        .text = N_("If the name is right, see whether a web page opens on this computer.") },
      { .title = N_("If It Runs in a Container"),
        .text = N_("Containers look names up in a way of their own (Docker: 127.0.0.11, which asks "
                   "the servers in /etc/resolv.conf of the machine). Try “getent hosts” with the "
                   "name inside; give the container a “dns” setting, or start it again after the "
                   "network has changed."),
        .readers = OMS_FOR_COMMAND | OMS_FOR_EXPLAIN },
    },
  },
  {
    .cause = OMS_CAUSE_CONNECTION_REFUSED,
    .certain = N_("{Server} refused the connection: no mail service is listening at this port."),
    .likely = N_("Most likely {server} refused the connection: no mail service is listening at "
                 "this port."),
    .remedy = OMS_REMEDY_ENTER_HOST,
    .steps = {
      { .title = N_("Check Server and Port"),
        .text = N_("Mail programs use port 465 with TLS, or port 587 with STARTTLS.") },
    },
  },
  {
    .cause = OMS_CAUSE_CONNECTION_REFUSED,
    .variant = "prohibited",
    .certain = N_("Something on the way to {server} does not let the connection to this port "
                  "through. Most likely it is a firewall, or the server is switched off."),
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      { .title = N_("Try the Other Port"),
        .text = N_("Port 465 with TLS and port 587 with STARTTLS both serve mail programs. Port 25 "
                   "is blocked in most homes and data centers.") },
      { .title = N_("Try Another Network"),
        .text = N_("A firewall, a VPN or a guest network may block outgoing mail.") },
    },
  },
  {
    .cause = OMS_CAUSE_CONNECTION_TIMEOUT,
    .hints = OMS_HINT_SILENT,
    .certain = N_("{Server} did not answer {in-time}. Most likely this network blocks the port, "
                  "or the server’s name or port is wrong."),
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      { .title = N_("Try the Other Port"),
        .text = N_("Port 465 with TLS and port 587 with STARTTLS both serve mail programs. Port 25 "
                   "is blocked in most homes and data centers.") },
      { .title = N_("Try Another Network"),
        .text = N_("A firewall, a VPN or a guest network may block outgoing mail.") },
      { .title = N_("If It Is a Rented Server"),
        .text = N_("Hosting companies block mail ports until asked: Amazon, Azure and Google Cloud "
                   "port 25; DigitalOcean, Hetzner, Linode, OVH and Vultr often 465 or 587, too. "
                   "Ask them, or use port 2525 or 2587 where the mail service offers it."),
        .readers = OMS_FOR_COMMAND | OMS_FOR_EXPLAIN },
    },
  },
  {
    .cause = OMS_CAUSE_CONNECTION_TIMEOUT,
    .variant = "conversation",
    .certain = N_("{Server} was reached, but then did not answer {in-time}."),
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      { .title = N_("Try Again Later"),
        .text = N_("The server may be overloaded.") },
      { .title = N_("Try Another Network"),
        .text = N_("A security program or firewall that inspects mail can hold up the answer, "
                   "too.") },
    },
  },
  {
    .cause = OMS_CAUSE_NETWORK_UNREACHABLE,
    .certain = N_("This computer has no way to reach {server}: it is offline, or its network "
                  "does not lead there."),
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      { .title = N_("Check the Network"),
        .text = N_("See whether a web page opens. Some networks want a sign-in in the browser "
                   "first.") },
    },
  },
  {
    .cause = OMS_CAUSE_NETWORK_UNREACHABLE,
    .variant = "firewall",
    .marks = { "no route to host", "host is unreachable", "host unreachable", "ehostunreach",
               "prohibited", "operation not permitted", "noroutetohostexception", "10065" },
    .certain = N_("{Server} cannot be reached: there is no way to it, or a firewall on the way "
                  "refuses this port."),
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      { .title = N_("Try the Other Port"),
        .text = N_("A firewall may let port 465 with TLS through, or port 587 with STARTTLS.") },
      { .title = N_("Try Another Network"),
        .text = N_("If web pages open, the network works and only mail is refused. Whoever runs "
                   "the firewall has to allow the port.") },
    },
  },
  {
    .cause = OMS_CAUSE_CONNECTION_DROPPED,
    .hints = OMS_HINT_LOG,
    .certain = N_("{Server} closed the connection in the middle of the conversation and gave no "
                  "reason."),
    .likely = N_("Most likely {server} closed the connection in the middle of the conversation."),
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      { .title = N_("Try Again"),
        .text = N_("It may have been a passing disturbance.") },
      { .title = N_("Check Encryption and Port"),
        .text = N_("TLS belongs to port 465, STARTTLS to port 587. Servers close connections that "
                   "begin the wrong way.") },
    },
  },
  {
    .cause = OMS_CAUSE_CONNECTION_DROPPED,
    .variant = "client-certificate",
    .marks = OMS_MARKS_CLIENT_CERTIFICATE,
    .certain = OMS_WORDS_CLIENT_CERTIFICATE,
    .steps = {
      OMS_STEP_CLIENT_CERTIFICATE,
    },
  },
  {
    .cause = OMS_CAUSE_NOT_SMTP,
    .certain = N_("Something answered, but it is not a server for outgoing mail."),
    .likely = N_("What answered is most likely not a server for outgoing mail."),
    .steps = {
      { .title = N_("Check Server and Port"),
        .text = N_("Outgoing mail often has a server of its own, such as “smtp.example.com”, and "
                   "uses port 465 or 587.") },
    },
  },
  {
    .cause = OMS_CAUSE_TLS_MODE_MISMATCH,
    .hints = OMS_HINT_RELAY,
    .certain = N_("The kind of encryption does not fit the port: one side began encrypted, the "
                  "other did not."),
    .likely = N_("Most likely the kind of encryption does not fit the port: one side began "
                 "encrypted, the other did not."),
    .steps = {
      STEP_FITTING_ENCRYPTION,
    },
  },
  {
    .cause = OMS_CAUSE_TLS_MODE_MISMATCH,
    .variant = "silent",
    .certain = N_("{Server} was reached at this port, but said nothing {in-time}. A port for TLS "
                  "waits for the program to begin, so most likely this is one."),
    .steps = {
      STEP_FITTING_ENCRYPTION,
      { .title = N_("Check Server and Port"),
        .text = N_("The port of another service, such as that of web pages, is silent, too.") },
    },
  },
  {
    .cause = OMS_CAUSE_TLS_VERSION_UNSUPPORTED,
    .certain = N_("The two sides know no common, safe version of encryption. One of them is out "
                  "of date."),
    .likely = N_("Most likely the two sides know no common, safe version of encryption. One of "
                 "them is out of date."),
    .host_note =
      N_("Offer TLS 1.2 or newer. Postfix: smtpd_tls_protocols and "
         "smtpd_tls_mandatory_protocols. Exchange Server: it is turned on in the Windows registry "
         "(Schannel)."),
    .steps = {
      { .title = N_("Update the Program or the Server"),
        .text = N_("At least TLS 1.2 is needed on both sides. If this program is up to date, tell "
                   "the people who run the server."),
        .explain = N_("At least TLS 1.2 is needed on both sides: .NET Framework 4.7, Java 8, "
                      "OpenSSL 1.0.1 and Windows Server 2012 R2 or newer have it. Where the "
                      "program is new, the server is old.") },
    },
  },
  {
    .cause = OMS_CAUSE_STARTTLS_UNAVAILABLE,
    .certain = N_("{Server} does not offer encryption at this port. No password was sent."),
    .host_note = OFFER_ENCRYPTION,
    .steps = {
      STEP_USE_TLS_PORT,
      { .title = N_("Try Another Network"),
        .text = N_("If encryption worked before, something in between may have removed the offer. "
                   "Do not go on without encryption: the password could be read on the way.") },
    },
  },
  {
    .cause = OMS_CAUSE_STARTTLS_UNAVAILABLE,
    .variant = "refused",
    .certain = N_("{Server} offers encryption, but could not turn it on. No password was sent."),
    .host_note = OFFER_ENCRYPTION,
    .remedy = OMS_REMEDY_TRY_AGAIN,
    .steps = {
      STEP_USE_TLS_PORT,
      { .title = N_("Tell the People Who Run the Server"),
        .text = N_("Their encryption is not set up correctly."),
        .note = TRUE },
    },
  },
  {
    .cause = OMS_CAUSE_STARTTLS_UNAVAILABLE,
    .variant = "tampered",
    .certain = N_("Something disturbed the switch to encryption: the answer contained more than "
                  "it should. Somebody in between may be trying to read along. No password was "
                  "sent."),
    .steps = {
      { .title = N_("Use TLS on Port 465"),
        .text = N_("Nobody in between can disturb the start there.") },
      { .title = N_("Try Another Network"),
        .text = N_("If it works there, do not trust this one.") },
    },
  },
  {
    .cause = OMS_CAUSE_STARTTLS_REQUIRED,
    .hints = OMS_HINT_RELAY,
    .certain = N_("{Server} wants an encrypted connection before anything else."),
    .steps = {
      { .title = N_("Turn On Encryption"),
        .text = N_("Use STARTTLS on port 587, or TLS on port 465. Printers, scripts and other "
                   "programs have a setting called “STARTTLS”, “TLS” or “SSL”."),
        .command = ENCRYPTION_OPTIONS },
    },
  },
  {
    .cause = OMS_CAUSE_STARTTLS_REQUIRED,
    .variant = "insecure",
    .certain = N_("The password was not sent, because the connection to {server} is not "
                  "encrypted and anybody on the way could read it."),
    .remedy = OMS_REMEDY_ALLOW_PLAINTEXT,
    .steps = {
      { .title = N_("Turn On Encryption"),
        .text = N_("Use TLS on port 465, or STARTTLS on port 587."),
        .command = ENCRYPTION_OPTIONS },
    },
  },
  {
    .cause = OMS_CAUSE_CERTIFICATE_EXPIRED,
    .certain = N_("The certificate of {server} has expired. It no longer proves who answers."),
    .host_note =
      N_("Renew the certificate, then reload the mail server, which shows the old one until then. "
         "Postfix: postfix reload. Dovecot: doveadm reload. Exchange Server: assign the new one to "
         "the SMTP service (Enable-ExchangeCertificate)."),
    .remedy = OMS_REMEDY_TRUST_CERTIFICATE,
    .steps = {
      STEP_FIX_CLOCK,
      { .title = N_("Tell the People Who Run the Server"),
        .text = N_("Only they can renew the certificate."),
        .note = TRUE },
      STEP_UPDATE_AUTHORITIES,
    },
  },
  {
    .cause = OMS_CAUSE_CERTIFICATE_EXPIRED,
    .variant = "future",
    .certain = N_("The certificate of {server} is not valid yet. Most likely the clock of this "
                  "computer is wrong."),
    .remedy = OMS_REMEDY_TRUST_CERTIFICATE,
    .steps = {
      STEP_FIX_CLOCK,
    },
  },
  {
    .cause = OMS_CAUSE_CERTIFICATE_HOSTNAME_MISMATCH,
    .certain = N_("The certificate that was shown belongs to another server."),
    .host_note =
      N_("Get a certificate that also has the name that people use (as a subject alternative "
         "name), or tell them to use the name that it has."),
    .remedy = OMS_REMEDY_TRUST_CERTIFICATE,
    .steps = {
      { .title = N_("Check the Server"),
        .text = N_("Use the name that is in the certificate, if it is a name of your provider. A "
                   "web host often has one mail server for all its customers.") },
      { .title = N_("Try Another Network"),
        .text = N_("If the name is right, something in between may have answered in the server’s "
                   "place.") },
    },
  },
  {
    .cause = OMS_CAUSE_CERTIFICATE_UNTRUSTED,
    .certain = N_("Nobody this computer trusts has confirmed the certificate of {server}, so it "
                  "is not certain who answered."),
    .likely = N_("Most likely nobody this computer trusts has confirmed the certificate of "
                 "{server}, so it is not certain who answered."),
    .host_note =
      N_("Use a certificate of an authority that computers know, such as Let’s Encrypt, and send "
         "the intermediate certificates with it. Postfix: smtpd_tls_chain_files with all of them "
         "(fullchain.pem). With an authority of your own, install its certificate on each "
         "computer."),
    .remedy = OMS_REMEDY_TRUST_CERTIFICATE,
    .steps = {
      { .title = N_("Find Out Whose Certificate It Is"),
        .text = N_("A server at home or at work, Proton Mail Bridge or a virus scanner may show "
                   "one of its own. Then install its issuer’s certificate on this computer, or "
                   "trust this one certificate."),
        .explain = N_("A server at home or at work, Proton Mail Bridge or a virus scanner may show "
                      "one of its own. Then add its issuer’s certificate to the list that the "
                      "program uses. Do not turn the check off: anybody on the way could read "
                      "along then.") },
      STEP_UPDATE_AUTHORITIES,
      { .title = N_("Otherwise, Do Not Trust It"),
        .text = N_("A well-known provider never shows such a certificate: try another network.") },
    },
  },
  {
    .cause = OMS_CAUSE_CERTIFICATE_UNTRUSTED,
    .variant = "key-changed",
    .certain = N_("{Server} does not show the certificate you trusted, but another one that "
                  "nobody this computer trusts has confirmed."),
    .remedy = OMS_REMEDY_TRUST_CERTIFICATE,
    .steps = {
      { .title = N_("Ask the People Who Run the Server"),
        .text = N_("If they changed the certificate, compare the fingerprint with theirs and trust "
                   "the new one. If not, somebody may be trying to read along.") },
    },
  },
  {
    .cause = OMS_CAUSE_CONNECTION_INTERCEPTED,
    .certain = N_("Something else answered in place of {server}. It calls itself {who}. This "
                  "says nothing about your password."),
    .likely = N_("Most likely something else answered in place of {server}. It calls itself "
                 "{who}. This says nothing about your password."),
    .admin =
      N_("Connections from this computer to {server} end at {who} instead. Let them through "
         "unchanged. cPanel: turn off “SMTP Restrictions” in WHM, and SMTP_BLOCK and "
         "SMTP_REDIRECT in CSF. Firewalls and virus scanners: do not inspect the ports 465 and "
         "587."),
    .steps = {
      { .title = N_("Find What Is in Between"),
        .text = N_("A virus scanner with a “mail shield”, a company firewall or a web host that "
                   "redirects outgoing mail can answer in the server’s place.") },
      { .title = N_("Get Past It"),
        .text = N_("Turn the mail shield off, ask the administrator or web host to let the "
                   "connection through, or try another network."),
        .note = TRUE },
    },
  },
  { 0 },
};
