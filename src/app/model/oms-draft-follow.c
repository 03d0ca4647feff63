/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-draft-follow"

#include "config.h"

#include "oms-draft-follow.h"

/* What follows from what in a draft. */

/* What the user name would be if nobody typed one. */
static char *
dup_derived_user (OmsProvider *provider,
                  const char  *address)
{
  char *user = provider ? oms_provider_dup_user (provider, address) : NULL;

  return user ? user : g_strdup (address);
}

static gboolean
is_endpoint_of (OmsProvider *provider,
                const char  *host)
{
  gsize n_endpoints;
  const OmsEndpoint *endpoints = oms_provider_get_endpoints (provider, &n_endpoints);

  for (gsize i = 0; i < n_endpoints; i++) {
    if (g_ascii_strcasecmp (endpoints[i].host, host) == 0)
      return TRUE;
  }

  return FALSE;
}

/**
 * oms_draft_fill_in:
 * @self: a draft
 * @endpoint: how to reach a server
 *
 * Takes over server, encryption and port, except what an administrator has locked.
 */
void
oms_draft_fill_in (OmsDraft          *self,
                   const OmsEndpoint *endpoint)
{
  OmsSender *sender = oms_draft_get_sender (self);
  gboolean standard = endpoint->port == oms_encryption_get_port (endpoint->encryption);

  if (!oms_draft_is_locked (self, "host"))
    oms_sender_set_host (sender, endpoint->host);
  if (!oms_draft_is_locked (self, "encryption"))
    oms_sender_set_encryption (sender, endpoint->encryption);
  if (!oms_draft_is_locked (self, "port"))
    oms_sender_set_port (sender, standard ? 0 : endpoint->port);
}

/**
 * oms_draft_follow_server:
 * @self: a draft whose address has changed
 * @before: (nullable): the provider of the address before
 * @now: (nullable): the provider of the address now
 *
 * Fills in the server of the new address, unless the server is somebody's own choice.
 */
void
oms_draft_follow_server (OmsDraft    *self,
                         OmsProvider *before,
                         OmsProvider *now)
{
  OmsSender *sender = oms_draft_get_sender (self);
  const char *host = oms_sender_get_host (sender);
  const OmsEndpoint *endpoints;
  gsize n_endpoints = 0;

  if (before == now && *host)
    return;
  if (*host && !(before && is_endpoint_of (before, host)))
    return;

  endpoints = now ? oms_provider_get_endpoints (now, &n_endpoints) : NULL;
  if (n_endpoints > 0)
    oms_draft_fill_in (self, &endpoints[0]);
  else if (!oms_draft_is_locked (self, "host"))
    oms_sender_set_host (sender, "");
}

/**
 * oms_draft_follow_user:
 * @self: a draft whose address or provider has changed
 * @provider_before: (nullable): the provider before
 * @address_before: the address before
 * @provider: (nullable): the provider now
 *
 * Fills in the user name that goes with address and provider, unless somebody typed another.
 */
void
oms_draft_follow_user (OmsDraft    *self,
                       OmsProvider *provider_before,
                       const char  *address_before,
                       OmsProvider *provider)
{
  OmsSender *sender = oms_draft_get_sender (self);
  const char *user = oms_sender_get_user (sender);
  g_autofree char *before = dup_derived_user (provider_before, address_before);
  g_autofree char *now = NULL;

  if ((*user && !g_str_equal (user, before)) || oms_draft_is_locked (self, "user"))
    return;

  now = dup_derived_user (provider, oms_sender_get_address (sender));
  oms_sender_set_user (sender, now);
}
