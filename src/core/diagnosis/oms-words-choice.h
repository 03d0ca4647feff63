/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-facts.h"
#include "oms-words.h"

G_BEGIN_DECLS

/* A step that only some servers or texts need. Private to the diagnosis. */
typedef struct {
  OmsHintKind   kinds;                   /* for causes whose words have one of these */
  const char   *hosts[OMS_MAX_MARKS];    /* patterns with "*"; none: any server */
  const char   *marks[OMS_MAX_MARKS];    /* one of these is in the text; none: any text */
  guint         stages;                  /* 1 << OmsStage, of a test; 0: any */
  gboolean      unknown_provider;        /* only servers that the catalogue does not know */
  gboolean      first;                   /* before the other steps */
  const char   *servers;                 /* for {servers} */
  OmsStepWords  step;
} OmsHint;

/* Ends with a row without a step. */
extern const OmsHint oms_hints[];

const OmsWords *oms_words_choose (OmsCause        cause,
                                  const char     *variant,
                                  const OmsFacts *facts);
gboolean        oms_hint_applies (const OmsHint  *self,
                                  const OmsFacts *facts);

G_END_DECLS
