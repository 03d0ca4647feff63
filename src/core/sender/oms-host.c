/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-host"

#include "oms-host.h"

#include "oms-error.h"
#include "oms-typed.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* Whether @host is a name with a port after it. An IPv6 address has more colons than one. */
static gboolean
has_port (const char *host)
{
  const char *colon = strrchr (host, ':');

  return colon && (strchr (host, ':') == colon || (colon > host && colon[-1] == ']')) &&
         colon[1] != '\0' && strspn (colon + 1, "0123456789") == strlen (colon + 1);
}

/* The IP address that @host is, in brackets or not; NULL if it is none. */
static char *
dup_ip_address (const char *host)
{
  gsize length = strlen (host);
  g_autofree char *ip = g_strdup (host);

  if (length > 2 && host[0] == '[' && host[length - 1] == ']') {
    g_free (ip);
    ip = g_strndup (host + 1, length - 2);
    if (!strchr (ip, ':'))
      return NULL;
  }

  if (strchr (ip, '%') || !g_hostname_is_ip_address (ip))
    return NULL;

  return g_steal_pointer (&ip);
}

/* What people paste where the name of a server belongs. */
static gboolean
check_name_alone (const char  *host,
                  GError     **error)
{
  if (strstr (host, "://"))
    return oms_typed_fail (OMS_TYPED_HOST,
                           _("Enter the server’s name alone, without “://” and what precedes it."),
                           error);

  if (strchr (host, '/'))
    return oms_typed_fail (OMS_TYPED_HOST,
                           _("Enter the server’s name alone, without the “/” and what follows."),
                           error);

  if (strchr (host, '@'))
    return oms_typed_fail (OMS_TYPED_HOST,
                           _("This looks like an email address. Enter the name of a server, "
                             "such as smtp.example.com."), error);

  if (has_port (host)) {
    /* Translators: %s is a colon and a number, such as “:587” */
    g_set_error (error, OMS_ERROR, OMS_ERROR_INVALID_HOST,
                 _("The port has its own field. Remove “%s” here."), strrchr (host, ':'));
    return FALSE;
  }

  return TRUE;
}

/* A name may end in a dot, which says that it is complete. */
static char *
drop_final_dot (const char *host)
{
  gsize length = strlen (host);

  return g_strndup (host, length > 1 && host[length - 1] == '.' ? length - 1 : length);
}

/**
 * oms_host_validate:
 * @host: what was typed
 * @error: return location for a sentence that says what to do
 *
 * Whether @host is the name of a server (letters of any language) or an IP address.
 *
 * Sets %OMS_ERROR_INVALID_HOST.
 *
 * Returns: %TRUE if it is
 */
gboolean
oms_host_validate (const char  *host,
                   GError     **error)
{
  g_autofree char *ip = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  if (*host == '\0')
    return oms_typed_fail (OMS_TYPED_HOST,
                           _("Enter the name of the server, such as smtp.example.com."), error);

  if (!oms_typed_check_visible (OMS_TYPED_HOST, host, error) ||
      !oms_typed_check_blanks (OMS_TYPED_HOST, host, error) ||
      !oms_typed_check_width (OMS_TYPED_HOST, host, error) ||
      !check_name_alone (host, error))
    return FALSE;

  ip = dup_ip_address (host);
  if (ip)
    return TRUE;

  name = drop_final_dot (host);

  return oms_typed_check_name (OMS_TYPED_HOST, name, error);
}

/**
 * oms_host_to_ascii:
 * @host: what was typed
 *
 * Writes the name of a server as it is looked up and compared: A-labels in lower case without a
 * final dot, IPv6 addresses without brackets.
 *
 * Returns: (transfer full) (nullable): the name, or %NULL if it is not valid
 */
char *
oms_host_to_ascii (const char *host)
{
  g_autofree char *ip = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  if (!oms_host_validate (host, NULL))
    return NULL;

  ip = dup_ip_address (host);
  if (ip)
    return g_steal_pointer (&ip);

  name = drop_final_dot (host);

  return oms_typed_name_to_ascii (name);
}

/**
 * oms_host_is_loopback:
 * @host: the name of a server, or an IP address
 *
 * Whether @host is this machine itself, so that what is sent to it does not travel. Of names, only
 * "localhost" and what ends in it are reserved for that (RFC 6761 section 6.3).
 *
 * Returns: %TRUE if it is
 */
gboolean
oms_host_is_loopback (const char *host)
{
  g_autofree char *ascii = NULL;
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  ascii = oms_host_to_ascii (host);
  if (!ascii)
    return FALSE;

  address = g_inet_address_new_from_string (ascii);
  if (address)
    return g_inet_address_get_is_loopback (address);

  return g_str_equal (ascii, "localhost") || g_str_has_suffix (ascii, ".localhost");
}

/**
 * oms_port_parse:
 * @text: what was typed
 * @port: (out) (optional): the number
 * @error: return location for a sentence that says what to do
 *
 * Reads a port: ASCII digits and nothing else.
 *
 * Sets %OMS_ERROR_INVALID_PORT.
 *
 * Returns: %TRUE if it is a number from 1 to 65535
 */
gboolean
oms_port_parse (const char  *text,
                guint       *port,
                GError     **error)
{
  guint64 number;

  g_return_val_if_fail (text != NULL, FALSE);

  if (g_utf8_validate (text, -1, NULL) &&
      !oms_typed_check_width (OMS_TYPED_PORT, text, error))
    return FALSE;

  if (!g_ascii_isdigit (*text) ||
      !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &number, NULL))
    return oms_typed_fail (OMS_TYPED_PORT, _("A port is a number from 1 to 65535."), error);

  if (port)
    *port = number;

  return TRUE;
}
