/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-refusals"

#include "oms-refusals.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define FOLDER "outgoing-mail"
#define NAME "refused"
#define GROUP "Refused"
#define MAX_ENTRIES 100
#define MAX_FILE_SIZE (64 * 1024)
#define DIGEST_LENGTH 64   /* SHA-256, in hexadecimal */

/**
 * OmsRefusals:
 *
 * Which passwords were refused, when and why; each as a digest that is of no use without its key.
 * What is older than %OMS_REFUSAL_SECONDS is forgotten.
 *
 * They are kept in the file `outgoing-mail/refused` among the state of this person. A file that
 * makes no sense counts as empty, and is replaced when something is to be kept. Of two programs
 * that write at the same moment the later one wins.
 */
struct _OmsRefusals {
  GHashTable *entries;   /* digest → Entry */
};

typedef struct {
  gint64  time;    /* seconds since 1970 */
  char   *cause;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->cause);
  g_free (entry);
}

/* The same distance into the future counts, since a clock may have been set back. */
static gboolean
is_current (gint64 time,
            gint64 now)
{
  return time > now - OMS_REFUSAL_SECONDS && time < now + OMS_REFUSAL_SECONDS;
}

static gboolean
is_digest (const char *text)
{
  return strlen (text) == DIGEST_LENGTH && strspn (text, "0123456789abcdef") == DIGEST_LENGTH;
}

static gboolean
is_word (const char *text)
{
  return *text && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text);
}

static char *
build_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), FOLDER, NULL);
}

static char *
build_path (void)
{
  return g_build_filename (g_get_user_state_dir (), FOLDER, NAME, NULL);
}

static gboolean
is_readable (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && S_ISREG (status.st_mode) &&
         status.st_size <= MAX_FILE_SIZE;
}

static void
read_entry (OmsRefusals *self,
            GKeyFile    *file,
            const char  *digest,
            gint64       now)
{
  gsize n_parts;
  g_auto (GStrv) parts = g_key_file_get_string_list (file, GROUP, digest, &n_parts, NULL);
  gint64 time;

  if (!parts || n_parts != 2 || !is_digest (digest) || !is_word (parts[1]) ||
      !g_ascii_string_to_signed (parts[0], 10, 0, G_MAXINT64 / 2, &time, NULL) ||
      !is_current (time, now))
    return;

  oms_refusals_add (self, digest, parts[1], time);
}

static void
remove_oldest (OmsRefusals *self)
{
  GHashTableIter iter;
  gpointer digest, value;
  gpointer oldest = NULL;
  gint64 time = G_MAXINT64;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &digest, &value)) {
    if (((Entry *) value)->time >= time)
      continue;
    oldest = digest;
    time = ((Entry *) value)->time;
  }
  g_hash_table_remove (self->entries, oldest);
}

/**
 * oms_refusals_new:
 *
 * Returns: (transfer full): no refusals
 */
OmsRefusals *
oms_refusals_new (void)
{
  OmsRefusals *self = g_new0 (OmsRefusals, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);

  return self;
}

/**
 * oms_refusals_load:
 * @now: the time, in seconds since 1970
 *
 * Reads what is kept on disk.
 *
 * Returns: (transfer full): what is still to be remembered; may be nothing
 */
OmsRefusals *
oms_refusals_load (gint64 now)
{
  OmsRefusals *self = oms_refusals_new ();
  g_autofree char *path = build_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) digests = NULL;

  if (is_readable (path) && g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    digests = g_key_file_get_keys (file, GROUP, NULL, NULL);
  for (guint i = 0; digests && digests[i]; i++)
    read_entry (self, file, digests[i], now);

  return self;
}

/**
 * oms_refusals_free:
 * @self: (transfer full): refusals
 */
void
oms_refusals_free (OmsRefusals *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * oms_refusals_is_empty:
 * @self: refusals
 *
 * Returns: whether nothing was refused
 */
gboolean
oms_refusals_is_empty (OmsRefusals *self)
{
  return g_hash_table_size (self->entries) == 0;
}

/**
 * oms_refusals_find:
 * @self: refusals
 * @digest: of a password
 * @now: the time, in seconds since 1970
 * @time: (out): when it was refused
 *
 * Returns: (nullable): the id of the cause of a refusal that is still to be remembered, or %NULL
 */
const char *
oms_refusals_find (OmsRefusals *self,
                   const char  *digest,
                   gint64       now,
                   gint64      *time)
{
  Entry *entry = g_hash_table_lookup (self->entries, digest);

  if (!entry || !is_current (entry->time, now))
    return NULL;

  *time = entry->time;
  return entry->cause;
}

/**
 * oms_refusals_add:
 * @self: refusals
 * @digest: of a password
 * @cause: the id of the cause
 * @now: when it was refused, in seconds since 1970
 *
 * Adds a refusal. Of too many the oldest are forgotten.
 */
void
oms_refusals_add (OmsRefusals *self,
                  const char  *digest,
                  const char  *cause,
                  gint64       now)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->time = now;
  entry->cause = g_strdup (cause);
  g_hash_table_insert (self->entries, g_strdup (digest), entry);
  while (g_hash_table_size (self->entries) > MAX_ENTRIES)
    remove_oldest (self);
}

/**
 * oms_refusals_remove:
 * @self: refusals
 * @digest: of a password
 *
 * Returns: whether it had been there
 */
gboolean
oms_refusals_remove (OmsRefusals *self,
                     const char  *digest)
{
  return g_hash_table_remove (self->entries, digest);
}

static char *
write_text (OmsRefusals *self,
            gsize       *length)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  GHashTableIter iter;
  gpointer digest, value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &digest, &value)) {
    Entry *entry = value;
    g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, entry->time);
    const char * const parts[] = { time, entry->cause };

    g_key_file_set_string_list (file, GROUP, digest, parts, G_N_ELEMENTS (parts));
  }

  return g_key_file_to_data (file, length, NULL);
}

/**
 * oms_refusals_save:
 * @self: refusals
 * @error: return location for an error
 *
 * Keeps them on disk, in a file that only this person can read and that is either the old or the
 * new one. There is no file where there is nothing to keep.
 *
 * Returns: %FALSE with an error of %G_FILE_ERROR if it could not be written
 */
gboolean
oms_refusals_save (OmsRefusals  *self,
                   GError      **error)
{
  g_autofree char *folder = build_folder ();
  g_autofree char *path = build_path ();
  g_autofree char *text = NULL;
  gsize length;

  if (oms_refusals_is_empty (self)) {
    if (g_unlink (path) == 0 || errno == ENOENT)
      return TRUE;
  } else if (g_mkdir_with_parents (folder, 0700) == 0) {
    text = write_text (self, &length);
    return g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                     error);
  }

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}
