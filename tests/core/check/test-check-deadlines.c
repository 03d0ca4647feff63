/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "check-run.h"
#include "oms-init.h"
#include "practice-process.h"

#define USER "ada@example.com"
#define PASSWORD "lovelace-1815"

/* How long a server may fall silent, in milliseconds. */
#define PATIENCE 3000

#define TLS OMS_ENCRYPTION_TLS
#define STARTTLS OMS_ENCRYPTION_STARTTLS

typedef struct {
  const char    *host;
  OmsEncryption  encryption;
  OmsStage       stage;
} Silence;

/* Servers that do not answer, and where they fall silent. */
static const Silence silences[] = {
  { "black-hole.example.com", TLS, OMS_STAGE_CONNECT },
  { "black-hole.example.com", STARTTLS, OMS_STAGE_CONNECT },
  { "silent.example.com", TLS, OMS_STAGE_ENCRYPT },
  { "silent.example.com", STARTTLS, OMS_STAGE_GREETING },
  { "stall-greeting.example.com", TLS, OMS_STAGE_GREETING },
  { "stall-greeting.example.com", STARTTLS, OMS_STAGE_GREETING },
  { "stall-ehlo.example.com", TLS, OMS_STAGE_GREETING },
  { "stall-ehlo.example.com", STARTTLS, OMS_STAGE_GREETING },
  { "stall-tls.example.com", TLS, OMS_STAGE_ENCRYPT },
  { "stall-tls.example.com", STARTTLS, OMS_STAGE_ENCRYPT },
  { "stall-auth.example.com", TLS, OMS_STAGE_SIGN_IN },
  { "stall-auth.example.com", STARTTLS, OMS_STAGE_SIGN_IN },
  { "stall-mail.example.com", TLS, OMS_STAGE_SENDER },
  { "stall-mail.example.com", STARTTLS, OMS_STAGE_SENDER },
  { "stall-rcpt.example.com", TLS, OMS_STAGE_SENDER },
  { "stall-rcpt.example.com", STARTTLS, OMS_STAGE_SENDER },
};

static PracticeProcess *server;

static OmsCheck *
new_ada (const char    *host,
         guint          port,
         OmsEncryption  encryption)
{
  return check_new (&(CheckSettings) {
    .host = host, .port = port, .encryption = encryption, .user = USER, .secret = PASSWORD,
    .address = USER,
  }, practice_process_get_practice (server));
}

/* Runs a check that ends with a deadline. */
static void
assert_given_up (OmsCheck         *check,
                 OmsTimeouts  timeouts,
                 OmsStage          stage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OmsReport) report = NULL;

  oms_check_set_timeouts (check, timeouts);
  report = check_run (check, NULL, &error);
  g_assert_no_error (error);
  check_assert_failed (report, OMS_FAILURE_TIMEOUT, stage, 0);
  g_assert_cmpuint (oms_report_get_timeout (report), ==, PATIENCE);
}

/* Where servers let wait on purpose: sign-in, recipient, and the greeting of a port of STARTTLS. */
static gboolean
is_slow (const Silence *silence)
{
  return silence->stage == OMS_STAGE_SIGN_IN || g_str_has_prefix (silence->host, "stall-rcpt") ||
         (silence->encryption == STARTTLS && silence->stage == OMS_STAGE_GREETING &&
          !g_str_has_prefix (silence->host, "stall-ehlo"));
}

/* The one deadline that is missed; the others are far away, however slow the machine is. */
static OmsTimeouts
timeouts_for (const Silence *silence)
{
  OmsTimeouts timeouts = FAR_AWAY;

  if (is_slow (silence))
    *(silence->stage == OMS_STAGE_GREETING ? &timeouts.slow_greeting
                                           : &timeouts.slow_reply) = PATIENCE;
  else if (silence->stage > OMS_STAGE_SIGN_IN)
    timeouts.reply = PATIENCE;
  else if (silence->stage == OMS_STAGE_GREETING ||
           (silence->stage == OMS_STAGE_ENCRYPT && silence->encryption == STARTTLS))
    timeouts.greeting = PATIENCE;
  else
    timeouts.connect = PATIENCE;

  return timeouts;
}

