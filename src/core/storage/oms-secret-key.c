/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-secret"

#include "config.h"

#include "oms-secret-private.h"

#include "oms-wipe.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

/* The key of what is remembered about refused passwords: an item of its own, which nobody is ever
 * asked to unlock. */

#define KEY_BYTES 32
#define KEY_LENGTH 44   /* in base64 */

static const SecretSchema key_schema = {
  OMS_APPLICATION_ID ".Key", SECRET_SCHEMA_NONE,
  {
    { "purpose", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static GHashTable *
dup_key_attributes (void)
{
  return secret_attributes_build (&key_schema, "purpose", "refused-passwords", NULL);
}

static void
return_nothing (GTask *task)
{
  g_task_return_pointer (task, NULL, NULL);
}

static void
on_store_key_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  OmsPassword *key = g_task_get_task_data (task);

  if (secret_password_store_finish (result, &error))
    g_task_return_pointer (task, oms_password_ref (key), (GDestroyNotify) oms_password_unref);
  else
    g_task_return_error (task, error ? oms_secret_translate_error (error)
                                     : oms_secret_new_locked_error ());
}

static void
store_new_key (GTask *task)
{
  g_autoptr (GHashTable) attributes = dup_key_attributes ();
  OmsPassword *key = oms_secret_new_key ();

  g_task_set_task_data (task, key, (GDestroyNotify) oms_password_unref);
  secret_password_storev (&key_schema, attributes, SECRET_COLLECTION_DEFAULT,
                          /* Translators: how an item is called in the keyring; it is there to
                           * recognise passwords that a server has refused. */
                          _("Outgoing Mail: key for recognising refused passwords"),
                          oms_password_get_text (key), g_task_get_cancellable (task),
                          on_store_key_ready, g_object_ref (task));
}

static void
on_collection_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);

  if (error)
    g_task_return_error (task, oms_secret_translate_error (error));
  else if (!collection || secret_collection_get_locked (collection))
    return_nothing (task);
  else
    store_new_key (task);
}

/* Where libsecret keeps an encrypted file in place of asking a service, by its own rules: nothing
 * can be locked there. */
static gboolean
is_file (void)
{
  return g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0 || g_getenv ("SNAP_NAME") ||
         g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/* To store something in a locked keyring, or where there is none yet, would open a dialog. */
static void
make_key (GTask *task)
{
  if (is_file ())
    store_new_key (task);
  else
    secret_collection_for_alias (NULL, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                 g_task_get_cancellable (task), on_collection_ready,
                                 g_object_ref (task));
}

static gboolean
may_make (GTask *task)
{
  return g_task_get_source_tag (task) == oms_secret_ensure_key_async;
}

static void
on_retrieve_key_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value =
    secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);
  const char *text = value ? secret_value_get_text (value) : NULL;

  if (error)
    g_task_return_error (task, oms_secret_translate_error (error));
  else if (text && strlen (text) == KEY_LENGTH)
    g_task_return_pointer (task, oms_password_new (text), (GDestroyNotify) oms_password_unref);
  else if (may_make (task))
    make_key (task);
  else
    return_nothing (task);
}

static void
on_key_search_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autolist (SecretRetrievable) items = NULL;
  g_autoptr (GError) error = NULL;

  items = secret_password_search_finish (result, &error);
  if (error)
    g_task_return_error (task, oms_secret_translate_error (error));
  else if (items && oms_secret_is_locked (items->data))
    return_nothing (task);
  else if (items)
    secret_retrievable_retrieve_secret (items->data, g_task_get_cancellable (task),
                                        on_retrieve_key_ready, g_object_ref (task));
  else if (may_make (task))
    make_key (task);
  else
    return_nothing (task);
}

static void
search_key (OmsSecret *self,
            GTask     *task)
{
  g_autoptr (GHashTable) attributes = dup_key_attributes ();

  if (self->memory_only)
    return_nothing (task);
  else
    secret_password_searchv (&key_schema, attributes, SECRET_SEARCH_NONE,
                             g_task_get_cancellable (task), on_key_search_ready,
                             g_object_ref (task));
}

/**
 * oms_secret_new_key:
 *
 * Makes a key that nobody can guess: 32 random bytes, in base64.
 *
 * Returns: (transfer full): the key
 */
OmsPassword *
oms_secret_new_key (void)
{
  guchar *bytes = g_malloc (KEY_BYTES);
  OmsPassword *key;

  while (getrandom (bytes, KEY_BYTES, 0) != KEY_BYTES) {
    if (errno != EINTR)
      g_error ("The system has no random bytes: %s", g_strerror (errno));
  }
  key = oms_password_new_take (g_base64_encode (bytes, KEY_BYTES));
  oms_wipe_memory (bytes, KEY_BYTES);

  return key;
}

/**
 * oms_secret_lookup_key_async:
 * @self: the keyring
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Gets the key with which refused passwords are remembered. Nobody is asked to unlock anything.
 */
void
oms_secret_lookup_key_async (OmsSecret           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (OMS_IS_SECRET (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oms_secret_lookup_key_async);
  search_key (self, task);
}

/**
 * oms_secret_ensure_key_async:
 * @self: the keyring
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Like [method@Secret.lookup_key_async], but makes and stores a key where there is none.
 */
void
oms_secret_ensure_key_async (OmsSecret           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (OMS_IS_SECRET (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oms_secret_ensure_key_async);
  search_key (self, task);
}

/**
 * oms_secret_key_finish:
 * @self: the keyring
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends [method@Secret.lookup_key_async] and [method@Secret.ensure_key_async].
 *
 * Returns: (transfer full) (nullable): the key, or %NULL; without an error that means that there
 *   is none, or that the keyring is locked
 */
OmsPassword *
oms_secret_key_finish (OmsSecret     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
