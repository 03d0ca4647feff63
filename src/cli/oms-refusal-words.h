/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-diagnosis.h"
#include "oms-guard.h"

G_BEGIN_DECLS

/* What is said where a password was not sent, since the server refused it not long ago. */
typedef struct {
  OmsCause     cause;         /* of the refusal */
  GDateTime   *time;
  const char  *headline;
  char        *explanation;
  OmsStep      steps[2];
} OmsRefusalWords;

OmsRefusalWords *oms_refusal_words_new  (const char        *host,
                                         const OmsRefusal  *refusal) G_GNUC_WARN_UNUSED_RESULT;
void             oms_refusal_words_free (OmsRefusalWords   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsRefusalWords, oms_refusal_words_free)

G_END_DECLS
