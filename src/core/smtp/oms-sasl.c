/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sasl"

#include "oms-sasl.h"

#include "oms-error.h"
#include "oms-sasl-scram.h"
#include "oms-text.h"
#include "oms-wipe.h"

#include <glib/gi18n.h>
#include <string.h>

/* RFC 4954 section 4: no line of an AUTH exchange is longer, … */
#define MAX_CHALLENGE_LENGTH 12288
/* … and the command that begins it no longer than any other, with the line end (RFC 5321 section
 * 4.5.3.1.4). */
#define MAX_COMMAND_LENGTH 512
#define MAX_CANDIDATES 2
#define BASE64_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="

typedef char *(*FirstFunc) (OmsSasl *self);
typedef char *(*StepFunc)  (OmsSasl     *self,
                            const char  *challenge,
                            gsize        length,
                            GError     **error);

typedef struct {
  const char *name;
  FirstFunc   first;   /* NULL where the server speaks first */
  StepFunc    step;    /* from the first real challenge on; NULL where there is none */
} Mechanism;

struct _OmsSasl {
  OmsSaslMechanism  mechanism;
  char             *user;
  OmsPassword      *password;
  const char       *secret;          /* what is in it */
  char             *host;
  guint             port;
  OmsScram         *scram;
  guint             n_steps;
  gboolean          is_held_back;    /* the initial response was too long for the command */
  gboolean          secret_is_sent;
  char             *failure_reason;
};

/* Best first. */
static const OmsSaslMechanism for_password[] = {
  OMS_SASL_PLAIN, OMS_SASL_LOGIN, OMS_SASL_SCRAM_SHA_256, OMS_SASL_CRAM_MD5,
};

static const OmsSaslMechanism for_token[] = {
  OMS_SASL_XOAUTH2, OMS_SASL_OAUTHBEARER,
};

/* Takes and wipes @bytes. */
static char *
encode (char  *bytes,
        gsize  length)
{
  char *encoded = g_base64_encode ((const guchar *) bytes, length);

  oms_wipe_memory (bytes, length);

  return encoded;
}

static char *
encode_string (char *string)
{
  return encode (string, strlen (string));
}

static char *
fail (GError **error)
{
  g_set_error_literal (error, OMS_ERROR, OMS_ERROR_PROTOCOL,
                       _("The server’s challenge makes no sense."));

  return NULL;
}

/* Decodes a challenge that is text. NULL where it is not base64, or holds a NUL. */
static char *
decode_text (const char *challenge,
             gsize       length)
{
  g_autofree char *encoded = g_strndup (challenge, length);
  g_autofree guchar *decoded = NULL;
  gsize decoded_length;

  /* g_base64_decode() skips over what is not base64. */
  if (strspn (encoded, BASE64_LETTERS) != length)
    return NULL;

  decoded = g_base64_decode (encoded, &decoded_length);
  if (memchr (decoded, '\0', decoded_length))
    return NULL;

  return g_strndup ((char *) decoded, decoded_length);
}

static char *
plain_first (OmsSasl *self)
{
  gsize user_length = strlen (self->user);
  gsize secret_length = strlen (self->secret);
  gsize length = user_length + secret_length + 2;
  char *message = g_malloc0 (length);

  memcpy (message + 1, self->user, user_length);
  memcpy (message + 1 + user_length + 1, self->secret, secret_length);

  return encode (message, length);
}

static char *
login_first (OmsSasl *self)
{
  return g_base64_encode ((const guchar *) self->user, strlen (self->user));
}

/* The prompts differ from server to server, but not their order. One that asks for the user name
 * has overlooked the initial response. Exchange ends its prompts in NUL. */
static gboolean
asks_for_user (const char *challenge,
               gsize       length)
{
  g_autofree char *encoded = g_strndup (challenge, length);
  gsize prompt_length;
  g_autofree guchar *prompt = g_base64_decode (encoded, &prompt_length);

  return prompt_length >= 4 && g_ascii_strncasecmp ((char *) prompt, "user", 4) == 0;
}

static char *
login_step (OmsSasl     *self,
            const char  *challenge,
            gsize        length,
            GError     **error)
{
  if (self->n_steps == 1 && asks_for_user (challenge, length))
    return login_first (self);
  if (self->secret_is_sent)
    return fail (error);

  self->secret_is_sent = TRUE;

  return g_base64_encode ((const guchar *) self->secret, strlen (self->secret));
}

static char *
cram_md5_step (OmsSasl     *self,
               const char  *challenge,
               gsize        length,
               GError     **error)
{
  g_autofree char *text = decode_text (challenge, length);
  g_autofree char *digest = NULL;

  if (!text || *text == '\0' || self->n_steps > 1)
    return fail (error);

  digest = g_compute_hmac_for_string (G_CHECKSUM_MD5, (const guchar *) self->secret,
                                      strlen (self->secret), text, -1);

  return encode_string (g_strdup_printf ("%s %s", self->user, digest));
}

