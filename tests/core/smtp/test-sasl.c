/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-error.h"
#include "oms-sasl-scram.h"
#include "oms-sasl.h"

#include <string.h>

#define SCRAM_NONCE "rOprNGfwEbeRWgbNEkqO"
#define SCRAM_SERVER_NONCE SCRAM_NONCE "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
#define SCRAM_SERVER_FIRST "r=" SCRAM_SERVER_NONCE ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"

static char *
encode (const char *text)
{
  return g_base64_encode ((const guchar *) text, strlen (text));
}

/* What base64 holds, with "|" for NUL and "^" for the separator of OAuth. */
static char *
decode (const char *encoded)
{
  gsize length;
  g_autofree guchar *decoded = g_base64_decode (encoded, &length);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_c (text, decoded[i] == 0 ? '|' : decoded[i] == 1 ? '^' : (char) decoded[i]);

  return g_string_free (text, FALSE);
}

static char *
step (OmsSasl    *sasl,
      const char *challenge)
{
  g_autoptr (GError) error = NULL;
  char *answer = oms_sasl_step (sasl, challenge, strlen (challenge), &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);

  return answer;
}

static OmsSasl *
new_sasl (OmsSaslMechanism  mechanism,
          const char       *user,
          const char       *secret,
          const char       *host,
          guint             port)
{
  g_autoptr (OmsPassword) password = oms_password_new (secret);

  return oms_sasl_new (mechanism, user, password, host, port);
}

static void
assert_step_fails (OmsSasl    *sasl,
                   const char *challenge,
                   gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (oms_sasl_step (sasl, challenge, length, &error));
  g_assert_error (error, OMS_ERROR, OMS_ERROR_PROTOCOL);
}

static void
assert_choice (const char        *offered,
               OmsAuthentication  authentication,
               const char        *expected)
{
  g_auto (GStrv) words = g_strsplit (offered, " ", -1);
  OmsSaslMechanism candidates[2];
  guint n = oms_sasl_choose ((const char * const *) words, authentication, candidates);
  g_autoptr (GString) chosen = g_string_new (NULL);

  g_assert_cmpuint (n, <=, G_N_ELEMENTS (candidates));
  for (guint i = 0; i < n; i++)
    g_string_append_printf (chosen, "%s%s", i > 0 ? " " : "",
                            oms_sasl_mechanism_to_name (candidates[i]));
  g_assert_cmpstr (chosen->str, ==, expected);
}

static void
test_choose (void)
{
  assert_choice ("LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER XOAUTH",
                 OMS_AUTHENTICATION_PASSWORD, "PLAIN LOGIN");
  assert_choice ("LOGIN PLAIN XOAUTH2", OMS_AUTHENTICATION_TOKEN, "XOAUTH2");
  assert_choice ("OAUTHBEARER XOAUTH2", OMS_AUTHENTICATION_TOKEN, "XOAUTH2 OAUTHBEARER");
  assert_choice ("CRAM-MD5 SCRAM-SHA-256 DIGEST-MD5", OMS_AUTHENTICATION_PASSWORD,
                 "SCRAM-SHA-256 CRAM-MD5");
  assert_choice ("cram-md5 Login", OMS_AUTHENTICATION_PASSWORD, "LOGIN CRAM-MD5");
  assert_choice ("=PLAIN LOGIN", OMS_AUTHENTICATION_PASSWORD, "PLAIN LOGIN");
  assert_choice ("AUTH=PLAIN", OMS_AUTHENTICATION_PASSWORD, "PLAIN");
  assert_choice ("GSSAPI NTLM PLAINER", OMS_AUTHENTICATION_PASSWORD, "");
  assert_choice ("XOAUTH2", OMS_AUTHENTICATION_PASSWORD, "");
  assert_choice ("PLAIN", OMS_AUTHENTICATION_TOKEN, "");
  assert_choice ("PLAIN", OMS_AUTHENTICATION_NONE, "");
  assert_choice ("", OMS_AUTHENTICATION_PASSWORD, "");
}

static void
test_plain (void)
{
  g_autoptr (OmsSasl) sasl = new_sasl (OMS_SASL_PLAIN, "zoë", "pass word", "h", 465);
  g_autofree char *start = oms_sasl_start (sasl);
  g_autofree char *message = decode (start);
  g_autofree char *again = NULL;

  g_assert_cmpstr (message, ==, "|zoë|pass word");
  g_assert_true (oms_sasl_server_is_proven (sasl));

  again = step (sasl, "");
  g_assert_cmpstr (again, ==, start);
  assert_step_fails (sasl, "", 0);
}

