/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-words-hints"

#include "config.h"

#include "oms-words-choice.h"

#include <glib/gi18n.h>

/* Translators: words in {braces} are filled in by the program; keep them as they are. Names of
 * programs, of their settings and of packages stay English. */

#define STEP_OWN_REGION \
  { .title = N_("Use the Server of Your Region"), \
    .text = N_("An account is known in one region only, and each region has a server of its own: " \
               "{servers}.") }

/* Steps for servers of some kinds, and for what the words of a text give away. */
const OmsHint oms_hints[] = {
  {
    .kinds = OMS_HINT_BOUNCE,
    .marks = { ") said:", "] said:", "remote host said", "remote server said",
               "remote mail server", "host said:" },
    .first = TRUE,
    .step = {
      .title = N_("See Which Server Said It"),
      .text = N_("The server named before “said” refused. If it is the recipient’s, your provider "
                 "had accepted the mail: user name and password work."),
      .readers = OMS_FOR_EXPLAIN,
    },
  },
  {
    .kinds = OMS_HINT_RELAY,
    .marks = { "postfix/smtp[", "postfix/error[", "msmtp:", "ssmtp:", "sendmail:", "exim[",
               "nullmailer" },
    .step = {
      .title = N_("Look at the Relay on That Machine"),
      .text = N_("Postfix, Exim, sendmail or msmtp passes the mail on there, with settings of its "
                 "own. Postfix: relayhost, smtp_sasl_auth_enable, smtp_sasl_password_maps and "
                 "smtp_tls_security_level; after a change run postmap and postfix reload."),
      .readers = OMS_FOR_EXPLAIN,
    },
  },
  {
    .kinds = OMS_HINT_REGION,
    .hosts = { "smtp*.zoho.*", "smtp*.zohocloud.ca" },
    .servers = "smtp.zoho.com, smtp.zoho.eu, smtp.zoho.in, smtp.zoho.com.au, smtp.zoho.jp, "
               "smtp.zoho.com.cn, smtp.zohocloud.ca",
    .step = STEP_OWN_REGION,
  },
  {
    .kinds = OMS_HINT_REGION,
    .hosts = { "smtp.mailgun.org", "smtp.eu.mailgun.org" },
    .servers = "smtp.mailgun.org, smtp.eu.mailgun.org",
    .step = STEP_OWN_REGION,
  },
  {
    .kinds = OMS_HINT_REGION,
    .hosts = { "smtp.sendgrid.net", "smtp.eu.sendgrid.net" },
    .servers = "smtp.sendgrid.net, smtp.eu.sendgrid.net",
    .step = STEP_OWN_REGION,
  },
  {
    .kinds = OMS_HINT_REGION,
    .hosts = { "smtp.sparkpostmail.com", "smtp.eu.sparkpostmail.com" },
    .servers = "smtp.sparkpostmail.com, smtp.eu.sparkpostmail.com",
    .step = STEP_OWN_REGION,
  },
  {
    .kinds = OMS_HINT_REGION | OMS_HINT_CONFIRMED,
    .hosts = { "email-smtp*.amazonaws.com" },
    .step = {
      .title = N_("Use the Server of Your Region"),
      .text = N_("SMTP user name and password are made in one region and work there only; "
                 "addresses and domains, too, are confirmed for one region. The access keys of the "
                 "AWS account are no SMTP password."),
    },
  },
  {
    .kinds = OMS_HINT_SILENT,
    .stages = 1 << OMS_STAGE_ENCRYPT | 1 << OMS_STAGE_GREETING,
    .first = TRUE,
    .step = {
      .title = N_("Check Encryption and Port"),
      .text = N_("Port {port} was tried with {encryption}. Where the two do not belong together, "
                 "each side waits for the other: TLS goes with port 465, STARTTLS with port 587."),
    },
  },
  {
    .kinds = OMS_HINT_LOG,
    .unknown_provider = TRUE,
    .step = {
      .title = N_("If It Is Your Own Server, Read Its Log"),
      .text = N_("The mail log has the reason in the same minute: journalctl -u postfix, "
                 "/var/log/mail.log or /var/log/exim4/mainlog."),
      .readers = OMS_FOR_COMMAND | OMS_FOR_EXPLAIN,
    },
  },
  { 0 },
};
