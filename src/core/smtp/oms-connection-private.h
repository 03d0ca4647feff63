/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-connection.h"

#include <curl/curl.h>

G_BEGIN_DECLS

struct _OmsConnection {
  const OmsConnectionTarget *target;
  OmsReportBuilder          *builder;
  OmsRedactor               *redactor;
  GCancellable              *cancellable;
  gulong                     cancelled_id;

  CURLM                     *multi;
  CURL                      *easy;
  struct curl_slist         *connect_to;
  char                       error[CURL_ERROR_SIZE];

  OmsStage                   stage;
  gint64                     deadline;
  guint                      patience;      /* ms: how long the deadline was away when it was set */

  OmsSmtpReplyParser        *parser;
  OmsSmtpReply              *last_reply;
  OmsFailure                 bad_answer;    /* what libcurl read is no SMTP, or too much of it */
  GByteArray                *received;      /* read by us, not looked at yet */
  GArray                    *sockets;       /* curl_socket_t: those that are open */
  GString                   *clear;         /* said by the server where TLS was to begin */
  gboolean                   has_begun;     /* the server has said something */
  char                      *public_key;
  char                      *tried;     /* the address that libcurl turned to last */
  gboolean                   connected;
  gboolean                   was_asked; /* for a certificate of ours */
  gboolean                   greeted;   /* the server has answered EHLO */
};

/* Opening and talking both need these. */
void            oms_connection_set_options      (OmsConnection  *self);
void            oms_connection_set_deadline     (OmsConnection  *self,
                                                 guint           milliseconds);
gboolean        oms_connection_wait             (OmsConnection  *self,
                                                 curl_socket_t   socket,
                                                 short           events);
gboolean        oms_connection_take_line        (OmsConnection  *self,
                                                 const char     *line,
                                                 gsize           length,
                                                 OmsSmtpReply  **reply);

/* Where opening ended. */
void            oms_connection_fail_opening       (OmsConnection  *self,
                                                   CURLcode        result);
OmsCertificate *oms_connection_read_certificate   (OmsConnection  *self);

/* What is said in the clear where TLS was to begin. */
void            oms_connection_watch_sockets      (OmsConnection  *self);
void            oms_connection_look_for_clear     (OmsConnection  *self);
void            oms_connection_take_eaten         (OmsConnection  *self,
                                                   const char     *bytes,
                                                   gsize           length);
gboolean        oms_connection_take_clear_refusal (OmsConnection  *self);

G_END_DECLS
