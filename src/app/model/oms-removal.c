/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-removal"

#include "config.h"

#include "oms-removal.h"

/**
 * OmsRemoval:
 *
 * A sender that was removed, and can be brought back: its settings are gone from the store,
 * its password stays in the keyring until the removal is complete.
 */
struct _OmsRemoval {
  GObject         parent_instance;

  OmsSenderStore *store;
  OmsSecret      *secret;
  OmsSender      *sender;
  guint           position;      /* where it was */
  gboolean        was_default;
  gboolean        over;          /* undone or complete */
};

G_DEFINE_FINAL_TYPE (OmsRemoval, oms_removal, G_TYPE_OBJECT)

static guint
find_position (OmsSenderStore *store,
               OmsSender      *sender)
{
  guint n_senders = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint position = 0;

  for (; position < n_senders; position++) {
    g_autoptr (OmsSender) other = g_list_model_get_item (G_LIST_MODEL (store), position);

    if (other == sender)
      break;
  }

  return position;
}

static void
oms_removal_finalize (GObject *object)
{
  OmsRemoval *self = OMS_REMOVAL (object);

  g_clear_object (&self->store);
  g_clear_object (&self->secret);
  g_clear_object (&self->sender);

  G_OBJECT_CLASS (oms_removal_parent_class)->finalize (object);
}

static void
oms_removal_class_init (OmsRemovalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oms_removal_finalize;
}

static void
oms_removal_init (OmsRemoval *self)
{
}

/**
 * oms_removal_new:
 * @store: where the sender is stored
 * @secret: where its password is
 * @sender: a stored sender
 * @error: return location; the errors of [method@SenderStore.remove]
 *
 * Removes a sender from the store.
 *
 * Returns: (transfer full) (nullable): what can be undone, or %NULL if it could not be removed
 */
OmsRemoval *
oms_removal_new (OmsSenderStore  *store,
                 OmsSecret       *secret,
                 OmsSender       *sender,
                 GError         **error)
{
  g_autoptr (OmsRemoval) self = g_object_new (OMS_TYPE_REMOVAL, NULL);

  self->store = g_object_ref (store);
  self->secret = g_object_ref (secret);
  self->sender = oms_sender_copy (sender);
  self->position = find_position (store, sender);
  self->was_default = oms_sender_store_get_default (store) == sender;

  return oms_sender_store_remove (store, sender, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * oms_removal_get_sender:
 * @self: a removal
 *
 * Returns: (transfer none): a copy of the sender, as it was
 */
OmsSender *
oms_removal_get_sender (OmsRemoval *self)
{
  g_return_val_if_fail (OMS_IS_REMOVAL (self), NULL);

  return self->sender;
}

/**
 * oms_removal_undo:
 * @self: a removal that is not complete
 * @error: return location; the errors of [method@SenderStore.save]
 *
 * Brings the sender back to where it was, with its password.
 *
 * Returns: whether it is back
 */
gboolean
oms_removal_undo (OmsRemoval  *self,
                  GError     **error)
{
  OmsSender *sender;

  g_return_val_if_fail (OMS_IS_REMOVAL (self), FALSE);
  g_return_val_if_fail (!self->over, FALSE);

  if (!oms_sender_store_restore (self->store, self->sender, self->position, error))
    return FALSE;

  self->over = TRUE;
  sender = oms_sender_store_find (self->store, oms_sender_get_id (self->sender));

  return !self->was_default || oms_sender_store_get_default (self->store) == sender ||
         oms_sender_store_set_default (self->store, sender, error);
}

static void
on_clear_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GApplication) application = user_data;
  g_autoptr (GError) error = NULL;

  if (!oms_secret_clear_finish (OMS_SECRET (source), result, &error) && error)
    g_message ("A password could not be removed from the keyring: %s", error->message);
  if (application)
    g_application_release (application);
}

/**
 * oms_removal_complete:
 * @self: a removal
 *
 * Removes the password, too, unless the removal was undone. The program does not end before
 * the keyring has answered.
 */
void
oms_removal_complete (OmsRemoval *self)
{
  GApplication *application = g_application_get_default ();

  g_return_if_fail (OMS_IS_REMOVAL (self));

  if (self->over)
    return;

  self->over = TRUE;
  if (application)
    g_application_hold (application);
  oms_secret_clear_async (self->secret, self->sender, NULL, on_clear_ready,
                          application ? g_object_ref (application) : NULL);
}
