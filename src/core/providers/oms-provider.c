/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-provider"

#include "config.h"

#include "oms-provider-private.h"

#include "oms-nick.h"
#include "oms-providers-enum-types.h"
#include "oms-typed.h"
#include "oms-wipe.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * OmsProvider:
 *
 * One entry of the [class@Catalogue]: a mail service with its servers, what it wants as user name
 * and password, and its own pages about that. Immutable, so safe from every thread.
 */

G_DEFINE_FINAL_TYPE (OmsProvider, oms_provider, G_TYPE_OBJECT)

/**
 * oms_provider_note_free:
 * @note: (transfer full): a note
 *
 * Frees a note.
 */
void
oms_provider_note_free (OmsProviderNote *note)
{
  g_free (note->from);
  g_free (note->until);
  g_free (note->text);
  g_free (note);
}

static void
endpoint_clear (gpointer data)
{
  OmsEndpoint *endpoint = data;

  g_free ((char *) endpoint->host);
}

static char *
remove_blanks (const char *password)
{
  /* As long as the original: nothing is reallocated, which would leave unwiped copies behind. */
  char *result = g_malloc0 (strlen (password) + 1);
  char *end = result;

  for (const char *p = password; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!oms_typed_is_blank (c))
      end += g_unichar_to_utf8 (c, end);
  }

  return result;
}

static gboolean
has_shape (OmsProvider *self,
           const char  *password)
{
  g_autofree char *pattern = g_strconcat ("^(?:", self->password_shape, ")\\z", NULL);

  return g_regex_match_simple (pattern, password, 0, 0);
}

static void
oms_provider_finalize (GObject *object)
{
  OmsProvider *self = OMS_PROVIDER (object);

  g_free (self->id);
  g_free (self->family);
  g_free (self->name);
  g_strfreev (self->domains);
  g_strfreev (self->mail_exchangers);
  g_strfreev (self->hosts);
  g_array_unref (self->endpoints);
  g_array_unref (self->candidates);
  g_free (self->user_word);
  g_free (self->password_name);
  g_free (self->password_shape);
  g_free (self->app_password_url);
  g_free (self->two_step_url);
  g_free (self->help_url);
  g_free (self->switch_on_url);
  g_ptr_array_unref (self->notes);
  g_free (self->limits);

  G_OBJECT_CLASS (oms_provider_parent_class)->finalize (object);
}

static void
oms_provider_class_init (OmsProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = oms_provider_finalize;
}

static void
oms_provider_init (OmsProvider *self)
{
  self->endpoints = g_array_new (FALSE, FALSE, sizeof (OmsEndpoint));
  g_array_set_clear_func (self->endpoints, endpoint_clear);
  self->candidates = g_array_new (FALSE, FALSE, sizeof (OmsEndpoint));
  g_array_set_clear_func (self->candidates, endpoint_clear);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) oms_provider_note_free);
  self->takes_mail = TRUE;
}

/**
 * oms_password_kind_to_id:
 * @kind: what a provider wants
 *
 * Gets the word that the catalogue and the rules of the diagnosis use for it.
 *
 * Returns: a word such as "app-password"
 */
const char *
oms_password_kind_to_id (OmsPasswordKind kind)
{
  return oms_enum_to_nick (OMS_TYPE_PASSWORD_KIND, kind);
}

/**
 * oms_provider_get_id:
 * @self: a provider
 *
 * Gets the word by which rules, settings and tests know it, such as "gmail".
 *
 * Returns: its id, never changed once released
 */
const char *
oms_provider_get_id (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);

  return self->id;
}

/**
 * oms_provider_get_family:
 * @self: a provider
 *
 * Gets the name of the family of services that share servers, accounts or wording, such as "google"
 * for Gmail and Google Workspace.
 *
 * Returns: the family, or the id of a provider that stands alone
 */
const char *
oms_provider_get_family (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);

  return self->family ? self->family : self->id;
}

/**
 * oms_provider_get_name:
 * @self: a provider
 *
 * Gets its name, for people.
 *
 * Returns: the name, translated where it has words
 */
const char *
oms_provider_get_name (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);

  return gettext (self->name);
}

/**
 * oms_provider_takes_mail:
 * @self: a provider
 *
 * Whether other programs can send mail through it at all. Some services have no SMTP.
 *
 * Returns: %FALSE where no settings will ever work
 */
gboolean
oms_provider_takes_mail (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), FALSE);

  return self->takes_mail;
}

