/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-report"

#include "oms-report-builder.h"

#include "oms-report-private.h"

#include <string.h>

/* The facts that a builder enters into its report; how the test goes is in oms-report-builder.c. */

/* --- What is tested --- */

/**
 * oms_report_builder_set_sender:
 * @self: a builder
 * @sender: the settings that are tested; they are copied
 *
 * Enters what was tested: server, port, encryption, the kind of sign-in, user name and address.
 */
void
oms_report_builder_set_sender (OmsReportBuilder *self,
                               OmsSender        *sender)
{
  OmsReport *report;

  g_return_if_fail (oms_report_builder_is_open (self));
  g_return_if_fail (OMS_IS_SENDER (sender));

  report = self->report;
  oms_report_set_text (&report->host, oms_sender_get_host (sender));
  report->port = oms_sender_get_effective_port (sender);
  report->encryption = oms_sender_get_encryption (sender);
  report->authentication = oms_sender_get_authentication (sender);
  oms_report_set_text (&report->user, oms_sender_get_user (sender));
  oms_report_set_text (&report->address, oms_sender_get_address (sender));
}

/**
 * oms_report_builder_set_password_shape:
 * @self: a builder
 * @shape: see [func@password_shape]
 *
 * Enters what can be said of the password that is used.
 */
void
oms_report_builder_set_password_shape (OmsReportBuilder *self,
                                       OmsPasswordShape  shape)
{
  g_return_if_fail (oms_report_builder_is_open (self));

  self->report->password_shape = shape;
}

/* --- What is learnt --- */

/**
 * oms_report_builder_set_peer:
 * @self: a builder
 * @peer: the IP address that was connected to
 *
 * Enters where the connection goes.
 */
void
oms_report_builder_set_peer (OmsReportBuilder *self,
                             const char       *peer)
{
  g_return_if_fail (oms_report_builder_is_open (self));

  oms_report_set_text (&self->report->peer, peer);
}

/**
 * oms_report_builder_get_greeting:
 * @self: a builder
 *
 * Gets the greeting of the server.
 *
 * Returns: (transfer none) (nullable): the greeting, or %NULL if there was none so far
 */
OmsSmtpReply *
oms_report_builder_get_greeting (OmsReportBuilder *self)
{
  g_return_val_if_fail (oms_report_builder_is_open (self), NULL);

  return self->report->greeting;
}

/**
 * oms_report_builder_set_greeting:
 * @self: a builder
 * @greeting: the first reply of the server, without secrets
 *
 * Enters how the server greets.
 */
void
oms_report_builder_set_greeting (OmsReportBuilder *self,
                                 OmsSmtpReply     *greeting)
{
  g_return_if_fail (oms_report_builder_is_open (self));
  g_return_if_fail (greeting != NULL);

  oms_smtp_reply_ref (greeting);
  g_clear_pointer (&self->report->greeting, oms_smtp_reply_unref);
  self->report->greeting = greeting;
}

/**
 * oms_report_builder_has_capability:
 * @self: a builder
 * @keyword: the name of an extension, in any case (RFC 5321)
 *
 * Tells whether the server offers an extension, by its last answer to EHLO.
 *
 * Returns: whether it does
 */
gboolean
oms_report_builder_has_capability (OmsReportBuilder *self,
                                   const char       *keyword)
{
  gsize length;

  g_return_val_if_fail (oms_report_builder_is_open (self), FALSE);
  g_return_val_if_fail (keyword != NULL, FALSE);

  length = strlen (keyword);
  for (guint i = 0; self->report->capabilities[i]; i++) {
    const char *line = self->report->capabilities[i];

    if (g_ascii_strncasecmp (line, keyword, length) == 0 && strchr (" =", line[length]))
      return TRUE;
  }

  return FALSE;
}

/**
 * oms_report_builder_get_mechanisms:
 * @self: a builder
 *
 * Gets the mechanisms of sign-in that the server offers, by its last answer to EHLO.
 *
 * Returns: (transfer none): names in upper case, valid until there is another answer
 */
const char * const *
oms_report_builder_get_mechanisms (OmsReportBuilder *self)
{
  g_return_val_if_fail (oms_report_builder_is_open (self), NULL);

  return (const char * const *) self->report->mechanisms;
}

static void
add_mechanisms (GPtrArray  *mechanisms,
                const char *words)
{
  g_auto (GStrv) names = g_strsplit_set (words, " \t", -1);

  for (guint i = 0; names[i]; i++) {
    g_autofree char *name = g_ascii_strup (names[i], -1);

    if (*name && !g_ptr_array_find_with_equal_func (mechanisms, name, g_str_equal, NULL))
      g_ptr_array_add (mechanisms, g_steal_pointer (&name));
  }
}

