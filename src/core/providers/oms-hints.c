/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-hints"

#include "config.h"

#include "oms-hints.h"

#include "oms-address.h"
#include "oms-catalogue.h"
#include "oms-host.h"
#include "oms-look-alike.h"
#include "oms-typed.h"
#include "oms-wipe.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  OmsCatalogue *catalogue;
  OmsSender    *sender;
  OmsProvider  *by_account;   /* whose account signs in, as far as its name tells */
  OmsProvider  *by_host;      /* whose server it is */
  GPtrArray    *hints;
} Hints;

/**
 * oms_hint_free:
 * @hint: (transfer full): a hint
 *
 * Frees a hint.
 */
void
oms_hint_free (OmsHint *hint)
{
  g_free (hint->text);
  g_free (hint->suggestion);
  g_free (hint);
}

static void
add_hint (Hints        *hints,
          OmsHintField  field,
          char         *text,
          const char   *suggestion)
{
  OmsHint *hint = g_new0 (OmsHint, 1);

  hint->field = field;
  hint->text = text;
  hint->suggestion = g_strdup (suggestion);
  g_ptr_array_add (hints->hints, hint);
}

static gboolean
add_blanks (Hints        *hints,
            OmsHintField  field,
            const char   *text)
{
  g_autofree char *trimmed = oms_typed_dup_trimmed (text);

  if (trimmed == NULL || *trimmed == '\0')
    return FALSE;

  add_hint (hints, field, g_strdup (_("There is a space at the beginning or at the end.")),
            trimmed);
  return TRUE;
}

static const char *
get_best_host (OmsProvider *provider)
{
  gsize n_endpoints;
  const OmsEndpoint *endpoints = oms_provider_get_endpoints (provider, &n_endpoints);

  return n_endpoints > 0 ? endpoints[0].host : NULL;
}

/* "smtp.gmail.com.example.net" */
static gboolean
add_known_in_front (Hints      *hints,
                    const char *host)
{
  for (const char *dot = strchr (host, '.'); dot != NULL; dot = strchr (dot + 1, '.')) {
    g_autofree char *front = g_strndup (host, dot - host);
    OmsProvider *provider = oms_catalogue_find_by_host (hints->catalogue, front);

    if (provider != NULL) {
      /* Translators: a host name, and the name of a provider */
      add_hint (hints, OMS_HINT_FIELD_HOST,
                g_strdup_printf (_("“%s” only begins like a server of %s."), host,
                                 oms_provider_get_name (provider)),
                front);
      return TRUE;
    }
  }

  return FALSE;
}

/* Known names written with letters of other alphabets, and mixtures of such letters. */
static gboolean
add_other_letters (Hints      *hints,
                   const char *host)
{
  g_autofree char *skeleton = oms_look_alike_skeleton (host);
  OmsProvider *provider = NULL;

  if (skeleton != NULL && g_ascii_strcasecmp (skeleton, host) != 0)
    provider = oms_catalogue_find_by_host (hints->catalogue, skeleton);

  if (provider != NULL) {
    /* Translators: the name of a provider */
    add_hint (hints, OMS_HINT_FIELD_HOST,
              g_strdup_printf (_("This looks like a server of %s, but is written with letters of "
                                 "another alphabet."),
                               oms_provider_get_name (provider)),
              skeleton);
    return TRUE;
  }

  if (!oms_look_alike_is_mixed (host))
    return FALSE;

  add_hint (hints, OMS_HINT_FIELD_HOST,
            g_strdup (_("This name mixes letters of different alphabets that look alike. Type it "
                        "again.")),
            NULL);
  return TRUE;
}

/* A server below a domain of one's own has the name it has. */
static gboolean
is_own_server (Hints      *hints,
               const char *host)
{
  g_autofree char *domain = oms_address_dup_domain (oms_sender_get_address (hints->sender));
  g_autofree char *below = domain ? g_strconcat (".", domain, NULL) : NULL;

  return domain != NULL && oms_catalogue_find_by_address (hints->catalogue, domain) == NULL &&
         (g_str_equal (host, domain) || g_str_has_suffix (host, below));
}

static gboolean
add_slip (Hints      *hints,
          const char *host)
{
  const char *meant = oms_look_alike_find (hints->catalogue, host, hints->by_account);

  if (meant == NULL)
    return FALSE;

  add_hint (hints, OMS_HINT_FIELD_HOST,
            /* Translators: the name of a server, such as smtp.example.com */
            g_strdup_printf (_("Did you mean “%s”?"), meant), meant);
  return TRUE;
}

/* Whether the password of the account would go to somebody else than its provider. */
static void
add_other_provider (Hints      *hints,
                    const char *host)
{
  const char *account = oms_provider_get_name (hints->by_account);
  OmsUserForm form;

  if (oms_sender_get_authentication (hints->sender) == OMS_AUTHENTICATION_NONE ||
      oms_provider_has_host (hints->by_account, host) || oms_host_is_loopback (host))
    return;

  if (hints->by_host == NULL) {
    add_hint (hints, OMS_HINT_FIELD_HOST,
              /* Translators: the name of a provider, twice */
              g_strdup_printf (_("The account is one of %s, but this is not a known server of %s. "
                                 "It would get the password."),
                               account, account),
              get_best_host (hints->by_account));
    return;
  }

  form = oms_provider_get_user_form (hints->by_host);
  if (form == OMS_USER_FORM_FIXED || form == OMS_USER_FORM_OWN ||
      g_str_equal (oms_provider_get_family (hints->by_host),
                   oms_provider_get_family (hints->by_account)))
    return;

  add_hint (hints, OMS_HINT_FIELD_HOST,
            /* Translators: the names of two providers */
            g_strdup_printf (_("The account is one of %s, but this is a server of %s, which would "
                               "get the password."),
                             account, oms_provider_get_name (hints->by_host)),
            get_best_host (hints->by_account));
}

