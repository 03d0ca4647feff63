/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "check-run.h"
#include "oms-init.h"
#include "practice-process.h"

#define USER "ada@example.com"
#define PASSWORD "lovelace-1815"
#define TOKEN "ya29.practice-token"

#define TLS OMS_ENCRYPTION_TLS
#define STARTTLS OMS_ENCRYPTION_STARTTLS

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
run (const CheckSettings *settings)
{
  g_autoptr (OmsCheck) check = check_new (settings, practice_process_get_practice (server));

  return run_check (check);
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

/* --- What goes well --- */

static void
test_success (gconstpointer data)
{
  OmsEncryption encryption = GPOINTER_TO_INT (data);
  g_autoptr (OmsReport) report = run_ada ("mail.example.com", encryption);

  assert_ok (report);
  g_assert_cmpstr (oms_report_get_mechanism (report), ==, "PLAIN");
  g_assert_cmpstr (oms_report_get_tls_version (report), ==, "TLSv1.3");
  g_assert_cmpstr (oms_report_get_ehlo_name (report), ==, "mail.example.com");
  g_assert_true (g_strv_contains (oms_report_get_capabilities (report), "PIPELINING"));
  g_assert_cmpint (oms_report_get_stage_result (report, OMS_STAGE_SENDER).state, ==,
                   OMS_STAGE_STATE_PASSED);
  g_assert_cmpint (oms_report_get_stage_result (report, OMS_STAGE_MESSAGE).state, !=,
                   OMS_STAGE_STATE_PASSED);
  g_assert_cmpint (oms_certificate_get_problems (oms_report_get_certificate (report)), ==, 0);
  check_assert_no_secret (report, PASSWORD);
}

static void
test_message (void)
{
  g_autoptr (OmsCheck) check = new_ada ("mail.example.com", TLS);
  g_autoptr (OmsReport) report = NULL;

  oms_check_set_recipient (check, "charles@example.com");
  report = run_check (check);
  assert_ok (report);
  g_assert_cmpint (oms_report_get_stage_result (report, OMS_STAGE_MESSAGE).state, ==,
                   OMS_STAGE_STATE_PASSED);
}

/* An app password as Google shows it, and the account's own. */
static void
test_gmail (void)
{
  static const struct {
    const char *user;
    const char *password;
    guint       code;
    const char *enhanced;
  } cases[] = {
    { "maria.lopez@gmail.com", "abcdefghijklmnop", 0, NULL },
    { "maria.lopez@gmail.com", "abcd efgh ijkl mnop", 0, NULL },
    { "maria.lopez@gmail.com", "sunflower42", 534, "5.7.9" },
    { "maria.lopez@gmail.com", "sunflower43", 535, "5.7.8" },
    { "noah.berg@gmail.com", "rainy-day-3", 535, "5.7.8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OmsReport) report = run (&(CheckSettings) {
      .host = "smtp.gmail.com", .user = cases[i].user, .secret = cases[i].password,
      .address = cases[i].user,
    });
    const char * const *lines;

    check_assert_no_secret (report, cases[i].password);
    if (cases[i].code == 0) {
      assert_ok (report);
      continue;
    }
    check_assert_failed (report, OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, cases[i].code);
    g_assert_cmpstr (oms_smtp_reply_get_enhanced (oms_report_get_reply (report)), ==,
                     cases[i].enhanced);
    lines = oms_smtp_reply_get_lines (oms_report_get_reply (report));
    g_assert_cmpuint (g_strv_length ((char **) lines), ==, 2);
  }
}

