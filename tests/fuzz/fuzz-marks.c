/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "oms-init.h"
#include "oms-marks.h"

/* A file of marks: it is read, or an error says why not; then the marks are tried on a line. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *line = "Jan 01 00:00:00 host smtp[1]: said: 535 5.7.8 no";
  g_autoptr (GError) error = NULL;
  g_autoptr (OmsMarks) marks = oms_marks_new_from_xml ((const char *) data, size, &error);

  if (!marks) {
    g_assert_nonnull (error);
    return 0;
  }

  for (guint mark = 0; mark < OMS_N_MARKS; mark++) {
    g_autofree char *left = oms_marks_leave_out (marks, mark, line);

    g_assert_nonnull (left);
    oms_marks_find (marks, mark, line);
    oms_marks_measure_prefix (marks, mark, line);
  }
  oms_marks_find_command (marks, line);
  oms_marks_find_mechanism (marks, line);

  return 0;
}
