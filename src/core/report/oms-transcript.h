/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-redactor.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * OmsTranscriptKind:
 * @OMS_TRANSCRIPT_SENT: a line to the server
 * @OMS_TRANSCRIPT_RECEIVED: a line from the server
 * @OMS_TRANSCRIPT_NOTE: what happened outside the conversation: connected, encrypted
 *
 * Who speaks in one line of a transcript.
 */
typedef enum {
  OMS_TRANSCRIPT_SENT,
  OMS_TRANSCRIPT_RECEIVED,
  OMS_TRANSCRIPT_NOTE,
} OmsTranscriptKind;

/* What was said, redacted at the moment it is recorded, at most 64 KiB. Written by one thread
 * (the check's), then read by others. Reference counted. */
typedef struct _OmsTranscript OmsTranscript;

#define OMS_TYPE_TRANSCRIPT (oms_transcript_get_type ())
GType          oms_transcript_get_type       (void);
OmsTranscript *oms_transcript_new            (OmsRedactor       *redactor)
                                              G_GNUC_WARN_UNUSED_RESULT;
OmsTranscript *oms_transcript_ref            (OmsTranscript     *self);
void           oms_transcript_unref          (OmsTranscript     *self);

void           oms_transcript_add            (OmsTranscript     *self,
                                              OmsTranscriptKind  kind,
                                              const char        *line,
                                              gsize              length);
void           oms_transcript_add_hidden     (OmsTranscript     *self,
                                              const char        *visible_part);
gsize          oms_transcript_get_dropped    (OmsTranscript     *self);
guint          oms_transcript_get_n_lines    (OmsTranscript     *self);
const char    *oms_transcript_get_line       (OmsTranscript     *self,
                                              guint              index,
                                              OmsTranscriptKind *kind,
                                              gint64            *milliseconds);
char          *oms_transcript_to_string      (OmsTranscript     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsTranscript, oms_transcript_unref)

G_END_DECLS
