/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "practice-session"

#include "practice-session.h"

#include "practice-fault.h"
#include "practice-sasl.h"

typedef struct {
  const char  *verb;
  gboolean   (*handle) (PracticeSession *self,
                        const char      *argument);
} Command;

static void
set_stream (PracticeSession *self,
            GIOStream       *stream)
{
  g_set_object (&self->stream, stream);
  g_clear_object (&self->input);
  self->input = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (self->input), FALSE);
  self->output = g_io_stream_get_output_stream (stream);
}

/* The reply of the script, or NULL where it has none. */
char *
practice_session_get (PracticeSession *self,
                      const char      *key)
{
  return practice_script_get (self->script, self->place, self->user, key);
}

gboolean
practice_session_write (PracticeSession *self,
                        const char      *bytes,
                        gssize           length)
{
  return g_output_stream_write_all (self->output, bytes,
                                    length < 0 ? strlen (bytes) : (gsize) length,
                                    NULL, NULL, NULL);
}

/* The next line, without its end, or NULL where there is none. */
char *
practice_session_hear (PracticeSession *self)
{
  char *line = g_data_input_stream_read_line (self->input, NULL, NULL, NULL);

  if (!line)
    return NULL;

  g_strchomp (line);
  g_free (self->line);
  self->line = g_strdup (line);
  return line;
}

static void
replace (GString    *text,
         const char *name,
         const char *value)
{
  g_string_replace (text, name, value ? value : "", 0);
}

/* What the script says for @key, all its lines at once; and does what a "!" orders, in place of a
 * line or after the others. */
gboolean
practice_session_say (PracticeSession *self,
                      const char      *key)
{
  g_autofree char *reply = practice_session_get (self, key);
  g_autoptr (GString) text = NULL;
  char *order;

  g_assert (reply);
  if (*reply == '!')
    return practice_fault_perform (self, reply);

  order = strstr (reply, "\n!");
  if (order)
    *order = '\0';
  text = g_string_new (reply);
  replace (text, "\n", "\r\n");
  replace (text, "{host}", self->host);
  replace (text, "{client}", self->client);
  replace (text, "{user}", self->user);
  replace (text, "{sender}", self->sender);
  g_string_append (text, "\r\n");

  if (!practice_session_write (self, text->str, text->len))
    return FALSE;
  if (order)
    return practice_fault_perform (self, order + 1);

  /* After a 421 the server closes (RFC 5321 section 3.8). */
  return !g_str_has_prefix (reply, "421");
}

static gboolean
say_if_any (PracticeSession *self,
            const char      *key)
{
  g_autofree char *reply = practice_session_get (self, key);

  return !reply || practice_session_say (self, key);
}

static const char *
ehlo_key (PracticeSession *self)
{
  return self->encrypted ? "ehlo" : "ehlo-plain";
}

/* Whether the answer to EHLO has a line with @keyword, and on it @word where one is given. */
static gboolean
offers (PracticeSession *self,
        const char      *keyword,
        const char      *word)
{
  g_autofree char *reply = practice_session_get (self, ehlo_key (self));
  g_auto (GStrv) lines = g_strsplit (reply, "\n", -1);

  for (guint i = 0; lines[i] && strlen (lines[i]) > 4; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i] + 4, " ", -1);

    if (g_str_equal (words[0], keyword))
      return !word || g_strv_contains ((const char * const *) words + 1, word);
  }

  return FALSE;
}

static gboolean
encrypt (PracticeSession *self)
{
  g_autofree char *name = practice_session_get (self, "certificate");
  g_autofree char *path = g_strdup_printf ("%s/%s.pem", self->pki, name);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GIOStream) tls = NULL;

  if (!say_if_any (self, "tls"))
    return FALSE;

  certificate = g_tls_certificate_new_from_file (path, NULL);
  /* Without a database: clients show no certificate, and it would be read anew each time. */
  tls = g_initable_new (g_tls_backend_get_server_connection_type (g_tls_backend_get_default ()),
                        NULL, NULL, "base-io-stream", self->stream, "certificate", certificate,
                        "database", NULL, NULL);
  if (!tls)
    return FALSE;

  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (tls), FALSE);
  if (!g_tls_connection_handshake (G_TLS_CONNECTION (tls), NULL, NULL))
    return FALSE;

  set_stream (self, tls);
  self->encrypted = TRUE;
  return TRUE;
}

static gboolean
handle_ehlo (PracticeSession *self,
             const char      *argument)
{
  g_free (self->client);
  self->client = g_strdup (argument);
  return practice_session_say (self, ehlo_key (self));
}

static gboolean
handle_starttls (PracticeSession *self,
                 const char      *argument)
{
  g_autofree char *reply = practice_session_get (self, "starttls");

  if (self->encrypted || !offers (self, "STARTTLS", NULL))
    return practice_session_say (self, "unknown");
  if (!practice_session_say (self, "starttls"))
    return FALSE;

  return !g_str_has_prefix (reply, "220") || encrypt (self);
}

