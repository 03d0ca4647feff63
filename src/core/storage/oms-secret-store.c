/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-secret"

#include "config.h"

#include "oms-secret-private.h"

#include <glib/gi18n-lib.h>

/* Storing a password: the item itself, and then what is left of older ones. */

typedef struct {
  OmsSender   *sender;    /* as it was when the call was made */
  SecretValue *value;
  GPtrArray   *outdated;  /* attributes of items to remove */
} StoreData;

static void
store_data_free (gpointer user_data)
{
  StoreData *data = user_data;

  g_object_unref (data->sender);
  g_clear_pointer (&data->value, secret_value_unref);
  g_ptr_array_unref (data->outdated);
  g_free (data);
}

static GHashTable *
dup_attributes (OmsSender *sender)
{
  return secret_attributes_build (&oms_secret_schema,
                                  "service", "smtp",
                                  "host", oms_sender_get_host (sender),
                                  "port", (int) oms_sender_get_effective_port (sender),
                                  "user", oms_sender_get_user (sender),
                                  "sender", oms_sender_get_id (sender),
                                  NULL);
}

/* The attributes of a found item that our schema knows, or NULL where they are those of
 * @current. */
static GHashTable *
dup_outdated (SecretRetrievable *item,
              GHashTable        *current)
{
  g_autoptr (GHashTable) found = secret_retrievable_get_attributes (item);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean differs = FALSE;

  for (guint i = 0; oms_secret_schema.attributes[i].name; i++) {
    const char *name = oms_secret_schema.attributes[i].name;
    const char *value = g_hash_table_lookup (found, name);

    if (value)
      g_hash_table_insert (known, g_strdup (name), g_strdup (value));
    if (g_strcmp0 (value, g_hash_table_lookup (current, name)) != 0)
      differs = TRUE;
  }

  return differs ? g_steal_pointer (&known) : NULL;
}

static void
on_clear_outdated_ready (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data);

static void
clear_outdated (GTask *task)
{
  StoreData *data = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = NULL;

  if (data->outdated->len == 0) {
    g_task_return_boolean (task, TRUE);
    return;
  }

  attributes = g_ptr_array_steal_index (data->outdated, 0);
  secret_password_clearv (&oms_secret_schema, attributes, g_task_get_cancellable (task),
                          on_clear_outdated_ready, g_object_ref (task));
}

static void
on_clear_outdated_ready (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error)
    g_task_return_error (task, oms_secret_translate_error (error));
  else
    clear_outdated (task);
}

static void
on_outdated_search_ready (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  StoreData *data = g_task_get_task_data (task);
  g_autoptr (GHashTable) current = dup_attributes (data->sender);
  g_autolist (SecretRetrievable) items = NULL;
  g_autoptr (GError) error = NULL;

  items = secret_password_search_finish (result, &error);
  if (error) {
    g_task_return_error (task, oms_secret_translate_error (error));
    return;
  }

  for (GList *l = items; l; l = l->next) {
    GHashTable *outdated = dup_outdated (l->data, current);

    if (outdated)
      g_ptr_array_add (data->outdated, outdated);
  }
  clear_outdated (task);
}

static void
keep_for_session (OmsSecret   *self,
                  OmsSender   *sender,
                  SecretValue *value)
{
  g_hash_table_insert (self->session, g_strdup (oms_sender_get_id (sender)),
                       secret_value_ref (value));
}

static void
on_store_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  OmsSecret *self = g_task_get_source_object (task);
  StoreData *data = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error)) {
    keep_for_session (self, data->sender, data->value);
    g_task_return_error (task, error ? oms_secret_translate_error (error)
                                     : oms_secret_new_locked_error ());
    return;
  }

  g_hash_table_remove (self->session, oms_sender_get_id (data->sender));
  oms_secret_search (data->sender, SECRET_SEARCH_ALL, task, on_outdated_search_ready);
}

static void
store (GTask *task)
{
  OmsSecret *self = g_task_get_source_object (task);
  StoreData *data = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = dup_attributes (data->sender);
  g_autofree char *label = NULL;

  if (self->memory_only) {
    keep_for_session (self, data->sender, data->value);
    g_task_return_boolean (task, TRUE);
    return;
  }

  /* Translators: how a password is called in the keyring: the user name, then the server. */
  label = g_strdup_printf (_("Outgoing Mail: %s on %s"), oms_sender_get_user (data->sender),
                           oms_sender_get_host (data->sender));
  secret_password_storev (&oms_secret_schema, attributes, SECRET_COLLECTION_DEFAULT, label,
                          secret_value_get_text (data->value), g_task_get_cancellable (task),
                          on_store_ready, g_object_ref (task));
}

/* A copy in memory that is never swapped to disk, as libsecret wants it. */
static SecretValue *
new_value (OmsPassword *password)
{
  return secret_value_new (oms_password_get_text (password), -1, "text/plain");
}

static void
on_kept_lookup_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  StoreData *data = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OmsPassword) password =
    oms_secret_lookup_finish (OMS_SECRET (source), result, &error);

  if (error) {
    g_task_return_error (task, error);
  } else if (!password) {
    g_task_return_boolean (task, TRUE);
  } else {
    data->value = new_value (password);
    store (task);
  }
}

/**
 * oms_secret_store_async:
 * @self: the keyring
 * @sender: a sender
 * @password: (nullable): its password, or %NULL for the one that is stored already
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Stores the password of a sender, in place of what was stored for it before under whatever
 * server and user name. With %NULL, only the attributes follow a sender that was changed.
 *
 * A password that could not be stored is kept until the program ends: see
 * [method@Secret.is_session_only].
 */
void
oms_secret_store_async (OmsSecret           *self,
                        OmsSender           *sender,
                        OmsPassword         *password,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  StoreData *data;

  g_return_if_fail (OMS_IS_SECRET (self));
  g_return_if_fail (OMS_IS_SENDER (sender));

  data = g_new0 (StoreData, 1);
  data->sender = oms_sender_copy (sender);
  data->outdated = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oms_secret_store_async);
  g_task_set_task_data (task, data, store_data_free);

  if (!password) {
    oms_secret_lookup_async (self, sender, cancellable, on_kept_lookup_ready,
                             g_steal_pointer (&task));
    return;
  }

  data->value = new_value (password);
  store (task);
}

/**
 * oms_secret_store_finish:
 * @self: the keyring
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends [method@Secret.store_async].
 *
 * Returns: %TRUE if it is stored
 */
gboolean
oms_secret_store_finish (OmsSecret     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, oms_secret_store_async), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