static void
test_mechanisms (void)
{
  static const struct {
    const char        *host;
    OmsAuthentication  authentication;
    const char        *mechanism;
  } cases[] = {
    { "plain-only.example.com", OMS_AUTHENTICATION_PASSWORD, "PLAIN" },
    { "login-only.example.com", OMS_AUTHENTICATION_PASSWORD, "LOGIN" },
    { "cram-only.example.com", OMS_AUTHENTICATION_PASSWORD, "CRAM-MD5" },
    { "scram-only.example.com", OMS_AUTHENTICATION_PASSWORD, "SCRAM-SHA-256" },
    { "xoauth2-only.example.com", OMS_AUTHENTICATION_TOKEN, "XOAUTH2" },
    { "oauthbearer-only.example.com", OMS_AUTHENTICATION_TOKEN, "OAUTHBEARER" },
    { "plain-broken.example.com", OMS_AUTHENTICATION_PASSWORD, "LOGIN" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean token = cases[i].authentication == OMS_AUTHENTICATION_TOKEN;
    CheckSettings settings = {
      .host = cases[i].host, .authentication = cases[i].authentication, .user = USER,
      .secret = token ? TOKEN : PASSWORD, .address = USER,
    };
    g_autoptr (OmsReport) right = run (&settings);
    g_autoptr (OmsReport) wrong = NULL;

    g_test_message ("%s", cases[i].host);
    assert_ok (right);
    g_assert_cmpstr (oms_report_get_mechanism (right), ==, cases[i].mechanism);
    check_assert_no_secret (right, settings.secret);

    settings.secret = "not-the-right-one";
    wrong = run (&settings);
    check_assert_failed (wrong, OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, 535);
    check_assert_no_secret (wrong, settings.secret);
    g_assert_true (token == (strstr (oms_report_get_token_failure (wrong), "401") != NULL));
  }
}

/* Tokens of up to 9,000 bytes, and passwords that are too long for the line of the command. */
static void
test_long_secrets (void)
{
  static const struct {
    OmsAuthentication  authentication;
    guint              length;
    const char        *mechanism;
  } cases[] = {
    { OMS_AUTHENTICATION_TOKEN, 9000, "XOAUTH2" },
    { OMS_AUTHENTICATION_TOKEN, 9000, "OAUTHBEARER" },
    { OMS_AUTHENTICATION_TOKEN, 400, "XOAUTH2" },
    { OMS_AUTHENTICATION_PASSWORD, 700, "PLAIN" },
    { OMS_AUTHENTICATION_PASSWORD, 700, "LOGIN" },
    { OMS_AUTHENTICATION_PASSWORD, 700, "SCRAM-SHA-256" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *secret = g_strnfill (cases[i].length, 'k');
    g_autofree char *replies =
      g_strdup_printf ("[long.example.com]\nlike=mail.example.com\n"
                       "ehlo=250-{host}\\n250 AUTH %s\n"
                       "[long.example.com " USER "]\npassword=%s\ntoken=%s\n",
                       cases[i].mechanism, secret, secret);
    g_autoptr (OmsReport) report = NULL;

    practice_process_set_replies (server, replies);
    report = run (&(CheckSettings) {
      .host = "long.example.com", .authentication = cases[i].authentication, .user = USER,
      .secret = secret, .address = USER,
    });
    assert_ok (report);
    g_assert_cmpstr (oms_report_get_mechanism (report), ==, cases[i].mechanism);
    check_assert_no_secret (report, secret);
  }
  practice_process_set_replies (server, "");
}

/* --- What goes wrong --- */

typedef struct {
  const char    *host;
  OmsEncryption  encryption;
  OmsFailure     failure;
  OmsStage       stage;
  guint          code;
} Trouble;

static const Trouble troubles[] = {
  { "mial.example.com", TLS, OMS_FAILURE_HOST_NOT_FOUND, OMS_STAGE_RESOLVE },
  { "refused.example.com", TLS, OMS_FAILURE_REFUSED, OMS_STAGE_CONNECT },
  { "refused.example.com", STARTTLS, OMS_FAILURE_REFUSED, OMS_STAGE_CONNECT },
  { "expired.example.com", TLS, OMS_FAILURE_CERTIFICATE, OMS_STAGE_ENCRYPT },
  { "expired.example.com", STARTTLS, OMS_FAILURE_CERTIFICATE, OMS_STAGE_ENCRYPT },
  { "no-starttls.example.com", STARTTLS, OMS_FAILURE_STARTTLS_MISSING, OMS_STAGE_ENCRYPT },
  { "starttls-refused.example.com", STARTTLS, OMS_FAILURE_STARTTLS_REFUSED, OMS_STAGE_ENCRYPT,
    454 },
  { "injected.example.com", STARTTLS, OMS_FAILURE_STARTTLS_REFUSED, OMS_STAGE_ENCRYPT, 220 },
  { "no-auth.example.com", TLS, OMS_FAILURE_AUTH_NOT_OFFERED, OMS_STAGE_SIGN_IN },
  { "gssapi-only.example.com", TLS, OMS_FAILURE_NO_COMMON_MECHANISM, OMS_STAGE_SIGN_IN },
  { "busy-greeting.example.com", TLS, OMS_FAILURE_REPLY, OMS_STAGE_GREETING, 421 },
  { "busy-greeting.example.com", STARTTLS, OMS_FAILURE_REPLY, OMS_STAGE_GREETING, 421 },
  { "busy-clear.example.com", TLS, OMS_FAILURE_REPLY, OMS_STAGE_GREETING, 421 },
  { "busy-clear-reset.example.com", TLS, OMS_FAILURE_REPLY, OMS_STAGE_GREETING, 421 },
  { "closed-clear.example.com", TLS, OMS_FAILURE_REPLY, OMS_STAGE_GREETING, 554 },
  { "greets-clear.example.com", TLS, OMS_FAILURE_NOT_TLS, OMS_STAGE_ENCRYPT },
  { "client-certificate.example.com", TLS, OMS_FAILURE_CLIENT_CERTIFICATE, OMS_STAGE_ENCRYPT },
  { "client-certificate.example.com", STARTTLS, OMS_FAILURE_CLIENT_CERTIFICATE, OMS_STAGE_ENCRYPT },
  { "busy.example.com", TLS, OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, 421 },
  { "busy.example.com", STARTTLS, OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, 421 },
  { "auth-temporary.example.com", TLS, OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, 454 },
  { "locked-out.example.com", TLS, OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, 535 },
  { "scram-impostor.example.com", TLS, OMS_FAILURE_SERVER_NOT_PROVEN, OMS_STAGE_SIGN_IN },
  { "cut-greeting.example.com", TLS, OMS_FAILURE_CLOSED, OMS_STAGE_GREETING },
  { "cut-greeting.example.com", STARTTLS, OMS_FAILURE_CLOSED, OMS_STAGE_GREETING },
  { "cut-ehlo.example.com", TLS, OMS_FAILURE_CLOSED, OMS_STAGE_GREETING },
  { "cut-ehlo.example.com", STARTTLS, OMS_FAILURE_CLOSED, OMS_STAGE_GREETING },
  { "cut-tls.example.com", TLS, OMS_FAILURE_CLOSED, OMS_STAGE_ENCRYPT },
  { "cut-tls.example.com", STARTTLS, OMS_FAILURE_CLOSED, OMS_STAGE_ENCRYPT },
  { "cut-auth.example.com", TLS, OMS_FAILURE_CLOSED, OMS_STAGE_SIGN_IN },
  { "cut-auth.example.com", STARTTLS, OMS_FAILURE_CLOSED, OMS_STAGE_SIGN_IN },
  { "cut-mail.example.com", TLS, OMS_FAILURE_CLOSED, OMS_STAGE_SENDER },
  { "cut-mail.example.com", STARTTLS, OMS_FAILURE_CLOSED, OMS_STAGE_SENDER },
  { "flood.example.com", TLS, OMS_FAILURE_TOO_MUCH, OMS_STAGE_GREETING },
  { "flood.example.com", STARTTLS, OMS_FAILURE_TOO_MUCH, OMS_STAGE_GREETING },
  { "flood-auth.example.com", TLS, OMS_FAILURE_TOO_MUCH, OMS_STAGE_SIGN_IN },
  { "flood-auth.example.com", STARTTLS, OMS_FAILURE_TOO_MUCH, OMS_STAGE_SIGN_IN },
  { "long-line.example.com", TLS, OMS_FAILURE_TOO_MUCH, OMS_STAGE_GREETING },
  { "long-line.example.com", STARTTLS, OMS_FAILURE_TOO_MUCH, OMS_STAGE_GREETING },
  { "long-line-auth.example.com", TLS, OMS_FAILURE_TOO_MUCH, OMS_STAGE_SIGN_IN },
  { "long-line-auth.example.com", STARTTLS, OMS_FAILURE_TOO_MUCH, OMS_STAGE_SIGN_IN },
  { "garbage.example.com", TLS, OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, 535 },
  { "garbage.example.com", STARTTLS, OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, 535 },
  { "markup.example.com", TLS, OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, 535 },
  { "echo.example.com", TLS, OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, 535 },
  { "echo.example.com", STARTTLS, OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, 535 },
  { "not-smtp.example.com", TLS, OMS_FAILURE_NOT_TLS, OMS_STAGE_ENCRYPT },
  { "not-smtp.example.com", STARTTLS, OMS_FAILURE_NOT_SMTP, OMS_STAGE_GREETING },
};

static void
test_trouble (gconstpointer data)
{
  const Trouble *trouble = data;
  g_autoptr (OmsReport) report = run_ada (trouble->host, trouble->encryption);

  check_assert_failed (report, trouble->failure, trouble->stage, trouble->code);
  check_assert_no_secret (report, PASSWORD);
  g_assert_cmpint (oms_report_is_signed_in (report), ==, trouble->stage == OMS_STAGE_SENDER);
}

/* A reset is a closed connection, whether it comes before or after libcurl has noticed that there
 * was one. */
static void
test_reset (void)
{
  for (OmsEncryption encryption = TLS; encryption <= STARTTLS; encryption++) {
    for (guint i = 0; i < 4; i++) {
      g_autoptr (OmsReport) report = run_ada ("reset.example.com", encryption);

      g_assert_cmpstr (oms_failure_to_id (oms_report_get_failure (report)), ==, "closed");
      g_assert_cmpint (oms_report_get_stage (report), >=, OMS_STAGE_CONNECT);
      g_assert_cmpint (oms_report_get_stage (report), <=, OMS_STAGE_GREETING);
    }
  }
}

/* Two checks do not know of each other. */
static void
test_two_at_once (void)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) reports = NULL;

  g_ptr_array_add (checks, new_ada ("mail.example.com", TLS));
  g_ptr_array_add (checks, new_ada ("locked-out.example.com", STARTTLS));
  reports = check_run_all (checks);

  assert_ok (reports->pdata[0]);
  check_assert_failed (reports->pdata[1], OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, 535);
}

