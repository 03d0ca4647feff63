/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-diagnosis.h"
#include "oms-init.h"

#include <string.h>

/* A table of real replies and error texts with their true causes. It is not part of the project;
 * where it is at hand, it tells how well the rules do on what nobody wrote them for. */
enum {
  COLUMN_ID,
  COLUMN_PROVIDER,
  COLUMN_HOST,
  COLUMN_STAGE,
  COLUMN_KIND,
  COLUMN_TEXT,
  COLUMN_CAUSE,
  COLUMN_CONFIDENCE,
  COLUMN_ALSO,
};

typedef struct {
  guint right;
  guint rows;
} Score;

#define MIN_PERCENT 95

static gboolean
is_proven (char **row)
{
  static const char * const proven[] = { "fixed", "shown", "stated", NULL };

  return g_strv_contains (proven, row[COLUMN_CONFIDENCE]);
}

static gboolean
is_accepted (char       **row,
             const char  *cause)
{
  g_auto (GStrv) also = g_strsplit (row[COLUMN_ALSO] ? row[COLUMN_ALSO] : "", ",", -1);

  return g_str_equal (row[COLUMN_CAUSE], cause) ||
         g_strv_contains ((const char * const *) also, cause);
}

static OmsDiagnosis *
explain (char **row)
{
  gboolean is_known = !g_str_has_prefix (row[COLUMN_HOST], "unknown") && *row[COLUMN_HOST];

  return oms_diagnosis_new_for_text (row[COLUMN_TEXT], -1, is_known ? row[COLUMN_HOST] : NULL,
                                     NULL);
}

/* Returns whether it blames a password that nobody says is wrong. */
static gboolean
check_row (char  **row,
           Score  *scores,
           Score  *proven)
{
  g_autoptr (OmsDiagnosis) diagnosis = explain (row);
  const char *answer = oms_cause_to_id (oms_diagnosis_get_cause (diagnosis));
  gboolean is_right = is_accepted (row, answer);
  OmsCause cause;

  g_assert_true (oms_cause_from_id (row[COLUMN_CAUSE], &cause));
  scores[cause].rows++;
  scores[cause].right += is_right;
  if (is_proven (row)) {
    proven->rows++;
    proven->right += is_right;
  }
  if (!is_right)
    g_test_message ("miss: %s (%s) is %s, said %s by %s: %.160s", row[COLUMN_ID],
                    row[COLUMN_CONFIDENCE], row[COLUMN_CAUSE], answer,
                    oms_diagnosis_get_rule (diagnosis), row[COLUMN_TEXT]);

  return !is_right && g_str_equal (answer, "bad-credentials");
}

static void
print_scores (const Score *scores)
{
  for (guint i = 0; i < OMS_N_CAUSES; i++)
    if (scores[i].rows > 0)
      g_test_message ("%-32s %3u of %3u", oms_cause_to_id (i), scores[i].right, scores[i].rows);
}

/* Returns how many rows falsely blame a password; -1 where there is no table. */
static int
check_table (const char *path,
             Score      *scores,
             Score      *proven)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;
  int n_wrongly_blamed = 0;

  if (!g_file_get_contents (path, &table, NULL, &error))
    return -1;

  lines = g_strsplit (table, "\n", -1);
  for (guint i = 1; lines[i]; i++) {
    g_auto (GStrv) row = g_strsplit (lines[i], "\t", -1);

    if (g_strv_length (row) > COLUMN_CONFIDENCE)
      n_wrongly_blamed += check_row (row, scores, proven);
  }

  return n_wrongly_blamed;
}

/* Replies that are known by heart: every one of them. */
static void
test_replies (void)
{
  Score scores[OMS_N_CAUSES] = { 0 };
  Score proven = { 0 };
  int n_wrongly_blamed = check_table (OMS_CORPUS, scores, &proven);

  if (n_wrongly_blamed < 0) {
    g_test_skip ("there is no table of replies");
    return;
  }

  print_scores (scores);
  g_test_message ("proven rows: %u of %u right", proven.right, proven.rows);
  g_assert_cmpuint (proven.rows, >, 0);
  g_assert_cmpuint (proven.right, ==, proven.rows);
  g_assert_cmpint (n_wrongly_blamed, ==, 0);
}

/* Reports that were fresh when they were collected; the table is beside the other one. */
static void
test_reports (void)
{
  g_autofree char *folder = g_path_get_dirname (OMS_CORPUS);
  g_autofree char *path = g_build_filename (folder, "reports.tsv", NULL);
  Score scores[OMS_N_CAUSES] = { 0 };
  Score proven = { 0 };
  int n_wrongly_blamed = check_table (path, scores, &proven);

  if (n_wrongly_blamed < 0) {
    g_test_skip ("there is no table of reports");
    return;
  }

  print_scores (scores);
  g_test_message ("proven rows: %u of %u right", proven.right, proven.rows);
  g_assert_cmpuint (proven.rows, >, 0);
  g_assert_cmpuint (proven.right * 100, >=, proven.rows * MIN_PERCENT);
  g_assert_cmpint (n_wrongly_blamed, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  oms_init ();
  g_test_add_func ("/corpus/replies", test_replies);
  g_test_add_func ("/corpus/reports", test_reports);

  return g_test_run ();
}