static void
add_host_hints (Hints *hints)
{
  const char *typed = oms_sender_get_host (hints->sender);
  g_autofree char *host = oms_host_to_ascii (typed);

  if (add_blanks (hints, OMS_HINT_FIELD_HOST, typed) || host == NULL)
    return;

  if (hints->by_host == NULL && !g_hostname_is_ip_address (host) && !is_own_server (hints, host) &&
      (add_other_letters (hints, typed) || add_known_in_front (hints, host) ||
       add_slip (hints, host)))
    return;

  if (hints->by_account != NULL)
    add_other_provider (hints, host);
}

static void
add_user_hints (Hints *hints)
{
  const char *user = oms_sender_get_user (hints->sender);
  g_autofree char *suggestion = NULL;
  const char *name;
  char *text;

  if (oms_sender_get_authentication (hints->sender) == OMS_AUTHENTICATION_NONE || *user == '\0' ||
      add_blanks (hints, OMS_HINT_FIELD_USER, user) || hints->by_host == NULL ||
      oms_provider_user_fits (hints->by_host, user))
    return;

  name = oms_provider_get_name (hints->by_host);
  suggestion = oms_provider_dup_user (hints->by_host, oms_sender_get_address (hints->sender));

  switch (oms_provider_get_user_form (hints->by_host)) {
  case OMS_USER_FORM_FIXED:
    /* Translators: the name of a provider, and a word such as "apikey" */
    text = g_strdup_printf (_("%1$s wants the word “%2$s” as user name."), name, suggestion);
    break;
  case OMS_USER_FORM_LOCAL_PART:
    /* Translators: the name of a provider */
    text = g_strdup_printf (_("%s wants only what is before the @ as user name."), name);
    break;
  case OMS_USER_FORM_ADDRESS:
  case OMS_USER_FORM_OWN:
  case OMS_USER_FORM_UNKNOWN:
  default:
    /* Translators: the name of a provider */
    text = g_strdup_printf (_("%s wants the whole address as user name."), name);
    break;
  }

  add_hint (hints, OMS_HINT_FIELD_USER, text, suggestion);
}

/* Blanks at the ends that normalizing leaves there, since they can be part of a password. */
static gboolean
has_blanks (Hints      *hints,
            const char *password)
{
  char *trimmed = oms_typed_dup_trimmed (password);
  gboolean blanks = trimmed != NULL;

  if (blanks && hints->by_host != NULL) {
    gboolean removed;

    oms_wipe_string (oms_provider_normalize_password (hints->by_host, password, &removed));
    blanks = !removed;
  }
  oms_wipe_string (trimmed);

  return blanks;
}

static void
add_password_hints (Hints      *hints,
                    const char *password)
{
  if (oms_sender_get_authentication (hints->sender) != OMS_AUTHENTICATION_PASSWORD ||
      *password == '\0')
    return;

  if (has_blanks (hints, password)) {
    add_hint (hints, OMS_HINT_FIELD_PASSWORD,
              g_strdup (_("There is a space at the beginning or at the end. Remove it unless it "
                          "is part of the password.")),
              NULL);
    return;
  }

  if (hints->by_host != NULL && !oms_provider_password_fits (hints->by_host, password))
    add_hint (hints, OMS_HINT_FIELD_PASSWORD,
              /* Translators: the name of a provider, and what it calls its passwords for other
               * programs, such as "app password" */
              g_strdup_printf (_("%1$s wants what it calls “%2$s” here. This does not look like "
                                 "one."),
                               oms_provider_get_name (hints->by_host),
                               oms_provider_get_password_name (hints->by_host)),
              NULL);
}

/* The provider of the account that signs in: of a user name that is an address, or of the address
 * where the user name is a part of it or not yet there. */
static OmsProvider *
find_by_account (Hints *hints)
{
  const char *address = oms_sender_get_address (hints->sender);
  const char *user = oms_sender_get_user (hints->sender);
  const char *at = strrchr (address, '@');

  if (strchr (user, '@') != NULL)
    return oms_catalogue_find_by_address (hints->catalogue, user);

  if (at == NULL || (*user != '\0' && (strlen (user) != (gsize) (at - address) ||
                                       !g_str_has_prefix (address, user))))
    return NULL;

  return oms_catalogue_find_by_address (hints->catalogue, address);
}

/**
 * oms_hints_new_for_sender:
 * @sender: the settings as they are on the screen
 * @password: (nullable): the password, if it is known
 *
 * Looks for what is probably a slip, before anything is sent: blanks, names that are nearly those
 * of known servers, a user name or password of another form than the provider wants, and a
 * password about to go to another provider than that of the account. Asks nobody, so it takes no
 * time.
 *
 * Returns: (transfer full) (element-type OmsHint): the hints, at most one for each field
 */
GPtrArray *
oms_hints_new_for_sender (OmsSender  *sender,
                          const char *password)
{
  Hints hints = {
    .catalogue = oms_catalogue_get_default (),
    .sender = sender,
  };

  g_return_val_if_fail (OMS_IS_SENDER (sender), NULL);

  hints.hints = g_ptr_array_new_with_free_func ((GDestroyNotify) oms_hint_free);
  hints.by_account = find_by_account (&hints);
  hints.by_host = oms_catalogue_find_by_host (hints.catalogue, oms_sender_get_host (sender));

  add_blanks (&hints, OMS_HINT_FIELD_ADDRESS, oms_sender_get_address (sender));
  add_host_hints (&hints);
  add_user_hints (&hints);
  if (password != NULL)
    add_password_hints (&hints, password);

  return hints.hints;
}
