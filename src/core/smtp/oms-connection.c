/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-connection"

#include "oms-connection-private.h"

#include "oms-error.h"

#include <string.h>

/* A line that long is no reply of a mail server (RFC 5321 allows 512 bytes). */
#define MAX_LINE (64 * 1024)

/* --- Waiting --- */

/**
 * oms_connection_set_deadline:
 * @self: a connection
 * @milliseconds: how long the next step may take
 *
 * Sets how long to wait, from now on, but never beyond the end of the whole test.
 */
void
oms_connection_set_deadline (OmsConnection *self,
                             guint          milliseconds)
{
  gint64 end = oms_report_builder_get_began (self->builder) +
               (gint64) self->target->timeouts.total * 1000;

  self->patience = milliseconds;
  self->deadline = g_get_monotonic_time () + (gint64) milliseconds * 1000;
  if (self->deadline > end) {
    self->deadline = end;
    self->patience = self->target->timeouts.total;
  }
}

static gboolean
fail_timeout (OmsConnection *self)
{
  oms_report_builder_fail_timeout (self->builder, self->stage, self->patience);

  return FALSE;
}

/**
 * oms_connection_wait:
 * @self: a connection
 * @socket: what to wait for, or `CURL_SOCKET_BAD` for libcurl's own transfers
 * @events: what is to happen there, as for `curl_multi_poll()`
 *
 * Waits until something happens on the connection.
 *
 * Returns: %FALSE if the test was cancelled, or the deadline has passed
 */
gboolean
oms_connection_wait (OmsConnection *self,
                     curl_socket_t  socket,
                     short          events)
{
  struct curl_waitfd extra = { .fd = socket, .events = events };
  gint64 left = self->deadline - g_get_monotonic_time ();

  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  if (left <= 0)
    return fail_timeout (self);

  curl_multi_poll (self->multi, &extra, socket == CURL_SOCKET_BAD ? 0 : 1,
                   (int) (left / 1000) + 1, NULL);

  return !g_cancellable_is_cancelled (self->cancellable);
}

static void
on_cancelled (GCancellable *cancellable,
              gpointer      multi)
{
  curl_multi_wakeup (multi);
}

/**
 * oms_connection_init:
 *
 * Prepares libcurl, once for the process, before there is a second thread: curl_global_init() is
 * not safe in the presence of one.
 */
void
oms_connection_init (void)
{
  curl_global_init (CURL_GLOBAL_DEFAULT);
}

/**
 * oms_connection_new:
 * @target: where to; it has to live as long as the connection
 * @builder: what builds the report; it has to live as long as the connection
 * @redactor: what to remove from replies
 * @cancellable: what ends every wait
 *
 * Makes a connection that is not open yet.
 *
 * Returns: (transfer full): a connection, to be released with oms_connection_free()
 */
OmsConnection *
oms_connection_new (const OmsConnectionTarget *target,
                    OmsReportBuilder          *builder,
                    OmsRedactor               *redactor,
                    GCancellable              *cancellable)
{
  OmsConnection *self = g_new0 (OmsConnection, 1);

  self->target = target;
  self->builder = builder;
  self->redactor = oms_redactor_ref (redactor);
  self->cancellable = g_object_ref (cancellable);
  self->parser = oms_smtp_reply_parser_new ();
  self->received = g_byte_array_new ();
  self->sockets = g_array_new (FALSE, FALSE, sizeof (curl_socket_t));
  self->clear = g_string_new (NULL);
  self->public_key = g_strdup ("");
  self->tried = g_strdup ("");
  self->multi = curl_multi_init ();
#if LIBCURL_VERSION_NUM >= 0x081400
  /* Since 8.20, names are looked up in threads of the multi handle, which would wait for them. */
  curl_multi_setopt (self->multi, CURLMOPT_QUICK_EXIT, 1L);
#endif
  self->easy = curl_easy_init ();
  oms_connection_set_options (self);
  self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled),
                                              self->multi, NULL);

  return self;
}

/**
 * oms_connection_free:
 * @self: (transfer full): a connection
 *
 * Closes a connection at once, and frees it.
 */
void
oms_connection_free (OmsConnection *self)
{
  g_cancellable_disconnect (self->cancellable, self->cancelled_id);
  curl_multi_remove_handle (self->multi, self->easy);
  curl_easy_cleanup (self->easy);
  curl_multi_cleanup (self->multi);
  curl_slist_free_all (self->connect_to);
  oms_smtp_reply_parser_free (self->parser);
  g_clear_pointer (&self->last_reply, oms_smtp_reply_unref);
  g_byte_array_unref (self->received);
  g_array_unref (self->sockets);
  g_string_free (self->clear, TRUE);
  g_free (self->public_key);
  g_free (self->tried);
  g_object_unref (self->cancellable);
  oms_redactor_unref (self->redactor);
  g_free (self);
}

/* --- Talking --- */

/* Replies may repeat secrets. Only a challenge is needed as it is. */
static void
scrub_reply (OmsConnection  *self,
             OmsSmtpReply  **reply)
{
  OmsSmtpReply *scrubbed;

  if (!*reply || oms_smtp_reply_get_code (*reply) == 334)
    return;

  scrubbed = oms_smtp_reply_scrub (*reply, self->redactor);
  oms_smtp_reply_unref (*reply);
  *reply = scrubbed;
}

