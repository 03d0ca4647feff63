/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-facts"

#include "config.h"

#include "oms-facts.h"

#include "oms-catalogue.h"

static OmsFacts *
facts_new (const char *host,
           GDateTime  *today)
{
  OmsFacts *self = g_new0 (OmsFacts, 1);

  self->host = g_strdup (host ? host : "");
  if (*self->host)
    self->provider = oms_catalogue_find_by_host (oms_catalogue_get_default (), self->host);
  self->family = g_strdup (self->provider ? oms_provider_get_family (self->provider) : "");
  self->today = today ? g_date_time_ref (today) : g_date_time_new_now_utc ();

  return self;
}

/* What the server said, or what the system said where no server did. */
static void
take_words (OmsFacts  *self,
            OmsReport *report)
{
  OmsSmtpReply *reply = oms_report_get_reply (report);
  const char *words = oms_report_get_detail (report);

  if (reply) {
    self->code = oms_smtp_reply_get_code (reply);
    self->enhanced = g_strdup (oms_smtp_reply_get_enhanced (reply));
    self->reply = g_strdupv ((GStrv) oms_smtp_reply_get_lines (reply));
    words = oms_smtp_reply_get_text (reply);
  } else {
    self->reply = g_new0 (char *, 1);
  }

  self->text = g_strconcat (words, " ", oms_report_get_token_failure (report), NULL);
}

/**
 * oms_facts_new_for_report:
 * @report: the report of a test
 * @today: (nullable): the day on which the words are read; %NULL for now
 *
 * Collects what a test has shown.
 *
 * Returns: (transfer full): the facts
 */
OmsFacts *
oms_facts_new_for_report (OmsReport *report,
                          GDateTime *today)
{
  OmsFacts *self;
  OmsCertificate *certificate;

  g_return_val_if_fail (OMS_IS_REPORT (report), NULL);

  self = facts_new (oms_report_get_host (report), today);
  self->port = oms_report_get_port (report);
  self->user = g_strdup (oms_report_get_user (report));
  self->address = g_strdup (oms_report_get_address (report));

  self->is_report = TRUE;
  self->is_ok = oms_report_is_ok (report);
  self->is_signed_in = oms_report_is_signed_in (report);
  self->has_stage = TRUE;
  self->stage = oms_report_get_stage (report);
  self->failure = oms_report_get_failure (report);
  self->timeout = oms_report_get_timeout (report);
  self->encryption = oms_report_get_encryption (report);
  self->authentication = oms_report_get_authentication (report);
  self->password_shape = oms_report_get_password_shape (report);
  certificate = oms_report_get_certificate (report);
  if (certificate) {
    self->certificate = g_object_ref (certificate);
    self->problems = oms_certificate_get_problems (certificate);
  }
  self->mechanism = g_strdup (oms_report_get_mechanism (report));
  self->answered_by = g_strdup ("");
  take_words (self, report);

  return self;
}

/**
 * oms_facts_new_for_text:
 * @text: an error text of any program, in any encoding
 * @length: its length in bytes, or -1
 * @host: (nullable): the server's name, where it is known
 * @today: (nullable): the day on which the words are read; %NULL for now
 *
 * Collects what an error text says.
 *
 * Returns: (transfer full): the facts
 */
OmsFacts *
oms_facts_new_for_text (const char *text,
                        gssize      length,
                        const char *host,
                        GDateTime  *today)
{
  OmsFacts *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = facts_new (host, today);
  self->user = g_strdup ("");
  self->address = g_strdup ("");
  self->mechanism = g_strdup ("");
  self->answered_by = g_strdup ("");
  self->reply = g_new0 (char *, 1);
  self->text = length < 0 ? g_utf8_make_valid (text, -1) : g_utf8_make_valid (text, length);

  return self;
}

/**
 * oms_facts_free:
 * @self: (transfer full) (nullable): facts
 *
 * Frees facts.
 */
void
oms_facts_free (OmsFacts *self)
{
  if (!self)
    return;

  g_free (self->family);
  g_free (self->host);
  g_free (self->user);
  g_free (self->address);
  g_clear_object (&self->certificate);
  g_free (self->mechanism);
  g_free (self->enhanced);
  g_strfreev (self->reply);
  g_free (self->text);
  g_free (self->answered_by);
  g_date_time_unref (self->today);
  g_free (self);
}
