/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-address"

#include "oms-address.h"

#include "oms-typed.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* RFC 5321 section 4.5.3.1; the path that it bounds has angle brackets around the address. */
#define MAX_LOCAL_PART_LENGTH 64
#define MAX_ADDRESS_LENGTH 254

/* The characters of an atom (RFC 5322 section 3.2.3), and with RFC 6532 all beyond ASCII. */
static gboolean
is_atom_character (char byte)
{
  return (guchar) byte >= 0x80 || g_ascii_isalnum (byte) ||
         (byte != '\0' && strchr ("!#$%&'*+-/=?^_`{|}~", byte));
}

static gboolean
check_dot_atom (const char  *local_part,
                GError     **error)
{
  gsize length = strlen (local_part);

  for (const char *p = local_part; *p; p = g_utf8_next_char (p)) {
    if (*p == '@')
      return oms_typed_fail (OMS_TYPED_ADDRESS,
                             _("An email address has only one “@”."), error);
    if (*p != '.' && !is_atom_character (*p))
      return oms_typed_fail_character (OMS_TYPED_ADDRESS, p, error);
  }

  if (local_part[0] == '.' || local_part[length - 1] == '.' || strstr (local_part, ".."))
    return oms_typed_fail (OMS_TYPED_ADDRESS,
                           _("The part before the “@” cannot begin or end with a dot, "
                             "or have two in a row."),
                           error);

  return TRUE;
}

/* RFC 5321 section 4.1.2, Quoted-string; @local_part begins with a quotation mark. */
static gboolean
check_quoted (const char  *local_part,
              GError     **error)
{
  const char *p = local_part + 1;

  while (*p != '\0' && *p != '"')
    p += p[0] == '\\' && p[1] != '\0' ? 2 : 1;

  if (p[0] == '"' && p[1] == '\0')
    return TRUE;

  return oms_typed_fail_character (OMS_TYPED_ADDRESS, local_part, error);
}

static gboolean
check_local_part (const char  *local_part,
                  GError     **error)
{
  if (*local_part == '\0')
    return oms_typed_fail (OMS_TYPED_ADDRESS,
                           _("The part before the “@” is missing."), error);

  if (strlen (local_part) > MAX_LOCAL_PART_LENGTH)
    return oms_typed_fail (OMS_TYPED_ADDRESS,
                           _("The part before the “@” is too long."), error);

  return *local_part == '"' ? check_quoted (local_part, error) : check_dot_atom (local_part, error);
}

/* An IP address in brackets (RFC 5321 section 4.1.3). */
static gboolean
is_address_literal (const char *domain)
{
  gsize length = strlen (domain);
  g_autofree char *inner = NULL;
  const char *ip;

  if (length < 3 || domain[0] != '[' || domain[length - 1] != ']')
    return FALSE;

  inner = g_strndup (domain + 1, length - 2);
  ip = g_ascii_strncasecmp (inner, "IPv6:", 5) == 0 ? inner + 5 : inner;

  return (ip != inner) == (strchr (ip, ':') != NULL) && !strchr (ip, '%') &&
         g_hostname_is_ip_address (ip);
}

static gboolean
check_domain (const char  *domain,
              GError     **error)
{
  if (*domain == '\0')
    return oms_typed_fail (OMS_TYPED_ADDRESS,
                           _("The part after the “@” is missing, such as example.com."), error);

  if (g_str_has_suffix (domain, "."))
    return oms_typed_fail (OMS_TYPED_ADDRESS,
                           _("The email address ends with a dot. Remove it."), error);

  return is_address_literal (domain) ||
         oms_typed_check_name (OMS_TYPED_ADDRESS, domain, error);
}

/* How long an address is as it is sent: A-labels are longer than what was typed, or shorter. */
static gsize
sent_length (const char *address,
             const char *domain)
{
  g_autofree char *ascii = oms_typed_name_to_ascii (domain);

  return ascii ? (gsize) (domain - address) + strlen (ascii) : strlen (address);
}

