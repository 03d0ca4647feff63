/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-secret"

#include "config.h"

#include "oms-secret.h"

#include "oms-error.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

/**
 * OmsSecret:
 *
 * The passwords of senders, in the keyring of this person. What the keyring cannot keep is kept
 * in memory that is not swapped to disk, until the program ends; it is never written to a file.
 *
 * An item has the attributes `service` (“smtp”), `host`, `port`, `user` and `sender` (the id),
 * so that other programs find it by what they know. It is our own by `sender` alone: the rest
 * follows when the sender is changed.
 *
 * Errors are %OMS_ERROR_KEYRING_ABSENT, %OMS_ERROR_KEYRING_LOCKED (also where the person did not
 * unlock it when asked), %OMS_ERROR_KEYRING_FAILED and %G_IO_ERROR_CANCELLED.
 */
struct _OmsSecret {
  GObject     parent_instance;

  gboolean    memory_only;
  GHashTable *session;    /* id → SecretValue */
};

G_DEFINE_FINAL_TYPE (OmsSecret, oms_secret, G_TYPE_OBJECT)

/* What was stored by other means, such as secret-tool, has no name of a schema. */
static const SecretSchema schema = {
  OMS_APPLICATION_ID ".Sender", SECRET_SCHEMA_DONT_MATCH_NAME,
  {
    { "service", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "port", SECRET_SCHEMA_ATTRIBUTE_INTEGER },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "sender", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

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

/* What finds the items of a sender, whatever its settings were when they were stored. */
static GHashTable *
dup_identity (OmsSender *sender)
{
  return secret_attributes_build (&schema,
                                  "service", "smtp",
                                  "sender", oms_sender_get_id (sender),
                                  NULL);
}

static GHashTable *
dup_attributes (OmsSender *sender)
{
  return secret_attributes_build (&schema,
                                  "service", "smtp",
                                  "host", oms_sender_get_host (sender),
                                  "port", (int) oms_sender_get_effective_port (sender),
                                  "user", oms_sender_get_user (sender),
                                  "sender", oms_sender_get_id (sender),
                                  NULL);
}

/* The attributes of a found item that our schema knows, or NULL where they are those of @current. */
static GHashTable *
dup_outdated (SecretRetrievable *item,
              GHashTable        *current)
{
  g_autoptr (GHashTable) found = secret_retrievable_get_attributes (item);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean differs = FALSE;

  for (guint i = 0; schema.attributes[i].name; i++) {
    const char *name = schema.attributes[i].name;
    const char *value = g_hash_table_lookup (found, name);

    if (value)
      g_hash_table_insert (known, g_strdup (name), g_strdup (value));
    if (g_strcmp0 (value, g_hash_table_lookup (current, name)) != 0)
      differs = TRUE;
  }

  return differs ? g_steal_pointer (&known) : NULL;
}

static GError *
new_locked_error (void)
{
  return g_error_new_literal (OMS_ERROR, OMS_ERROR_KEYRING_LOCKED,
                              _("The keyring is locked, and was not unlocked."));
}

/* Our words for what happened; the keyring’s own are for the debug log. */
static GError *
translate_error (const GError *error)
{
  g_debug ("The keyring said: %s", error->message);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return new_locked_error ();

  /* No service, no session bus, or a service without any keyring. */
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED) ||
      g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
      error->domain == G_IO_ERROR)
    return g_error_new_literal (OMS_ERROR, OMS_ERROR_KEYRING_ABSENT,
                                _("There is no keyring on this desktop to keep passwords in."));

  return g_error_new_literal (OMS_ERROR, OMS_ERROR_KEYRING_FAILED,
                              _("The keyring did not work as it should."));
}

static gboolean
is_locked (SecretRetrievable *item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (SECRET_ITEM (item));
}

static void
on_retrieve_secret_ready (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  SecretValue *value;

  value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);
  if (error)
    g_task_return_error (task, translate_error (error));
  else if (!value)
    g_task_return_error (task, new_locked_error ());
  else
    g_task_return_pointer (task, secret_value_unref_to_password (value, NULL),
                           (GDestroyNotify) oms_secret_free);
}

