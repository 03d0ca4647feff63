/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-connection"

#include "oms-connection-private.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a server says in the clear where TLS was to begin with the first byte.
 *
 * Exim, sendmail and others refuse a connection before they look at it: "421 Too many connections",
 * on port 465 too. A TLS library only finds that this is no TLS, and eats a part of it. So we look
 * into the sockets before it does, without taking anything out. A second connection would not do:
 * by then there may be fewer, and the server greets. */

#define MAX_CLEAR 4096

/* The rest of a line that has begun comes soon; milliseconds. */
#define PIECE_TIMEOUT 500
#define PIECE_INTERVAL 10

/* Whether the last line is there, and ends. */
static gboolean
is_whole (const char *bytes,
          gsize       length)
{
  const char *last;

  if (length == 0 || bytes[length - 1] != '\n')
    return FALSE;

  last = length > 1 ? g_strrstr_len (bytes, length - 1, "\n") : NULL;
  last = last ? last + 1 : bytes;

  return bytes + length - last < 4 || last[3] != '-';
}

/* Takes what is in the socket, behind what is in @self->clear already, and waits for the end of a
 * reply of which only a part has arrived. */
static void
look_to_end (OmsConnection *self,
             curl_socket_t  socket)
{
  gsize n_known = self->clear->len;

  for (guint waited = 0; waited < PIECE_TIMEOUT; waited += PIECE_INTERVAL) {
    char bytes[MAX_CLEAR];
    gssize length = recv (socket, bytes, sizeof bytes, MSG_PEEK | MSG_DONTWAIT);

    if (length > 0) {
      g_string_truncate (self->clear, n_known);
      g_string_append_len (self->clear, bytes, length);
    }
    if (length == MAX_CLEAR || is_whole (self->clear->str, self->clear->len) ||
        g_cancellable_is_cancelled (self->cancellable))
      break;
    g_usleep (PIECE_INTERVAL * 1000);
  }
}

/* A record of TLS begins with a byte that is no digit (RFC 8446 section 5.1), a reply with one. */
static void
look_into (OmsConnection *self,
           curl_socket_t  socket)
{
  char first;

  self->has_begun = recv (socket, &first, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
  if (self->has_begun && g_ascii_isdigit (first))
    look_to_end (self, socket);
}

static int
on_socket_opened (void          *user_data,
                  curl_socket_t  socket,
                  curlsocktype   purpose)
{
  OmsConnection *self = user_data;

  g_array_append_val (self->sockets, socket);

  return CURL_SOCKOPT_OK;
}

/* The number of a socket that is closed may be another one's next. What came before a reset is
 * still in it. */
static int
on_socket_closed (void          *user_data,
                  curl_socket_t  socket)
{
  OmsConnection *self = user_data;

  if (self->target->encryption == OMS_ENCRYPTION_TLS && !self->has_begun)
    look_into (self, socket);
  for (guint i = 0; i < self->sockets->len; i++)
    if (g_array_index (self->sockets, curl_socket_t, i) == socket) {
      g_array_remove_index_fast (self->sockets, i);
      break;
    }

  return close (socket);
}

/**
 * oms_connection_watch_sockets:
 * @self: a connection that was not opened yet
 *
 * Has libcurl tell which sockets it uses, to look into them.
 */
void
oms_connection_watch_sockets (OmsConnection *self)
{
  curl_easy_setopt (self->easy, CURLOPT_SOCKOPTFUNCTION, on_socket_opened);
  curl_easy_setopt (self->easy, CURLOPT_SOCKOPTDATA, self);
  curl_easy_setopt (self->easy, CURLOPT_CLOSESOCKETFUNCTION, on_socket_closed);
  curl_easy_setopt (self->easy, CURLOPT_CLOSESOCKETDATA, self);
}

static gboolean
is_waited_for (OmsConnection *self)
{
  return self->target->encryption == OMS_ENCRYPTION_TLS && !self->has_begun &&
         (self->connected || self->stage >= OMS_STAGE_ENCRYPT);
}

/**
 * oms_connection_look_for_clear:
 * @self: a connection that is being opened
 *
 * Looks whether the server has begun, and how. Not before there is a connection: looking into a
 * socket that was refused would take away the error that libcurl waits for.
 */
void
oms_connection_look_for_clear (OmsConnection *self)
{
  if (!is_waited_for (self))
    return;

  for (guint i = 0; i < self->sockets->len && !self->has_begun; i++)
    look_into (self, g_array_index (self->sockets, curl_socket_t, i));
}

/**
 * oms_connection_take_eaten:
 * @self: a connection that is being opened
 * @bytes: what the TLS library has read
 * @length: of @bytes
 *
 * Does the same as [method@Connection.look_for_clear] where the TLS library was faster, and shows
 * what it has eaten: as much as the head of a record, with the rest still in the socket.
 */
void
oms_connection_take_eaten (OmsConnection *self,
                           const char    *bytes,
                           gsize          length)
{
  if (!is_waited_for (self) || length == 0)
    return;

  self->has_begun = TRUE;
  if (!g_ascii_isdigit (bytes[0]))
    return;

  g_string_append_len (self->clear, bytes, length);
  for (guint i = 0; i < self->sockets->len && self->clear->len == length; i++)
    look_to_end (self, g_array_index (self->sockets, curl_socket_t, i));
}

/**
 * oms_connection_take_clear_refusal:
 * @self: a connection that could not be opened
 *
 * Reads the reply that was said in the clear, and enters it into the report.
 *
 * Returns: %FALSE if there was none, or it was no refusal
 */
gboolean
oms_connection_take_clear_refusal (OmsConnection *self)
{
  OmsReportBuilder *builder = self->builder;
  g_auto (GStrv) lines = g_strsplit (self->clear->str, "\n", -1);
  g_autoptr (OmsSmtpReply) reply = NULL;

  for (guint i = 0; lines[i] && *lines[i] && !reply; i++) {
    g_autofree char *line = g_strconcat (lines[i], "\n", NULL);

    if (!oms_connection_take_line (self, line, strlen (line), &reply))
      break;
  }

  self->bad_answer = OMS_FAILURE_NONE;
  if (!reply || oms_smtp_reply_get_code (reply) < 400)
    return FALSE;

  g_clear_pointer (&self->last_reply, oms_smtp_reply_unref);
  self->last_reply = oms_smtp_reply_ref (reply);
  oms_report_builder_set_greeting (builder, reply);
  if (self->stage <= OMS_STAGE_CONNECT)
    oms_report_builder_end_stage (builder, self->stage, OMS_STAGE_STATE_PASSED, NULL);
  oms_report_builder_end_stage (builder, OMS_STAGE_ENCRYPT, OMS_STAGE_STATE_SKIPPED, NULL);
  self->stage = OMS_STAGE_GREETING;

  return TRUE;
}
