/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-guard"

#include "config.h"

#include "oms-guard.h"

/**
 * OmsGuard:
 *
 * Remembers, until the program ends, which password which server has rejected, so that nobody
 * sends it again without noticing: providers lock accounts after a few of those.
 *
 * Only a keyed digest is kept, with a key of this run of the program.
 */
struct _OmsGuard {
  GObject     parent_instance;

  GHashTable *rejected;
  guint32     key[8];
};

G_DEFINE_FINAL_TYPE (OmsGuard, oms_guard, G_TYPE_OBJECT)

static char *
dup_digest (OmsGuard    *self,
            OmsSender   *sender,
            OmsPassword *password)
{
  g_autoptr (GHmac) hmac =
    g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) self->key, sizeof self->key);
  const char *secret = oms_password_get_text (password);
  g_autofree char *host = g_ascii_strdown (oms_sender_get_host (sender), -1);
  const char *user = oms_sender_get_user (sender);

  /* With their final NULs, so that no two sets of parts look the same. */
  g_hmac_update (hmac, (const guchar *) host, strlen (host) + 1);
  g_hmac_update (hmac, (const guchar *) user, strlen (user) + 1);
  g_hmac_update (hmac, (const guchar *) secret, strlen (secret) + 1);

  return g_strdup (g_hmac_get_string (hmac));
}

static void
oms_guard_finalize (GObject *object)
{
  OmsGuard *self = OMS_GUARD (object);

  g_hash_table_unref (self->rejected);

  G_OBJECT_CLASS (oms_guard_parent_class)->finalize (object);
}

static void
oms_guard_class_init (OmsGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oms_guard_finalize;
}

static void
oms_guard_init (OmsGuard *self)
{
  self->rejected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (self->key); i++)
    self->key[i] = g_random_int ();
}

OmsGuard *
oms_guard_new (void)
{
  return g_object_new (OMS_TYPE_GUARD, NULL);
}

/**
 * oms_guard_was_rejected:
 * @self: a guard
 * @sender: with which server and user name
 * @password: a password
 *
 * Returns: whether that server has rejected this password of this user
 */
gboolean
oms_guard_was_rejected (OmsGuard    *self,
                        OmsSender   *sender,
                        OmsPassword *password)
{
  g_autofree char *digest = NULL;

  g_return_val_if_fail (OMS_IS_GUARD (self), FALSE);
  g_return_val_if_fail (OMS_IS_SENDER (sender), FALSE);
  g_return_val_if_fail (password != NULL, FALSE);

  digest = dup_digest (self, sender, password);
  return g_hash_table_contains (self->rejected, digest);
}

/**
 * oms_guard_set_rejected:
 * @self: a guard
 * @sender: with which server and user name
 * @password: a password
 * @rejected: whether it was rejected, or accepted
 *
 * Remembers how a server answered.
 */
void
oms_guard_set_rejected (OmsGuard    *self,
                        OmsSender   *sender,
                        OmsPassword *password,
                        gboolean     rejected)
{
  g_autofree char *digest = NULL;

  g_return_if_fail (OMS_IS_GUARD (self));
  g_return_if_fail (OMS_IS_SENDER (sender));
  g_return_if_fail (password != NULL);

  digest = dup_digest (self, sender, password);
  if (rejected)
    g_hash_table_add (self->rejected, g_steal_pointer (&digest));
  else
    g_hash_table_remove (self->rejected, digest);
}
