/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "practice-script"

#include "practice-script.h"

#define SENDER_PREFIX "Sender "

/* What the servers say: the personalities, and over them the replies that a test wants. */
struct _PracticeScript {
  GKeyFile *keys;
};

static gboolean
append_file (GString     *text,
             const char  *path,
             GError     **error)
{
  g_autofree char *contents = NULL;

  if (!g_file_get_contents (path, &contents, NULL, error))
    return FALSE;

  g_string_append (text, contents);
  g_string_append_c (text, '\n');
  return TRUE;
}

static gboolean
append_personalities (GString  *text,
                      GError  **error)
{
  static const char * const names[] = {
    "generic", "google", "microsoft", "yahoo", "icloud", "trouble", "senders",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_strdup_printf (PRACTICE_SOURCE_DIR "/personalities/%s.ini", names[i]);

    if (!append_file (text, path, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * practice_script_load:
 * @replies: (nullable): a file in the form of the personalities; what it says has precedence
 *
 * Reads all that the servers say.
 */
PracticeScript *
practice_script_load (const char  *replies,
                      GError     **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  PracticeScript *self;

  if (!append_personalities (text, error))
    return NULL;
  if (replies && !append_file (text, replies, error))
    return NULL;
  /* A group or key that comes again overrides. */
  if (!g_key_file_load_from_data (keys, text->str, text->len, G_KEY_FILE_NONE, error))
    return NULL;

  self = g_new0 (PracticeScript, 1);
  self->keys = g_steal_pointer (&keys);
  return self;
}

void
practice_script_free (PracticeScript *self)
{
  g_key_file_unref (self->keys);
  g_free (self);
}

/* All servers: the groups that are neither a port, an account nor a sender. */
char **
practice_script_dup_hosts (PracticeScript *self)
{
  g_auto (GStrv) groups = g_key_file_get_groups (self->keys, NULL);
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();

  for (guint i = 0; groups[i]; i++) {
    if (strpbrk (groups[i], " :*") == NULL)
      g_strv_builder_add (hosts, groups[i]);
  }

  return g_strv_builder_end (hosts);
}

/* The groups in which a key of @place ("HOST:PORT") is looked up, the nearest first. */
static char **
dup_groups (PracticeScript *self,
            const char     *place)
{
  g_autoptr (GStrvBuilder) groups = g_strv_builder_new ();
  g_autofree char *host = g_strndup (place, strcspn (place, ":"));

  g_strv_builder_add (groups, place);
  while (host) {
    char *like = g_key_file_get_string (self->keys, host, "like", NULL);

    g_strv_builder_add (groups, host);
    g_free (host);
    host = like;
  }
  g_strv_builder_add (groups, "*");

  return g_strv_builder_end (groups);
}

/**
 * practice_script_get:
 * @place: "HOST:PORT"
 * @user: (nullable): the account, which can have own values
 *
 * Looks up what is said for @key there.
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
practice_script_get (PracticeScript *self,
                     const char     *place,
                     const char     *user,
                     const char     *key)
{
  g_auto (GStrv) groups = dup_groups (self, place);

  for (guint i = 0; user && groups[i]; i++) {
    g_autofree char *account = g_strconcat (groups[i], " ", user, NULL);
    char *value = g_key_file_get_string (self->keys, account, key, NULL);

    if (value)
      return value;
  }

  for (guint i = 0; groups[i]; i++) {
    char *value = g_key_file_get_string (self->keys, groups[i], key, NULL);

    if (value)
      return value;
  }

  return NULL;
}

/* The ports of a server are its own: those of the one that it is like would be in the way. */
char **
practice_script_dup_ports (PracticeScript *self,
                           const char     *host)
{
  g_autofree char *ports = g_key_file_get_string (self->keys, host, "ports", NULL);

  if (!ports)
    ports = g_key_file_get_string (self->keys, "*", "ports", NULL);

  return g_strsplit (ports, ";", -1);
}

/* Whether TLS begins there with the first byte. */
gboolean
practice_script_is_tls_port (PracticeScript *self,
                             const char     *place)
{
  g_autofree char *value = practice_script_get (self, place, NULL, "tls-ports");
  g_auto (GStrv) ports = g_strsplit (value, ";", -1);

  return g_strv_contains ((const char * const *) ports, strchr (place, ':') + 1);
}

/* Copies the sample senders of a demonstration. */
void
practice_script_add_senders (PracticeScript *self,
                             GKeyFile       *practice)
{
  g_auto (GStrv) groups = g_key_file_get_groups (self->keys, NULL);

  for (guint i = 0; groups[i]; i++) {
    g_auto (GStrv) keys = NULL;

    if (!g_str_has_prefix (groups[i], SENDER_PREFIX))
      continue;

    keys = g_key_file_get_keys (self->keys, groups[i], NULL, NULL);
    for (guint j = 0; keys[j]; j++) {
      g_autofree char *value = g_key_file_get_value (self->keys, groups[i], keys[j], NULL);

      g_key_file_set_value (practice, groups[i], keys[j], value);
    }
  }
}