static void
on_lookup_search_ready (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autolist (SecretRetrievable) items = NULL;
  g_autoptr (GError) error = NULL;

  items = secret_password_search_finish (result, &error);
  if (error)
    g_task_return_error (task, translate_error (error));
  else if (!items)
    g_task_return_pointer (task, NULL, NULL);
  else if (is_locked (items->data))
    g_task_return_error (task, new_locked_error ());
  else
    secret_retrievable_retrieve_secret (items->data, g_task_get_cancellable (task),
                                        on_retrieve_secret_ready, g_object_ref (task));
}

static void
on_exists_search_ready (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autolist (SecretRetrievable) items = NULL;
  g_autoptr (GError) error = NULL;

  items = secret_password_search_finish (result, &error);
  if (error)
    g_task_return_error (task, translate_error (error));
  else
    g_task_return_boolean (task, items != NULL);
}

static void
search (OmsSender           *sender,
        SecretSearchFlags    flags,
        GTask               *task,
        GAsyncReadyCallback  callback)
{
  g_autoptr (GHashTable) identity = dup_identity (sender);

  secret_password_searchv (&schema, identity, flags, g_task_get_cancellable (task),
                           callback, g_object_ref (task));
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
  secret_password_clearv (&schema, attributes, g_task_get_cancellable (task),
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
    g_task_return_error (task, translate_error (error));
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
    g_task_return_error (task, translate_error (error));
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
    g_task_return_error (task, error ? translate_error (error) : new_locked_error ());
    return;
  }

  g_hash_table_remove (self->session, oms_sender_get_id (data->sender));
  search (data->sender, SECRET_SEARCH_ALL, task, on_outdated_search_ready);
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
  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label,
                          secret_value_get_text (data->value), g_task_get_cancellable (task),
                          on_store_ready, g_object_ref (task));
}

static void
on_kept_lookup_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  StoreData *data = g_task_get_task_data (task);
  GError *error = NULL;
  char *password;

  password = oms_secret_lookup_finish (OMS_SECRET (source), result, &error);
  if (error) {
    g_task_return_error (task, error);
  } else if (!password) {
    g_task_return_boolean (task, TRUE);
  } else {
    data->value = secret_value_new (password, -1, "text/plain");
    oms_secret_free (password);
    store (task);
  }
}

static void
on_clear_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_password_clear_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error ? translate_error (error) : new_locked_error ());
}

static void
on_clear_search_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GHashTable) identity = dup_identity (g_task_get_task_data (task));
  g_autolist (SecretRetrievable) items = NULL;
  g_autoptr (GError) error = NULL;

  items = secret_password_search_finish (result, &error);
  if (error)
    g_task_return_error (task, translate_error (error));
  else if (!items)
    g_task_return_boolean (task, TRUE);
  else
    secret_password_clearv (&schema, identity, g_task_get_cancellable (task),
                            on_clear_ready, g_object_ref (task));
}

static void
oms_secret_finalize (GObject *object)
{
  OmsSecret *self = OMS_SECRET (object);

  g_hash_table_unref (self->session);

  G_OBJECT_CLASS (oms_secret_parent_class)->finalize (object);
}

static void
oms_secret_class_init (OmsSecretClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oms_secret_finalize;
}

static void
oms_secret_init (OmsSecret *self)
{
  /* A SecretValue is wiped when it is freed. */
  self->session = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) secret_value_unref);
}

/**
 * oms_secret_new:
 *
 * Opens the keyring of this person. Nothing is asked of it yet.
 *
 * Returns: (transfer full): the keyring
 */
OmsSecret *
oms_secret_new (void)
{
  return g_object_new (OMS_TYPE_SECRET, NULL);
}

/**
 * oms_secret_new_memory:
 *
 * Makes a keyring in memory, which touches nothing of this person.
 *
 * Returns: (transfer full): the keyring
 */
OmsSecret *
oms_secret_new_memory (void)
{
  OmsSecret *self = oms_secret_new ();

  self->memory_only = TRUE;
  return self;
}

