/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-facts"

#include "config.h"

#include "oms-facts.h"

#include "oms-catalogue.h"
#include "oms-reply-code.h"
#include "oms-text.h"

#include <string.h>

/* People give "host", "host:port" and "[address]:port", with the quotes and commas of the file
 * they found it in. */
static void
take_host (OmsFacts   *self,
           const char *given)
{
  static const char around[] = " \t\n\"';,<>";
  gsize start = strspn (given, around);
  g_autofree char *host = oms_text_make_readable (given + start, strlen (given + start));
  gsize length = strlen (host);
  const char *colon;
  guint64 port;

  while (length > 0 && strchr (around, host[length - 1]))
    host[--length] = '\0';
  colon = strrchr (host, ':');

  if (colon && (strchr (host, ':') == colon || colon[-1] == ']') &&
      g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXUINT16, &port, NULL)) {
    self->host = g_strndup (host, colon - host);
    self->port = port;
  } else {
    self->host = g_strdup (host);
  }
}

static OmsFacts *
facts_new (const char *host,
           GDateTime  *today)
{
  OmsFacts *self = g_new0 (OmsFacts, 1);

  take_host (self, host ? host : "");
  if (*self->host)
    self->provider = oms_catalogue_find_by_host (oms_catalogue_get_default (), self->host);
  self->wording = "";
  self->family = self->provider ? oms_provider_get_family (self->provider) : "";
  self->today = today ? g_date_time_ref (today) : g_date_time_new_now_utc ();

  return self;
}

static char *
normalize (const char *text)
{
  g_autofree char *unescaped = oms_error_text_unescape (text, strlen (text));

  return oms_error_text_normalize (unescaped);
}

/* Who answered, by its own account: the name in the certificate where that was the trouble, else
 * the one in the greeting (RFC 5321 section 4.2), else the one in the answer to EHLO. */
static char *
find_answerer (OmsFacts  *self,
               OmsReport *report)
{
  OmsSmtpReply *greeting = oms_report_get_greeting (report);
  const char *words = greeting ? oms_smtp_reply_get_text (greeting) : "";
  gsize length = strcspn (words, " ");

  if (self->failure == OMS_FAILURE_CERTIFICATE && self->certificate) {
    const char * const *names = oms_certificate_get_names (self->certificate);

    if (self->problems & OMS_CERTIFICATE_PROBLEM_WRONG_NAME && names[0])
      return g_strdup (names[0]);
    if (*oms_certificate_get_issuer (self->certificate))
      return g_strdup (oms_certificate_get_issuer (self->certificate));
  }
  if (memchr (words, '.', length))
    return g_strndup (words, length);

  return g_strdup (oms_report_get_ehlo_name (report));
}

static void
set_text (OmsFacts   *self,
          const char *unescaped)
{
  g_free (self->text);
  self->text = oms_error_text_normalize (unescaped);
  oms_error_text_index_init (&self->index, self->text);
}

/* Takes over a reading, and what it says of the reply that decided. */
static void
set_reading (OmsFacts   *self,
             OmsReading *reading)
{
  g_autoptr (GString) all = g_string_new (NULL);

  self->reading = reading;
  for (guint i = 0; i < reading->lines->len; i++) {
    const OmsLine *line = g_ptr_array_index (reading->lines, i);

    g_string_append (all, line->text);
    g_string_append_c (all, '\n');
  }
  self->lines_text = g_string_free (g_steal_pointer (&all), FALSE);
  oms_error_text_index_init (&self->lines_index, self->lines_text);
}

static GStrv
dup_reply (const OmsLine *line)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; line && line->reply && i < line->reply->len; i++)
    g_strv_builder_add (lines, g_ptr_array_index (line->reply, i));

  return g_strv_builder_end (lines);
}

/* The reply that refused; where none did, the last one. */
static const OmsLine *
find_reply (OmsReading *reading)
{
  const OmsLine *found = reading->decisive;

  for (guint i = reading->lines->len; i > 0 && !found; i--) {
    const OmsLine *line = g_ptr_array_index (reading->lines, i - 1);

    if (line->code > 0)
      found = line;
  }

  return found;
}

