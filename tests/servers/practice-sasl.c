/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "practice-sasl"

#include "practice-sasl.h"

#define SCRAM_ITERATIONS 4096
#define SCRAM_SALT "practice-salt"
#define SHA256_LENGTH 32

/* The server's side of one sign-in. */
typedef struct {
  PracticeSession *session;
  const char      *initial;   /* what came on the AUTH line and has not been looked at */
  const char      *broken;    /* where the exchange broke off: what to reply, or NULL for nothing */
} Exchange;

/* The client's answer, decoded, with a NUL after its end; NULL where the exchange broke off. */
static char *
ask (Exchange   *self,
     const char *challenge,
     gsize      *length)
{
  g_autofree char *response = NULL;
  g_autofree guchar *bytes = NULL;
  char *answer;
  gsize n_bytes;

  if (self->initial) {
    response = g_strdup (g_str_equal (self->initial, "=") ? "" : self->initial);
    self->initial = NULL;
  } else {
    g_autofree char *encoded = g_base64_encode ((const guchar *) challenge, strlen (challenge));
    g_autofree char *line = g_strdup_printf ("334 %s\r\n", encoded);

    if (practice_session_write (self->session, line, -1))
      response = practice_session_hear (self->session);
  }

  if (!response)
    return NULL;
  if (g_str_equal (response, "*")) {
    self->broken = "cancelled";
    return NULL;
  }

  bytes = g_base64_decode (response, &n_bytes);
  answer = g_malloc0 (n_bytes + 1);
  if (n_bytes > 0)
    memcpy (answer, bytes, n_bytes);
  if (length)
    *length = n_bytes;
  return answer;
}

static char *
dup_without_blanks (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  return g_strjoinv ("", words);
}

/* What to reply to a user name and a password. */
static const char *
judge_password (PracticeSession *session,
                const char      *user,
                const char      *password)
{
  g_autofree char *right = NULL;
  g_autofree char *account_password = NULL;
  g_autofree char *ignore_blanks = NULL;
  g_autofree char *given = NULL;

  g_free (session->user);
  session->user = g_strdup (user);
  right = practice_session_get (session, "password");
  account_password = practice_session_get (session, "account-password");
  ignore_blanks = practice_session_get (session, "ignore-blanks");
  given = ignore_blanks ? dup_without_blanks (password) : g_strdup (password);

  if (g_strcmp0 (given, right) == 0)
    return "accepted";
  if (g_strcmp0 (password, account_password) == 0)
    return "account-password-refused";
  return "wrong";
}

/* RFC 4616 */
static const char *
run_plain (Exchange *self)
{
  gsize length;
  g_autofree char *answer = ask (self, "", &length);
  const char *user;
  const char *password;

  if (!answer)
    return self->broken;

  user = answer + strlen (answer) + 1;
  if (user > answer + length)
    return "malformed";
  password = user + strlen (user) + 1;
  if (password > answer + length || password + strlen (password) != answer + length)
    return "malformed";

  return judge_password (self->session, user, password);
}

static const char *
run_login (Exchange *self)
{
  g_autofree char *user = ask (self, "Username:", NULL);
  g_autofree char *password = user ? ask (self, "Password:", NULL) : NULL;

  return password ? judge_password (self->session, user, password) : self->broken;
}

/* RFC 2195 */
static const char *
run_cram_md5 (Exchange *self)
{
  g_autofree char *challenge = g_strdup_printf ("<1896.697170952@%s>", self->session->host);
  g_autofree char *answer = ask (self, challenge, NULL);
  g_autofree char *password = NULL;
  g_autofree char *right = NULL;
  char *digest;

  if (!answer)
    return self->broken;
  digest = strrchr (answer, ' ');
  if (!digest)
    return "malformed";

  *digest++ = '\0';
  self->session->user = g_strdup (answer);
  password = practice_session_get (self->session, "password");
  if (!password)
    return "wrong";

  right = g_compute_hmac_for_string (G_CHECKSUM_MD5, (guchar *) password, strlen (password),
                                     challenge, -1);
  return g_str_equal (digest, right) ? "accepted" : "wrong";
}

