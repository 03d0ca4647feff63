/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-password"

#include "oms-password.h"

#include "oms-wipe.h"

#include <string.h>

/**
 * OmsPassword:
 *
 * A password, an access token or another secret: immutable, reference counted, and overwritten
 * when nobody needs it any more. Whoever keeps one keeps a reference and no copy, so that there is
 * one place in memory from the entry to the wire. References may be held by any thread.
 */
struct _OmsPassword {
  char  *text;
  gsize  length;
};

G_DEFINE_BOXED_TYPE (OmsPassword, oms_password, oms_password_ref, oms_password_unref)

static void
oms_password_clear (gpointer data)
{
  OmsPassword *self = data;

  oms_wipe_memory (self->text, self->length);
}

/**
 * oms_password_new:
 * @text: a secret, which is copied
 *
 * Returns: (transfer full): a password
 */
OmsPassword *
oms_password_new (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return oms_password_new_take (g_strdup (text));
}

/**
 * oms_password_new_take:
 * @text: (transfer full): a secret in memory of g_malloc(), which is not copied
 *
 * Returns: (transfer full): a password
 */
OmsPassword *
oms_password_new_take (char *text)
{
  OmsPassword *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_atomic_rc_box_new0 (OmsPassword);
  self->text = text;
  self->length = strlen (text);

  return self;
}

/**
 * oms_password_ref:
 * @self: a password
 *
 * Returns: (transfer full): the same, to be released with oms_password_unref()
 */
OmsPassword *
oms_password_ref (OmsPassword *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * oms_password_unref:
 * @self: (transfer full): a password
 *
 * Releases a reference, and with the last one wipes the memory.
 */
void
oms_password_unref (OmsPassword *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, oms_password_clear);
}

/**
 * oms_password_get_text:
 * @self: (nullable): a password
 *
 * Gets the secret itself, to be used and not to be copied.
 *
 * Returns: (nullable): what ends in NUL and is valid as long as the reference; %NULL for %NULL
 */
const char *
oms_password_get_text (const OmsPassword *self)
{
  return self ? self->text : NULL;
}