/* How the server greeted, which tells who answered (RFC 5321 section 4.2). */
static const OmsLine *
find_greeting (OmsReading *reading)
{
  for (guint i = 0; i < reading->lines->len; i++) {
    const OmsLine *line = g_ptr_array_index (reading->lines, i);

    if (line->code == 220)
      return line;
  }

  return NULL;
}

/* What the server said, or what the system said where no server did. */
static void
take_words (OmsFacts  *self,
            OmsReport *report)
{
  OmsSmtpReply *reply = oms_report_get_reply (report);
  g_autofree char *words = NULL;
  g_autofree char *said = NULL;
  g_autofree char *unescaped = NULL;

  if (reply) {
    self->code = oms_smtp_reply_get_code (reply);
    self->enhanced = g_strdup (oms_smtp_reply_get_enhanced (reply));
    self->reply = g_strdupv ((GStrv) oms_smtp_reply_get_lines (reply));
    words = g_strjoinv ("\n", self->reply);
  } else {
    self->reply = g_new0 (char *, 1);
    words = g_strdup (oms_report_get_detail (report));
  }

  said = g_strconcat (words, " ", oms_report_get_token_failure (report), NULL);
  unescaped = oms_error_text_unescape (said, strlen (said));
  set_text (self, unescaped);
  set_reading (self, oms_reading_new_for_words (unescaped, self->code, self->enhanced,
                                                (const char * const *) self->reply));
}

/**
 * oms_facts_set_greeting:
 * @self: facts
 * @greeting: how the server greeted, or ""
 *
 * Sets the greeting, bringing it into the form that the rules want.
 */
void
oms_facts_set_greeting (OmsFacts   *self,
                        const char *greeting)
{
  g_free (self->greeting);
  self->greeting = normalize (greeting);
  oms_error_text_index_init (&self->greeting_index, self->greeting);
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
  OmsSmtpReply *greeting;

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
  self->command = oms_command_to_id (oms_report_get_command (report));
  self->mechanism = g_strdup (oms_report_get_mechanism (report));
  self->offered = g_strdupv ((GStrv) oms_report_get_mechanisms (report));
  greeting = oms_report_get_greeting (report);
  oms_facts_set_greeting (self, greeting ? oms_smtp_reply_get_text (greeting) : "");
  self->answered_by = find_answerer (self, report);
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
  const OmsLine *reply, *greeting;
  g_autofree char *unescaped = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  unescaped = oms_error_text_unescape (text, length < 0 ? strlen (text) : (gsize) length);
  self = facts_new (host, today);
  self->user = g_strdup ("");
  self->address = g_strdup ("");
  self->answered_by = g_strdup ("");
  set_text (self, unescaped);
  set_reading (self, oms_reading_new (unescaped));
  reply = find_reply (self->reading);
  self->code = reply && !reply->is_class ? reply->code : 0;
  self->enhanced = reply ? g_strdup (reply->enhanced) : oms_enhanced_code_find (unescaped, 0);
  self->reply = dup_reply (reply);
  self->mechanism = g_strdup (self->reading->mechanism ? self->reading->mechanism : "");
  self->is_signed_in = self->reading->is_signed_in;
  self->command = self->reading->decisive ? self->reading->decisive->command : NULL;
  self->has_stage = self->command && oms_line_find_stage (self->command, &self->stage);
  greeting = find_greeting (self->reading);
  oms_facts_set_greeting (self, greeting ? greeting->raw->str : "");

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

  g_free (self->host);
  g_free (self->user);
  g_free (self->address);
  g_clear_object (&self->certificate);
  g_free (self->mechanism);
  g_strfreev (self->offered);
  g_free (self->enhanced);
  g_strfreev (self->reply);
  oms_reading_free (self->reading);
  g_free (self->lines_text);
  g_free (self->text);
  g_free (self->greeting);
  g_free (self->answered_by);
  g_date_time_unref (self->today);
  g_free (self);
}
