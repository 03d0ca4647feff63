/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "oms-diagnosis.h"
#include "oms-init.h"

#include <string.h>

static void
assert_plain (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

/* The first line is the server's name, the rest is an error text. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static gsize is_ready;
  const char *text = (const char *) data;
  const char *line_end = memchr (text, '\n', size);
  gsize head = line_end ? (gsize) (line_end - text) + 1 : 0;
  g_autofree char *host = head > 0 ? g_strndup (text, head - 1) : NULL;
  g_autoptr (OmsDiagnosis) diagnosis = NULL;
  const OmsStep *steps;
  gsize n_steps;

  if (g_once_init_enter (&is_ready)) {
    oms_init ();
    g_once_init_leave (&is_ready, 1);
  }

  diagnosis = oms_diagnosis_new_for_text (text + head, size - head, host, NULL);

  g_assert_cmpint (oms_diagnosis_get_cause (diagnosis), <=, OMS_CAUSE_UNKNOWN);
  assert_plain (oms_diagnosis_get_headline (diagnosis));
  assert_plain (oms_diagnosis_get_explanation (diagnosis));
  for (const char * const *line = oms_diagnosis_get_reply (diagnosis); *line; line++)
    assert_plain (*line);
  steps = oms_diagnosis_get_steps (diagnosis, &n_steps);
  for (gsize i = 0; i < n_steps; i++)
    assert_plain (steps[i].text);

  return 0;
}
