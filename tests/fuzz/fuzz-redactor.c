/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "oms-redactor.h"
#include "oms-text.h"

#include <string.h>

/* Whether "[hidden]" itself, or what stands beside it, can look like the secret. */
static gboolean
looks_like_mark (const char *secret)
{
  return strpbrk (secret, "[]") || strstr ("hidden", secret);
}

/* The first line is the user's name, the second one the secret, the rest is what a server says. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *text = (const char *) data;
  g_autofree char *head = g_strndup (text, size);
  g_auto (GStrv) lines = g_strsplit (head, "\n", 3);
  g_autoptr (OmsRedactor) redactor = NULL;
  g_autofree char *scrubbed = NULL;
  g_autofree char *cut = NULL;
  gboolean in_link = FALSE;
  gsize start;

  if (g_strv_length (lines) < 3)
    return 0;

  start = strlen (lines[0]) + strlen (lines[1]) + 2;
  redactor = oms_redactor_new (lines[0], lines[1]);
  scrubbed = oms_redactor_scrub (redactor, text + start, size - start);
  cut = oms_redactor_scrub_line (redactor, text + start, size - start, TRUE, &in_link);

  g_assert_true (g_utf8_validate (scrubbed, -1, NULL));
  g_assert_true (g_utf8_validate (cut, -1, NULL));
  if (strlen (lines[1]) >= 4 && g_utf8_validate (lines[1], -1, NULL) &&
      !looks_like_mark (lines[1])) {
    g_assert_null (strstr (scrubbed, lines[1]));
    g_assert_null (strstr (cut, lines[1]));
  }

  return 0;
}
