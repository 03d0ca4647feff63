/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-line.h"

G_BEGIN_DECLS

/* An error text, read line by line before any rule sees it: who says each line, and which of them
 * tell why it failed. Private to the diagnosis. */
typedef struct {
  GPtrArray  *lines;        /* of OmsLine, in the order of the text */
  OmsLine    *decisive;     /* the reply that decided; nullable, unowned */
  GPtrArray  *groups;       /* of GPtrArray of OmsLine, unowned: those that tell most come first */
  const char *mechanism;    /* by which somebody tried to sign in; nullable */
  gboolean    is_signed_in; /* a sign-in was accepted before something was refused */
  gboolean    is_answer;    /* nothing but what a server agreed to */
  gboolean    is_conversation;  /* it shows what client and server said */
} OmsReading;

OmsReading *oms_reading_new           (const char         *unescaped) G_GNUC_WARN_UNUSED_RESULT;
OmsReading *oms_reading_new_for_words (const char         *words,
                                       guint               code,
                                       const char         *enhanced,
                                       const char * const *reply) G_GNUC_WARN_UNUSED_RESULT;
void        oms_reading_free          (OmsReading         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsReading, oms_reading_free)

G_END_DECLS