static char *
scram_first (OmsSasl *self)
{
  return encode_string (oms_scram_start (self->scram));
}

static char *
scram_step (OmsSasl     *self,
            const char  *challenge,
            gsize        length,
            GError     **error)
{
  g_autofree char *text = decode_text (challenge, length);
  char *answer;

  if (!text)
    return fail (error);

  answer = oms_scram_step (self->scram, text, error);

  return answer ? encode_string (answer) : NULL;
}

static char *
xoauth2_first (OmsSasl *self)
{
  return encode_string (g_strdup_printf ("user=%s\1auth=Bearer %s\1\1", self->user, self->secret));
}

static char *
oauthbearer_first (OmsSasl *self)
{
  g_autoptr (GString) user = g_string_new (self->user);

  g_string_replace (user, "=", "=3D", 0);
  g_string_replace (user, ",", "=2C", 0);

  return encode_string (g_strdup_printf ("n,a=%s,\1host=%s\1port=%u\1auth=Bearer %s\1\1",
                                         user->str, self->host, self->port, self->secret));
}

/* The only challenge of both mechanisms says why the token was refused; after an answer the server
 * refuses in its reply too. */
static char *
oauth_step (OmsSasl     *self,
            const char  *challenge,
            gsize        length,
            GError     **error)
{
  g_autofree char *text = decode_text (challenge, length);

  if (!text || self->failure_reason)
    return fail (error);

  self->failure_reason = oms_text_make_readable (text, strlen (text));

  return self->mechanism == OMS_SASL_OAUTHBEARER ? encode_string (g_strdup ("\1")) : g_strdup ("");
}

static const Mechanism mechanisms[] = {
  [OMS_SASL_PLAIN] = { "PLAIN", plain_first, NULL },
  [OMS_SASL_LOGIN] = { "LOGIN", login_first, login_step },
  [OMS_SASL_SCRAM_SHA_256] = { "SCRAM-SHA-256", scram_first, scram_step },
  [OMS_SASL_CRAM_MD5] = { "CRAM-MD5", NULL, cram_md5_step },
  [OMS_SASL_XOAUTH2] = { "XOAUTH2", xoauth2_first, oauth_step },
  [OMS_SASL_OAUTHBEARER] = { "OAUTHBEARER", oauthbearer_first, oauth_step },
};

G_STATIC_ASSERT (G_N_ELEMENTS (mechanisms) == OMS_N_SASL_MECHANISMS);

/**
 * oms_sasl_mechanism_to_name:
 * @mechanism: a mechanism
 *
 * Gets the name that goes into the AUTH command.
 *
 * Returns: a name such as "PLAIN"
 */
const char *
oms_sasl_mechanism_to_name (OmsSaslMechanism mechanism)
{
  g_return_val_if_fail (mechanism < OMS_N_SASL_MECHANISMS, NULL);

  return mechanisms[mechanism].name;
}

/* Old servers write "AUTH=PLAIN LOGIN" for old programs. */
static gboolean
is_offered (const char * const *offered,
            const char         *name)
{
  for (guint i = 0; offered[i]; i++) {
    const char *equals = strrchr (offered[i], '=');

    if (g_ascii_strcasecmp (equals ? equals + 1 : offered[i], name) == 0)
      return TRUE;
  }

  return FALSE;
}

/**
 * oms_sasl_choose:
 * @offered: (array zero-terminated=1): the words after AUTH in the answer to EHLO
 * @authentication: how the sender signs in
 * @candidates: (out caller-allocates) (array fixed-size=2): the mechanisms to try, best first
 *
 * Chooses from what the server offers. There are at most two, since providers lock accounts after
 * a few refusals. The simple mechanisms come first, because nearly all servers have them, and they
 * are for encrypted connections: whether the connection is one is for the caller to know.
 *
 * Returns: how many @candidates there are
 */
guint
oms_sasl_choose (const char * const *offered,
                 OmsAuthentication   authentication,
                 OmsSaslMechanism    candidates[2])
{
  const OmsSaslMechanism *known = for_password;
  guint n_known = G_N_ELEMENTS (for_password);
  guint n_candidates = 0;

  g_return_val_if_fail (offered != NULL, 0);
  g_return_val_if_fail (candidates != NULL, 0);

  if (authentication == OMS_AUTHENTICATION_NONE)
    return 0;

  if (authentication == OMS_AUTHENTICATION_TOKEN) {
    known = for_token;
    n_known = G_N_ELEMENTS (for_token);
  }

  for (guint i = 0; i < n_known && n_candidates < MAX_CANDIDATES; i++) {
    if (is_offered (offered, mechanisms[known[i]].name))
      candidates[n_candidates++] = known[i];
  }

  return n_candidates;
}

