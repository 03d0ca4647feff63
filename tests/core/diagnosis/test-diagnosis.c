/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-diagnosis.h"
#include "oms-error-text.h"
#include "oms-init.h"
#include "oms-report-builder.h"

#include <string.h>

static OmsSmtpReply *
parse (const char *text)
{
  g_autoptr (OmsSmtpReplyParser) parser = oms_smtp_reply_parser_new ();
  g_autoptr (GError) error = NULL;
  OmsSmtpReply *reply = NULL;
  gsize consumed;

  oms_smtp_reply_parser_feed (parser, text, strlen (text), &consumed, &reply, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reply);

  return reply;
}

static OmsReportBuilder *
new_builder (const char *host,
             const char *user,
             const char *password)
{
  g_autoptr (OmsRedactor) redactor = oms_redactor_new (user, password);
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);
  OmsReportBuilder *builder = oms_report_builder_new (redactor);

  oms_sender_set_host (sender, host);
  oms_sender_set_user (sender, user);
  oms_sender_set_address (sender, user);
  oms_report_builder_set_sender (builder, sender);
  oms_report_builder_set_password_shape (builder, oms_password_shape (password));

  return builder;
}

static void
fail (OmsReportBuilder *builder,
      OmsStage          stage,
      OmsFailure        failure,
      const char       *text)
{
  g_autoptr (OmsSmtpReply) reply = text ? parse (text) : NULL;

  oms_report_builder_fail (builder, stage, failure, reply, NULL);
}

static OmsDiagnosis *
diagnose_built (OmsReportBuilder *builder)
{
  g_autoptr (OmsReport) report = oms_report_builder_build (builder);

  return oms_diagnosis_new_for_report (report, NULL);
}

static OmsDiagnosis *
diagnose (const char *host,
          const char *user,
          const char *password,
          OmsStage    stage,
          OmsFailure  failure,
          const char *text)
{
  g_autoptr (OmsReportBuilder) builder = new_builder (host, user, password);

  fail (builder, stage, failure, text);

  return diagnose_built (builder);
}

static void
assert_cause (OmsDiagnosis *diagnosis,
              OmsCause      cause)
{
  g_test_message ("by %s: %s", oms_diagnosis_get_rule (diagnosis),
                  oms_diagnosis_get_explanation (diagnosis));
  g_assert_cmpstr (oms_cause_to_id (oms_diagnosis_get_cause (diagnosis)), ==,
                   oms_cause_to_id (cause));
}