/* All at once, since each waits for its deadline. */
static void
test_silences (void)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) reports = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (silences); i++) {
    OmsCheck *check = new_ada (silences[i].host, 0, silences[i].encryption);

    oms_check_set_timeouts (check, timeouts_for (&silences[i]));
    g_ptr_array_add (checks, check);
  }
  reports = check_run_all (checks);

  for (guint i = 0; i < G_N_ELEMENTS (silences); i++) {
    OmsReport *report = reports->pdata[i];

    g_test_message ("%s %s", silences[i].host, oms_encryption_to_id (silences[i].encryption));
    check_assert_failed (report, OMS_FAILURE_TIMEOUT, silences[i].stage, 0);
    g_assert_cmpuint (oms_report_get_timeout (report), ==, PATIENCE);
    check_assert_no_secret (report, PASSWORD);
  }
}

/* The deadline for the whole, while each single one is far away. */
static void
test_total (void)
{
  g_autoptr (OmsCheck) check = new_ada ("silent.example.com", 0, STARTTLS);
  OmsTimeouts timeouts = FAR_AWAY;

  timeouts.total = PATIENCE;
  assert_given_up (check, timeouts, OMS_STAGE_GREETING);
}

/* A plain port's conversation at one for TLS, where both wait: where everybody knows that it is
 * one, not as long. */
static void
test_wrong_mode (void)
{
  g_autoptr (OmsCheck) known = new_ada ("mail.example.com", 465, STARTTLS);
  g_autoptr (OmsCheck) unknown = new_ada ("odd-ports.example.com", 2465, STARTTLS);
  OmsTimeouts timeouts = FAR_AWAY;

  timeouts.greeting = PATIENCE;
  assert_given_up (known, timeouts, OMS_STAGE_GREETING);
  assert_given_up (unknown, timeouts, OMS_STAGE_GREETING);
}

/* By default nobody waits for more than ten seconds without a reason. */
static void
test_defaults (void)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) reports = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (silences); i++)
    g_ptr_array_add (checks, new_ada (silences[i].host, 0, silences[i].encryption));
  reports = check_run_all (checks);

  for (guint i = 0; i < G_N_ELEMENTS (silences); i++) {
    g_test_message ("%s %s", silences[i].host, oms_encryption_to_id (silences[i].encryption));
    check_assert_failed (reports->pdata[i], OMS_FAILURE_TIMEOUT, silences[i].stage, 0);
    if (is_slow (&silences[i]))
      g_assert_cmpuint (oms_report_get_timeout (reports->pdata[i]), >, 15000);
    else
      g_assert_cmpuint (oms_report_get_timeout (reports->pdata[i]), <, 10000);
  }
}

static void
on_waiting (OmsCheck *check,
            OmsStage  stage,
            gpointer  user_data)
{
  GString *told = user_data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_string_append_printf (told, "%s ", oms_stage_to_id (stage));
}

/* A wait is told once; what goes on without one is not told, nor what has ended. */
static void
test_notice (void)
{
  const struct {
    const char *host;
    guint       notice;
    const char *told;
  } cases[] = {
    { "stall-auth.example.com", 2 * PATIENCE / 3, "sign-in " },
    { "stall-mail.example.com", 2 * PATIENCE / 3, "sender " },
    { "stall-mail.example.com", 2 * PATIENCE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OmsCheck) check = new_ada (cases[i].host, 0, TLS);
    g_autoptr (GString) told = g_string_new (NULL);
    OmsTimeouts timeouts = FAR_AWAY;

    timeouts.reply = timeouts.slow_reply = PATIENCE;
    timeouts.notice = cases[i].notice;
    g_signal_connect (check, "waiting", G_CALLBACK (on_waiting), told);
    assert_given_up (check, timeouts, i == 0 ? OMS_STAGE_SIGN_IN : OMS_STAGE_SENDER);
    g_assert_cmpstr (told->str, ==, cases[i].told);
  }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  oms_init ();
  server = practice_process_start ();
  g_test_add_func ("/check/deadlines/each", test_silences);
  g_test_add_func ("/check/deadlines/total", test_total);
  g_test_add_func ("/check/deadlines/wrong-mode", test_wrong_mode);
  g_test_add_func ("/check/deadlines/defaults", test_defaults);
  g_test_add_func ("/check/deadlines/notice", test_notice);

  status = g_test_run ();
  practice_process_stop (server);
  return status;
}
