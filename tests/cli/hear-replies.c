/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests many senders at once, and prints the cause of each. The command tests one at a time, and
 * never sends a message, so that it never hears what a server says to one; the window does.
 *
 * Each line of standard input: host, port, encryption, "password", "token" or "none", user name,
 * that secret, sender address, and the address to send a message to or nothing; with tabs between
 * them. */

#include "check-run.h"
#include "oms-diagnosis.h"
#include "oms-init.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  COLUMN_HOST,
  COLUMN_PORT,
  COLUMN_ENCRYPTION,
  COLUMN_AUTHENTICATION,
  COLUMN_USER,
  COLUMN_SECRET,
  COLUMN_ADDRESS,
  COLUMN_RECIPIENT,
  N_COLUMNS,
};

static OmsAuthentication
read_authentication (const char *id)
{
  OmsAuthentication authentication = OMS_AUTHENTICATION_PASSWORD;

  while (!g_str_equal (oms_authentication_to_id (authentication), id))
    authentication++;

  return authentication;
}

static OmsCheck *
read_check (const char  *line,
            OmsPractice *practice)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", -1);
  CheckSettings settings = { NULL };
  OmsCheck *check;

  g_assert_cmpuint (g_strv_length (columns), ==, N_COLUMNS);
  settings.host = columns[COLUMN_HOST];
  settings.port = strtoul (columns[COLUMN_PORT], NULL, 10);
  settings.user = columns[COLUMN_USER];
  settings.secret = columns[COLUMN_SECRET];
  settings.address = columns[COLUMN_ADDRESS];
  settings.authentication = read_authentication (columns[COLUMN_AUTHENTICATION]);
  g_assert_true (oms_encryption_from_id (columns[COLUMN_ENCRYPTION], &settings.encryption));

  check = check_new (&settings, practice);
  if (*columns[COLUMN_RECIPIENT])
    oms_check_set_recipient (check, columns[COLUMN_RECIPIENT]);

  return check;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) reports = NULL;
  OmsPractice *practice;
  char line[1024];

  oms_init ();
  practice = oms_practice_new_from_environment (&error);
  g_assert_no_error (error);
  g_assert_nonnull (practice);

  while (fgets (line, sizeof line, stdin)) {
    line[strcspn (line, "\n")] = '\0';
    g_ptr_array_add (checks, read_check (line, practice));
  }
  reports = check_run_all (checks);
  for (guint i = 0; i < reports->len; i++) {
    g_autoptr (OmsDiagnosis) diagnosis = oms_diagnosis_new_for_report (reports->pdata[i], NULL);

    puts (oms_cause_to_id (oms_diagnosis_get_cause (diagnosis)));
  }

  oms_practice_unref (practice);
  return EXIT_SUCCESS;
}