/* TLS spoken to a plain port. */
static void
test_wrong_mode (void)
{
  g_autoptr (OmsReport) report = run (&(CheckSettings) {
    .host = "mail.example.com", .port = 587, .encryption = TLS, .user = USER, .secret = PASSWORD,
  });

  check_assert_failed (report, OMS_FAILURE_NOT_TLS, OMS_STAGE_ENCRYPT, 0);
}

static void
test_certificates (void)
{
  static const struct {
    const char            *host;
    OmsCertificateProblem  problem;
  } cases[] = {
    { "expired.example.com", OMS_CERTIFICATE_PROBLEM_EXPIRED },
    { "future.example.com", OMS_CERTIFICATE_PROBLEM_NOT_YET_VALID },
    { "wrong-name.example.com", OMS_CERTIFICATE_PROBLEM_WRONG_NAME },
    { "self-signed.example.com", OMS_CERTIFICATE_PROBLEM_SELF_SIGNED },
    { "unknown-ca.example.com", OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    for (OmsEncryption encryption = TLS; encryption <= STARTTLS; encryption++) {
      g_autoptr (OmsReport) report = run_ada (cases[i].host, encryption);
      OmsCertificate *certificate = oms_report_get_certificate (report);

      g_test_message ("%s", cases[i].host);
      check_assert_failed (report, OMS_FAILURE_CERTIFICATE, OMS_STAGE_ENCRYPT, 0);
      g_assert_nonnull (certificate);
      g_assert_cmpint (oms_certificate_get_problems (certificate), ==, cases[i].problem);
      g_assert_true (g_str_has_prefix (oms_certificate_get_key (certificate), "sha256//"));
      g_assert_cmpuint (strlen (oms_certificate_get_fingerprint (certificate)), ==, 32 * 3 - 1);
      g_assert_nonnull (oms_certificate_get_names (certificate)[0]);
    }
  }
}

/* Trust is for one key: with it the check goes on, and with any other it does not. */
static void
test_pinned_key (void)
{
  g_autoptr (OmsReport) refused = run_ada ("self-signed.example.com", TLS);
  const char *key = oms_certificate_get_key (oms_report_get_certificate (refused));
  CheckSettings settings = {
    .host = "self-signed.example.com", .user = USER, .secret = PASSWORD, .address = USER,
    .pinned_key = key,
  };
  g_autoptr (OmsReport) trusted = run (&settings);
  g_autoptr (OmsReport) changed = NULL;

  assert_ok (trusted);

  settings.host = "mail.example.com";
  changed = run (&settings);
  check_assert_failed (changed, OMS_FAILURE_CERTIFICATE, OMS_STAGE_ENCRYPT, 0);
  g_assert_cmpint (oms_certificate_get_problems (oms_report_get_certificate (changed)), ==,
                   OMS_CERTIFICATE_PROBLEM_KEY_CHANGED);
}

static void
test_sender_not_owned (void)
{
  g_autoptr (OmsReport) report = run (&(CheckSettings) {
    .host = "mail.example.com", .user = USER, .secret = PASSWORD, .address = "other@example.com",
  });

  check_assert_failed (report, OMS_FAILURE_REPLY, OMS_STAGE_SENDER, 553);
  g_assert_true (oms_report_is_signed_in (report));
}

/* Without encryption no password, unless the person allowed this server in so many words. */
static void
test_plaintext (void)
{
  CheckSettings settings = {
    .host = "mail.example.com", .encryption = OMS_ENCRYPTION_NONE, .user = USER, .secret = PASSWORD,
    .address = USER,
  };
  g_autoptr (OmsReport) refused = run (&settings);
  g_autoptr (OmsReport) allowed = NULL;

  check_assert_failed (refused, OMS_FAILURE_INSECURE, OMS_STAGE_SIGN_IN, 0);
  check_assert_no_secret (refused, PASSWORD);

  settings.allow_plaintext = TRUE;
  allowed = run (&settings);
  assert_ok (allowed);
  check_assert_no_secret (allowed, PASSWORD);
}

static void
test_no_sign_in (void)
{
  g_autoptr (OmsReport) open = run (&(CheckSettings) {
    .host = "no-auth.example.com", .authentication = OMS_AUTHENTICATION_NONE, .address = USER,
  });
  g_autoptr (OmsReport) closed = run (&(CheckSettings) {
    .host = "mail.example.com", .authentication = OMS_AUTHENTICATION_NONE, .address = USER,
  });

  g_assert_true (oms_report_is_ok (open));
  g_assert_false (oms_report_is_signed_in (open));
  check_assert_failed (closed, OMS_FAILURE_REPLY, OMS_STAGE_SENDER, 530);
}

/* What a server says is shown as it is, never as markup, and always as valid UTF-8. */
static void
test_odd_words (void)
{
  g_autoptr (OmsReport) markup = run_ada ("markup.example.com", TLS);
  g_autoptr (OmsReport) garbage = run_ada ("garbage.example.com", TLS);
  const char *text = oms_smtp_reply_get_text (oms_report_get_reply (garbage));

  g_assert_nonnull (strstr (oms_smtp_reply_get_text (oms_report_get_reply (markup)),
                            "<b>No</b> &amp;"));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strpbrk (text, "\001\007\033"));
  g_assert_nonnull (strstr (text, "NUL"));
  g_assert_nonnull (strstr (text, "end"));
}

