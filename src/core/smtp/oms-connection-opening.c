/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-connection"

#include "oms-connection-private.h"

#include <string.h>

/* --- What libcurl reads and says while it opens the connection --- */

static void
note (OmsConnection *self,
      const char    *format,
      ...) G_GNUC_PRINTF (2, 3);

/* Enters into the transcript what happened outside the conversation. */
static void
note (OmsConnection *self,
      const char    *format,
      ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  oms_transcript_add (oms_report_builder_get_transcript (self->builder), OMS_TRANSCRIPT_NOTE, text,
                      strlen (text));
}

static void
advance (OmsConnection *self,
         OmsStage       next,
         guint          patience,
         const char    *detail)
{
  oms_report_builder_end_stage (self->builder, self->stage, OMS_STAGE_STATE_PASSED, detail);
  self->stage = next;
  oms_report_builder_begin_stage (self->builder, next);
  oms_connection_set_deadline (self, patience);
}

static void
take_opening_reply (OmsConnection *self,
                    OmsSmtpReply  *reply)
{
  OmsReportBuilder *builder = self->builder;
  guint code = oms_smtp_reply_get_code (reply);

  g_clear_pointer (&self->last_reply, oms_smtp_reply_unref);
  self->last_reply = oms_smtp_reply_ref (reply);
  oms_connection_set_deadline (self, self->target->timeouts.greeting);

  if (!oms_report_builder_get_greeting (builder)) {
    oms_report_builder_set_greeting (builder, reply);
    return;
  }

  if (code != 250)
    return;

  oms_report_builder_set_capabilities (builder, reply);
  self->greeted = TRUE;
}

static size_t
on_reply_line (char   *data,
               size_t  size,
               size_t  n_items,
               void   *user_data)
{
  OmsConnection *self = user_data;
  g_autoptr (OmsSmtpReply) reply = NULL;

  if (!oms_connection_take_line (self, data, size * n_items, &reply))
    return 0; /* ends the transfer */
  if (reply)
    take_opening_reply (self, reply);

  return size * n_items;
}

static char *
dup_between (const char *text,
             gsize       length,
             const char *before,
             const char *after)
{
  const char *start = g_strstr_len (text, length, before);

  if (!start)
    return NULL;
  start += strlen (before);

  return g_strndup (start, MIN (strcspn (start, after), length - (start - text)));
}

static void
take_tls_session (OmsConnection *self,
                  const char    *session)
{
  g_auto (GStrv) parts = g_strsplit (session, " / ", 3);
  const char *version = parts[0] ? parts[0] : "";
  const char *cipher = parts[0] && parts[1] ? parts[1] : "";

  oms_report_builder_set_tls (self->builder, version, cipher);
  note (self, "encrypted with %s, %s", version, cipher);
}

/* "Trying ADDRESS:PORT..." */
static void
take_tried_address (OmsConnection *self,
                    const char    *address)
{
  const char *colon = strrchr (address, ':');

  g_free (self->tried);
  self->tried = g_strndup (address, colon ? (gsize) (colon - address) : strlen (address));
}

/* libcurl tells in its running commentary only: that TCP is connected while TLS is still to come,
 * and where to, that the server asks for a certificate, the TLS version, and the hash of a pinned
 * public key. What it says to the server by itself (EHLO, STARTTLS) comes this way too; it knows no
 * secrets. */
static int
on_commentary (CURL          *easy,
               curl_infotype  type,
               char          *data,
               size_t         size,
               void          *user_data)
{
  OmsConnection *self = user_data;
  g_autofree char *address = NULL;
  g_autofree char *session = NULL;
  g_autofree char *key = NULL;

  if (type == CURLINFO_HEADER_OUT && size >= 2)
    oms_transcript_add (oms_report_builder_get_transcript (self->builder), OMS_TRANSCRIPT_SENT,
                        data, size - 2);
  if (type == CURLINFO_SSL_DATA_IN)
    oms_connection_take_eaten (self, data, size);
  if (type != CURLINFO_TEXT)
    return 0;

  if (g_strstr_len (data, size, "Connected to ") == data ||
      g_strstr_len (data, size, "TLS handshake"))
    self->connected = TRUE;
  if (g_strstr_len (data, size, "Request CERT"))
    self->was_asked = TRUE;
  /* Here, since libcurl may say hello and read the answer before it returns to us. Not while it
   * reads: then the beginning is gone. */
  if (!g_strstr_len (data, size, "(IN)"))
    oms_connection_look_for_clear (self);

  address = dup_between (data, size, "Trying ", "\r\n");
  if (address)
    take_tried_address (self, address);

  session = dup_between (data, size, "SSL connection using ", "\r\n");
  if (session)
    take_tls_session (self, session);

  key = dup_between (data, size, "public key hash: ", " \r\n");
  if (key) {
    g_free (self->public_key);
    self->public_key = g_steal_pointer (&key);
  }

  return 0;
}

/* --- Setting up --- */