static void
test_plain_challenged (void)
{
  g_autoptr (OmsSasl) sasl = new_sasl (OMS_SASL_PLAIN, "u", "p", "h", 465);

  assert_step_fails (sasl, "Zm9v", 4);
}

static void
test_login (void)
{
  g_autoptr (OmsSasl) sasl = new_sasl (OMS_SASL_LOGIN, "ada", "lovelace", "h", 465);
  g_autofree char *user = oms_sasl_start (sasl);
  g_autofree char *password = NULL;

  g_assert_cmpstr (user, ==, "YWRh");
  password = step (sasl, "not base64");
  g_assert_cmpstr (password, ==, "bG92ZWxhY2U=");
  assert_step_fails (sasl, "UGFzc3dvcmQ6", 12);
}

/* A server that takes no initial response asks for the user name all the same. */
static void
test_login_asks_twice (void)
{
  static const char * const prompts[] = { "VXNlcm5hbWU6", "VXNlciBOYW1lAA==", "" };

  for (guint i = 0; i < G_N_ELEMENTS (prompts); i++) {
    g_autoptr (OmsSasl) sasl = new_sasl (OMS_SASL_LOGIN, "ada", "lovelace", "h", 465);
    g_autofree char *first = oms_sasl_start (sasl);
    g_autofree char *user = step (sasl, prompts[i]);
    g_autofree char *password = step (sasl, "UGFzc3dvcmQ6");

    g_assert_cmpstr (user, ==, first);
    g_assert_cmpstr (password, ==, "bG92ZWxhY2U=");
  }
}

/* RFC 4954 section 4: what is too long for the command goes after the first challenge, whatever
 * that says. */
static void
test_long (void)
{
  static const OmsSaslMechanism cases[] = {
    OMS_SASL_PLAIN, OMS_SASL_LOGIN, OMS_SASL_SCRAM_SHA_256, OMS_SASL_XOAUTH2, OMS_SASL_OAUTHBEARER,
  };
  g_autofree char *user = g_strnfill (400, 'u');
  g_autofree char *secret = g_strnfill (8500, 's');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OmsSasl) sasl = new_sasl (cases[i], user, secret, "h", 465);
    g_autofree char *start = oms_sasl_start (sasl);
    g_autofree char *answer = step (sasl, i % 2 ? "VXNlcm5hbWU6" : "");
    g_autofree char *message = decode (answer);

    g_assert_null (start);
    g_assert_nonnull (strstr (message, user));
    g_assert_cmpuint (strlen (answer), <=, 12286);
  }
}

/* The longest that still goes into the command, with its line end: 512 octets. */
static void
test_longest_initial (void)
{
  for (guint length = 360; length < 380; length++) {
    g_autofree char *secret = g_strnfill (length, 's');
    g_autoptr (OmsSasl) sasl = new_sasl (OMS_SASL_PLAIN, "u", secret, "h", 465);
    g_autofree char *start = oms_sasl_start (sasl);
    gsize encoded = (length + 3 + 2) / 3 * 4;

    g_assert_cmpint (start != NULL, ==, strlen ("AUTH PLAIN \r\n") + encoded <= 512);
  }
}

/* The example of RFC 2195. */
static void
test_cram_md5 (void)
{
  g_autoptr (OmsSasl) sasl = new_sasl (OMS_SASL_CRAM_MD5, "tim", "tanstaaftanstaaf", "h", 587);
  g_autofree char *answer = NULL;
  g_autofree char *text = NULL;

  g_assert_null (oms_sasl_start (sasl));
  answer = step (sasl, "PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+");
  text = decode (answer);
  g_assert_cmpstr (text, ==, "tim b913a602c7eda7a495b4e6e7334d3890");
  assert_step_fails (sasl, "Zm9v", 4);
}

static void
test_bad_challenges (void)
{
  static const OmsSaslMechanism readers[] = {
    OMS_SASL_CRAM_MD5, OMS_SASL_SCRAM_SHA_256, OMS_SASL_XOAUTH2, OMS_SASL_OAUTHBEARER,
  };
  g_autofree char *endless = g_strnfill (20000, 'A');

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++) {
    const struct { const char *bytes; gsize length; } bad[] = {
      { "n*t base64", 10 }, { "AGEA", 4 }, { "Zm\0v", 4 }, { endless, 20000 },
    };

    for (guint j = 0; j < G_N_ELEMENTS (bad); j++) {
      g_autoptr (OmsSasl) sasl = new_sasl (readers[i], "u", "p", "h", 465);
      g_autofree char *start = oms_sasl_start (sasl);

      g_assert_cmpint (start == NULL, ==, readers[i] == OMS_SASL_CRAM_MD5);
      assert_step_fails (sasl, bad[j].bytes, bad[j].length);
      g_assert_null (oms_sasl_get_failure_reason (sasl));
    }
  }
}

