/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-refusal-words"

#include "oms-refusal-words.h"

#include <glib/gi18n.h>

/**
 * oms_refusal_words_new:
 * @host: the server
 * @refusal: when and why it refused the password
 *
 * Returns: (transfer full): translated words for it
 */
OmsRefusalWords *
oms_refusal_words_new (const char       *host,
                       const OmsRefusal *refusal)
{
  OmsRefusalWords *self = g_new0 (OmsRefusalWords, 1);
  g_autofree char *time = NULL;

  self->cause = refusal->cause;
  self->time = g_date_time_new_from_unix_local (refusal->time);
  time = g_date_time_format (self->time, "%X");
  self->headline = _("The Password Was Not Sent Again");
  self->explanation =
    /* Translators: %1$s is a server, %2$s a time of day. */
    g_strdup_printf (_("%1$s refused this password at %2$s. Many providers lock an account after a "
                       "few wrong passwords, so nothing was sent this time."), host, time);
  self->steps[0].title = _("Change the Password");
  self->steps[0].text = _("Enter the right one in the window, and save.");
  self->steps[1].title = _("Or Send It Again");
  self->steps[1].text = _("If the password is right and something else has changed, use the option "
                          "--again.");

  return self;
}

/**
 * oms_refusal_words_free:
 * @self: (transfer full): the words
 *
 * Frees the words.
 */
void
oms_refusal_words_free (OmsRefusalWords *self)
{
  g_date_time_unref (self->time);
  g_free (self->explanation);
  g_free (self);
}
