/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-diagnosis.h"
#include "oms-init.h"
#include "oms-rules.h"

#include <stdio.h>
#include <time.h>

#define N_TEXTS 1000
#define LOG_SIZE (100 * 1024)

/* The examples of all rules, again and again. */
static GPtrArray *
collect_texts (void)
{
  const OmsRules *rules = oms_rules_get_default ();
  GPtrArray *texts = g_ptr_array_new ();

  while (texts->len < N_TEXTS) {
    for (guint i = 0; i < rules->rules->len; i++) {
      const OmsRule *rule = g_ptr_array_index (rules->rules, i);

      for (guint j = 0; j < rule->examples->len && texts->len < N_TEXTS; j++) {
        const OmsExample *example = g_ptr_array_index (rule->examples, j);

        if (*example->text)
          g_ptr_array_add (texts, example->text);
      }
    }
  }

  return texts;
}

static void
explain (const char *text)
{
  g_autoptr (OmsDiagnosis) diagnosis = oms_diagnosis_new_for_text (text, -1, NULL, NULL);

  g_assert (diagnosis);
}

/* Of the processor, so that a busy machine does not count. */
static double
get_milliseconds (clock_t since)
{
  return (clock () - since) * 1000.0 / CLOCKS_PER_SEC;
}

int
main (void)
{
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  clock_t start;

  oms_init ();
  start = clock ();
  explain ("535 5.7.8 Authentication failed");
  printf ("the first text, rules read: %.1f ms\n", get_milliseconds (start));

  texts = collect_texts ();
  start = clock ();
  for (guint i = 0; i < texts->len; i++)
    explain (g_ptr_array_index (texts, i));
  printf ("%u texts: %.1f ms (at most 100)\n", texts->len, get_milliseconds (start));

  while (log->len < LOG_SIZE)
    g_string_append (log, "12:00:00 connected, greeted, waiting for mail in the queue of "
                          "smtp.example.com\n");
  start = clock ();
  explain (log->str);
  printf ("a log of %u KiB without any error: %.1f ms (at most 50)\n", LOG_SIZE / 1024,
          get_milliseconds (start));

  return 0;
}