static void
test_xoauth2 (void)
{
  g_autoptr (OmsSasl) sasl =
    new_sasl (OMS_SASL_XOAUTH2, "ada@example.com", "ya29.tok", "h", 465);
  g_autofree char *start = oms_sasl_start (sasl);
  g_autofree char *message = decode (start);
  g_autofree char *answer = NULL;

  g_assert_cmpstr (message, ==, "user=ada@example.com^auth=Bearer ya29.tok^^");
  g_assert_null (oms_sasl_get_failure_reason (sasl));

  answer = step (sasl, "eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIn0=");
  g_assert_cmpstr (answer, ==, "");
  g_assert_cmpstr (oms_sasl_get_failure_reason (sasl), ==,
                   "{\"status\":\"400\",\"schemes\":\"Bearer\"}");
  assert_step_fails (sasl, "e30=", 4);
}

static void
test_oauthbearer (void)
{
  g_autoptr (OmsSasl) sasl = new_sasl (OMS_SASL_OAUTHBEARER, "a,b=c@example.com", "tok",
                                           "mail.example.com", 587);
  g_autofree char *start = oms_sasl_start (sasl);
  g_autofree char *message = decode (start);
  g_autofree char *answer = NULL;

  g_assert_cmpstr (message, ==, "n,a=a=2Cb=3Dc@example.com,^host=mail.example.com^port=587"
                                "^auth=Bearer tok^^");
  answer = step (sasl, "e30=");
  g_assert_cmpstr (answer, ==, "AQ==");
  g_assert_cmpstr (oms_sasl_get_failure_reason (sasl), ==, "{}");
}

/* A sign-in that waits for the server's first message. */
static OmsScram *
start_scram (void)
{
  OmsScram *scram = oms_scram_new ("user", "pencil", SCRAM_NONCE);
  g_autofree char *first = oms_scram_start (scram);

  g_assert_cmpstr (first, ==, "n,,n=user,r=" SCRAM_NONCE);

  return scram;
}

