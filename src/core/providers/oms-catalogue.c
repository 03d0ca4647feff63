/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-catalogue"

#include "config.h"

#include "oms-catalogue.h"

#include "oms-provider-private.h"
#include "oms-provider-reader.h"

#include <string.h>

#define GREET_WITH_DOMAIN "<greet-with-domain/>"
#define PROVIDERS "/io/github/outgoingmail/OutgoingMail/core/providers/"

/**
 * OmsCatalogue:
 *
 * The mail providers that the program knows without asking anyone: a [iface@Gio.ListModel] of
 * [class@Provider], the most used ones first, then by name. It is read from data/providers once,
 * shared, and never changed, so it is safe from every thread.
 */
struct _OmsCatalogue {
  GObject     parent_instance;

  GPtrArray  *providers;
  /* The values are borrowed from the providers, and so are the keys. */
  GHashTable *by_id;
  GHashTable *by_domain;
  GHashTable *by_host;
  GHashTable *by_mail_exchanger;
  GPtrArray  *host_patterns;     /* HostPattern */
};

typedef struct {
  GPatternSpec *spec;
  OmsProvider  *provider;
} HostPattern;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OmsCatalogue, oms_catalogue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *list)
{
  return OMS_TYPE_PROVIDER;
}

static guint
get_n_items (GListModel *list)
{
  return OMS_CATALOGUE (list)->providers->len;
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  OmsCatalogue *self = OMS_CATALOGUE (list);

  if (position >= self->providers->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->providers, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
host_pattern_free (HostPattern *pattern)
{
  g_pattern_spec_free (pattern->spec);
  g_free (pattern);
}

/* Names are compared as A-labels in lower case and without the final dot of DNS. */
static char *
normalize_name (const char *name)
{
  char *ascii = g_hostname_to_ascii (name);
  gsize length = ascii ? strlen (ascii) : 0;

  if (length > 0 && ascii[length - 1] == '.')
    ascii[length - 1] = '\0';

  return ascii;
}

static int
compare_providers (gconstpointer a,
                   gconstpointer b)
{
  OmsProvider *first = *(OmsProvider **) a;
  OmsProvider *second = *(OmsProvider **) b;

  /* Rank 0 is none, and comes last. */
  if (first->rank != second->rank)
    return first->rank - 1 < second->rank - 1 ? -1 : 1;

  return g_utf8_collate (oms_provider_get_name (first), oms_provider_get_name (second));
}

/* Where two providers share a name, the one that comes first in the list has it. */
static void
index_name (GHashTable  *table,
            const char  *name,
            OmsProvider *provider)
{
  if (!g_hash_table_contains (table, name))
    g_hash_table_insert (table, (gpointer) name, provider);
}

static void
index_names (GHashTable   *table,
             char        **names,
             OmsProvider  *provider)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    index_name (table, names[i], provider);
}

static void
index_servers (GHashTable  *table,
               GArray      *servers,
               OmsProvider *provider)
{
  for (guint i = 0; i < servers->len; i++) {
    const char *host = g_array_index (servers, OmsEndpoint, i).host;

    /* 127.0.0.1 says nothing about who listens there. */
    if (!g_hostname_is_ip_address (host))
      index_name (table, host, provider);
  }
}

static void
index_host_patterns (OmsCatalogue *self,
                     OmsProvider  *provider)
{
  for (guint i = 0; provider->hosts != NULL && provider->hosts[i] != NULL; i++) {
    HostPattern *pattern;

    if (strchr (provider->hosts[i], '*') == NULL) {
      index_name (self->by_host, provider->hosts[i], provider);
      continue;
    }

    pattern = g_new0 (HostPattern, 1);
    pattern->spec = g_pattern_spec_new (provider->hosts[i]);
    pattern->provider = provider;
    g_ptr_array_add (self->host_patterns, pattern);
  }
}

static void
read_files (GPtrArray *providers)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = g_resources_enumerate_children (PROVIDERS, 0, &error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    g_autofree char *path = g_strconcat (PROVIDERS, names[i], NULL);
    g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, &error);
    gsize length;
    const char *text;

    if (bytes == NULL)
      break;

    text = g_bytes_get_data (bytes, &length);
    if (!oms_provider_reader_read (text, length, providers, &error)) {
      g_prefix_error (&error, "%s: ", names[i]);
      break;
    }
  }

  if (error != NULL)
    g_critical ("The providers cannot be read: %s", error->message);
}

static void
oms_catalogue_finalize (GObject *object)
{
  OmsCatalogue *self = OMS_CATALOGUE (object);

  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_domain);
  g_hash_table_unref (self->by_host);
  g_hash_table_unref (self->by_mail_exchanger);
  g_ptr_array_unref (self->host_patterns);
  g_ptr_array_unref (self->providers);

  G_OBJECT_CLASS (oms_catalogue_parent_class)->finalize (object);
}

static void
oms_catalogue_class_init (OmsCatalogueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = oms_catalogue_finalize;
}

static void
oms_catalogue_init (OmsCatalogue *self)
{
  self->providers = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_domain = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_host = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_mail_exchanger = g_hash_table_new (g_str_hash, g_str_equal);
  self->host_patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) host_pattern_free);

  read_files (self->providers);
  g_ptr_array_sort (self->providers, compare_providers);

  for (guint i = 0; i < self->providers->len; i++) {
    OmsProvider *provider = g_ptr_array_index (self->providers, i);

    index_name (self->by_id, provider->id, provider);
    index_names (self->by_domain, provider->domains, provider);
    index_names (self->by_mail_exchanger, provider->mail_exchangers, provider);
    index_servers (self->by_host, provider->endpoints, provider);
    index_servers (self->by_host, provider->candidates, provider);
    index_host_patterns (self, provider);
  }
}