static gboolean
handle_auth (PracticeSession *self,
             const char      *argument)
{
  g_auto (GStrv) words = g_strsplit (argument, " ", 2);
  g_autofree char *mechanism = g_ascii_strup (words[0] ? words[0] : "", -1);
  g_autofree char *lower = g_ascii_strdown (mechanism, -1);
  g_autofree char *own_key = g_strconcat ("auth-", lower, NULL);
  const char *keys[] = { own_key, "auth" };
  const char *outcome;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *reply = practice_session_get (self, keys[i]);

    if (reply)
      return practice_session_say (self, keys[i]);
  }

  if (!offers (self, "AUTH", mechanism))
    return practice_session_say (self, offers (self, "STARTTLS", NULL)
                                 ? "encryption-required" : "unknown-mechanism");

  outcome = practice_sasl_run (self, mechanism, words[0] ? words[1] : NULL);
  if (!outcome)
    return FALSE;

  self->signed_in = g_str_equal (outcome, "accepted");
  return practice_session_say (self, outcome);
}

static gboolean
handle_mail (PracticeSession *self,
             const char      *argument)
{
  const char *start = strchr (argument, '<');

  g_clear_pointer (&self->sender, g_free);
  if (!self->signed_in && offers (self, "AUTH", NULL))
    return practice_session_say (self, "unauthenticated");
  if (offers (self, "STARTTLS", NULL) && !offers (self, "AUTH", NULL))
    return practice_session_say (self, "encryption-required");

  self->sender = start ? g_strndup (start + 1, strcspn (start + 1, ">")) : g_strdup ("");
  return practice_session_say (self, "mail");
}

/* Like Postfix, which looks at the sender when it hears the first recipient. */
static gboolean
handle_rcpt (PracticeSession *self,
             const char      *argument)
{
  g_autofree char *not_owned = practice_session_get (self, "not-owned");

  if (!self->sender)
    return practice_session_say (self, "unauthenticated");
  if (not_owned && self->user && g_strcmp0 (self->sender, self->user) != 0)
    return practice_session_say (self, "not-owned");

  return practice_session_say (self, "rcpt");
}

/* The message is heard to its end and kept nowhere. */
static gboolean
handle_data (PracticeSession *self,
             const char      *argument)
{
  g_autofree char *line = NULL;

  if (!practice_session_say (self, "data"))
    return FALSE;

  do {
    g_free (line);
    line = practice_session_hear (self);
  } while (line && !g_str_equal (line, "."));

  return line && practice_session_say (self, "message");
}

static gboolean
handle_quit (PracticeSession *self,
             const char      *argument)
{
  practice_session_say (self, "quit");
  return FALSE;
}

static gboolean
handle_helo (PracticeSession *self,
             const char      *argument)
{
  return practice_session_say (self, "helo");
}

static gboolean
handle_rset (PracticeSession *self,
             const char      *argument)
{
  return practice_session_say (self, "rset");
}

static gboolean
handle_noop (PracticeSession *self,
             const char      *argument)
{
  return practice_session_say (self, "noop");
}

static const Command commands[] = {
  { "EHLO", handle_ehlo },
  { "HELO", handle_helo },
  { "STARTTLS", handle_starttls },
  { "AUTH", handle_auth },
  { "MAIL", handle_mail },
  { "RCPT", handle_rcpt },
  { "DATA", handle_data },
  { "RSET", handle_rset },
  { "NOOP", handle_noop },
  { "QUIT", handle_quit },
};

static gboolean
obey (PracticeSession *self,
      const char      *line)
{
  gsize length = strcspn (line, " ");
  const char *argument = line[length] != '\0' ? line + length + 1 : "";

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (strlen (commands[i].verb) == length &&
        g_ascii_strncasecmp (line, commands[i].verb, length) == 0)
      return commands[i].handle (self, argument);
  }

  return practice_session_say (self, "unknown");
}

static void
converse (PracticeSession *self)
{
  gboolean goes_on;

  if (!say_if_any (self, "connect"))
    return;
  if (practice_script_is_tls_port (self->script, self->place) && !encrypt (self))
    return;

  goes_on = practice_session_say (self, "greeting");
  while (goes_on) {
    g_autofree char *line = practice_session_hear (self);

    goes_on = line && obey (self, line);
  }
}

/**
 * practice_session_run:
 * @pki: the folder of the certificates
 * @place: the server that is to be played, "HOST:PORT"
 *
 * Speaks with one client until either has enough.
 */
void
practice_session_run (PracticeScript    *script,
                      const char        *pki,
                      const char        *place,
                      GSocketConnection *connection)
{
  PracticeSession self = {
    .script = script,
    .pki = pki,
    .place = place,
    .host = g_strndup (place, strcspn (place, ":")),
  };

  set_stream (&self, G_IO_STREAM (connection));
  converse (&self);

  g_io_stream_close (self.stream, NULL, NULL);
  g_clear_object (&self.input);
  g_clear_object (&self.stream);
  g_free (self.host);
  g_free (self.client);
  g_free (self.line);
  g_free (self.user);
  g_free (self.sender);
}