/**
 * oms_secret_lookup_async:
 * @self: the keyring
 * @sender: a sender
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Gets the password of a sender. The desktop may ask the person to unlock the keyring.
 */
void
oms_secret_lookup_async (OmsSecret           *self,
                         OmsSender           *sender,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  SecretValue *value;

  g_return_if_fail (OMS_IS_SECRET (self));
  g_return_if_fail (OMS_IS_SENDER (sender));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oms_secret_lookup_async);

  value = g_hash_table_lookup (self->session, oms_sender_get_id (sender));
  if (value)
    g_task_return_pointer (task, secret_value_unref_to_password (secret_value_ref (value), NULL),
                           (GDestroyNotify) oms_secret_free);
  else if (self->memory_only)
    g_task_return_pointer (task, NULL, NULL);
  else
    search (sender, SECRET_SEARCH_UNLOCK, task, on_lookup_search_ready);
}

/**
 * oms_secret_lookup_finish:
 * @self: the keyring
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends [method@Secret.lookup_async].
 *
 * Returns: (transfer full) (nullable): the password, to be released with [func@secret_free], or
 *   %NULL; without an error that means that none is stored
 */
char *
oms_secret_lookup_finish (OmsSecret     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, oms_secret_lookup_async), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * oms_secret_exists_async:
 * @self: the keyring
 * @sender: a sender
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Finds out whether a sender has a password, without reading it and without asking the person
 * to unlock anything.
 */
void
oms_secret_exists_async (OmsSecret           *self,
                         OmsSender           *sender,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  gboolean here;

  g_return_if_fail (OMS_IS_SECRET (self));
  g_return_if_fail (OMS_IS_SENDER (sender));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oms_secret_exists_async);

  here = g_hash_table_contains (self->session, oms_sender_get_id (sender));
  if (here || self->memory_only)
    g_task_return_boolean (task, here);
  else
    search (sender, SECRET_SEARCH_NONE, task, on_exists_search_ready);
}

/**
 * oms_secret_exists_finish:
 * @self: the keyring
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends [method@Secret.exists_async].
 *
 * Returns: %TRUE if there is a password
 */
gboolean
oms_secret_exists_finish (OmsSecret     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, oms_secret_exists_async), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
                        const char          *password,
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

  data->value = secret_value_new (password, -1, "text/plain");
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

/**
 * oms_secret_clear_async:
 * @self: the keyring
 * @sender: a sender
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Forgets the password of a sender. The desktop may ask the person to unlock the keyring.
 */
void
oms_secret_clear_async (OmsSecret           *self,
                        OmsSender           *sender,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (OMS_IS_SECRET (self));
  g_return_if_fail (OMS_IS_SENDER (sender));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oms_secret_clear_async);
  g_task_set_task_data (task, oms_sender_copy (sender), g_object_unref);

  g_hash_table_remove (self->session, oms_sender_get_id (sender));
  if (self->memory_only)
    g_task_return_boolean (task, TRUE);
  else
    search (sender, SECRET_SEARCH_NONE, task, on_clear_search_ready);
}

/**
 * oms_secret_clear_finish:
 * @self: the keyring
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends [method@Secret.clear_async].
 *
 * Returns: %TRUE if there is no password any more
 */
gboolean
oms_secret_clear_finish (OmsSecret     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, oms_secret_clear_async), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * oms_secret_is_session_only:
 * @self: the keyring
 * @sender: a sender
 *
 * Whether the password of a sender is lost when the program ends.
 *
 * Returns: %TRUE if it is only in memory
 */
gboolean
oms_secret_is_session_only (OmsSecret *self,
                            OmsSender *sender)
{
  g_return_val_if_fail (OMS_IS_SECRET (self), FALSE);
  g_return_val_if_fail (OMS_IS_SENDER (sender), FALSE);

  return g_hash_table_contains (self->session, oms_sender_get_id (sender));
}

/**
 * oms_secret_free:
 * @password: (transfer full) (nullable): a password
 *
 * Wipes and frees a password, wherever its memory came from.
 */
void
oms_secret_free (char *password)
{
  secret_password_free (password);
}
