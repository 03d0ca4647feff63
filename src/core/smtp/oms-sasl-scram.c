/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sasl-scram"

#include "oms-sasl-scram.h"

#include "oms-error.h"
#include "oms-wipe.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/random.h>

#define HASH_SIZE 32
#define NONCE_SIZE 18

/* RFC 7677 asks for at least 4096, and servers with other ideas exist. Above the bound, which takes
 * a second or two, a hostile server could keep this program busy for as long as it likes. */
#define MAX_ITERATIONS 1000000

/* How many of them are done in a few milliseconds. */
#define ITERATIONS_AT_ONCE 1000

/* "n,,": no channel binding, and no other user to act for (RFC 5802 section 7). */
#define GS2_HEADER "n,,"
#define GS2_HEADER_BASE64 "biws"

typedef enum {
  STATE_INITIAL,
  STATE_SENT_FIRST,
  STATE_SENT_FINAL,
  STATE_DONE,
} State;

struct _OmsScram {
  State         state;
  char         *password;
  char         *nonce;
  char         *client_first;   /* without the GS2 header */
  GCancellable *cancellable;    /* nullable */
  guint8        server_signature[HASH_SIZE];
  gboolean      server_is_proven;
};

/* The three parts of a server's first message. */
typedef struct {
  char   *nonce;
  guchar *salt;
  gsize   salt_length;
  guint   iterations;
} ServerFirst;

static void
server_first_clear (ServerFirst *first)
{
  g_free (first->nonce);
  g_free (first->salt);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerFirst, server_first_clear)

static char *
make_nonce (void)
{
  guchar bytes[NONCE_SIZE];

  /* So few bytes come all at once or not at all (getrandom(2)). */
  while (getrandom (bytes, sizeof bytes, 0) != sizeof bytes) {
    if (errno != EINTR)
      g_error ("No random numbers: %s", g_strerror (errno));
  }

  return g_base64_encode (bytes, sizeof bytes);
}

/* The tables B.1 and C.1.2 of RFC 3454: what is mapped to nothing, and what to a blank. */
static char *
map_characters (const char *text)
{
  GString *mapped = g_string_sized_new (2 * strlen (text));

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar character = g_utf8_get_char (p);

    if (character == 0xad || character == 0x34f || character == 0x2060 || character == 0xfeff ||
        (character >= 0x180b && character <= 0x180d) ||
        (character >= 0x200b && character <= 0x200d) ||
        (character >= 0xfe00 && character <= 0xfe0f))
      continue;
    g_string_append_unichar (mapped, g_unichar_isspace (character) ? ' ' : character);
  }

  return g_string_free (mapped, FALSE);
}

/* SASLprep (RFC 4013), as far as it changes what people type. What it forbids is sent as it is:
 * the server then says that it is wrong. */
static char *
prepare (const char *text)
{
  char *mapped;
  char *prepared;

  if (!g_utf8_validate (text, -1, NULL))
    return g_strdup (text);

  mapped = map_characters (text);
  prepared = g_utf8_normalize (mapped, -1, G_NORMALIZE_NFKC);
  oms_wipe_string (mapped);

  return prepared;
}

static char *
escape_user (const char *user)
{
  g_autofree char *prepared = prepare (user);
  GString *escaped = g_string_new (prepared);

  g_string_replace (escaped, "=", "=3D", 0);
  g_string_replace (escaped, ",", "=2C", 0);

  return g_string_free (escaped, FALSE);
}

/**
 * oms_scram_new:
 * @user: the user name, in UTF-8
 * @password: the password, in UTF-8
 * @nonce: (nullable): printable ASCII without a comma; %NULL for a random one, as everywhere but
 *   in tests
 *
 * Begins a sign-in.
 *
 * Returns: (transfer full): a sign-in
 */
OmsScram *
oms_scram_new (const char *user,
               const char *password,
               const char *nonce)
{
  g_autofree char *escaped = NULL;
  OmsScram *self;

  g_return_val_if_fail (user != NULL, NULL);
  g_return_val_if_fail (password != NULL, NULL);

  escaped = escape_user (user);
  self = g_new0 (OmsScram, 1);
  self->password = prepare (password);
  self->nonce = nonce ? g_strdup (nonce) : make_nonce ();
  self->client_first = g_strdup_printf ("n=%s,r=%s", escaped, self->nonce);

  return self;
}

