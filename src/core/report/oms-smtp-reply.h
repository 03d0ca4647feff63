/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-redactor.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* One reply of a server (RFC 5321 section 4.2), immutable, reference counted. All text is valid
 * UTF-8, without control characters but what a person can read. */
typedef struct _OmsSmtpReply OmsSmtpReply;

#define OMS_TYPE_SMTP_REPLY (oms_smtp_reply_get_type ())
GType               oms_smtp_reply_get_type     (void);
OmsSmtpReply       *oms_smtp_reply_ref          (OmsSmtpReply *self);
void                oms_smtp_reply_unref        (OmsSmtpReply *self);

guint               oms_smtp_reply_get_code     (OmsSmtpReply *self);
const char         *oms_smtp_reply_get_enhanced (OmsSmtpReply *self);
const char * const *oms_smtp_reply_get_lines    (OmsSmtpReply *self);
const char         *oms_smtp_reply_get_text     (OmsSmtpReply *self);
gboolean            oms_smtp_reply_is_truncated (OmsSmtpReply *self);
OmsSmtpReply       *oms_smtp_reply_scrub        (OmsSmtpReply *self,
                                                 OmsRedactor  *redactor) G_GNUC_WARN_UNUSED_RESULT;

/* The parser takes bytes as they come from the wire, in pieces of any size. */
typedef struct _OmsSmtpReplyParser OmsSmtpReplyParser;

OmsSmtpReplyParser *oms_smtp_reply_parser_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void                oms_smtp_reply_parser_free  (OmsSmtpReplyParser  *self);
gboolean            oms_smtp_reply_parser_feed  (OmsSmtpReplyParser  *self,
                                                 const char          *bytes,
                                                 gsize                length,
                                                 gsize               *consumed,
                                                 OmsSmtpReply       **reply,
                                                 GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsSmtpReply, oms_smtp_reply_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsSmtpReplyParser, oms_smtp_reply_parser_free)

G_END_DECLS