/**
 * oms_address_validate:
 * @address: what was typed
 * @error: return location for a sentence that says what to do
 *
 * Whether @address is the email address of a person: a local part (dot-atom or quoted string of
 * RFC 5321, with characters beyond ASCII as in RFC 6531), "@", and a domain or an IP address in
 * brackets. Blanks are not allowed, not even in quotes.
 *
 * Sets %OMS_ERROR_INVALID_ADDRESS.
 *
 * Returns: %TRUE if it is one
 */
gboolean
oms_address_validate (const char  *address,
                      GError     **error)
{
  g_autofree char *local_part = NULL;
  const char *at;

  g_return_val_if_fail (address != NULL, FALSE);

  if (*address == '\0')
    return oms_typed_fail (OMS_TYPED_ADDRESS,
                           _("Enter an email address, such as name@example.com."), error);

  if (!oms_typed_check_visible (OMS_TYPED_ADDRESS, address, error))
    return FALSE;

  if (g_str_has_suffix (address, ">"))
    return oms_typed_fail (OMS_TYPED_ADDRESS,
                           _("Enter the email address alone, without a name and angle brackets."),
                           error);

  if (!oms_typed_check_blanks (OMS_TYPED_ADDRESS, address, error) ||
      !oms_typed_check_width (OMS_TYPED_ADDRESS, address, error))
    return FALSE;

  at = strrchr (address, '@');
  if (!at)
    return oms_typed_fail (OMS_TYPED_ADDRESS,
                           _("The “@” is missing. An email address looks like name@example.com."),
                           error);

  if (sent_length (address, at + 1) > MAX_ADDRESS_LENGTH)
    return oms_typed_fail (OMS_TYPED_ADDRESS, _("The email address is too long."), error);

  local_part = g_strndup (address, at - address);

  return check_local_part (local_part, error) && check_domain (at + 1, error);
}

/**
 * oms_address_dup_domain:
 * @address: what was typed, perhaps not all of it yet
 *
 * Gets the domain of an address, whatever stands before the "@".
 *
 * Returns: (transfer full) (nullable): the domain as A-labels in lower case, or %NULL where there
 *   is none, also where an IP address takes its place
 */
char *
oms_address_dup_domain (const char *address)
{
  const char *at;

  g_return_val_if_fail (address != NULL, NULL);

  at = strrchr (address, '@');
  if (!at || !oms_typed_check_visible (OMS_TYPED_ADDRESS, at, NULL) ||
                !check_domain (at + 1, NULL) || is_address_literal (at + 1))
    return NULL;

  return oms_typed_name_to_ascii (at + 1);
}

/**
 * oms_address_to_ascii:
 * @address: what was typed
 *
 * Writes an address as it is sent in MAIL FROM: the local part as it was typed, the domain as
 * A-labels (RFC 5891). It is ASCII unless [func@address_needs_smtputf8].
 *
 * Returns: (transfer full) (nullable): the address, or %NULL if it is not one
 */
char *
oms_address_to_ascii (const char *address)
{
  g_autofree char *domain = NULL;
  const char *at;

  g_return_val_if_fail (address != NULL, NULL);

  if (!oms_address_validate (address, NULL))
    return NULL;

  at = strrchr (address, '@');
  if (is_address_literal (at + 1))
    return g_strdup (address);

  domain = oms_typed_name_to_ascii (at + 1);

  return g_strdup_printf ("%.*s@%s", (int) (at - address), address, domain);
}

/**
 * oms_address_needs_smtputf8:
 * @address: a valid address
 *
 * Whether servers take @address only if they offer SMTPUTF8 (RFC 6531), which few do: if there
 * are characters beyond ASCII before the "@".
 *
 * Returns: %TRUE if they do
 */
gboolean
oms_address_needs_smtputf8 (const char *address)
{
  const char *at;

  g_return_val_if_fail (address != NULL, FALSE);

  at = strrchr (address, '@');
  for (const char *p = address; *p && p != at; p++) {
    if ((guchar) *p >= 0x80)
      return TRUE;
  }

  return FALSE;
}