/**
 * oms_provider_get_endpoints:
 * @self: a provider
 * @n_endpoints: (out): how many there are
 *
 * Gets its servers, best first. There are none where the name of the server differs from account to
 * account, and where [method@Provider.takes_mail] is %FALSE.
 *
 * Returns: (array length=n_endpoints) (nullable) (transfer none): the servers
 */
const OmsEndpoint *
oms_provider_get_endpoints (OmsProvider *self,
                            gsize       *n_endpoints)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);

  *n_endpoints = self->endpoints->len;
  return (gconstpointer) self->endpoints->data;
}

/**
 * oms_provider_get_candidates:
 * @self: a provider
 * @n_candidates: (out): how many there are
 *
 * Gets servers that the provider is said to have, but that nobody has checked: to be tried without
 * credentials, never to be filled in without a try.
 *
 * Returns: (array length=n_candidates) (nullable) (transfer none): the servers
 */
const OmsEndpoint *
oms_provider_get_candidates (OmsProvider *self,
                             gsize       *n_candidates)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);

  *n_candidates = self->candidates->len;
  return (gconstpointer) self->candidates->data;
}

static gboolean
has_endpoint (GArray     *endpoints,
              const char *host)
{
  for (guint i = 0; i < endpoints->len; i++) {
    if (g_str_equal (g_array_index (endpoints, OmsEndpoint, i).host, host))
      return TRUE;
  }

  return FALSE;
}

/**
 * oms_provider_has_host:
 * @self: a provider
 * @host: the name of a server, as A-labels in lower case
 *
 * Whether customers of the provider use a server, which can be shared with other providers.
 *
 * Returns: %TRUE if it is one of its servers
 */
gboolean
oms_provider_has_host (OmsProvider *self,
                       const char  *host)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), FALSE);
  g_return_val_if_fail (host != NULL, FALSE);

  for (guint i = 0; self->hosts != NULL && self->hosts[i] != NULL; i++) {
    if (g_pattern_match_simple (self->hosts[i], host))
      return TRUE;
  }

  return has_endpoint (self->endpoints, host) || has_endpoint (self->candidates, host);
}

/**
 * oms_provider_get_user_form:
 * @self: a provider
 *
 * Gets what it wants as user name.
 *
 * Returns: the form
 */
OmsUserForm
oms_provider_get_user_form (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), OMS_USER_FORM_UNKNOWN);

  return self->user_form;
}

/**
 * oms_provider_dup_user:
 * @self: a provider
 * @address: the address of the person
 *
 * Makes the user name that belongs to an address.
 *
 * Returns: (transfer full) (nullable): the user name, or %NULL where it cannot be told from the
 *   address
 */
char *
oms_provider_dup_user (OmsProvider *self,
                       const char  *address)
{
  const char *at;

  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  at = strrchr (address, '@');

  switch (self->user_form) {
  case OMS_USER_FORM_FIXED:
    return g_strdup (self->user_word);
  case OMS_USER_FORM_ADDRESS:
    return at ? g_strdup (address) : NULL;
  case OMS_USER_FORM_LOCAL_PART:
    return at ? g_strndup (address, at - address) : NULL;
  case OMS_USER_FORM_UNKNOWN:
  case OMS_USER_FORM_OWN:
  default:
    return NULL;
  }
}

/**
 * oms_provider_user_fits:
 * @self: a provider
 * @user: a user name, as typed
 *
 * Whether a user name has a form that the provider takes.
 *
 * Returns: %FALSE only where the form is known and is another
 */
gboolean
oms_provider_user_fits (OmsProvider *self,
                        const char  *user)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), TRUE);
  g_return_val_if_fail (user != NULL, TRUE);

  switch (self->user_form) {
  case OMS_USER_FORM_FIXED:
    return g_str_equal (user, self->user_word);
  case OMS_USER_FORM_ADDRESS:
    return self->user_lenient || strchr (user, '@') != NULL;
  case OMS_USER_FORM_LOCAL_PART:
    return self->user_lenient || strchr (user, '@') == NULL;
  case OMS_USER_FORM_UNKNOWN:
  case OMS_USER_FORM_OWN:
  default:
    return TRUE;
  }
}

/**
 * oms_provider_get_password_kind:
 * @self: a provider
 *
 * Gets what it wants as password.
 *
 * Returns: the kind
 */
OmsPasswordKind
oms_provider_get_password_kind (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), OMS_PASSWORD_KIND_UNKNOWN);

  return self->password_kind;
}

/**
 * oms_provider_get_password_name:
 * @self: a provider
 *
 * Gets what it calls the password that it makes for other programs, such as "app password" or
 * "authorization code".
 *
 * Returns: (nullable): the name, translated, to be used in mid-sentence; %NULL where there is no
 *   such password
 */
