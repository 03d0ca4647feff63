/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "check-run.h"
#include "oms-init.h"
#include "practice-process.h"

#define USER "ada@example.com"
#define PASSWORD "lovelace-1815"

#define TLS OMS_ENCRYPTION_TLS
#define STARTTLS OMS_ENCRYPTION_STARTTLS

/* What comes after the sign-in: MAIL FROM, RCPT TO, and goodbye. */

static PracticeProcess *server;

static OmsCheck *
new_ada (const char    *host,
         OmsEncryption  encryption)
{
  return check_new (&(CheckSettings) {
    .host = host, .encryption = encryption, .user = USER, .secret = PASSWORD, .address = USER,
  }, practice_process_get_practice (server));
}

static OmsReport *
run_check (OmsCheck *check)
{
  g_autoptr (GError) error = NULL;
  OmsReport *report = check_run (check, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static OmsReport *
run_ada (const char    *host,
         OmsEncryption  encryption)
{
  g_autoptr (OmsCheck) check = new_ada (host, encryption);

  return run_check (check);
}

static void
assert_ok (OmsReport *report)
{
  g_assert_cmpstr (oms_failure_to_id (oms_report_get_failure (report)), ==, "none");
  g_assert_true (oms_report_is_ok (report));
  g_assert_true (oms_report_is_signed_in (report));
}

/* An address that only sends has no mailbox: worth a remark, and no failure. The message, where one
 * is wanted, goes to somebody else. */
static void
test_no_mailbox (void)
{
  static const char * const hosts[] = { "no-mailbox.example.com", "no-mailbox-words.example.com" };

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++) {
    g_autoptr (OmsReport) report = run_ada (hosts[i], i == 0 ? TLS : STARTTLS);

    assert_ok (report);
    g_assert_cmpint (oms_report_get_stage (report), ==, OMS_STAGE_SENDER);
    g_assert_cmpint (oms_report_get_stage_result (report, OMS_STAGE_SENDER).state, ==,
                     OMS_STAGE_STATE_PASSED);
    g_assert_cmpuint (oms_smtp_reply_get_code (oms_report_get_reply (report)), ==, 550);
    g_assert_cmpstr (oms_command_to_id (oms_report_get_command (report)), ==, "rcpt");
  }
}

/* … for which an unknown mailbox is a failure. */
static void
test_no_mailbox_of_recipient (void)
{
  g_autoptr (OmsCheck) check = new_ada ("no-mailbox.example.com", TLS);
  g_autoptr (OmsReport) report = NULL;

  oms_check_set_recipient (check, "charles@example.com");
  report = run_check (check);
  check_assert_failed (report, OMS_FAILURE_REPLY, OMS_STAGE_MESSAGE, 550);
  g_assert_cmpstr (oms_command_to_id (oms_report_get_command (report)), ==, "rcpt");
}

/* The goodbye is one command: whoever does not offer PIPELINING gets no two of them at once, and
 * who has gone already does not make a failure of a success. */
static void
test_goodbye (void)
{
  static const char * const hosts[] = { "mail.example.com", "no-pipelining.example.com",
                                        "hasty.example.com" };

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++) {
    g_autoptr (OmsReport) report = run_ada (hosts[i], STARTTLS);
    g_autofree char *said = oms_transcript_to_string (oms_report_get_transcript (report));

    g_test_message ("%s", hosts[i]);
    assert_ok (report);
    g_assert_null (strstr (said, "RSET"));
    g_assert_nonnull (strstr (said, "QUIT"));
  }
}

/* What a refusal answers is part of what it means. */
static void
test_commands (void)
{
  static const struct {
    const char    *host;
    OmsEncryption  encryption;
    guint          code;
    const char    *command;
  } cases[] = {
    { "busy-greeting.example.com", TLS, 421, "none" },
    { "starttls-refused.example.com", STARTTLS, 454, "starttls" },
    { "locked-out.example.com", TLS, 535, "auth" },
    { "cut-mail.example.com", TLS, 0, "mail" },
    { "unlisted-sender.example.com", TLS, 550, "rcpt" },
    { "greylisting.example.com", TLS, 450, "rcpt" },
    { "no-relay.example.com", TLS, 550, "rcpt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OmsReport) report = run_ada (cases[i].host, cases[i].encryption);
    OmsSmtpReply *reply = oms_report_get_reply (report);

    g_test_message ("%s", cases[i].host);
    g_assert_false (oms_report_is_ok (report));
    g_assert_cmpuint (reply ? oms_smtp_reply_get_code (reply) : 0, ==, cases[i].code);
    g_assert_cmpstr (oms_command_to_id (oms_report_get_command (report)), ==, cases[i].command);
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

  g_test_add_func ("/check/envelope/no-mailbox", test_no_mailbox);
  g_test_add_func ("/check/envelope/no-mailbox-of-recipient", test_no_mailbox_of_recipient);
  g_test_add_func ("/check/envelope/goodbye", test_goodbye);
  g_test_add_func ("/check/envelope/commands", test_commands);

  status = g_test_run ();
  practice_process_stop (server);
  return status;
}