static char *
dup_url (OmsConnection *self)
{
  const OmsConnectionTarget *target = self->target;
  g_autofree char *ehlo_name = g_uri_escape_string (target->ehlo_name, NULL, FALSE);
  gboolean ipv6 = strchr (target->host, ':') != NULL;

  return g_strdup_printf ("%s://%s%s%s:%u/%s",
                          target->encryption == OMS_ENCRYPTION_TLS ? "smtps" : "smtp",
                          ipv6 ? "[" : "", target->host, ipv6 ? "]" : "",
                          target->port, ehlo_name);
}

static void
set_trust (OmsConnection *self)
{
  const OmsConnectionTarget *target = self->target;
  gboolean pinned = *target->pinned_key != '\0';
  const char *ca_file = target->practice ? oms_practice_get_ca_file (target->practice)
                                         : target->ca_file;

  /* A pinned key takes the place of the chain: any other key ends the connection, before anything
   * is said over it. */
  curl_easy_setopt (self->easy, CURLOPT_SSL_VERIFYPEER, pinned ? 0L : 1L);
  curl_easy_setopt (self->easy, CURLOPT_SSL_VERIFYHOST, pinned ? 0L : 2L);
  if (pinned)
    curl_easy_setopt (self->easy, CURLOPT_PINNEDPUBLICKEY, target->pinned_key);
  if (ca_file)
    curl_easy_setopt (self->easy, CURLOPT_CAINFO, ca_file);
  curl_easy_setopt (self->easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (self->easy, CURLOPT_CERTINFO, 1L);
}

static void
set_practice (OmsConnection *self)
{
  const char * const *entries;

  if (!self->target->practice)
    return;

  entries = oms_practice_get_connect_to (self->target->practice);
  for (guint i = 0; entries[i]; i++)
    self->connect_to = curl_slist_append (self->connect_to, entries[i]);
  curl_easy_setopt (self->easy, CURLOPT_CONNECT_TO, self->connect_to);
}

/**
 * oms_connection_set_options:
 * @self: a connection
 *
 * Tells libcurl all that it has to know before it connects.
 */
void
oms_connection_set_options (OmsConnection *self)
{
  g_autofree char *url = dup_url (self);
  gboolean plain = self->target->encryption == OMS_ENCRYPTION_NONE;
  CURL *easy = self->easy;

  curl_easy_setopt (easy, CURLOPT_URL, url);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt (easy, CURLOPT_USE_SSL, (long) (plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  curl_easy_setopt (easy, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt (easy, CURLOPT_PROXY, "");
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt (easy, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt (easy, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt (easy, CURLOPT_ERRORBUFFER, self->error);
  curl_easy_setopt (easy, CURLOPT_HEADERFUNCTION, on_reply_line);
  curl_easy_setopt (easy, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (easy, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt (easy, CURLOPT_DEBUGFUNCTION, on_commentary);
  curl_easy_setopt (easy, CURLOPT_DEBUGDATA, self);
  oms_connection_watch_sockets (self);
  set_trust (self);
  set_practice (self);
}

/* --- Opening --- */

static gint64
get_time (OmsConnection *self,
          CURLINFO       moment)
{
  curl_off_t microseconds = 0;

  curl_easy_getinfo (self->easy, moment, &microseconds);

  return microseconds;
}

/* Newer versions of libcurl know the address only when TLS is done. */
static void
note_peer (OmsConnection *self)
{
  const char *address = NULL;

  if (curl_easy_getinfo (self->easy, CURLINFO_PRIMARY_IP, &address) != CURLE_OK ||
      !address || !*address)
    address = self->tried;

  oms_report_builder_set_peer (self->builder, address);
  note (self, "connected to %s, port %u", address, self->target->port);
  /* Only now it is known which of the addresses answered. */
  oms_report_builder_end_stage (self->builder, OMS_STAGE_RESOLVE, OMS_STAGE_STATE_PASSED, address);
}

/* Servers let a stranger wait for the greeting, to see whether he talks first (postscreen,
 * sendmail's greet_pause). At a port for TLS a client without TLS would wait for ever. */
static guint
get_greeting_patience (OmsConnection *self)
{
  const OmsConnectionTarget *target = self->target;
  gboolean is_for_tls = target->encryption == OMS_ENCRYPTION_TLS || target->port == 465 ||
                        target->port == 2465;

  return is_for_tls ? target->timeouts.greeting : target->timeouts.slow_greeting;
}

/* libcurl marks the time of each step as it passes it: that is how we follow it, and it may pass
 * several at once. Some versions mark the handshake before they refuse the certificate. */
static void
follow_progress (OmsConnection *self,
                 CURLcode       result)
{
  const OmsTimeouts *timeouts = &self->target->timeouts;
  OmsEncryption encryption = self->target->encryption;
  gboolean connected = self->connected || get_time (self, CURLINFO_CONNECT_TIME_T) > 0;

  if (self->stage == OMS_STAGE_RESOLVE &&
      (connected || get_time (self, CURLINFO_NAMELOOKUP_TIME_T) > 0)) {
    gint64 deadline = self->deadline;

    advance (self, OMS_STAGE_CONNECT, timeouts->connect, NULL);
    self->deadline = deadline; /* one deadline for both */
  }

  if (self->stage == OMS_STAGE_CONNECT && connected) {
    g_autofree char *port = g_strdup_printf ("%u", self->target->port);
    gboolean tls = encryption == OMS_ENCRYPTION_TLS;

    note_peer (self);
    advance (self, tls ? OMS_STAGE_ENCRYPT : OMS_STAGE_GREETING,
             tls ? timeouts->connect : get_greeting_patience (self), port);
  }

  if (self->stage == OMS_STAGE_ENCRYPT && encryption == OMS_ENCRYPTION_TLS &&
      result != CURLE_PEER_FAILED_VERIFICATION && result != CURLE_SSL_PINNEDPUBKEYNOTMATCH &&
      get_time (self, CURLINFO_APPCONNECT_TIME_T) > 0)
    advance (self, OMS_STAGE_GREETING, timeouts->greeting,
             oms_report_builder_get_tls_version (self->builder));

  if (self->stage == OMS_STAGE_GREETING && self->greeted && encryption == OMS_ENCRYPTION_STARTTLS)
    advance (self, OMS_STAGE_ENCRYPT, timeouts->greeting,
             oms_smtp_reply_get_text (oms_report_builder_get_greeting (self->builder)));
}

/* Runs the transfer until libcurl is done with it. FALSE: cancelled, or too late. */
static gboolean
drive (OmsConnection *self,
       CURLcode      *result)
{
  for (;;) {
    CURLMsg *message;
    int n_running, n_left;

    oms_connection_look_for_clear (self);
    curl_multi_perform (self->multi, &n_running);
    /* There is one transfer, and one kind of message. */
    message = curl_multi_info_read (self->multi, &n_left);
    follow_progress (self, message ? message->data.result : CURLE_OK);
    if (message) {
      *result = message->data.result;
      return TRUE;
    }

    if (!oms_connection_wait (self, CURL_SOCKET_BAD, 0))
      return FALSE;
  }
}

/* libcurl may pass several steps before it returns to us: its own clock divides them better. */
static void
correct_times (OmsConnection *self)
{
  OmsReportBuilder *builder = self->builder;
  gint64 resolved = get_time (self, CURLINFO_NAMELOOKUP_TIME_T);
  gint64 connected = get_time (self, CURLINFO_CONNECT_TIME_T);
  gint64 encrypted = get_time (self, CURLINFO_APPCONNECT_TIME_T);

  if (connected <= resolved)
    return;

  oms_report_builder_correct_time (builder, OMS_STAGE_RESOLVE, resolved);
  oms_report_builder_correct_time (builder, OMS_STAGE_CONNECT, connected - resolved);
  if (self->target->encryption == OMS_ENCRYPTION_TLS && encrypted > connected)
    oms_report_builder_correct_time (builder, OMS_STAGE_ENCRYPT, encrypted - connected);
}

static void
finish_opening (OmsConnection *self)
{
  OmsReportBuilder *builder = self->builder;
  OmsSmtpReply *greeting = oms_report_builder_get_greeting (builder);
  g_autoptr (OmsCertificate) certificate = NULL;

  correct_times (self);
  if (self->stage == OMS_STAGE_ENCRYPT)
    oms_report_builder_end_stage (builder, OMS_STAGE_ENCRYPT, OMS_STAGE_STATE_PASSED,
                                  oms_report_builder_get_tls_version (builder));
  else
    oms_report_builder_end_stage (builder, OMS_STAGE_GREETING, OMS_STAGE_STATE_PASSED,
                                  greeting ? oms_smtp_reply_get_text (greeting) : "");

  if (self->target->encryption == OMS_ENCRYPTION_NONE) {
    oms_report_builder_end_stage (builder, OMS_STAGE_ENCRYPT, OMS_STAGE_STATE_SKIPPED, NULL);
    return;
  }
  certificate = oms_connection_read_certificate (self);
  oms_report_builder_set_certificate (builder, certificate);
}

/**
 * oms_connection_open:
 * @self: a connection
 *
 * Looks up the name, connects, encrypts, reads the greeting and says EHLO, and enters each stage
 * into the report as it passes.
 *
 * Returns: %FALSE if it failed, which the report then tells, or was cancelled
 */
gboolean
oms_connection_open (OmsConnection *self)
{
  CURLcode result;

  self->stage = OMS_STAGE_RESOLVE;
  oms_report_builder_begin_stage (self->builder, OMS_STAGE_RESOLVE);
  note (self, "looking up %s", self->target->host);
  oms_connection_set_deadline (self, self->target->timeouts.connect);
  curl_multi_add_handle (self->multi, self->easy);

  if (!drive (self, &result))
    return FALSE;
  if (result != CURLE_OK) {
    oms_connection_fail_opening (self, result);
    return FALSE;
  }
  finish_opening (self);

  return TRUE;
}
