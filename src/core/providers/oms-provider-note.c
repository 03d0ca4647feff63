/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-provider-note"

#include "config.h"

#include "oms-provider-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is said about a provider before the first test: the same words for the same need, and a
 * sentence of its own from data/providers. */

static char *
dup_password_note (OmsProvider *self)
{
  const char *name = oms_provider_get_name (self);

  switch (self->password_kind) {
  case OMS_PASSWORD_KIND_APP_PASSWORD:
  case OMS_PASSWORD_KIND_CODE:
    if (self->password_name == NULL)
      /* Translators: the name of a provider */
      return g_strdup_printf (_("%s wants an app password here, not the account password."),
                              name);
    /* Translators: the name of a provider, and what it calls its passwords for other programs */
    return g_strdup_printf (_("%1$s wants what it calls “%2$s” here, not the account password."),
                            name, gettext (self->password_name));
  case OMS_PASSWORD_KIND_EITHER:
    /* Translators: the name of a provider */
    return g_strdup_printf (_("With two-step verification turned on, %s wants an app password "
                              "here."),
                            name);
  case OMS_PASSWORD_KIND_OAUTH:
    /* Translators: the name of a provider */
    return g_strdup_printf (_("%s takes no passwords from mail programs: only sign-in with OAuth 2 "
                              "works."),
                            name);
  case OMS_PASSWORD_KIND_UNKNOWN:
  case OMS_PASSWORD_KIND_ACCOUNT:
  default:
    return NULL;
  }
}

/* The sentence of its own that is true on a day; NULL if there is none. */
static const char *
get_dated_note (OmsProvider *self,
                GDateTime   *today)
{
  g_autofree char *day = NULL;

  day = g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (today),
                         g_date_time_get_month (today), g_date_time_get_day_of_month (today));

  for (guint i = 0; i < self->notes->len; i++) {
    OmsProviderNote *note = g_ptr_array_index (self->notes, i);

    if ((note->from == NULL || strcmp (note->from, day) <= 0) &&
        (note->until == NULL || strcmp (day, note->until) <= 0))
      return gettext (note->text);
  }

  return NULL;
}

static void
add_sentence (GString *text,
              char    *sentence)
{
  if (sentence != NULL)
    g_string_append_printf (text, text->len > 0 ? " %s" : "%s", sentence);

  g_free (sentence);
}

/**
 * oms_provider_dup_note:
 * @self: a provider
 * @today: the day for which it shall be true
 *
 * Makes the sentences about what the provider needs, to be said before the first test.
 *
 * Returns: (transfer full) (nullable): the translated text, or %NULL if it needs nothing special
 */
char *
oms_provider_dup_note (OmsProvider *self,
                       GDateTime   *today)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (today != NULL, NULL);

  text = g_string_new (NULL);
  if (!self->takes_mail)
    /* Translators: the name of a provider */
    add_sentence (text, g_strdup_printf (_("%s takes no mail from other programs."),
                                         oms_provider_get_name (self)));
  if (self->switched_off)
    add_sentence (text, g_strdup (_("Access for mail programs must first be turned on in the "
                                    "settings of the mailbox.")));
  if (self->user_form == OMS_USER_FORM_FIXED)
    /* Translators: a word such as "apikey" */
    add_sentence (text, g_strdup_printf (_("The user name is always the word “%s”."),
                                         self->user_word));
  add_sentence (text, dup_password_note (self));
  add_sentence (text, g_strdup (get_dated_note (self, today)));

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
