/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-practice.h"
#include "oms-report-builder.h"
#include "oms-timeouts.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where to, and whom to trust. */
typedef struct {
  char          *host;          /* A-labels, or an IP address without brackets */
  guint          port;
  OmsEncryption  encryption;
  char          *ehlo_name;
  char          *pinned_key;    /* "sha256//…", or "" */
  char          *ca_file;       /* NULL: the system's */
  OmsPractice   *practice;      /* NULL: the real network */
  OmsTimeouts    timeouts;
} OmsConnectionTarget;

/* How long to wait for a reply. */
typedef enum {
  OMS_PATIENCE_SHORT,
  OMS_PATIENCE_LONG,   /* servers delay it on purpose */
} OmsPatience;

/* A connection to a mail server, opened by libcurl: name look-up, TCP, TLS or STARTTLS, greeting
 * and EHLO. Afterwards it carries whatever we say. Facts and failures go into the report that is
 * built. Used by one thread; every wait ends at once when the cancellable is cancelled. */
typedef struct _OmsConnection OmsConnection;

void           oms_connection_init       (void);

OmsConnection *oms_connection_new        (const OmsConnectionTarget *target,
                                          OmsReportBuilder          *builder,
                                          OmsRedactor               *redactor,
                                          GCancellable              *cancellable)
                                          G_GNUC_WARN_UNUSED_RESULT;
void           oms_connection_free       (OmsConnection             *self);
gboolean       oms_connection_open       (OmsConnection             *self);
gboolean       oms_connection_send       (OmsConnection             *self,
                                          const char                *bytes,
                                          gsize                      length,
                                          OmsStage                   stage);
OmsSmtpReply  *oms_connection_read_reply (OmsConnection             *self,
                                          OmsStage                   stage,
                                          OmsPatience                patience);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsConnection, oms_connection_free)

G_END_DECLS