static void
take_strv (GStrv     *field,
           GPtrArray *strings)
{
  g_ptr_array_add (strings, NULL);
  g_strfreev (*field);
  *field = (GStrv) g_ptr_array_free (strings, FALSE);
}

/**
 * oms_report_builder_set_capabilities:
 * @self: a builder
 * @reply: a positive answer to EHLO
 *
 * Enters what the server calls itself and offers. What was offered before is forgotten, as RFC 3207
 * demands after STARTTLS. Some servers write "AUTH=PLAIN LOGIN", the form before RFC 2554.
 */
void
oms_report_builder_set_capabilities (OmsReportBuilder *self,
                                     OmsSmtpReply     *reply)
{
  const char * const *lines;
  GPtrArray *capabilities, *mechanisms;

  g_return_if_fail (oms_report_builder_is_open (self));
  g_return_if_fail (reply != NULL);

  lines = oms_smtp_reply_get_lines (reply);
  capabilities = g_ptr_array_new ();
  mechanisms = g_ptr_array_new ();
  oms_report_set_text (&self->report->ehlo_name, "");

  for (guint i = 0; lines[i]; i++) {
    const char *line = strlen (lines[i]) > 4 ? lines[i] + 4 : "";

    if (i == 0) {
      g_free (self->report->ehlo_name);
      self->report->ehlo_name = g_strndup (line, strcspn (line, " "));
      continue;
    }
    g_ptr_array_add (capabilities, g_strdup (line));
    if (g_ascii_strncasecmp (line, "AUTH ", 5) == 0 || g_ascii_strncasecmp (line, "AUTH=", 5) == 0)
      add_mechanisms (mechanisms, line + 5);
  }

  take_strv (&self->report->capabilities, capabilities);
  take_strv (&self->report->mechanisms, mechanisms);
}

/**
 * oms_report_builder_get_tls_version:
 * @self: a builder
 *
 * Gets the version of TLS.
 *
 * Returns: such as "TLSv1.3", or the empty string as long as nothing is encrypted
 */
const char *
oms_report_builder_get_tls_version (OmsReportBuilder *self)
{
  g_return_val_if_fail (oms_report_builder_is_open (self), "");

  return self->report->tls_version;
}

/**
 * oms_report_builder_set_tls:
 * @self: a builder
 * @version: the version of TLS, such as "TLSv1.3"
 * @cipher: the name of the cipher suite
 *
 * Enters how the connection is encrypted.
 */
void
oms_report_builder_set_tls (OmsReportBuilder *self,
                            const char       *version,
                            const char       *cipher)
{
  g_return_if_fail (oms_report_builder_is_open (self));

  oms_report_set_text (&self->report->tls_version, version);
  oms_report_set_text (&self->report->tls_cipher, cipher);
}

/**
 * oms_report_builder_set_certificate:
 * @self: a builder
 * @certificate: (nullable): what the server showed, with what is wrong with it
 *
 * Enters the certificate of the server, %NULL where it could not be read.
 */
void
oms_report_builder_set_certificate (OmsReportBuilder *self,
                                    OmsCertificate   *certificate)
{
  g_return_if_fail (oms_report_builder_is_open (self));

  g_set_object (&self->report->certificate, certificate);
}

/**
 * oms_report_builder_set_mechanism:
 * @self: a builder
 * @mechanism: the name of a mechanism
 *
 * Enters how the sign-in is tried.
 */
void
oms_report_builder_set_mechanism (OmsReportBuilder *self,
                                  const char       *mechanism)
{
  g_return_if_fail (oms_report_builder_is_open (self));

  oms_report_set_text (&self->report->mechanism, mechanism);
}

/**
 * oms_report_builder_set_signed_in:
 * @self: a builder
 * @signed_in: whether a reply 235 was seen
 *
 * Enters that the server accepted the sign-in: nothing else counts (RFC 4954).
 */
void
oms_report_builder_set_signed_in (OmsReportBuilder *self,
                                  gboolean          signed_in)
{
  g_return_if_fail (oms_report_builder_is_open (self));

  self->report->signed_in = signed_in;
}

/**
 * oms_report_builder_set_token_failure:
 * @self: a builder
 * @token_failure: JSON of an OAuth server, without secrets
 *
 * Enters why the server refused an access token (RFC 7628 section 3.2.2).
 */
void
oms_report_builder_set_token_failure (OmsReportBuilder *self,
                                      const char       *token_failure)
{
  g_return_if_fail (oms_report_builder_is_open (self));

  oms_report_set_text (&self->report->token_failure, token_failure);
}

/**
 * oms_report_builder_get_transcript:
 * @self: a builder
 *
 * Gets the transcript, to enter what is spoken.
 *
 * Returns: (transfer none): the transcript
 */
OmsTranscript *
oms_report_builder_get_transcript (OmsReportBuilder *self)
{
  g_return_val_if_fail (oms_report_builder_is_open (self), NULL);

  return self->report->transcript;
}
