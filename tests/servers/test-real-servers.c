/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "check-run.h"
#include "oms-init.h"

/* Against servers that others wrote; "with-real-servers" starts them. */

#define ALICE "alice@example.com"
#define ALICE_PASSWORD "wonder-land-7"

static GKeyFile *servers;

static OmsReport *
run (const char    *server,
     CheckSettings  settings)
{
  g_autoptr (OmsCheck) check = NULL;
  g_autoptr (GError) error = NULL;
  OmsReport *report;

  settings.host = "localhost";
  settings.port = g_key_file_get_integer (servers, "Servers", server, &error);
  g_assert_no_error (error);
  check = check_new (&settings, NULL);
  report = check_run (check, NULL, &error);
  g_assert_no_error (error);

  return report;
}

static void
assert_ok (OmsReport *report)
{
  g_assert_cmpstr (oms_failure_to_id (oms_report_get_failure (report)), ==, "none");
  g_assert_true (oms_report_is_signed_in (report));
  g_assert_true (oms_report_is_ok (report));
}

static void
assert_refused (OmsReport *report,
                OmsStage   stage,
                guint      code)
{
  g_assert_cmpstr (oms_failure_to_id (oms_report_get_failure (report)), ==, "reply");
  g_assert_cmpstr (oms_stage_to_id (oms_report_get_stage (report)), ==, oms_stage_to_id (stage));
  g_assert_cmpuint (oms_smtp_reply_get_code (oms_report_get_reply (report)), ==, code);
}

typedef struct {
  const char    *path;
  const char    *server;
  OmsEncryption  encryption;
} Place;

static const Place places[] = {
  { "/real/postfix/starttls", "postfix-starttls", OMS_ENCRYPTION_STARTTLS },
  { "/real/postfix/tls", "postfix-tls", OMS_ENCRYPTION_TLS },
  { "/real/dovecot", "dovecot", OMS_ENCRYPTION_STARTTLS },
};

static void
test_passwords (gconstpointer data)
{
  const Place *place = data;
  CheckSettings settings = {
    .encryption = place->encryption, .user = ALICE, .secret = ALICE_PASSWORD, .address = ALICE,
  };
  g_autoptr (OmsReport) right = run (place->server, settings);
  g_autoptr (OmsReport) wrong = NULL;
  g_autofree char *transcript = oms_transcript_to_string (oms_report_get_transcript (right));

  assert_ok (right);
  g_assert_cmpstr (oms_report_get_mechanism (right), ==, "PLAIN");
  g_assert_cmpstr (oms_report_get_tls_version (right), ==, "TLSv1.3");
  g_assert_null (strstr (transcript, ALICE_PASSWORD));

  settings.secret = "not-the-right-one";
  wrong = run (place->server, settings);
  assert_refused (wrong, OMS_STAGE_SIGN_IN, 535);
  g_assert_cmpstr (oms_smtp_reply_get_enhanced (oms_report_get_reply (wrong)), ==, "5.7.8");
}

static void
test_sender_not_owned (gconstpointer data)
{
  const Place *place = data;
  g_autoptr (OmsReport) report = run (place->server, (CheckSettings) {
    .encryption = place->encryption, .user = ALICE, .secret = ALICE_PASSWORD,
    .address = "bob@example.com",
  });

  assert_refused (report, OMS_STAGE_SENDER, 553);
  g_assert_true (oms_report_is_signed_in (report));
  g_assert_nonnull (strstr (oms_smtp_reply_get_text (oms_report_get_reply (report)), "not owned"));
}

static void
test_wrong_mode (void)
{
  g_autoptr (OmsReport) report = run ("postfix-starttls", (CheckSettings) {
    .encryption = OMS_ENCRYPTION_TLS, .user = ALICE, .secret = ALICE_PASSWORD,
  });

  g_assert_cmpstr (oms_failure_to_id (oms_report_get_failure (report)), ==, "not-tls");
}

static void
test_without_sign_in (void)
{
  g_autoptr (OmsReport) report = run ("postfix-tls", (CheckSettings) {
    .authentication = OMS_AUTHENTICATION_NONE, .address = ALICE,
  });

  assert_refused (report, OMS_STAGE_SENDER, 553);
  g_assert_false (oms_report_is_signed_in (report));
}

static void
test_mechanisms (void)
{
  static const struct {
    const char *server;
    const char *mechanism;
  } cases[] = {
    { "dovecot-scram", "SCRAM-SHA-256" },
    { "dovecot-cram", "CRAM-MD5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    CheckSettings settings = {
      .encryption = OMS_ENCRYPTION_STARTTLS, .user = "bob@example.com", .secret = "builder-42",
    };
    g_autoptr (OmsReport) right = run (cases[i].server, settings);
    g_autoptr (OmsReport) wrong = NULL;

    assert_ok (right);
    g_assert_cmpstr (oms_report_get_mechanism (right), ==, cases[i].mechanism);

    settings.secret = "not-the-right-one";
    wrong = run (cases[i].server, settings);
    assert_refused (wrong, OMS_STAGE_SIGN_IN, 535);
  }
}

static void
test_tokens (void)
{
  static const struct {
    const char *server;
    const char *mechanism;
  } cases[] = {
    { "dovecot-xoauth2", "XOAUTH2" },
    { "dovecot-oauthbearer", "OAUTHBEARER" },
  };
  g_autofree char *token = g_key_file_get_string (servers, "Servers", "token", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    CheckSettings settings = {
      .encryption = OMS_ENCRYPTION_STARTTLS, .authentication = OMS_AUTHENTICATION_TOKEN,
      .user = ALICE, .secret = token,
    };
    g_autoptr (OmsReport) right = run (cases[i].server, settings);
    g_autoptr (OmsReport) wrong = NULL;

    assert_ok (right);
    g_assert_cmpstr (oms_report_get_mechanism (right), ==, cases[i].mechanism);

    settings.secret = "ya29.expired";
    wrong = run (cases[i].server, settings);
    assert_refused (wrong, OMS_STAGE_SIGN_IN, 535);
    g_assert_nonnull (strstr (oms_report_get_token_failure (wrong), "\"status\""));
  }
}

/* Names and passwords are UTF-8 on the wire. */
static void
test_not_ascii (void)
{
  g_autoptr (OmsReport) report = run ("dovecot", (CheckSettings) {
    .encryption = OMS_ENCRYPTION_STARTTLS, .user = "žofie@example.com", .secret = "pässwörd-9",
  });

  assert_ok (report);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  oms_init ();
  servers = g_key_file_new ();
  g_key_file_load_from_file (servers, g_getenv ("REAL_SERVERS"), G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    if (g_key_file_has_key (servers, "Servers", places[i].server, NULL))
      g_test_add_data_func (places[i].path, &places[i], test_passwords);
  }
  if (g_key_file_has_key (servers, "Servers", "postfix-tls", NULL)) {
    g_test_add_data_func ("/real/postfix/sender-not-owned", &places[0], test_sender_not_owned);
    g_test_add_func ("/real/postfix/wrong-mode", test_wrong_mode);
    g_test_add_func ("/real/postfix/without-sign-in", test_without_sign_in);
  }
  g_test_add_func ("/real/dovecot/mechanisms", test_mechanisms);
  g_test_add_func ("/real/dovecot/tokens", test_tokens);
  g_test_add_func ("/real/dovecot/not-ascii", test_not_ascii);

  return g_test_run ();
}