/* Newer versions of libcurl break off at a NUL. Before, the test goes on, and ends well. */
static void
test_odd_greeting (void)
{
  g_autoptr (OmsReport) report = run_ada ("garbage-greeting.example.com", TLS);

  if (oms_report_get_failure (report) != OMS_FAILURE_NONE)
    check_assert_failed (report, OMS_FAILURE_NOT_SMTP, OMS_STAGE_GREETING, 0);
}

/* A test can make any server say anything, from one connection to the next. */
static void
test_replies (void)
{
  g_autoptr (OmsReport) before = NULL;
  g_autoptr (OmsReport) after = NULL;

  practice_process_set_replies (server, "[mail.example.com]\n"
                                        "auth=432 4.7.12 A password transition is needed\n");
  before = run_ada ("mail.example.com", TLS);
  practice_process_set_replies (server, "");
  after = run_ada ("mail.example.com", TLS);

  check_assert_failed (before, OMS_FAILURE_REPLY, OMS_STAGE_SIGN_IN, 432);
  assert_ok (after);
}

/* --- Settings that cannot be tried --- */

static void
test_invalid (void)
{
  static const CheckSettings cases[] = {
    { .host = "" },
    { .host = "mail.example.com\r\nRSET" },
    { .host = "mail example.com" },
    { .host = "mail.example.com", .user = "ada\r\nRSET" },
    { .host = "mail.example.com", .user = USER, .address = "ada@example.com>\r\nDATA" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OmsCheck) check = check_new (&cases[i], practice_process_get_practice (server));
    g_autoptr (GError) error = NULL;
    g_autoptr (OmsReport) report = check_run (check, NULL, &error);

    g_test_message ("%u", i);
    g_assert_null (report);
    g_assert_nonnull (error);
    g_assert_cmpstr (g_quark_to_string (error->domain), ==, "oms-error-quark");
  }
}

