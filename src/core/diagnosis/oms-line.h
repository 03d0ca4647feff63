/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-enums.h"

#include <glib.h>

G_BEGIN_DECLS

/* One logical line of an error text: a reply with all that belongs to it, a sentence of a
 * program, a line of a log. Private to the diagnosis. */

typedef enum {
  OMS_LINE_REPLY,      /* a server refused */
  OMS_LINE_CONSENT,    /* a server agreed, or greeted */
  OMS_LINE_COMMAND,    /* a client said it */
  OMS_LINE_PROGRAM,    /* a program says what went wrong */
  OMS_LINE_OTHER,      /* words */
  OMS_LINE_LOG,        /* a log's line in which nothing went wrong */
} OmsLineKind;

typedef struct {
  OmsLineKind  kind;
  gboolean     is_nested;   /* the reason of what stands above it */
  guint        code;        /* of a reply; 0: none */
  gboolean     is_class;    /* of it only the first digit is known */
  char        *enhanced;    /* RFC 3463; nullable */
  GPtrArray   *reply;       /* of char *: the server's own lines; nullable */
  const char  *command;     /* the command that it answers, such as "rcpt"; nullable */
  GString     *raw;         /* its words, as they stand */
  char        *text;        /* the same as the rules want them */
} OmsLine;

OmsLine *oms_line_new  (OmsLineKind  kind,
                        const char  *raw) G_GNUC_WARN_UNUSED_RESULT;
void     oms_line_free (OmsLine     *self);

gboolean oms_line_find_stage (const char *command,
                              OmsStage   *stage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsLine, oms_line_free)

G_END_DECLS