/* The example of RFC 7677 section 3. */
static void
test_scram (void)
{
  g_autoptr (OmsScram) scram = start_scram ();
  g_autoptr (GError) error = NULL;
  g_autofree char *final = NULL;
  g_autofree char *end = NULL;

  final = oms_scram_step (scram, SCRAM_SERVER_FIRST, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (final, ==, "c=biws,r=" SCRAM_SERVER_NONCE
                              ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
  g_assert_false (oms_scram_server_is_proven (scram));

  end = oms_scram_step (scram, "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (end, ==, "");
  g_assert_true (oms_scram_server_is_proven (scram));
}

static void
test_scram_server_not_proven (void)
{
  static const char * const finals[] = {
    "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G5=", "v=", "", "x=1", "v",
  };

  for (guint i = 0; i < G_N_ELEMENTS (finals); i++) {
    g_autoptr (OmsScram) scram = start_scram ();
    g_autoptr (GError) error = NULL;
    g_autofree char *final = oms_scram_step (scram, SCRAM_SERVER_FIRST, NULL);

    g_assert_nonnull (final);
    g_assert_null (oms_scram_step (scram, finals[i], &error));
    g_assert_error (error, OMS_ERROR, OMS_ERROR_PROTOCOL);
    g_assert_false (oms_scram_server_is_proven (scram));
  }
}

static void
test_scram_refused (void)
{
  g_autoptr (OmsScram) scram = start_scram ();
  g_autofree char *final = oms_scram_step (scram, SCRAM_SERVER_FIRST, NULL);
  g_autofree char *end = oms_scram_step (scram, "e=invalid-proof", NULL);

  g_assert_nonnull (final);
  g_assert_cmpstr (end, ==, "");
  g_assert_false (oms_scram_server_is_proven (scram));
}

static void
test_scram_bad_first (void)
{
  static const char * const firsts[] = {
    "",
    "r=" SCRAM_NONCE,
    "r=" SCRAM_NONCE ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",              /* nothing of its own */
    "r=someone-else" SCRAM_NONCE ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
    "r=" SCRAM_SERVER_NONCE ",s=,i=4096",
    "r=" SCRAM_SERVER_NONCE ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=0",
    "r=" SCRAM_SERVER_NONCE ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-1",
    "r=" SCRAM_SERVER_NONCE ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1000001",
    "r=" SCRAM_SERVER_NONCE ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999999999999",
    "r=" SCRAM_SERVER_NONCE ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=",
    "m=ext,r=" SCRAM_SERVER_NONCE ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
  };

  for (guint i = 0; i < G_N_ELEMENTS (firsts); i++) {
    g_autoptr (OmsScram) scram = start_scram ();
    g_autoptr (GError) error = NULL;

    g_assert_null (oms_scram_step (scram, firsts[i], &error));
    g_assert_error (error, OMS_ERROR, OMS_ERROR_PROTOCOL);
  }
}

/* A server may ask for a second of hashing, but nobody has to wait for it. */
static void
test_scram_cancelled (void)
{
  g_autoptr (OmsScram) scram = start_scram ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  oms_scram_set_cancellable (scram, cancellable);
  g_assert_null (oms_scram_step (scram, "r=" SCRAM_SERVER_NONCE
                                        ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1000000", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* SASLprep: the examples of RFC 4013 section 3 that are allowed, and escaping. */
static void
test_scram_names (void)
{
  static const struct { const char *user; const char *sent; } names[] = {
    { "I\u00adX", "IX" }, { "user", "user" }, { "USER", "USER" }, { "\u00aa", "a" },
    { "\u2168", "IX" }, { "a\u00a0b", "a b" }, { "a,b=c", "a=2Cb=3Dc" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (OmsScram) scram = oms_scram_new (names[i].user, "p", "nonce");
    g_autofree char *first = oms_scram_start (scram);
    g_autofree char *expected = g_strdup_printf ("n,,n=%s,r=nonce", names[i].sent);

    g_assert_cmpstr (first, ==, expected);
  }
}

static void
test_scram_nonces_differ (void)
{
  g_autoptr (OmsSasl) one = new_sasl (OMS_SASL_SCRAM_SHA_256, "u", "p", "h", 465);
  g_autoptr (OmsSasl) two = new_sasl (OMS_SASL_SCRAM_SHA_256, "u", "p", "h", 465);
  g_autofree char *first = oms_sasl_start (one);
  g_autofree char *second = oms_sasl_start (two);
  g_autofree char *message = decode (first);

  g_assert_true (g_str_has_prefix (message, "n,,n=u,r="));
  g_assert_cmpuint (strlen (message), ==, strlen ("n,,n=u,r=") + 24);
  g_assert_cmpstr (first, !=, second);
  g_assert_false (oms_sasl_server_is_proven (one));
}

static void
test_scram_over_sasl (void)
{
  g_autoptr (OmsSasl) sasl = new_sasl (OMS_SASL_SCRAM_SHA_256, "u", "p", "h", 465);
  g_autofree char *first = oms_sasl_start (sasl);
  g_autofree char *message = decode (first);
  g_autofree char *server_first =
    g_strdup_printf ("%sserver,s=c2FsdA==,i=1", strstr (message, "r="));
  g_autofree char *challenge = encode (server_first);
  g_autofree char *final = step (sasl, challenge);
  g_autofree char *final_message = decode (final);

  g_assert_true (g_str_has_prefix (final_message, "c=biws,r="));
  g_assert_nonnull (strstr (final_message, "server,p="));
  assert_step_fails (sasl, "dj1ub25zZW5zZQ==", 16);
  g_assert_false (oms_sasl_server_is_proven (sasl));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sasl/choose", test_choose);
  g_test_add_func ("/sasl/plain", test_plain);
  g_test_add_func ("/sasl/plain/challenged", test_plain_challenged);
  g_test_add_func ("/sasl/login", test_login);
  g_test_add_func ("/sasl/login-asks-twice", test_login_asks_twice);
  g_test_add_func ("/sasl/long", test_long);
  g_test_add_func ("/sasl/longest-initial", test_longest_initial);
  g_test_add_func ("/sasl/cram-md5", test_cram_md5);
  g_test_add_func ("/sasl/bad-challenges", test_bad_challenges);
  g_test_add_func ("/sasl/xoauth2", test_xoauth2);
  g_test_add_func ("/sasl/oauthbearer", test_oauthbearer);
  g_test_add_func ("/sasl/scram", test_scram);
  g_test_add_func ("/sasl/scram/server-not-proven", test_scram_server_not_proven);
  g_test_add_func ("/sasl/scram/refused", test_scram_refused);
  g_test_add_func ("/sasl/scram/bad-first", test_scram_bad_first);
  g_test_add_func ("/sasl/scram/cancelled", test_scram_cancelled);
  g_test_add_func ("/sasl/scram/names", test_scram_names);
  g_test_add_func ("/sasl/scram/nonces-differ", test_scram_nonces_differ);
  g_test_add_func ("/sasl/scram/over-sasl", test_scram_over_sasl);

  return g_test_run ();
}