static void
hmac_sha256 (const guchar *key,
             gsize         key_length,
             const void   *data,
             gsize         data_length,
             guchar        digest[SHA256_LENGTH])
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, key_length);
  gsize length = SHA256_LENGTH;

  g_hmac_update (hmac, data, data_length);
  g_hmac_get_digest (hmac, digest, &length);
}

/* Hi() of RFC 5802 section 2.2 */
static void
salt_password (const char *password,
               guchar      salted[SHA256_LENGTH])
{
  static const char first[] = SCRAM_SALT "\0\0\0\1";
  guchar block[SHA256_LENGTH];

  hmac_sha256 ((guchar *) password, strlen (password), first, sizeof first - 1, block);
  memcpy (salted, block, SHA256_LENGTH);
  for (guint i = 1; i < SCRAM_ITERATIONS; i++) {
    hmac_sha256 ((guchar *) password, strlen (password), block, SHA256_LENGTH, block);
    for (guint j = 0; j < SHA256_LENGTH; j++)
      salted[j] ^= block[j];
  }
}

/* Whether @proof is right; *signature is what proves the server. */
static gboolean
verify_scram (const char  *password,
              const char  *auth_message,
              const char  *proof,
              char       **signature)
{
  guchar salted[SHA256_LENGTH];
  guchar client_key[SHA256_LENGTH];
  guchar stored_key[SHA256_LENGTH];
  guchar digest[SHA256_LENGTH];
  g_autoptr (GChecksum) hash = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *right = NULL;
  gsize length = SHA256_LENGTH;

  salt_password (password, salted);
  hmac_sha256 (salted, SHA256_LENGTH, "Server Key", 10, digest);
  hmac_sha256 (digest, SHA256_LENGTH, auth_message, strlen (auth_message), digest);
  *signature = g_base64_encode (digest, SHA256_LENGTH);

  hmac_sha256 (salted, SHA256_LENGTH, "Client Key", 10, client_key);
  g_checksum_update (hash, client_key, SHA256_LENGTH);
  g_checksum_get_digest (hash, stored_key, &length);
  hmac_sha256 (stored_key, SHA256_LENGTH, auth_message, strlen (auth_message), digest);
  for (guint i = 0; i < SHA256_LENGTH; i++)
    digest[i] ^= client_key[i];
  right = g_base64_encode (digest, SHA256_LENGTH);

  return g_str_equal (proof, right);
}

/* An impostor lets everyone in, since it knows nobody's password, and cannot sign. */
static const char *
finish_impostor (Exchange *self)
{
  g_autofree char *answer = ask (self, "v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", NULL);

  return answer ? "accepted" : self->broken;
}

/* @client_final: the last message of the client, with the proof that it knows the password. */
static const char *
finish_scram (Exchange   *self,
              const char *client_first,
              const char *server_first,
              char       *client_final)
{
  g_autofree char *password = practice_session_get (self->session, "password");
  g_autofree char *auth_message = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *server_final = NULL;
  g_autofree char *answer = NULL;
  char *proof = strstr (client_final, ",p=");

  if (!proof)
    return "malformed";

  *proof = '\0';
  auth_message = g_strjoin (",", client_first + strlen ("n,,"), server_first, client_final, NULL);
  if (!password ||
      !verify_scram (password, auth_message, proof + strlen (",p="), &signature))
    return "wrong";

  server_final = g_strconcat ("v=", signature, NULL);
  answer = ask (self, server_final, NULL);

  return answer ? "accepted" : self->broken;
}

