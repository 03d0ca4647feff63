/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Error texts as people paste them, made ready for the rules. Private to the diagnosis. */

/* What one reply of a server looks like inside of a text. */
typedef struct {
  guint  code;       /* 0: none was found */
  char  *enhanced;   /* nullable */
  GStrv  lines;      /* as they stand in the text; may be empty */
} OmsErrorTextReply;

char              *oms_error_text_unescape     (const char *text,
                                                gsize       length);
char              *oms_error_text_normalize    (const char *unescaped);
OmsErrorTextReply  oms_error_text_find_reply   (const char *unescaped);
char              *oms_error_text_drop_consent (const char *unescaped);

/* A set of the four-byte sequences of a text: most needles can be ruled out without a search. */
#define OMS_ERROR_TEXT_N_GRAMS (1 << 16)

typedef struct {
  const char *text;
  guint64     grams[OMS_ERROR_TEXT_N_GRAMS / 64];
} OmsErrorTextIndex;

void        oms_error_text_index_init (OmsErrorTextIndex *self,
                                       const char        *text);
const char *oms_error_text_index_find (const OmsErrorTextIndex *self,
                                       const char              *from,
                                       const char              *needle);

G_END_DECLS
