/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-cause.h"
#include "oms-diagnosis.h"
#include "oms-facts.h"

G_BEGIN_DECLS

/* The rules of the diagnosis: data that say which facts mean which cause. Private to it. */
typedef struct {
  OmsCause       cause;
  OmsConfidence  confidence;
  const char    *words;      /* the variant of the cause's words; nullable */
  const char    *id;         /* of the rule; NULL where none applies */
} OmsVerdict;

OmsVerdict oms_rules_judge (const OmsFacts *facts);

G_END_DECLS
