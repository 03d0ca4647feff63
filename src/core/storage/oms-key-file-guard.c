/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-key-file-guard"
#define G_SETTINGS_ENABLE_BACKEND

#include "oms-key-file-guard.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/**
 * OmsKeyFileGuard:
 *
 * Keeps settings in a key file, as they are in a sandbox, while they are written.
 *
 * Where the disk is full, the backend of GLib (2.74 at least) replaces its file by what did fit,
 * which may be nothing, and goes on with the new values in memory. The guard holds a copy of the
 * file until it is known that the new one is complete.
 */
struct _OmsKeyFileGuard {
  char  *filename;
  char  *root_path;
  char  *root_group;
  GFile *file;
  GFile *copy;
};

/* Whether one group of the new file has what the old one had, but for what was to change. */
static gboolean
is_group_complete (GKeyFile   *before,
                   GKeyFile   *now,
                   const char *group,
                   GHashTable *changes)
{
  g_auto (GStrv) keys = g_key_file_get_keys (before, group, NULL, NULL);

  for (guint i = 0; keys[i]; i++) {
    g_autofree char *old_value = g_key_file_get_value (before, group, keys[i], NULL);
    g_autofree char *new_value = g_key_file_get_value (now, group, keys[i], NULL);

    if (changes && g_hash_table_contains (changes, keys[i]))
      continue;
    if (g_strcmp0 (old_value, new_value) != 0)
      return FALSE;
  }

  return TRUE;
}

static GSettingsBackend *
dup_key_file_backend (GSettingsBackend *backend)
{
  g_autoptr (GSettingsBackend) used = backend ? g_object_ref (backend)
                                              : g_settings_backend_get_default ();

  if (!g_str_equal (G_OBJECT_TYPE_NAME (used), "GKeyfileSettingsBackend"))
    return NULL;

  return g_steal_pointer (&used);
}

/**
 * oms_key_file_guard_may_write:
 * @backend: (nullable): where settings are kept, or %NULL for the person’s own
 *
 * Whether files may be made and replaced where the settings are.
 *
 * Returns: %FALSE if that folder cannot be written, %TRUE if it can or settings are in no file
 */
gboolean
oms_key_file_guard_may_write (GSettingsBackend *backend)
{
  g_autoptr (GSettingsBackend) used = dup_key_file_backend (backend);
  g_autofree char *filename = NULL;
  g_autofree char *folder = NULL;

  if (!used)
    return TRUE;

  g_object_get (used, "filename", &filename, NULL);
  folder = g_path_get_dirname (filename);
  return g_access (folder, W_OK) == 0;
}

/**
 * oms_key_file_guard_new:
 * @backend: (nullable): where settings are kept, or %NULL for the person’s own
 *
 * Makes a guard where one is needed.
 *
 * Returns: (transfer full) (nullable): the guard, or %NULL where settings are in no key file
 */
OmsKeyFileGuard *
oms_key_file_guard_new (GSettingsBackend *backend)
{
  g_autoptr (GSettingsBackend) used = dup_key_file_backend (backend);
  g_autofree char *copy_name = NULL;
  OmsKeyFileGuard *self;

  if (!used)
    return NULL;

  self = g_new0 (OmsKeyFileGuard, 1);
  g_object_get (used,
                "filename", &self->filename,
                "root-path", &self->root_path,
                "root-group", &self->root_group,
                NULL);
  copy_name = g_strconcat (self->filename, ".outgoing-mail", NULL);
  self->file = g_file_new_for_path (self->filename);
  self->copy = g_file_new_for_path (copy_name);
  return self;
}

/**
 * oms_key_file_guard_begin:
 * @self: a guard
 *
 * Copies the file, before anything is written.
 *
 * Returns: %FALSE if there is no room for a copy: then nothing may be written
 */
gboolean
oms_key_file_guard_begin (OmsKeyFileGuard *self)
{
  g_autoptr (GError) error = NULL;

  if (g_file_copy (self->file, self->copy, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error))
    return TRUE;

  g_debug ("The settings could not be copied: %s", error->message);
  g_file_delete (self->copy, NULL, NULL);
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/**
 * oms_key_file_guard_dup_reader:
 * @self: a guard
 *
 * Makes a backend that reads the file anew, since the one that wrote it believes what it wrote.
 *
 * Returns: (transfer full): a backend
 */
GSettingsBackend *
oms_key_file_guard_dup_reader (OmsKeyFileGuard *self)
{
  return g_keyfile_settings_backend_new (self->filename, self->root_path, self->root_group);
}

/**
 * oms_key_file_guard_is_complete:
 * @self: a guard
 * @path: the path of the settings that were written
 * @changes: the keys that were to change there
 *
 * Whether everything else is still in the file.
 *
 * Returns: %TRUE if it is
 */
gboolean
oms_key_file_guard_is_complete (OmsKeyFileGuard *self,
                                const char      *path,
                                GHashTable      *changes)
{
  g_autoptr (GKeyFile) before = g_key_file_new ();
  g_autoptr (GKeyFile) now = g_key_file_new ();
  g_autofree char *copy_name = g_file_get_path (self->copy);
  /* A group is called like the path, without the slashes at its ends. */
  g_autofree char *changed_group = g_strndup (path + 1, strlen (path) - 2);
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_file (before, copy_name, G_KEY_FILE_NONE, NULL))
    return TRUE;
  if (!g_key_file_load_from_file (now, self->filename, G_KEY_FILE_NONE, NULL))
    return FALSE;

  groups = g_key_file_get_groups (before, NULL);
  for (guint i = 0; groups[i]; i++) {
    gboolean changed = g_str_equal (groups[i], changed_group);

    if (!is_group_complete (before, now, groups[i], changed ? changes : NULL))
      return FALSE;
  }

  return TRUE;
}

/**
 * oms_key_file_guard_restore:
 * @self: a guard
 *
 * Puts the copy in place of the file.
 */
void
oms_key_file_guard_restore (OmsKeyFileGuard *self)
{
  g_file_move (self->copy, self->file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
}

/**
 * oms_key_file_guard_free:
 * @self: (transfer full): a guard
 *
 * Frees a guard, and deletes its copy.
 */
void
oms_key_file_guard_free (OmsKeyFileGuard *self)
{
  g_file_delete (self->copy, NULL, NULL);
  g_free (self->filename);
  g_free (self->root_path);
  g_free (self->root_group);
  g_object_unref (self->file);
  g_object_unref (self->copy);
  g_free (self);
}