/* RFC 5802, RFC 7677; the names of users without "=" and ",". */
static const char *
run_scram_sha_256 (Exchange *self)
{
  g_autofree char *salt = g_base64_encode ((const guchar *) SCRAM_SALT, strlen (SCRAM_SALT));
  g_autofree char *first = ask (self, "", NULL);
  g_autofree char *server_first = NULL;
  g_autofree char *final = NULL;
  g_autofree char *impostor = practice_session_get (self->session, "impostor");
  char *nonce;

  if (!first)
    return self->broken;
  nonce = strstr (first, ",r=");
  if (!g_str_has_prefix (first, "n,,n=") || !nonce)
    return "malformed";

  server_first = g_strdup_printf ("%spractice,s=%s,i=%d", nonce + 1, salt, SCRAM_ITERATIONS);
  self->session->user = g_strndup (first + strlen ("n,,n="), nonce - first - strlen ("n,,n="));
  final = ask (self, server_first, NULL);
  if (!final)
    return self->broken;

  return impostor ? finish_impostor (self) : finish_scram (self, first, server_first, final);
}

static const char *
find_field (char       **fields,
            const char  *prefix)
{
  for (guint i = 0; fields[i]; i++) {
    if (g_str_has_prefix (fields[i], prefix))
      return fields[i] + strlen (prefix);
  }

  return "";
}

/* A refused token is answered by a challenge that says why, and only then by a reply. */
static const char *
judge_token (Exchange   *self,
             const char *user,
             gsize       user_length,
             const char *token)
{
  g_autofree char *right = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *answer = NULL;

  self->session->user = g_strndup (user, user_length);
  right = practice_session_get (self->session, "token");
  if (g_strcmp0 (token, right) == 0)
    return "accepted";

  reason = practice_session_get (self->session, "token-refused");
  answer = ask (self, reason, NULL);
  return answer ? "wrong" : self->broken;
}

static const char *
run_xoauth2 (Exchange *self)
{
  g_autofree char *answer = ask (self, "", NULL);
  g_auto (GStrv) fields = NULL;
  const char *user;

  if (!answer)
    return self->broken;

  fields = g_strsplit (answer, "\001", -1);
  user = find_field (fields, "user=");
  return judge_token (self, user, strlen (user), find_field (fields, "auth=Bearer "));
}

/* RFC 7628; the server's name and port, where they are given, must be right. */
static const char *
run_oauthbearer (Exchange *self)
{
  g_autofree char *answer = ask (self, "", NULL);
  g_autofree char *place = NULL;
  g_auto (GStrv) fields = NULL;
  const char *user;

  if (!answer)
    return self->broken;

  fields = g_strsplit (answer, "\001", -1);
  user = find_field (fields, "n,a=");
  place = g_strconcat (find_field (fields, "host="), ":", find_field (fields, "port="), NULL);
  if (!g_str_equal (place, ":") && !g_str_equal (place, self->session->place))
    return "malformed";

  return judge_token (self, user, strcspn (user, ","), find_field (fields, "auth=Bearer "));
}

/**
 * practice_sasl_run:
 * @mechanism: in capital letters
 * @initial: (nullable): the initial response, in base64
 *
 * Lets a client sign in.
 *
 * Returns: (nullable): the key of the reply that ends it, or %NULL where the connection is gone
 */
const char *
practice_sasl_run (PracticeSession *session,
                   const char      *mechanism,
                   const char      *initial)
{
  static const struct {
    const char  *name;
    const char *(*run) (Exchange *self);
  } mechanisms[] = {
    { "PLAIN", run_plain },
    { "LOGIN", run_login },
    { "CRAM-MD5", run_cram_md5 },
    { "SCRAM-SHA-256", run_scram_sha_256 },
    { "XOAUTH2", run_xoauth2 },
    { "OAUTHBEARER", run_oauthbearer },
  };
  Exchange exchange = { .session = session, .initial = initial };

  g_clear_pointer (&session->user, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (mechanisms); i++) {
    if (g_str_equal (mechanisms[i].name, mechanism))
      return mechanisms[i].run (&exchange);
  }

  return "unknown-mechanism";
}