/* Made without settings it is a check all the same, of what cannot be tried. */
static void
test_no_settings (void)
{
  g_autoptr (OmsCheck) check = g_object_new (OMS_TYPE_CHECK, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (OmsReport) report = check_run (check, NULL, &error);

  g_assert_null (report);
  g_assert_nonnull (error);
  g_assert_cmpstr (g_quark_to_string (error->domain), ==, "oms-error-quark");
}

static void
add_troubles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++) {
    g_autofree char *path = g_strdup_printf ("/check/trouble/%s/%s", troubles[i].host,
                                             oms_encryption_to_id (troubles[i].encryption));

    g_test_add_data_func (path, &troubles[i], test_trouble);
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

  g_test_add_data_func ("/check/success/tls", GINT_TO_POINTER (TLS), test_success);
  g_test_add_data_func ("/check/success/starttls", GINT_TO_POINTER (STARTTLS), test_success);
  g_test_add_func ("/check/message", test_message);
  g_test_add_func ("/check/gmail", test_gmail);
  g_test_add_func ("/check/mechanisms", test_mechanisms);
  g_test_add_func ("/check/long-secrets", test_long_secrets);
  add_troubles ();
  g_test_add_func ("/check/reset", test_reset);
  g_test_add_func ("/check/two-at-once", test_two_at_once);
  g_test_add_func ("/check/wrong-mode", test_wrong_mode);
  g_test_add_func ("/check/certificates", test_certificates);
  g_test_add_func ("/check/pinned-key", test_pinned_key);
  g_test_add_func ("/check/sender-not-owned", test_sender_not_owned);
  g_test_add_func ("/check/plaintext", test_plaintext);
  g_test_add_func ("/check/no-sign-in", test_no_sign_in);
  g_test_add_func ("/check/odd-words", test_odd_words);
  g_test_add_func ("/check/odd-greeting", test_odd_greeting);
  g_test_add_func ("/check/replies", test_replies);
  g_test_add_func ("/check/invalid", test_invalid);
  g_test_add_func ("/check/no-settings", test_no_settings);

  status = g_test_run ();
  practice_process_stop (server);
  return status;
}