/**
 * oms_scram_free:
 * @self: (transfer full): a sign-in
 *
 * Wipes and frees it.
 */
void
oms_scram_free (OmsScram *self)
{
  g_return_if_fail (self != NULL);

  oms_wipe_string (self->password);
  g_free (self->nonce);
  g_free (self->client_first);
  g_clear_object (&self->cancellable);
  explicit_bzero (self->server_signature, sizeof self->server_signature);
  g_free (self);
}

/**
 * oms_scram_set_cancellable:
 * @self: a sign-in
 * @cancellable: (nullable): what ends the hashing that a server asks for, however long it is
 */
void
oms_scram_set_cancellable (OmsScram     *self,
                           GCancellable *cancellable)
{
  g_return_if_fail (self != NULL);

  g_set_object (&self->cancellable, cancellable);
}

/**
 * oms_scram_start:
 * @self: a sign-in
 *
 * Gets the first message to the server. It holds no secret.
 *
 * Returns: (transfer full): the message
 */
char *
oms_scram_start (OmsScram *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  self->state = STATE_SENT_FIRST;

  return g_strconcat (GS2_HEADER, self->client_first, NULL);
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, OMS_ERROR, OMS_ERROR_PROTOCOL,
                       _("The server’s challenge makes no sense."));

  return FALSE;
}

static gboolean
parse_server_first (OmsScram     *self,
                    const char   *message,
                    ServerFirst  *first,
                    GError      **error)
{
  g_auto (GStrv) parts = g_strsplit (message, ",", -1);
  guint64 iterations;

  if (g_strv_length (parts) < 3 || !g_str_has_prefix (parts[0], "r=") ||
      !g_str_has_prefix (parts[1], "s=") || !g_str_has_prefix (parts[2], "i="))
    return fail (error);

  first->nonce = g_strdup (parts[0] + 2);
  if (!g_str_has_prefix (first->nonce, self->nonce) || g_str_equal (first->nonce, self->nonce))
    return fail (error);

  first->salt = g_base64_decode (parts[1] + 2, &first->salt_length);
  if (first->salt_length == 0)
    return fail (error);

  if (!g_ascii_string_to_unsigned (parts[2] + 2, 10, 1, MAX_ITERATIONS, &iterations, NULL))
    return fail (error);
  first->iterations = iterations;

  return TRUE;
}

static void
hmac (const guint8 *key,
      gsize         key_length,
      const void   *message,
      gsize         length,
      guint8        digest[HASH_SIZE])
{
  g_autoptr (GHmac) context = g_hmac_new (G_CHECKSUM_SHA256, key, key_length);
  gsize digest_length = HASH_SIZE;

  g_hmac_update (context, message, length);
  g_hmac_get_digest (context, digest, &digest_length);
}