/**
 * oms_connection_take_line:
 * @self: a connection
 * @line: (array length=length): one line, or a piece of an overlong one
 * @length: how many bytes there are
 * @reply: (out) (transfer full) (nullable): the reply that ends here, or %NULL if there is more
 *
 * Feeds a line to the parser and to the transcript.
 *
 * Returns: %FALSE if it cannot be part of a reply; why is then known to the connection
 */
gboolean
oms_connection_take_line (OmsConnection  *self,
                          const char     *line,
                          gsize           length,
                          OmsSmtpReply  **reply)
{
  g_autoptr (GError) error = NULL;
  gboolean complete = length > 0 && line[length - 1] == '\n';
  gsize text_length = length, consumed;

  while (text_length > 0 && strchr ("\r\n", line[text_length - 1]))
    text_length--;

  oms_transcript_add (oms_report_builder_get_transcript (self->builder), OMS_TRANSCRIPT_RECEIVED,
                      line, text_length);

  if (!oms_smtp_reply_parser_feed (self->parser, line, text_length, &consumed, reply, &error) ||
      (complete &&
       !oms_smtp_reply_parser_feed (self->parser, "\r\n", 2, &consumed, reply, &error))) {
    self->bad_answer = g_error_matches (error, OMS_ERROR, OMS_ERROR_TOO_LARGE)
      ? OMS_FAILURE_TOO_MUCH : OMS_FAILURE_NOT_SMTP;
    return FALSE;
  }

  scrub_reply (self, reply);

  return TRUE;
}

static curl_socket_t
get_socket (OmsConnection *self)
{
  curl_socket_t socket = CURL_SOCKET_BAD;

  curl_easy_getinfo (self->easy, CURLINFO_ACTIVESOCKET, &socket);

  return socket;
}

static gboolean
fail_closed (OmsConnection *self,
             CURLcode       result)
{
  g_debug ("The connection ended: %s", curl_easy_strerror (result));
  oms_report_builder_fail (self->builder, self->stage, OMS_FAILURE_CLOSED, NULL, NULL);

  return FALSE;
}

/**
 * oms_connection_send:
 * @self: an open connection
 * @bytes: what to say
 * @length: how many bytes it has
 * @stage: the stage that this is part of
 *
 * Sends bytes as they are. What goes into the transcript is up to the caller, who knows what is
 * secret.
 *
 * Returns: %FALSE if it failed, which the report then tells, or was cancelled
 */
gboolean
oms_connection_send (OmsConnection *self,
                     const char    *bytes,
                     gsize          length,
                     OmsStage       stage)
{
  self->stage = stage;
  oms_connection_set_deadline (self, self->target->timeouts.reply);

  while (length > 0) {
    size_t sent = 0;
    CURLcode result = curl_easy_send (self->easy, bytes, length, &sent);

    if (result == CURLE_AGAIN) {
      if (!oms_connection_wait (self, get_socket (self), CURL_WAIT_POLLOUT))
        return FALSE;
      continue;
    }
    if (result != CURLE_OK)
      return fail_closed (self, result);

    bytes += sent;
    length -= sent;
  }

  return TRUE;
}

static gboolean
receive (OmsConnection *self)
{
  guchar buffer[4096];
  size_t length = 0;
  CURLcode result;

  while ((result = curl_easy_recv (self->easy, buffer, sizeof buffer, &length)) == CURLE_AGAIN)
    if (!oms_connection_wait (self, get_socket (self), CURL_WAIT_POLLIN))
      return FALSE;

  if (result != CURLE_OK || length == 0)
    return fail_closed (self, result);

  g_byte_array_append (self->received, buffer, length);

  return TRUE;
}

static gboolean
next_line (OmsConnection *self,
           gsize         *length)
{
  for (;;) {
    const guchar *end = self->received->len > 0
      ? memchr (self->received->data, '\n', self->received->len) : NULL;

    if (end) {
      *length = end - self->received->data + 1;
      return TRUE;
    }
    if (self->received->len > MAX_LINE) {
      oms_report_builder_fail (self->builder, self->stage, OMS_FAILURE_TOO_MUCH, NULL, NULL);
      return FALSE;
    }
    if (!receive (self))
      return FALSE;
  }
}

/**
 * oms_connection_read_reply:
 * @self: an open connection
 * @stage: the stage that this is part of
 * @patience: which deadline it has
 *
 * Reads one whole reply, within the deadline for one.
 *
 * Returns: (transfer full) (nullable): the reply, or %NULL if there was none, which the report then
 *   tells, or the wait was cancelled
 */
OmsSmtpReply *
oms_connection_read_reply (OmsConnection *self,
                           OmsStage       stage,
                           OmsPatience    patience)
{
  const OmsTimeouts *timeouts = &self->target->timeouts;
  OmsSmtpReply *reply = NULL;
  gsize length;

  self->stage = stage;
  oms_connection_set_deadline (self, patience == OMS_PATIENCE_LONG ? timeouts->slow_reply
                                                                   : timeouts->reply);

  while (!reply) {
    gboolean fine;

    if (!next_line (self, &length))
      return NULL;

    fine = oms_connection_take_line (self, (const char *) self->received->data, length, &reply);
    g_byte_array_remove_range (self->received, 0, length);
    if (!fine) {
      oms_report_builder_fail (self->builder, stage, self->bad_answer, NULL, NULL);
      return NULL;
    }
  }

  return reply;
}
