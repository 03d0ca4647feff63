/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-practice"

#include "oms-practice.h"

#include <string.h>

#define VARIABLE "OUTGOING_MAIL_PRACTICE"
#define SENDER_GROUP "Sender "

/* No resolver has to be asked about a label of more than 63 characters (RFC 1035): it does not
 * exist, and nothing leaves the machine. */
#define NOWHERE "a-name-that-is-longer-than-any-name-may-be-and-so-cannot-be-looked-up"

struct _OmsPractice {
  char      *ca_file;
  GPtrArray *connect_to;   /* char *, NULL-terminated */
  GPtrArray *senders;      /* OmsSender */
  GPtrArray *passwords;    /* char * */
};

G_DEFINE_BOXED_TYPE (OmsPractice, oms_practice, oms_practice_ref, oms_practice_unref)

/* One entry "HOST:PORT=127.0.0.1:LOCALPORT" in the form of libcurl's CONNECT_TO. */
static void
read_hosts (OmsPractice *self,
            GKeyFile    *file)
{
  g_auto (GStrv) hosts = g_key_file_get_keys (file, "Hosts", NULL, NULL);

  for (guint i = 0; hosts && hosts[i]; i++) {
    g_autofree char *local = g_key_file_get_string (file, "Hosts", hosts[i], NULL);

    g_ptr_array_add (self->connect_to, g_strdup_printf ("%s:%s", hosts[i], local));
  }

  /* Every other host, every other port. */
  g_ptr_array_add (self->connect_to, g_strdup ("::" NOWHERE ":"));
  g_ptr_array_add (self->connect_to, NULL);
}

static char *
dup_value (GKeyFile   *file,
           const char *group,
           const char *key)
{
  char *value = g_key_file_get_string (file, group, key, NULL);

  return value ? value : g_strdup ("");
}

static OmsAuthentication
parse_authentication (const char *word)
{
  if (g_str_equal (word, "token"))
    return OMS_AUTHENTICATION_TOKEN;
  if (g_str_equal (word, "none"))
    return OMS_AUTHENTICATION_NONE;

  return OMS_AUTHENTICATION_PASSWORD;
}

static void
read_sender (OmsPractice *self,
             GKeyFile    *file,
             const char  *group)
{
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);
  g_autofree char *name = dup_value (file, group, "name");
  g_autofree char *address = dup_value (file, group, "address");
  g_autofree char *host = dup_value (file, group, "host");
  g_autofree char *encryption_id = dup_value (file, group, "encryption");
  g_autofree char *authentication = dup_value (file, group, "authentication");
  g_autofree char *user = dup_value (file, group, "user");
  OmsEncryption encryption;

  oms_sender_set_name (sender, name);
  oms_sender_set_address (sender, address);
  oms_sender_set_host (sender, host);
  if (oms_encryption_from_id (encryption_id, &encryption))
    oms_sender_set_encryption (sender, encryption);
  oms_sender_set_port (sender, g_key_file_get_integer (file, group, "port", NULL));
  oms_sender_set_authentication (sender, parse_authentication (authentication));
  oms_sender_set_user (sender, user);

  g_ptr_array_add (self->senders, g_steal_pointer (&sender));
  g_ptr_array_add (self->passwords, dup_value (file, group, "password"));
}

/**
 * oms_practice_new_from_file:
 * @path: a key file that the practice server wrote
 * @error: where to put an error of the file
 *
 * Reads where the practice server plays which servers. With it in force no check reaches any other
 * address: what it does not play does not exist.
 *
 * Returns: (transfer full) (nullable): what it plays, or %NULL with @error set
 */
OmsPractice *
oms_practice_new_from_file (const char  *path,
                            GError     **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *ca_file = NULL;
  g_auto (GStrv) groups = NULL;
  OmsPractice *self;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    return NULL;
  ca_file = g_key_file_get_string (file, "Practice", "ca-file", error);
  if (!ca_file)
    return NULL;

  self = g_atomic_rc_box_new0 (OmsPractice);
  self->ca_file = g_steal_pointer (&ca_file);
  self->connect_to = g_ptr_array_new_with_free_func (g_free);
  self->senders = g_ptr_array_new_with_free_func (g_object_unref);
  self->passwords = g_ptr_array_new_with_free_func (g_free);
  read_hosts (self, file);

  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i]; i++)
    if (g_str_has_prefix (groups[i], SENDER_GROUP))
      read_sender (self, file, groups[i]);

  return self;
}

/**
 * oms_practice_new_from_environment:
 * @error: where to put an error of the file
 *
 * Reads the file that the environment variable `OUTGOING_MAIL_PRACTICE` names.
 *
 * Returns: (transfer full) (nullable): what the practice server plays, or %NULL: without an error
 *   where the variable is not set
 */
OmsPractice *
oms_practice_new_from_environment (GError **error)
{
  const char *path = g_getenv (VARIABLE);

  return path && *path ? oms_practice_new_from_file (path, error) : NULL;
}

/**
 * oms_practice_ref:
 * @self: a practice server's list
 *
 * Returns: (transfer full): @self
 */
OmsPractice *
oms_practice_ref (OmsPractice *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
practice_clear (gpointer data)
{
  OmsPractice *self = data;

  g_free (self->ca_file);
  g_ptr_array_unref (self->connect_to);
  g_ptr_array_unref (self->senders);
  g_ptr_array_unref (self->passwords);
}

/**
 * oms_practice_unref:
 * @self: (transfer full): a practice server's list
 */
void
oms_practice_unref (OmsPractice *self)
{
  g_atomic_rc_box_release_full (self, practice_clear);
}

/**
 * oms_practice_get_ca_file:
 * @self: a practice server's list
 *
 * Gets the file with the certificate of the authority that the practice server's certificates are
 * of.
 *
 * Returns: an absolute path
 */
const char *
oms_practice_get_ca_file (OmsPractice *self)
{
  return self->ca_file;
}

/**
 * oms_practice_get_connect_to:
 * @self: a practice server's list
 *
 * Gets where to connect in place of each server, in the form of libcurl's CONNECT_TO. The last
 * entry leads every other host nowhere.
 *
 * Returns: (transfer none): entries "HOST:PORT:127.0.0.1:LOCALPORT"
 */
const char * const *
oms_practice_get_connect_to (OmsPractice *self)
{
  return (const char * const *) self->connect_to->pdata;
}

/**
 * oms_practice_get_n_senders:
 * @self: a practice server's list
 *
 * Returns: the number of sample senders
 */
guint
oms_practice_get_n_senders (OmsPractice *self)
{
  return self->senders->len;
}

/**
 * oms_practice_get_sender:
 * @self: a practice server's list
 * @index: which one, less than [method@Practice.get_n_senders]
 *
 * Returns: (transfer none): a sample sender
 */
OmsSender *
oms_practice_get_sender (OmsPractice *self,
                         guint        index)
{
  g_return_val_if_fail (index < self->senders->len, NULL);

  return g_ptr_array_index (self->senders, index);
}

/**
 * oms_practice_get_password:
 * @self: a practice server's list
 * @index: which one, less than [method@Practice.get_n_senders]
 *
 * Gets the password that goes with a sample sender. It opens nothing but the practice server.
 *
 * Returns: a password, or the empty string
 */
const char *
oms_practice_get_password (OmsPractice *self,
                           guint        index)
{
  g_return_val_if_fail (index < self->passwords->len, NULL);

  return g_ptr_array_index (self->passwords, index);
}
