/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-diagnosis.h"
#include "oms-facts.h"
#include "oms-reader.h"

G_BEGIN_DECLS

/* What to say about a cause: the words with everything known filled in. Private to the
 * diagnosis. */
typedef struct {
  const char *headline;
  char       *explanation;
  GArray     *steps;        /* of OmsStep */
  OmsRemedy   remedy;
  char       *admin_note;   /* nullable */
} OmsAdvice;

OmsAdvice *oms_advice_new  (const OmsFacts *facts,
                            OmsReader       reader,
                            OmsCause        cause,
                            OmsConfidence   confidence,
                            const char     *variant) G_GNUC_WARN_UNUSED_RESULT;   /* nullable */
void       oms_advice_free (OmsAdvice      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsAdvice, oms_advice_free)

G_END_DECLS