const char *
oms_provider_get_password_name (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);

  if (self->password_name)
    return gettext (self->password_name);

  if (self->password_kind == OMS_PASSWORD_KIND_APP_PASSWORD ||
      self->password_kind == OMS_PASSWORD_KIND_EITHER)
    /* Translators: a password for one program, made on a provider's page; used in mid-sentence */
    return _("app password");

  return NULL;
}

/**
 * oms_provider_password_fits:
 * @self: a provider
 * @password: a password, as typed or pasted
 *
 * Whether a password looks like one that the provider gives out. With
 * %OMS_PASSWORD_KIND_EITHER, one that does not fit can still be the account's own.
 *
 * Returns: %FALSE only where the shape is known and is another
 */
gboolean
oms_provider_password_fits (OmsProvider *self,
                            const char  *password)
{
  char *normalized;
  gboolean fits;

  g_return_val_if_fail (OMS_IS_PROVIDER (self), TRUE);
  g_return_val_if_fail (password != NULL, TRUE);

  if (self->password_shape == NULL)
    return TRUE;

  normalized = oms_provider_normalize_password (self, password, NULL);
  fits = g_utf8_validate (normalized, -1, NULL) && has_shape (self, normalized);
  oms_wipe_string (normalized);

  return fits;
}

/**
 * oms_provider_normalize_password:
 * @self: a provider
 * @password: a password, as typed or pasted
 * @changed: (out) (optional): whether something was removed, which is to be said to the person
 *
 * Makes a password as the provider wants it. Where it shows its passwords in groups, the blanks
 * between them, and those that were copied along, are removed, provided that what remains has
 * exactly the right shape. Every other password stays as it is: a blank can be part of it.
 *
 * Returns: (transfer full): the password; release it with oms_wipe_string()
 */
char *
oms_provider_normalize_password (OmsProvider *self,
                                 const char  *password,
                                 gboolean    *changed)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (password != NULL, NULL);

  if (changed)
    *changed = FALSE;

  if (self->password_grouped && g_utf8_validate (password, -1, NULL)) {
    char *bare = remove_blanks (password);

    if (has_shape (self, bare)) {
      if (changed)
        *changed = !g_str_equal (bare, password);
      return bare;
    }
    oms_wipe_string (bare);
  }

  return g_strdup (password);
}

/**
 * oms_provider_get_app_password_url:
 * @self: a provider
 *
 * Gets the address of the page where it makes passwords for other programs.
 *
 * Returns: (nullable): an https address
 */
const char *
oms_provider_get_app_password_url (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);

  return self->app_password_url;
}

/**
 * oms_provider_get_two_step_url:
 * @self: a provider
 *
 * Gets the address of the page where sign-in in two steps is turned on.
 *
 * Returns: (nullable): an https address
 */
const char *
oms_provider_get_two_step_url (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);

  return self->two_step_url;
}

/**
 * oms_provider_get_help_url:
 * @self: a provider
 *
 * Gets the address of its own page about other mail programs.
 *
 * Returns: (nullable): an https address
 */
const char *
oms_provider_get_help_url (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);

  return self->help_url;
}

/**
 * oms_provider_needs_switching_on:
 * @self: a provider
 *
 * Whether a new mailbox is closed to other programs until its owner opens it in its settings.
 *
 * Returns: %TRUE if that has to be done once
 */
gboolean
oms_provider_needs_switching_on (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), FALSE);

  return self->switched_off;
}

/**
 * oms_provider_get_switch_on_url:
 * @self: a provider
 *
 * Gets the address of the page that tells where access for other programs is switched on.
 *
 * Returns: (nullable): an https address
 */
const char *
oms_provider_get_switch_on_url (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);

  return self->switch_on_url;
}

/**
 * oms_provider_get_limits:
 * @self: a provider
 *
 * Gets a sentence about how much it lets through and what it is not for.
 *
 * Returns: (nullable): the translated sentence
 */
const char *
oms_provider_get_limits (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), NULL);

  return self->limits ? gettext (self->limits) : NULL;
}

/**
 * oms_provider_wants_domain_in_ehlo:
 * @self: a provider
 *
 * Whether its server wants to be greeted with the domain of the sender, and refuses an address
 * literal.
 *
 * Returns: %TRUE if the domain is to be sent with EHLO
 */
gboolean
oms_provider_wants_domain_in_ehlo (OmsProvider *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER (self), FALSE);

  return self->domain_in_ehlo;
}
