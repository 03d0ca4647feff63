/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Error texts as people paste them, made ready for the rules. Private to the diagnosis. */

char              *oms_error_text_unescape     (const char *text,
                                                gsize       length);
char              *oms_error_text_normalize    (const char *unescaped);

/* A set of the four-byte sequences of a text: most needles can be ruled out without a search. */
#define OMS_ERROR_TEXT_N_GRAMS (1 << 16)

typedef struct {
  const char *text;
  guint64     grams[OMS_ERROR_TEXT_N_GRAMS / 64];
} OmsErrorTextIndex;

void        oms_error_text_index_init (OmsErrorTextIndex *self,
                                       const char        *text);
gboolean    oms_error_text_index_may_have (const OmsErrorTextIndex *self,
                                           const char              *needle);

G_END_DECLS
