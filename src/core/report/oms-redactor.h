/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keeps secrets out of everything that is shown, logged or copied: passwords in raw, base64 (alone
 * and inside PLAIN and OAuth strings, at each of the three alignments), hex and percent form, and
 * the session tokens that replies carry (Google's sign-in links, the ids before "gsmtp").
 * Reference counted; its memory is wiped. Not changed after it was made: safe from every thread. */
typedef struct _OmsRedactor OmsRedactor;

OmsRedactor *oms_redactor_new        (const char  *user,
                                      const char  *secret) G_GNUC_WARN_UNUSED_RESULT;
OmsRedactor *oms_redactor_ref        (OmsRedactor *self);
void         oms_redactor_unref      (OmsRedactor *self);
char        *oms_redactor_scrub      (OmsRedactor *self,
                                      const char  *text,
                                      gsize        length) G_GNUC_WARN_UNUSED_RESULT;
char        *oms_redactor_scrub_line (OmsRedactor *self,
                                      const char  *line,
                                      gsize        length,
                                      gboolean     cut,
                                      gboolean    *in_link) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsRedactor, oms_redactor_unref)

G_END_DECLS
