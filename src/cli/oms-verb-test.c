/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-verb-test"

#include "oms-cli.h"
#include "oms-error.h"
#include "oms-json.h"
#include "oms-print.h"
#include "oms-refusal-words.h"
#include "oms-test-options.h"
#include "oms-test.h"
#include "oms-wait-words.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

typedef struct {
  OmsTestOptions  options;
  OmsPractice    *practice;
  OmsTest        *test;
  gboolean        refused;                /* before, so that nothing was sent now */
  gint64          untold[OMS_N_STAGES];   /* µs; what passed and is not printed yet */
  gboolean        told[OMS_N_STAGES];
} Run;

static void
run_clear (Run *run)
{
  oms_test_options_clear (&run->options);
  g_clear_pointer (&run->practice, oms_practice_unref);
  g_clear_object (&run->test);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
on_interrupt (gpointer user_data)
{
  Run *run = user_data;

  oms_test_cancel (run->test);
  return G_SOURCE_CONTINUE;
}

static void
tell_stage (Run           *run,
            OmsStage       stage,
            OmsStageState  state,
            gint64         microseconds,
            const char    *detail)
{
  run->told[stage] = TRUE;
  run->untold[stage] = 0;
  oms_print_stage (stage, state, microseconds, detail);
}

/* A stage is told once, as soon as its detail is known: that of the look-up comes a little
 * later. */
static void
on_stage_changed (OmsTest       *test,
                  OmsStage       stage,
                  OmsStageState  state,
                  gint64         microseconds,
                  const char    *detail,
                  gpointer       user_data)
{
  Run *run = user_data;
  gboolean failed = state == OMS_STAGE_STATE_FAILED;

  if (run->told[stage] || (state != OMS_STAGE_STATE_PASSED && !failed))
    return;

  if (!failed && !*detail) {
    run->untold[stage] = MAX (microseconds, 1);
    return;
  }

  for (OmsStage before = OMS_STAGE_RESOLVE; failed && before < stage; before++) {
    if (run->untold[before])
      tell_stage (run, before, OMS_STAGE_STATE_PASSED, run->untold[before], "");
  }
  tell_stage (run, stage, state, microseconds, detail);
}

/* Only to someone who waits: a file is read when all is over. */
static void
on_waiting (OmsTest  *test,
            OmsStage  stage,
            gpointer  user_data)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("%s\n", oms_wait_words_get (stage));
}

static void
on_repeated (OmsTest  *test,
             gpointer  user_data)
{
  Run *run = user_data;

  if (run->options.again) {
    oms_test_send_anyway (test);
    return;
  }

  run->refused = TRUE;
  oms_test_cancel (test);
}

/* Settings from the command line are tried as they are: nothing is remembered of them. Another way
 * to the server is not searched for: it takes seconds, and nobody is there to take it. */
static void
begin (Run *run)
{
  OmsTestOptions *options = &run->options;
  g_autoptr (OmsSecret) secret = oms_secret_new ();
  g_autoptr (OmsGuard) guard = options->store ? oms_guard_new (secret) : NULL;

  run->test = oms_test_new (secret, options->store, guard, run->practice, FALSE);
  g_signal_connect (run->test, "repeated", G_CALLBACK (on_repeated), run);
  if (!options->json) {
    g_signal_connect (run->test, "stage-changed", G_CALLBACK (on_stage_changed), run);
    g_signal_connect (run->test, "waiting", G_CALLBACK (on_waiting), NULL);
  }
  oms_test_start (run->test, options->sender, options->password, NULL);
}

/* The worker lets go of the connection by itself; the handlers of a normal exit would take the
 * libraries away from under it. */
static void
leave_interrupted (void)
{
  fflush (stdout);
  _exit (OMS_EXIT_INTERRUPTED);
}

static OmsExit
end_with_error (const GError *error)
{
  switch (error->code) {
  case OMS_ERROR_KEYRING_ABSENT:
  case OMS_ERROR_KEYRING_LOCKED:
  case OMS_ERROR_KEYRING_FAILED:
    return oms_cli_complain (OMS_EXIT_CANNOT_RUN, error);
  default:
    /* A stored setting that cannot be: the check says which. */
    return oms_cli_complain (OMS_EXIT_USAGE, error);
  }
}

static OmsExit
end_with_refusal (Run *run)
{
  g_autoptr (OmsRefusalWords) words =
    oms_refusal_words_new (oms_sender_get_host (run->options.sender),
                           oms_test_get_refusal (run->test));

  if (run->options.json)
    oms_json_print_refusal (words);
  else
    oms_print_refusal (words);

  return OMS_EXIT_FAILED;
}

static OmsExit
end_with_report (Run       *run,
                 OmsReport *report)
{
  OmsDiagnosis *diagnosis = oms_test_get_diagnosis (run->test);

  if (run->options.json) {
    oms_json_print_test (diagnosis, report);
  } else {
    g_print ("\n");
    oms_print_diagnosis (diagnosis);
  }

  return oms_report_is_ok (report) ? OMS_EXIT_OK : OMS_EXIT_FAILED;
}

static OmsExit
end (Run *run)
{
  if (run->refused)
    return end_with_refusal (run);
  if (oms_test_get_report (run->test))
    return end_with_report (run, oms_test_get_report (run->test));
  if (oms_test_get_error (run->test))
    return end_with_error (oms_test_get_error (run->test));

  leave_interrupted ();
  return OMS_EXIT_INTERRUPTED;
}

/**
 * oms_verb_test:
 * @argc: how many arguments there are
 * @argv: the arguments, the verb first
 *
 * Tests a sender: “outgoing-mail test”. Returns when the test is over, or at once when it is
 * interrupted.
 *
 * Returns: the exit status
 */
OmsExit
oms_verb_test (int    argc,
               char **argv)
{
  g_auto (Run) run = { .test = NULL };
  g_autoptr (GError) error = NULL;
  const char *practice_file = g_getenv ("OUTGOING_MAIL_PRACTICE");
  OmsExit status;

  status = oms_test_options_parse (&run.options, argc, argv, &error);
  if (status != OMS_EXIT_OK)
    return oms_cli_complain (status, error);

  if (practice_file) {
    run.practice = oms_practice_new_from_file (practice_file, &error);
    if (!run.practice)
      return oms_cli_complain (OMS_EXIT_CANNOT_RUN, error);
  }

  begin (&run);
  g_unix_signal_add (SIGINT, on_interrupt, &run);
  g_unix_signal_add (SIGTERM, on_interrupt, &run);
  while (oms_test_is_running (run.test))
    g_main_context_iteration (NULL, TRUE);

  return end (&run);
}
