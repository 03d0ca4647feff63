/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-secret"

#include "config.h"

#include "oms-secret-private.h"

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
G_DEFINE_FINAL_TYPE (OmsSecret, oms_secret, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_MEMORY_ONLY,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* What is not text is no password. */
static void
return_password (GTask       *task,
                 SecretValue *value)
{
  const char *text = secret_value_get_text (value);

  g_task_return_pointer (task, text ? oms_password_new (text) : NULL,
                         (GDestroyNotify) oms_password_unref);
}

static void
on_retrieve_secret_ready (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value =
    secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);

  if (error)
    g_task_return_error (task, oms_secret_translate_error (error));
  else if (!value)
    g_task_return_error (task, oms_secret_new_locked_error ());
  else
    return_password (task, value);
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
    g_task_return_error (task, oms_secret_translate_error (error));
  else if (!items)
    g_task_return_pointer (task, NULL, NULL);
  else if (oms_secret_is_locked (items->data))
    g_task_return_error (task, oms_secret_new_locked_error ());
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
    g_task_return_error (task, oms_secret_translate_error (error));
  else
    g_task_return_boolean (task, items != NULL);
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
    g_task_return_error (task, error ? oms_secret_translate_error (error)
                                     : oms_secret_new_locked_error ());
}

static void
on_clear_search_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GHashTable) identity = oms_secret_dup_identity (g_task_get_task_data (task));
  g_autolist (SecretRetrievable) items = NULL;
  g_autoptr (GError) error = NULL;

  items = secret_password_search_finish (result, &error);
  if (error)
    g_task_return_error (task, oms_secret_translate_error (error));
  else if (!items)
    g_task_return_boolean (task, TRUE);
  else
    secret_password_clearv (&oms_secret_schema, identity, g_task_get_cancellable (task),
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
oms_secret_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  OmsSecret *self = OMS_SECRET (object);

  switch (prop_id) {
  case PROP_MEMORY_ONLY:
    g_value_set_boolean (value, self->memory_only);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_secret_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  OmsSecret *self = OMS_SECRET (object);

  switch (prop_id) {
  case PROP_MEMORY_ONLY:
    self->memory_only = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_secret_class_init (OmsSecretClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = oms_secret_finalize;
  object_class->get_property = oms_secret_get_property;
  object_class->set_property = oms_secret_set_property;

  /**
   * OmsSecret:memory-only:
   *
   * Whether this keyring is in memory, and touches nothing of this person.
   */
  props[PROP_MEMORY_ONLY] =
    g_param_spec_boolean ("memory-only", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
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
  return g_object_new (OMS_TYPE_SECRET, "memory-only", TRUE, NULL);
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
    return_password (task, value);
  else if (self->memory_only)
    g_task_return_pointer (task, NULL, NULL);
  else
    oms_secret_search (sender, SECRET_SEARCH_UNLOCK, task, on_lookup_search_ready);
}

/**
 * oms_secret_lookup_finish:
 * @self: the keyring
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends [method@Secret.lookup_async].
 *
 * Returns: (transfer full) (nullable): the password, or %NULL; without an error that means that
 *   none is stored
 */
OmsPassword *
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
    oms_secret_search (sender, SECRET_SEARCH_NONE, task, on_exists_search_ready);
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
    oms_secret_search (sender, SECRET_SEARCH_NONE, task, on_clear_search_ready);
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