/**
 * oms_catalogue_get_default:
 *
 * Gets the catalogue; the first call reads it. [func@init] must have been called before.
 *
 * Returns: (transfer none): the one catalogue of the process
 */
OmsCatalogue *
oms_catalogue_get_default (void)
{
  static OmsCatalogue *catalogue = NULL;

  if (g_once_init_enter (&catalogue))
    g_once_init_leave (&catalogue, g_object_new (OMS_TYPE_CATALOGUE, NULL));

  return catalogue;
}

/**
 * oms_catalogue_find_by_id:
 * @self: the catalogue
 * @id: an id as from [method@Provider.get_id]
 *
 * Finds a provider by its id.
 *
 * Returns: (transfer none) (nullable): the provider
 */
OmsProvider *
oms_catalogue_find_by_id (OmsCatalogue *self,
                          const char   *id)
{
  g_return_val_if_fail (OMS_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}

/**
 * oms_catalogue_find_by_address:
 * @self: the catalogue
 * @address: an address, or a bare domain, as typed
 *
 * Finds the provider whose own domain an address is in. Names below such a domain belong to it
 * only where the provider gives them to its customers.
 *
 * Returns: (transfer none) (nullable): the provider, or %NULL for every other domain
 */
OmsProvider *
oms_catalogue_find_by_address (OmsCatalogue *self,
                               const char   *address)
{
  const char *at;
  g_autofree char *domain = NULL;
  OmsProvider *provider;

  g_return_val_if_fail (OMS_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  at = strrchr (address, '@');
  domain = normalize_name (at ? at + 1 : address);
  if (domain == NULL)
    return NULL;

  provider = g_hash_table_lookup (self->by_domain, domain);
  for (const char *dot = strchr (domain, '.'); provider == NULL && dot != NULL;
       dot = strchr (dot + 1, '.')) {
    g_autofree char *below = g_strconcat ("*", dot, NULL);

    provider = g_hash_table_lookup (self->by_domain, below);
  }

  return provider;
}

/**
 * oms_catalogue_find_by_host:
 * @self: the catalogue
 * @host: the name of an SMTP server
 *
 * Finds the provider that runs a server. Where two providers share it, the most used one is found.
 *
 * Returns: (transfer none) (nullable): the provider
 */
OmsProvider *
oms_catalogue_find_by_host (OmsCatalogue *self,
                            const char   *host)
{
  g_autofree char *name = NULL;
  OmsProvider *provider;

  g_return_val_if_fail (OMS_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (host != NULL, NULL);

  name = normalize_name (host);
  if (name == NULL)
    return NULL;

  provider = g_hash_table_lookup (self->by_host, name);
  for (guint i = 0; provider == NULL && i < self->host_patterns->len; i++) {
    HostPattern *pattern = g_ptr_array_index (self->host_patterns, i);

    if (g_pattern_spec_match_string (pattern->spec, name))
      provider = pattern->provider;
  }

  return provider;
}

/**
 * oms_catalogue_find_by_mx:
 * @self: the catalogue
 * @host: the name of a mail exchanger, from a domain's MX record
 *
 * Finds the provider that receives the mail of a domain; most often it is the one that sends it.
 *
 * Returns: (transfer none) (nullable): the provider
 */
OmsProvider *
oms_catalogue_find_by_mx (OmsCatalogue *self,
                          const char   *host)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (OMS_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (host != NULL, NULL);

  name = normalize_name (host);

  /* The longest suffix wins: mail for Outlook.com ends in olc.protection.outlook.com. */
  for (const char *suffix = name; suffix != NULL;) {
    OmsProvider *provider = g_hash_table_lookup (self->by_mail_exchanger, suffix);
    const char *dot;

    if (provider != NULL)
      return provider;

    dot = strchr (suffix, '.');
    suffix = dot ? dot + 1 : NULL;
  }

  return NULL;
}

/* Whether one of the providers in @text that want the domain may have this host: by the letters,
 * which takes no time. */
static gboolean
may_want_domain (const char *text,
                 gsize       length,
                 const char *host)
{
  const char *end = text + length;
  const char *mark;

  while ((mark = g_strstr_len (text, end - text, GREET_WITH_DOMAIN))) {
    const char *provider = g_strrstr_len (text, mark - text, "<provider ");

    if (!provider || g_strstr_len (provider, mark - provider, host) ||
        g_strstr_len (provider, mark - provider, "<hosts"))
      return TRUE;
    text = mark + strlen (GREET_WITH_DOMAIN);
  }

  return FALSE;
}

/**
 * oms_catalogue_wants_domain_in_ehlo:
 * @host: the name of a server
 *
 * Tells whether the provider of a server wants the domain of the sender as the name in EHLO. Nearly
 * none does, and every connection waits for the answer: so the catalogue is not read for it where
 * none of those who do may be meant.
 *
 * Returns: whether it does
 */
gboolean
oms_catalogue_wants_domain_in_ehlo (const char *host)
{
  g_autofree char *name = normalize_name (host);
  g_auto (GStrv) names = g_resources_enumerate_children (PROVIDERS, 0, NULL);
  OmsProvider *provider;
  gboolean may = FALSE;

  for (guint i = 0; name && names && names[i] && !may; i++) {
    g_autofree char *path = g_strconcat (PROVIDERS, names[i], NULL);
    g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
    gsize length = 0;
    const char *text = bytes ? g_bytes_get_data (bytes, &length) : NULL;

    may = text && may_want_domain (text, length, name);
  }
  if (!may)
    return FALSE;

  provider = oms_catalogue_find_by_host (oms_catalogue_get_default (), host);

  return provider && oms_provider_wants_domain_in_ehlo (provider);
}
