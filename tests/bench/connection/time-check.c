/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check-run.h"
#include "oms-init.h"

#include <stdlib.h>

/* How long a check takes as the window runs it: from the press of the button to the result, in
 * milliseconds, without the start of a program. */
int
main (int   argc,
      char *argv[])
{
  CheckSettings settings = { .user = "ada@example.com", .secret = "lovelace-1815" };
  g_autoptr (OmsPractice) practice = NULL;
  g_autoptr (OmsCheck) check = NULL;
  g_autoptr (OmsReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began;

  if (argc != 3 || !oms_encryption_from_id (argv[2], &settings.encryption)) {
    g_printerr ("Usage: time-check HOST tls|starttls\n");
    return 2;
  }

  oms_init ();
  practice = oms_practice_new_from_environment (&error);
  if (!practice)
    g_error ("%s", error->message);

  settings.host = argv[1];
  began = g_get_monotonic_time ();
  check = check_new (&settings, practice);
  report = check_run (check, NULL, &error);
  if (!report)
    g_error ("%s", error->message);

  g_print ("%.1f %s\n", (g_get_monotonic_time () - began) / 1000.0,
           oms_failure_to_id (oms_report_get_failure (report)));
  return EXIT_SUCCESS;
}
