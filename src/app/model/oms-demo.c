/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-demo"

#include "config.h"

#include "oms-demo.h"

static void
on_store_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!oms_secret_store_finish (OMS_SECRET (source), result, &error))
    g_warning ("Storing the password of a sample sender: %s", error->message);
}

/**
 * oms_demo_fill:
 * @practice: the practice server
 * @store: a store in memory
 * @secret: a keyring in memory
 *
 * Adds the sample senders of the practice server, with their passwords.
 */
void
oms_demo_fill (OmsPractice    *practice,
               OmsSenderStore *store,
               OmsSecret      *secret)
{
  for (guint i = 0; i < oms_practice_get_n_senders (practice); i++) {
    OmsSender *sender = oms_practice_get_sender (practice, i);
    const char *text = oms_practice_get_password (practice, i);
    g_autoptr (OmsPassword) password = text && *text ? oms_password_new (text) : NULL;
    g_autoptr (GError) error = NULL;

    if (!oms_sender_store_save (store, sender, &error))
      g_warning ("Storing a sample sender: %s", error->message);
    else if (password)
      oms_secret_store_async (secret, sender, password, NULL, on_store_ready, NULL);
  }
}
