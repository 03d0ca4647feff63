/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests a sender and sends a message, as the window does on request: the command never sends, and
 * so never hears what a server says to one. Prints the cause. The password is on standard input. */

#include <stdio.h>
#include <stdlib.h>

#include "check-run.h"
#include "oms-diagnosis.h"
#include "oms-init.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  OmsPractice *practice;
  char password[64];

  oms_init ();
  practice = oms_practice_new_from_environment (&error);
  g_assert_no_error (error);
  g_assert_nonnull (practice);
  g_assert_cmpint (argc, ==, 5);
  g_assert_nonnull (fgets (password, sizeof password, stdin));

  {
    const CheckSettings settings = {
      .host = argv[1],
      .port = strtoul (argv[2], NULL, 10),
      .encryption = OMS_ENCRYPTION_TLS,
      .authentication = OMS_AUTHENTICATION_PASSWORD,
      .user = argv[3],
      .secret = g_strchomp (password),
      .address = argv[4],
    };
    g_autoptr (OmsCheck) check = check_new (&settings, practice);
    g_autoptr (OmsReport) report = NULL;
    g_autoptr (OmsDiagnosis) diagnosis = NULL;

    oms_check_set_recipient (check, argv[4]);
    report = check_run (check, NULL, &error);
    g_assert_no_error (error);
    diagnosis = oms_diagnosis_new_for_report (report, NULL);
    puts (oms_cause_to_id (oms_diagnosis_get_cause (diagnosis)));
  }

  oms_practice_unref (practice);
  return EXIT_SUCCESS;
}