/* Hi() of RFC 5802 section 2.2, which is the first block of PBKDF2 (RFC 8018). */
static gboolean
salt_password (OmsScram           *self,
               const ServerFirst  *first,
               guint8              salted[HASH_SIZE],
               GError            **error)
{
  static const guint8 block_number[] = { 0, 0, 0, 1 };
  g_autoptr (GHmac) keyed = NULL;
  guint8 round[HASH_SIZE];
  gsize length = HASH_SIZE;

  keyed = g_hmac_new (G_CHECKSUM_SHA256, (guchar *) self->password, strlen (self->password));

  for (guint i = 0; i < first->iterations; i++) {
    g_autoptr (GHmac) context = g_hmac_copy (keyed);

    if (i == 0) {
      g_hmac_update (context, first->salt, first->salt_length);
      g_hmac_update (context, block_number, sizeof block_number);
    } else {
      g_hmac_update (context, round, sizeof round);
    }

    g_hmac_get_digest (context, round, &length);
    for (guint byte = 0; byte < HASH_SIZE; byte++)
      salted[byte] = (i == 0 ? 0 : salted[byte]) ^ round[byte];

    if (i % ITERATIONS_AT_ONCE == 0 && g_cancellable_is_cancelled (self->cancellable))
      break;
  }

  explicit_bzero (round, sizeof round);
  if (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return TRUE;

  explicit_bzero (salted, HASH_SIZE);
  return FALSE;
}

/* Computes the proof that this side knows the password, and the signature that the other side has
 * to show (RFC 5802 section 3). */
static void
compute_proof (OmsScram     *self,
               const guint8  salted[HASH_SIZE],
               const char   *auth_message,
               guint8        proof[HASH_SIZE])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = HASH_SIZE;
  guint8 client_key[HASH_SIZE];
  guint8 stored_key[HASH_SIZE];
  guint8 server_key[HASH_SIZE];

  hmac (salted, HASH_SIZE, "Client Key", strlen ("Client Key"), client_key);
  g_checksum_update (checksum, client_key, HASH_SIZE);
  g_checksum_get_digest (checksum, stored_key, &length);
  hmac (stored_key, HASH_SIZE, auth_message, strlen (auth_message), proof);
  for (guint i = 0; i < HASH_SIZE; i++)
    proof[i] ^= client_key[i];

  hmac (salted, HASH_SIZE, "Server Key", strlen ("Server Key"), server_key);
  hmac (server_key, HASH_SIZE, auth_message, strlen (auth_message), self->server_signature);

  explicit_bzero (client_key, sizeof client_key);
  explicit_bzero (stored_key, sizeof stored_key);
  explicit_bzero (server_key, sizeof server_key);
}

static char *
answer_server_first (OmsScram    *self,
                     const char  *message,
                     GError     **error)
{
  g_auto (ServerFirst) first = { 0 };
  g_autofree char *without_proof = NULL;
  g_autofree char *auth_message = NULL;
  g_autofree char *proof_base64 = NULL;
  guint8 salted[HASH_SIZE];
  guint8 proof[HASH_SIZE];

  if (!parse_server_first (self, message, &first, error) ||
      !salt_password (self, &first, salted, error))
    return NULL;

  without_proof = g_strdup_printf ("c=" GS2_HEADER_BASE64 ",r=%s", first.nonce);
  auth_message = g_strjoin (",", self->client_first, message, without_proof, NULL);
  compute_proof (self, salted, auth_message, proof);
  explicit_bzero (salted, sizeof salted);
  proof_base64 = g_base64_encode (proof, sizeof proof);
  self->state = STATE_SENT_FINAL;

  return g_strdup_printf ("%s,p=%s", without_proof, proof_base64);
}

/* "e=…" is a refusal, which the server repeats in its reply: only there it counts. */
static char *
answer_server_final (OmsScram    *self,
                     const char  *message,
                     GError     **error)
{
  g_autofree char *signature = g_base64_encode (self->server_signature, HASH_SIZE);
  g_auto (GStrv) parts = g_strsplit (message, ",", 2);

  self->state = STATE_DONE;

  if (g_str_has_prefix (message, "e="))
    return g_strdup ("");

  self->server_is_proven = parts[0] && g_str_has_prefix (parts[0], "v=") &&
                           g_str_equal (parts[0] + strlen ("v="), signature);
  if (!self->server_is_proven) {
    fail (error);
    return NULL;
  }

  return g_strdup ("");
}

/**
 * oms_scram_step:
 * @self: a sign-in
 * @challenge: a message of the server
 * @error: return location for an error
 *
 * Answers the server. Sets %OMS_ERROR_PROTOCOL if its message is not one that RFC 5802 allows
 * here, asks for more than a million rounds of hashing, or has the wrong signature; and
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the answer, which may be empty, or %NULL with an error set
 */
char *
oms_scram_step (OmsScram    *self,
                const char  *challenge,
                GError     **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (challenge != NULL, NULL);

  switch (self->state) {
  case STATE_SENT_FIRST:
    return answer_server_first (self, challenge, error);
  case STATE_SENT_FINAL:
    return answer_server_final (self, challenge, error);
  case STATE_INITIAL:
  case STATE_DONE:
  default:
    fail (error);
    return NULL;
  }
}

/**
 * oms_scram_server_is_proven:
 * @self: a sign-in
 *
 * Tells whether the server has shown that it knows the password too.
 *
 * Returns: %TRUE after the right signature
 */
gboolean
oms_scram_server_is_proven (OmsScram *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->server_is_proven;
}