/**
 * oms_sasl_new:
 * @mechanism: how to sign in
 * @user: the user name
 * @password: (nullable): the password, or the token for a mechanism of OAuth
 * @host: the server's name
 * @port: the server's port
 *
 * Begins a sign-in.
 *
 * Returns: (transfer full): a sign-in
 */
OmsSasl *
oms_sasl_new (OmsSaslMechanism  mechanism,
              const char       *user,
              OmsPassword      *password,
              const char       *host,
              guint             port)
{
  OmsSasl *self;

  g_return_val_if_fail (mechanism < OMS_N_SASL_MECHANISMS, NULL);
  g_return_val_if_fail (user != NULL && host != NULL, NULL);

  self = g_new0 (OmsSasl, 1);
  self->mechanism = mechanism;
  self->user = g_strdup (user);
  self->password = password ? oms_password_ref (password) : NULL;
  self->secret = password ? oms_password_get_text (password) : "";
  self->host = g_strdup (host);
  self->port = port;
  if (mechanism == OMS_SASL_SCRAM_SHA_256)
    self->scram = oms_scram_new (user, self->secret, NULL);

  return self;
}

/**
 * oms_sasl_free:
 * @self: (transfer full): a sign-in
 *
 * Wipes and frees it.
 */
void
oms_sasl_free (OmsSasl *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->user);
  g_clear_pointer (&self->password, oms_password_unref);
  g_free (self->host);
  g_clear_pointer (&self->scram, oms_scram_free);
  g_free (self->failure_reason);
  g_free (self);
}

/**
 * oms_sasl_set_cancellable:
 * @self: a sign-in
 * @cancellable: (nullable): what ends an answer that takes long to compute
 */
void
oms_sasl_set_cancellable (OmsSasl      *self,
                          GCancellable *cancellable)
{
  g_return_if_fail (self != NULL);

  if (self->scram)
    oms_scram_set_cancellable (self->scram, cancellable);
}

/**
 * oms_sasl_start:
 * @self: a sign-in
 *
 * Gets the initial response, for the AUTH line. One that would make that line too long is the
 * answer to the first challenge instead, which is empty or a prompt then (RFC 4954 section 4).
 *
 * Returns: (transfer full) (nullable): base64, or %NULL where the server speaks first. Release it
 *   with oms_wipe_string().
 */
char *
oms_sasl_start (OmsSasl *self)
{
  const Mechanism *mechanism;
  char *initial;

  g_return_val_if_fail (self != NULL, NULL);

  mechanism = &mechanisms[self->mechanism];
  if (!mechanism->first)
    return NULL;

  initial = mechanism->first (self);
  self->is_held_back = strlen ("AUTH ") + strlen (mechanism->name) + strlen (" ") +
                       strlen (initial) + strlen ("\r\n") > MAX_COMMAND_LENGTH;
  if (self->is_held_back)
    g_clear_pointer (&initial, oms_wipe_string);

  return initial;
}

/**
 * oms_sasl_step:
 * @self: a sign-in
 * @challenge: (array length=length) (element-type guint8): what follows "334 ", base64
 * @length: how many bytes there are
 * @error: where to put an error
 *
 * Answers a challenge. A server that has overlooked the initial response and sends an empty
 * challenge gets it again, once.
 *
 * Sets %OMS_ERROR_PROTOCOL where the challenge makes no sense. The line "*" then cancels the
 * exchange (RFC 4954). The only other error is %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): base64, which may be empty, or %NULL with an error set. Release it
 *   with oms_wipe_string().
 */
char *
oms_sasl_step (OmsSasl     *self,
               const char  *challenge,
               gsize        length,
               GError     **error)
{
  const Mechanism *mechanism;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (challenge != NULL || length == 0, NULL);

  mechanism = &mechanisms[self->mechanism];
  self->n_steps++;

  if (length > MAX_CHALLENGE_LENGTH)
    return fail (error);
  if (self->n_steps == 1 && (self->is_held_back || (mechanism->first && length == 0)))
    return mechanism->first (self);
  if (!mechanism->step)
    return fail (error);

  return mechanism->step (self, challenge, length, error);
}

/**
 * oms_sasl_server_is_proven:
 * @self: a sign-in
 *
 * Tells whether the server is who it says, as far as the mechanism can tell: SCRAM servers have to
 * show that they know the password too.
 *
 * Returns: %FALSE where the mechanism proves the server, and the server has not been proven
 */
gboolean
oms_sasl_server_is_proven (OmsSasl *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !self->scram || oms_scram_server_is_proven (self->scram);
}

/**
 * oms_sasl_get_failure_reason:
 * @self: a sign-in
 *
 * Gets why a server refused a token, which XOAUTH2 and OAUTHBEARER servers say in a challenge.
 *
 * Returns: (nullable): JSON, decoded and readable, but not redacted
 */
const char *
oms_sasl_get_failure_reason (OmsSasl *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->failure_reason;
}