static void
assert_no_placeholder (const char *text)
{
  g_assert_null (strchr (text, '{'));
  g_assert_null (strchr (text, '}'));
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
test_ids (void)
{
  for (guint i = 0; i < OMS_N_CAUSES; i++) {
    OmsCause cause;

    g_assert_true (oms_cause_from_id (oms_cause_to_id (i), &cause));
    g_assert_cmpint (cause, ==, i);
  }
  g_assert_cmpstr (oms_confidence_to_id (OMS_CONFIDENCE_CERTAIN), ==, "certain");
  g_assert_cmpstr (oms_confidence_to_id (OMS_CONFIDENCE_LIKELY), ==, "likely");
  g_assert_cmpstr (oms_confidence_to_id (OMS_CONFIDENCE_UNCERTAIN), ==, "uncertain");
}

/* What the table says of each cause fits together. */
static void
test_traits (void)
{
  for (OmsCause cause = 0; cause < OMS_N_CAUSES; cause++) {
    OmsStage stage;

    g_test_message ("%s", oms_cause_to_id (cause));
    if (oms_cause_blames_password (cause) || oms_cause_shows_key (cause))
      g_assert_true (oms_cause_refuses_sign_in (cause));
    if (oms_cause_refuses_sign_in (cause) && oms_cause_get_stage (cause, &stage))
      g_assert_cmpint (stage, ==, OMS_STAGE_SIGN_IN);
  }
  g_assert_true (oms_cause_blames_password (OMS_CAUSE_BAD_CREDENTIALS));
  g_assert_false (oms_cause_blames_password (OMS_CAUSE_SMTP_ACCESS_DISABLED));
  g_assert_false (oms_cause_refuses_sign_in (OMS_CAUSE_AUTH_NOT_OFFERED));
}

static void
test_ok (void)
{
  g_autoptr (OmsReportBuilder) builder = new_builder ("mail.example.com", "ada@example.com", "x");
  g_autoptr (OmsDiagnosis) diagnosis = NULL;
  gsize n_steps;

  oms_report_builder_set_signed_in (builder, TRUE);
  oms_report_builder_begin_stage (builder, OMS_STAGE_SENDER);
  oms_report_builder_end_stage (builder, OMS_STAGE_SENDER, OMS_STAGE_STATE_PASSED, NULL);
  diagnosis = diagnose_built (builder);

  assert_cause (diagnosis, OMS_CAUSE_OK);
  g_assert_cmpstr (oms_diagnosis_get_headline (diagnosis), ==, "Success");
  oms_diagnosis_get_steps (diagnosis, &n_steps);
  g_assert_cmpuint (n_steps, ==, 0);
  g_assert_null (oms_diagnosis_get_admin_note (diagnosis));
}

/* 534-5.7.9 proves the password and 2-Step Verification: two of the three steps are done. */
static void
test_google_two_step (void)
{
  g_autoptr (OmsDiagnosis) diagnosis =
    diagnose ("smtp.gmail.com", "maria.lopez@gmail.com", "sunflower42", OMS_STAGE_SIGN_IN,
              OMS_FAILURE_REPLY,
              "534-5.7.9 Application-specific password required.\r\n534 5.7.9 x\r\n");
  const OmsStep *steps;
  gsize n_steps;

  assert_cause (diagnosis, OMS_CAUSE_APP_PASSWORD_REQUIRED);
  g_assert_cmpint (oms_diagnosis_get_confidence (diagnosis), ==, OMS_CONFIDENCE_CERTAIN);
  g_assert_cmpstr (oms_diagnosis_get_headline (diagnosis), ==, "Bad Credentials");
  g_assert_cmpint (oms_diagnosis_get_remedy (diagnosis), ==, OMS_REMEDY_ENTER_PASSWORD);
  g_assert_cmpuint (oms_diagnosis_get_code (diagnosis), ==, 534);
  g_assert_cmpstr (oms_diagnosis_get_enhanced (diagnosis), ==, "5.7.9");
  steps = oms_diagnosis_get_steps (diagnosis, &n_steps);
  g_assert_cmpuint (n_steps, ==, 3);
  g_assert_true (steps[0].proven);
  g_assert_true (steps[1].proven);
  g_assert_false (steps[2].proven);
  g_assert_true (g_str_has_prefix (steps[1].link, "https://"));
  g_assert_true (g_str_has_prefix (steps[2].link, "https://"));
}

/* 535 proves nothing; the shape of the password decides. */
static void
test_google_shape (void)
{
  const char *refusal = "535-5.7.8 Username and Password not accepted.\r\n535 5.7.8 x - gsmtp\r\n";
  const struct {
    const char *user, *password;
    OmsCause    cause;
  } cases[] = {
    { "noah.berg@gmail.com", "sunflower42", OMS_CAUSE_APP_PASSWORD_REQUIRED },
    { "noah.berg@gmail.com", "abcd efgh ijkl mnop", OMS_CAUSE_BAD_CREDENTIALS },
    { "noah.berg", "sunflower42", OMS_CAUSE_USERNAME_FORMAT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OmsDiagnosis) diagnosis =
      diagnose ("smtp.gmail.com", cases[i].user, cases[i].password, OMS_STAGE_SIGN_IN,
                OMS_FAILURE_REPLY, refusal);
    const OmsStep *steps;
    gsize n_steps;

    assert_cause (diagnosis, cases[i].cause);
    g_assert_cmpstr (oms_diagnosis_get_headline (diagnosis), ==, "Bad Credentials");
    steps = oms_diagnosis_get_steps (diagnosis, &n_steps);
    for (guint j = 0; j < n_steps; j++)
      g_assert_false (steps[j].proven);
  }
}

static void
test_microsoft_note (void)
{
  g_autoptr (OmsDiagnosis) diagnosis =
    diagnose ("smtp.office365.com", "ada@contoso.example", "winter-sun-7", OMS_STAGE_SIGN_IN,
              OMS_FAILURE_REPLY,
              "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for "
              "the Mailbox.\r\n");
  const char *note = oms_diagnosis_get_admin_note (diagnosis);

  assert_cause (diagnosis, OMS_CAUSE_SMTP_ACCESS_DISABLED);
  g_assert_nonnull (note);
  g_assert_nonnull (strstr (note, "Set-CASMailbox -Identity ada@contoso.example"));
  g_assert_nonnull (strstr (note, "smtp.office365.com"));
  g_assert_nonnull (strstr (note, "5.7.139"));
  assert_no_placeholder (note);
}

/* The people who run a server that is nobody's product can mend it; a provider's need no note. */
static void
test_host_note (void)
{
  const char *refusal = "504 5.7.4 Unrecognized authentication type\r\n";
  g_autoptr (OmsDiagnosis) own =
    diagnose ("exchange.example.com", "ada@example.com", "winter-sun-7", OMS_STAGE_SIGN_IN,
              OMS_FAILURE_REPLY, refusal);
  g_autoptr (OmsDiagnosis) provider =
    diagnose ("mail.gandi.net", "ada@example.com", "winter-sun-7", OMS_STAGE_SIGN_IN,
              OMS_FAILURE_REPLY, refusal);
  const OmsStep *steps;
  gsize n_steps;

  assert_cause (own, OMS_CAUSE_AUTH_MECHANISM_UNSUPPORTED);
  steps = oms_diagnosis_get_steps (own, &n_steps);
  g_assert_cmpuint (n_steps, >, 1);
  g_assert_false (steps[0].note);
  g_assert_true (steps[n_steps - 1].note);
  g_assert_nonnull (strstr (oms_diagnosis_get_admin_note (own), "Exchange Server"));
  g_assert_nonnull (strstr (oms_diagnosis_get_admin_note (own), "exchange.example.com"));
  assert_cause (provider, OMS_CAUSE_AUTH_MECHANISM_UNSUPPORTED);
  steps = oms_diagnosis_get_steps (provider, &n_steps);
  for (gsize i = 0; i < n_steps; i++)
    g_assert_false (steps[i].note);
  g_assert_nonnull (oms_diagnosis_get_provider (provider));
  g_assert_null (oms_diagnosis_get_admin_note (provider));
}

/* The words change by themselves on the day. */
static void
test_microsoft_date (void)
{
  g_autoptr (GDateTime) before = g_date_time_new_utc (2026, 12, 31, 12, 0, 0);
  g_autoptr (GDateTime) after = g_date_time_new_utc (2027, 1, 1, 12, 0, 0);
  const char *text = "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.";
  const char *host = "smtp.office365.com";
  g_autoptr (OmsDiagnosis) then = oms_diagnosis_new_for_text (text, -1, host, before);
  g_autoptr (OmsDiagnosis) now = oms_diagnosis_new_for_text (text, -1, host, after);

  assert_cause (then, OMS_CAUSE_BASIC_AUTH_DISABLED);
  assert_cause (now, OMS_CAUSE_BASIC_AUTH_DISABLED);
  g_assert_nonnull (strstr (oms_diagnosis_get_explanation (then), "From the end of December 2026"));
  g_assert_nonnull (strstr (oms_diagnosis_get_explanation (now), "Since the end of December 2026"));
}

static void
test_timeout (void)
{
  g_autoptr (OmsReportBuilder) builder = new_builder ("mail.example.com", "ada@example.com", "x");
  g_autoptr (OmsDiagnosis) diagnosis = NULL;
  OmsStage stage;

  oms_report_builder_fail_timeout (builder, OMS_STAGE_CONNECT, 8000);
  diagnosis = diagnose_built (builder);

  assert_cause (diagnosis, OMS_CAUSE_CONNECTION_TIMEOUT);
  g_assert_nonnull (strstr (oms_diagnosis_get_explanation (diagnosis),
                            "mail.example.com did not answer in 8 seconds"));
  g_assert_true (oms_diagnosis_get_stage (diagnosis, &stage));
  g_assert_cmpint (stage, ==, OMS_STAGE_CONNECT);
}

/* Whoever removed STARTTLS must not be helped by our advice. */
static void
test_stripped (void)
{
  g_autoptr (OmsDiagnosis) diagnosis =
    diagnose ("mail.example.com", "a@example.com", "x", OMS_STAGE_ENCRYPT,
              OMS_FAILURE_STARTTLS_MISSING, NULL);

  assert_cause (diagnosis, OMS_CAUSE_STARTTLS_UNAVAILABLE);
  g_assert_cmpint (oms_diagnosis_get_remedy (diagnosis), !=, OMS_REMEDY_ALLOW_PLAINTEXT);
}

static void
test_who_answered (void)
{
  g_autoptr (OmsReportBuilder) builder =
    new_builder ("smtp.gmail.com", "maria.lopez@gmail.com", "x");
  g_autoptr (OmsSmtpReply) greeting = parse ("220 shield.example.net ESMTP Exim 4.96\r\n");
  g_autoptr (OmsDiagnosis) diagnosis = NULL;

  oms_report_builder_set_greeting (builder, greeting);
  fail (builder, OMS_STAGE_SIGN_IN, OMS_FAILURE_REPLY, "535 Incorrect authentication data\r\n");
  diagnosis = diagnose_built (builder);

  assert_cause (diagnosis, OMS_CAUSE_CONNECTION_INTERCEPTED);
  g_assert_nonnull (strstr (oms_diagnosis_get_explanation (diagnosis), "shield.example.net"));
}

static void
test_temporary (void)
{
  g_autoptr (OmsDiagnosis) busy =
    diagnose ("mail.example.com", "a@example.com", "x", OMS_STAGE_SIGN_IN, OMS_FAILURE_REPLY,
              "421 4.3.2 Closing\r\n");
  g_autoptr (OmsDiagnosis) later =
    diagnose ("mail.example.com", "a@example.com", "x", OMS_STAGE_SIGN_IN, OMS_FAILURE_REPLY,
              "454 4.7.0 No\r\n");

  assert_cause (busy, OMS_CAUSE_SERVER_BUSY);
  assert_cause (later, OMS_CAUSE_SERVER_BUSY);
}

/* A refusal that nobody knows is named after its stage, and the server speaks for itself. */
static void
test_unknown (void)
{
  g_autoptr (OmsDiagnosis) diagnosis =
    diagnose ("mail.example.com", "a@example.com", "x", OMS_STAGE_SIGN_IN, OMS_FAILURE_REPLY,
              "555 Nope\r\n");

  assert_cause (diagnosis, OMS_CAUSE_UNKNOWN);
  g_assert_cmpstr (oms_diagnosis_get_headline (diagnosis), ==, "Signing In Failed");
  g_assert_cmpstr (oms_diagnosis_get_reply (diagnosis)[0], ==, "555 Nope");
}

/* Every failure at every stage has words without holes. */
static void
test_all_words (void)
{
  for (guint failure = OMS_FAILURE_HOST_NOT_FOUND; failure <= OMS_FAILURE_LOCAL; failure++) {
    for (guint stage = 0; stage < OMS_N_STAGES; stage++) {
      g_autoptr (OmsDiagnosis) diagnosis = diagnose ("mail.example.com", "a@example.com", "", stage,
                                                     failure, NULL);
      const OmsStep *steps;
      gsize n_steps;

      assert_no_placeholder (oms_diagnosis_get_headline (diagnosis));
      assert_no_placeholder (oms_diagnosis_get_explanation (diagnosis));
      g_assert_cmpstr (oms_diagnosis_get_explanation (diagnosis), !=, "");
      steps = oms_diagnosis_get_steps (diagnosis, &n_steps);
      for (gsize i = 0; i < n_steps; i++) {
        assert_no_placeholder (steps[i].title);
        assert_no_placeholder (steps[i].text);
      }
    }
  }
}

/* However a program prints it, it is the same reply. */
static void
test_forms (void)
{
  static const char * const forms[] = {
    "534-5.7.9 Application-specific password required. Learn more at\n534 5.7.9  https://x - gsmtp",
    "(534, b'5.7.9 Application-specific password required. See\\n5.7.9  https://x - gsmtp')",
    "{\"response\":\"534-5.7.9 Application-specific password\\r\\n534 5.7.9 required. - gsmtp\"}",
    "534-5.7.9 Application-specific password=20\r\n534 5.7.9 required. - gsmtp=\r\n",
    "&lt;534-5.7.9 Application-specific&nbsp;password required.&gt; - gsmtp",
    "SERVER -> CLIENT: 534-5.7.9 APPLICATION-SPECIFIC PASSWORD REQUIRED - gsmtp",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (OmsDiagnosis) diagnosis = oms_diagnosis_new_for_text (forms[i], -1, NULL, NULL);

    g_test_message ("%s", forms[i]);
    assert_cause (diagnosis, OMS_CAUSE_APP_PASSWORD_REQUIRED);
    g_assert_cmpuint (oms_diagnosis_get_code (diagnosis), ==, 534);
    g_assert_cmpstr (oms_diagnosis_get_enhanced (diagnosis), ==, "5.7.9");
  }
}

static void
test_encodings (void)
{
  static const char latin1[] = "550 5.1.1 Adresse refus\xe9" "e: Destinataire inconnu";
  static const char chinese[] =
    "535 Error: \xc7\xeb\xca\xb9\xd3\xc3\xca\xda\xc8\xa8\xc2\xeb\xb5\xc7\xc2\xbc";
  static const char with_nul[] = "535 5.7.8 Authentication\0failed";
  g_autofree char *readable = oms_error_text_unescape (chinese, strlen (chinese));
  g_autoptr (OmsDiagnosis) first = oms_diagnosis_new_for_text (latin1, -1, NULL, NULL);
  g_autoptr (OmsDiagnosis) second = oms_diagnosis_new_for_text (chinese, -1, NULL, NULL);
  g_autoptr (OmsDiagnosis) third =
    oms_diagnosis_new_for_text (with_nul, sizeof with_nul - 1, NULL, NULL);

  g_assert_cmpstr (readable, ==, "535 Error: 请使用授权码登录");
  assert_cause (first, OMS_CAUSE_RECIPIENT_REJECTED);
  assert_cause (second, OMS_CAUSE_APP_PASSWORD_REQUIRED);
  assert_cause (third, OMS_CAUSE_BAD_CREDENTIALS);
}

/* In a long log the last failure is the one that is asked about. */
static void
test_long_log (void)
{
  GString *text = g_string_new ("smtp: 535 5.7.8 Authentication failed\n");
  g_autofree char *log = NULL;
  g_autoptr (OmsDiagnosis) diagnosis = NULL;

  while (text->len < 100000)
    g_string_append (text, "connected, said hello, waited for the queue to fill\n");
  g_string_append (text, "smtp.example.com: 554 5.7.1 <x@example.net>: Relay access denied\n");
  log = g_string_free (text, FALSE);
  diagnosis = oms_diagnosis_new_for_text (log, -1, NULL, NULL);

  assert_cause (diagnosis, OMS_CAUSE_RELAY_DENIED);
}

static char **
read_lines (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return g_strsplit (g_strchomp (text), "\n", -1);
}

/* What servers and programs of many kinds say: the causes it can mean, the server, the text. */
static void
check_table (const char *name)
{
  g_auto (GStrv) lines = read_lines (name);

  for (guint i = 1; lines[i]; i++) {
    g_auto (GStrv) row = g_strsplit (lines[i], "\t", 3);
    g_auto (GStrv) causes = g_strsplit (row[0], ",", -1);
    g_autoptr (OmsDiagnosis) diagnosis = oms_diagnosis_new_for_text (row[2], -1, row[1], NULL);
    const char *cause = oms_cause_to_id (oms_diagnosis_get_cause (diagnosis));

    if (!g_strv_contains ((const char * const *) causes, cause))
      g_test_fail_printf ("not %s, but %s: %s", cause, row[0], row[2]);
  }
}

/* What people have pasted, and a sentence for each phrase that stands in no example of its rule. */
static void
test_messages (void)
{
  static const char * const tables[] = {
    "messages.tsv", "phrases-dialogs.tsv", "phrases-replies.tsv", "phrases-sign-in.tsv",
    "phrases-translated.tsv",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    check_table (tables[i]);
}

/* Wrong words are worse than none: other programs fail, too. */
static void
test_other_logs (void)
{
  g_auto (GStrv) lines = read_lines ("other-logs.txt");
  guint n_lines = 0, n_unknown = 0;

  for (guint i = 0; lines[i]; i++) {
    g_autoptr (OmsDiagnosis) diagnosis = oms_diagnosis_new_for_text (lines[i], -1, NULL, NULL);
    gboolean is_unknown = oms_diagnosis_get_cause (diagnosis) == OMS_CAUSE_UNKNOWN;

    n_lines++;
    n_unknown += is_unknown;
    if (!is_unknown)
      g_test_message ("by %s: %s", oms_diagnosis_get_rule (diagnosis), lines[i]);
  }

  g_test_message ("%u of %u left alone", n_unknown, n_lines);
  g_assert_cmpuint (n_lines, >=, 500);
  g_assert_cmpuint (n_unknown * 100, >=, n_lines * 99);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  oms_init ();
  g_test_add_func ("/diagnosis/ids", test_ids);
  g_test_add_func ("/diagnosis/traits", test_traits);
  g_test_add_func ("/diagnosis/ok", test_ok);
  g_test_add_func ("/diagnosis/google/two-step", test_google_two_step);
  g_test_add_func ("/diagnosis/google/shape", test_google_shape);
  g_test_add_func ("/diagnosis/microsoft/note", test_microsoft_note);
  g_test_add_func ("/diagnosis/host-note", test_host_note);
  g_test_add_func ("/diagnosis/microsoft/date", test_microsoft_date);
  g_test_add_func ("/diagnosis/timeout", test_timeout);
  g_test_add_func ("/diagnosis/stripped", test_stripped);
  g_test_add_func ("/diagnosis/who-answered", test_who_answered);
  g_test_add_func ("/diagnosis/temporary", test_temporary);
  g_test_add_func ("/diagnosis/unknown", test_unknown);
  g_test_add_func ("/diagnosis/words", test_all_words);
  g_test_add_func ("/diagnosis/text/forms", test_forms);
  g_test_add_func ("/diagnosis/text/encodings", test_encodings);
  g_test_add_func ("/diagnosis/text/long", test_long_log);
  g_test_add_func ("/diagnosis/text/messages", test_messages);
  g_test_add_func ("/diagnosis/text/other", test_other_logs);

  return g_test_run ();
}
