/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oms-providers-page.h"

#include <glib/gi18n.h>

#include "oms-catalogue.h"
#include "oms-page.h"

static const char *
name_encryption (OmsEncryption encryption)
{
  switch (encryption) {
  case OMS_ENCRYPTION_TLS:
    return "TLS";
  case OMS_ENCRYPTION_STARTTLS:
    return "STARTTLS";
  case OMS_ENCRYPTION_NONE:
  default:
    return _("no encryption");
  }
}

static void
add_servers (GString           *page,
             const OmsEndpoint *servers,
             gsize              n_servers,
             gboolean           checked)
{
  for (gsize i = 0; i < n_servers; i++) {
    const char *encryption = name_encryption (servers[i].encryption);
    g_autofree char *line = NULL;

    if (checked)
      /* Translators: the name of a server, the kind of encryption, a number */
      line = g_strdup_printf (_("%1$s, %2$s, port %3$u"), servers[i].host, encryption,
                              servers[i].port);
    else
      /* Translators: the name of a server, the kind of encryption, a number */
      line = g_strdup_printf (_("%1$s, %2$s, port %3$u (not confirmed)"), servers[i].host,
                              encryption, servers[i].port);
    oms_page_add (page, "p", line);
  }
}

static void
add_provider (GString     *page,
              OmsProvider *provider,
              GDateTime   *today)
{
  g_autofree char *note = oms_provider_dup_note (provider, today);
  const char *limits = oms_provider_get_limits (provider);
  const OmsEndpoint *servers;
  gsize n_servers;

  g_string_append (page, "<item>\n");
  oms_page_add (page, "title", oms_provider_get_name (provider));
  servers = oms_provider_get_endpoints (provider, &n_servers);
  if (n_servers > 0) {
    add_servers (page, servers, n_servers, TRUE);
  } else {
    servers = oms_provider_get_candidates (provider, &n_servers);
    add_servers (page, servers, n_servers, FALSE);
  }
  oms_page_add (page, "p", note ? note : "");
  oms_page_add (page, "p", limits ? limits : "");
  oms_page_add_link (page, oms_provider_get_help_url (provider));
  g_string_append (page, "</item>\n");
}

/**
 * oms_providers_page_write:
 * @today: the day for which the page shall be true
 * @language: the language of the page
 *
 * Writes the page about all providers that the program knows.
 *
 * Returns: (transfer full): a page in Mallard
 */
char *
oms_providers_page_write (GDateTime  *today,
                          const char *language)
{
  GListModel *catalogue = G_LIST_MODEL (oms_catalogue_get_default ());
  guint n_providers = g_list_model_get_n_items (catalogue);
  GString *page = oms_page_new (language, OMS_PROVIDERS_PAGE_ID, "index#providers");

  oms_page_add (page, "title type=\"sort\"", "5");
  oms_page_add (page, "desc", _("Server, encryption and port of each provider that the program "
                                "knows, and what it wants to be signed in with."));
  g_string_append (page, "</info>\n");
  oms_page_add (page, "title", _("All Known Providers"));
  oms_page_add (page, "p", _("When you type an address of one of these, its settings are filled "
                             "in. Here they are for other programs, too. Where there are several "
                             "servers, the first one is best."));
  g_string_append (page, "<terms>\n");
  for (guint i = 0; i < n_providers; i++) {
    g_autoptr (OmsProvider) provider = g_list_model_get_item (catalogue, i);

    add_provider (page, provider, today);
  }
  g_string_append (page, "</terms>\n");

  return oms_page_finish (page);
}
