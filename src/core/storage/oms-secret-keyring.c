/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-secret"

#include "config.h"

#include "oms-secret-private.h"

#include "oms-error.h"

#include <glib/gi18n-lib.h>

/* What is in the keyring, how it is found, and what the keyring says. */

/* What was stored by other means, such as secret-tool, has no name of a schema. */
const SecretSchema oms_secret_schema = {
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

/**
 * oms_secret_dup_identity:
 * @sender: a sender
 *
 * Makes the attributes that find the items of a sender, whatever its settings were when they were
 * stored.
 *
 * Returns: (transfer full): the attributes
 */
GHashTable *
oms_secret_dup_identity (OmsSender *sender)
{
  return secret_attributes_build (&oms_secret_schema,
                                  "service", "smtp",
                                  "sender", oms_sender_get_id (sender),
                                  NULL);
}

/**
 * oms_secret_is_locked:
 * @item: what a search has found
 *
 * Looks whether the secret of an item could not be loaded because it is locked.
 *
 * Returns: %TRUE if it is locked
 */
gboolean
oms_secret_is_locked (SecretRetrievable *item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (SECRET_ITEM (item));
}

/**
 * oms_secret_new_locked_error:
 *
 * Makes the error for a keyring that is locked.
 *
 * Returns: (transfer full): %OMS_ERROR_KEYRING_LOCKED
 */
GError *
oms_secret_new_locked_error (void)
{
  return g_error_new_literal (OMS_ERROR, OMS_ERROR_KEYRING_LOCKED,
                              _("The keyring is locked, and was not unlocked."));
}

/**
 * oms_secret_translate_error:
 * @error: what libsecret says
 *
 * Puts into our words what happened. The keyring's own go to the debug log.
 *
 * Returns: (transfer full): one of the errors of [class@Secret]
 */
GError *
oms_secret_translate_error (const GError *error)
{
  g_debug ("The keyring said: %s", error->message);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return oms_secret_new_locked_error ();

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

/**
 * oms_secret_search:
 * @sender: a sender
 * @flags: whether to unlock and to load what is found
 * @task: what the search is for
 * @callback: called with a reference to @task as its data
 *
 * Searches the keyring for the items of a sender.
 */
void
oms_secret_search (OmsSender           *sender,
                   SecretSearchFlags    flags,
                   GTask               *task,
                   GAsyncReadyCallback  callback)
{
  g_autoptr (GHashTable) identity = oms_secret_dup_identity (sender);

  secret_password_searchv (&oms_secret_schema, identity, flags, g_task_get_cancellable (task),
                           callback, g_object_ref (task));
}
