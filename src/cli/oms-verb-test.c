/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-verb-test"

#include "oms-check.h"
#include "oms-cli.h"
#include "oms-diagnosis.h"
#include "oms-error.h"
#include "oms-json.h"
#include "oms-log.h"
#include "oms-print.h"
#include "oms-secret.h"
#include "oms-test-options.h"
#include "oms-wait-words.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <unistd.h>

typedef struct {
  OmsTestOptions  options;
  OmsPractice    *practice;
  GCancellable   *cancellable;
  OmsReport      *report;
  GError         *error;
  gboolean        ended;
  gint64          untold[OMS_N_STAGES];   /* µs; what passed and is not printed yet */
  gboolean        told[OMS_N_STAGES];
} Run;

static void
run_clear (Run *run)
{
  oms_test_options_clear (&run->options);
  g_clear_pointer (&run->practice, oms_practice_unref);
  g_clear_object (&run->cancellable);
  g_clear_object (&run->report);
  g_clear_error (&run->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
on_interrupt (gpointer user_data)
{
  Run *run = user_data;

  g_cancellable_cancel (run->cancellable);
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

/* A stage is told once, as soon as its detail is known: that of the look-up comes a little later. */
static void
on_stage_changed (OmsCheck      *check,
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
on_waiting (OmsCheck *check,
            OmsStage  stage,
            gpointer  user_data)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("%s\n", oms_wait_words_get (stage));
}

static void
on_check_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Run *run = user_data;

  run->report = oms_check_run_finish (OMS_CHECK (source), result, &run->error);
  run->ended = TRUE;
}

static void
begin_check (Run *run)
{
  g_autoptr (OmsCheck) check = oms_check_new (run->options.sender, run->options.password);

  oms_check_set_practice (check, run->practice);
  if (!run->options.json) {
    g_signal_connect (check, "stage-changed", G_CALLBACK (on_stage_changed), run);
    g_signal_connect (check, "waiting", G_CALLBACK (on_waiting), NULL);
  }
  oms_check_run_async (check, run->cancellable, on_check_ready, run);
}

static void
on_lookup_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Run *run = user_data;

  run->options.password = oms_secret_lookup_finish (OMS_SECRET (source), result, &run->error);
  if (!run->error && !run->options.password)
    run->error = g_error_new_literal (OMS_ERROR, OMS_ERROR_KEYRING_FAILED,
                                      _("There is no password in the keyring for this sender."));
  if (run->error)
    run->ended = TRUE;
  else
    begin_check (run);
}

static void
begin (Run *run)
{
  g_autoptr (OmsSecret) secret = NULL;

  if (run->options.password ||
      oms_sender_get_authentication (run->options.sender) == OMS_AUTHENTICATION_NONE) {
    begin_check (run);
    return;
  }

  secret = oms_secret_new ();
  oms_secret_lookup_async (secret, run->options.sender, run->cancellable, on_lookup_ready, run);
}

static OmsExit
end_with_error (Run *run)
{
  if (g_error_matches (run->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return OMS_EXIT_INTERRUPTED;

  switch (run->error->code) {
  case OMS_ERROR_KEYRING_ABSENT:
  case OMS_ERROR_KEYRING_LOCKED:
  case OMS_ERROR_KEYRING_FAILED:
    return oms_cli_complain (OMS_EXIT_CANNOT_RUN, run->error);
  default:
    /* A stored setting that cannot be: the check says which. */
    return oms_cli_complain (OMS_EXIT_USAGE, run->error);
  }
}

static OmsExit
end_with_report (Run *run)
{
  g_autoptr (OmsDiagnosis) diagnosis = oms_diagnosis_new_for_report (run->report, NULL);

  oms_log_test (run->report, diagnosis);
  if (run->options.json) {
    oms_json_print_test (diagnosis, run->report);
  } else {
    g_print ("\n");
    oms_print_diagnosis (diagnosis);
  }

  return oms_report_is_ok (run->report) ? OMS_EXIT_OK : OMS_EXIT_FAILED;
}

OmsExit
oms_verb_test (int    argc,
               char **argv)
{
  g_auto (Run) run = { .cancellable = g_cancellable_new () };
  const char *practice_file = g_getenv ("OUTGOING_MAIL_PRACTICE");
  OmsExit status;

  status = oms_test_options_parse (&run.options, argc, argv, &run.error);
  if (status != OMS_EXIT_OK)
    return oms_cli_complain (status, run.error);

  if (practice_file) {
    run.practice = oms_practice_new_from_file (practice_file, &run.error);
    if (!run.practice)
      return oms_cli_complain (OMS_EXIT_CANNOT_RUN, run.error);
  }

  g_unix_signal_add (SIGINT, on_interrupt, &run);
  g_unix_signal_add (SIGTERM, on_interrupt, &run);
  begin (&run);
  while (!run.ended)
    g_main_context_iteration (NULL, TRUE);

  return run.error ? end_with_error (&run) : end_with_report (&run);
}
