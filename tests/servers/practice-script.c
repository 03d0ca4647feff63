/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "practice-script"

#include "practice-script.h"

#define SENDER_PREFIX "Sender "

/* What the servers say. Never changed once it is made, so that all threads can read it. */
struct _PracticeScript {
  GKeyFile *personalities;
  GKeyFile *replies;         /* nullable: has precedence */
};

/**
 * practice_script_load:
 *
 * Reads the personalities.
 */
PracticeScript *
practice_script_load (GError **error)
{
  static const char * const names[] = {
    "generic", "google", "microsoft", "yahoo", "icloud", "trouble", "senders",
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PracticeScript) self = g_new0 (PracticeScript, 1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_strdup_printf (PRACTICE_SOURCE_DIR "/personalities/%s.ini", names[i]);
    g_autofree char *contents = NULL;

    if (!g_file_get_contents (path, &contents, NULL, error))
      return NULL;
    g_string_append_printf (text, "%s\n", contents);
  }

  self->personalities = g_key_file_new ();
  if (!g_key_file_load_from_data (self->personalities, text->str, text->len, G_KEY_FILE_NONE,
                                  error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * practice_script_copy_with:
 * @replies: (nullable): a file in the form of the personalities; what it says has precedence
 *
 * Reads what is said instead for now.
 */
PracticeScript *
practice_script_copy_with (PracticeScript  *self,
                           const char      *replies,
                           GError         **error)
{
  g_autoptr (PracticeScript) copy = g_new0 (PracticeScript, 1);

  copy->personalities = g_key_file_ref (self->personalities);
  copy->replies = g_key_file_new ();
  if (replies && !g_key_file_load_from_file (copy->replies, replies, G_KEY_FILE_NONE, error))
    return NULL;

  return g_steal_pointer (&copy);
}

void
practice_script_free (PracticeScript *self)
{
  g_clear_pointer (&self->personalities, g_key_file_unref);
  g_clear_pointer (&self->replies, g_key_file_unref);
  g_free (self);
}

static char *
look_up (PracticeScript *self,
         const char     *group,
         const char     *key)
{
  char *reply = self->replies ? g_key_file_get_string (self->replies, group, key, NULL) : NULL;

  return reply ? reply : g_key_file_get_string (self->personalities, group, key, NULL);
}

/* The groups that are neither a port, an account, a sender nor everyone. */
static void
add_hosts (GHashTable *hosts,
           GKeyFile   *file)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups[i]; i++) {
    if (!strpbrk (groups[i], " :*"))
      g_hash_table_add (hosts, g_strdup (groups[i]));
  }
}

/* All servers. */
char **
practice_script_dup_hosts (PracticeScript *self)
{
  g_autoptr (GHashTable) hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char **names = NULL;

  add_hosts (hosts, self->personalities);
  if (self->replies)
    add_hosts (hosts, self->replies);
  names = (char **) g_hash_table_get_keys_as_array (hosts, NULL);

  return g_strdupv (names);
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
    char *like = look_up (self, host, "like");

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
    char *value = look_up (self, account, key);

    if (value)
      return value;
  }

  for (guint i = 0; groups[i]; i++) {
    char *value = look_up (self, groups[i], key);

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
  g_autofree char *ports = look_up (self, host, "ports");

  if (!ports)
    ports = look_up (self, "*", "ports");

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
  g_auto (GStrv) groups = g_key_file_get_groups (self->personalities, NULL);

  for (guint i = 0; groups[i]; i++) {
    g_auto (GStrv) keys = NULL;

    if (!g_str_has_prefix (groups[i], SENDER_PREFIX))
      continue;

    keys = g_key_file_get_keys (self->personalities, groups[i], NULL, NULL);
    for (guint j = 0; keys[j]; j++) {
      g_autofree char *value = g_key_file_get_value (self->personalities, groups[i], keys[j], NULL);

      g_key_file_set_value (practice, groups[i], keys[j], value);
    }
  }
}
