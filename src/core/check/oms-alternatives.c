/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-alternatives"

#include "oms-alternatives.h"

#include "oms-catalogue.h"
#include "oms-check.h"

/* In milliseconds: a person who waits for the way out has already waited for the failure. */
#define DEADLINE 5000

/* What the parallel checks of one search share. */
typedef struct {
  GArray *candidates;   /* OmsAlternative, best first */
  GArray *found;        /* gboolean, one for each candidate */
  guint   n_running;
} Search;

typedef struct {
  GTask *task;
  guint  index;
} Probe;

static void
search_free (Search *search)
{
  g_array_unref (search->candidates);
  g_array_unref (search->found);
  g_free (search);
}

/**
 * oms_alternatives_are_worth_trying:
 * @report: the report of a failed test
 *
 * Tells whether another port or kind of encryption of the same server may work where this one
 * failed: it was refused, did not answer, spoke another protocol, or did not offer STARTTLS.
 *
 * Returns: whether a search makes sense
 */
gboolean
oms_alternatives_are_worth_trying (OmsReport *report)
{
  g_return_val_if_fail (OMS_IS_REPORT (report), FALSE);

  switch (oms_report_get_failure (report)) {
  case OMS_FAILURE_REFUSED:
  case OMS_FAILURE_PROHIBITED:
  case OMS_FAILURE_NOT_TLS:
  case OMS_FAILURE_NOT_SMTP:
  case OMS_FAILURE_STARTTLS_MISSING:
  case OMS_FAILURE_STARTTLS_REFUSED:
    return TRUE;
  case OMS_FAILURE_TIMEOUT:
  case OMS_FAILURE_CLOSED:
    return oms_report_get_stage (report) != OMS_STAGE_RESOLVE &&
           oms_report_get_stage (report) < OMS_STAGE_SIGN_IN;
  default:
    return FALSE;
  }
}

static void
add_candidate (GArray        *candidates,
               OmsSender     *sender,
               OmsEncryption  encryption,
               guint          port)
{
  OmsAlternative candidate = { encryption, port };

  if (encryption == OMS_ENCRYPTION_NONE)
    return;
  if (encryption == oms_sender_get_encryption (sender) &&
      port == oms_sender_get_effective_port (sender))
    return;

  for (guint i = 0; i < candidates->len; i++) {
    OmsAlternative *other = &g_array_index (candidates, OmsAlternative, i);

    if (other->encryption == encryption && other->port == port)
      return;
  }

  g_array_append_val (candidates, candidate);
}

static void
add_endpoints (GArray            *candidates,
               OmsSender         *sender,
               const OmsEndpoint *endpoints,
               gsize              n_endpoints)
{
  for (gsize i = 0; i < n_endpoints; i++)
    if (g_ascii_strcasecmp (endpoints[i].host, oms_sender_get_host (sender)) == 0)
      add_candidate (candidates, sender, endpoints[i].encryption, endpoints[i].port);
}

static OmsEncryption
get_other_encryption (OmsSender *sender)
{
  return oms_sender_get_encryption (sender) == OMS_ENCRYPTION_TLS ? OMS_ENCRYPTION_STARTTLS
                                                                  : OMS_ENCRYPTION_TLS;
}

/* The same port with the other encryption, since whoever typed the port had it from somewhere; the
 * two standard ports (RFC 8314); and what the catalogue knows or supposes of this very host. */
static GArray *
list_candidates (OmsSender *sender)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (OmsAlternative));
  OmsProvider *provider = oms_catalogue_find_by_host (oms_catalogue_get_default (),
                                                      oms_sender_get_host (sender));
  const OmsEndpoint *endpoints;
  gsize n_endpoints;

  add_candidate (candidates, sender, get_other_encryption (sender),
                 oms_sender_get_effective_port (sender));
  add_candidate (candidates, sender, OMS_ENCRYPTION_TLS,
                 oms_encryption_get_port (OMS_ENCRYPTION_TLS));
  add_candidate (candidates, sender, OMS_ENCRYPTION_STARTTLS,
                 oms_encryption_get_port (OMS_ENCRYPTION_STARTTLS));
  if (provider) {
    endpoints = oms_provider_get_endpoints (provider, &n_endpoints);
    add_endpoints (candidates, sender, endpoints, n_endpoints);
    endpoints = oms_provider_get_candidates (provider, &n_endpoints);
    add_endpoints (candidates, sender, endpoints, n_endpoints);
  }

  return candidates;
}

static void
finish_search (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  GArray *working = g_array_new (FALSE, FALSE, sizeof (OmsAlternative));

  for (guint i = 0; i < search->candidates->len; i++)
    if (g_array_index (search->found, gboolean, i))
      g_array_append_val (working, g_array_index (search->candidates, OmsAlternative, i));

  if (g_task_return_error_if_cancelled (task))
    g_array_unref (working);
  else
    g_task_return_pointer (task, working, (GDestroyNotify) g_array_unref);
}

static void
on_probe_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree Probe *probe = user_data;
  g_autoptr (GTask) task = probe->task;
  Search *search = g_task_get_task_data (task);
  g_autoptr (OmsReport) report = oms_check_run_finish (OMS_CHECK (source), result, NULL);

  g_array_index (search->found, gboolean, probe->index) = report && oms_report_is_ok (report);
  if (--search->n_running == 0)
    finish_search (task);
}

/* A test without sign-in and without an address: it ends well after the server's greeting. */
static void
start_probe (GTask       *task,
             guint        index,
             OmsSender   *sender,
             OmsPractice *practice)
{
  static const OmsTimeouts timeouts = {
    .connect = DEADLINE, .greeting = DEADLINE, .slow_greeting = DEADLINE, .reply = DEADLINE,
    .slow_reply = DEADLINE, .total = DEADLINE, .notice = DEADLINE,
  };
  Search *search = g_task_get_task_data (task);
  OmsAlternative *candidate = &g_array_index (search->candidates, OmsAlternative, index);
  g_autoptr (OmsSender) variant = oms_sender_copy (sender);
  g_autoptr (OmsCheck) check = NULL;
  Probe *probe = g_new0 (Probe, 1);

  oms_sender_set_encryption (variant, candidate->encryption);
  oms_sender_set_port (variant, candidate->port);
  oms_sender_set_authentication (variant, OMS_AUTHENTICATION_NONE);
  oms_sender_set_address (variant, "");

  check = oms_check_new (variant, NULL);
  oms_check_set_timeouts (check, timeouts);
  oms_check_set_practice (check, practice);

  probe->task = g_object_ref (task);
  probe->index = index;
  oms_check_run_async (check, g_task_get_cancellable (task), on_probe_ready, probe);
}

/**
 * oms_alternatives_find_async:
 * @sender: settings whose test failed
 * @practice: (nullable): where the practice server plays which servers
 * @cancellable: (nullable): ends the search
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Tries the other ways to reach the same host, in parallel, within five seconds. Nothing secret is
 * sent: each try ends after the greeting and the verified certificate. It is never another host,
 * and never a connection without encryption.
 */
void
oms_alternatives_find_async (OmsSender           *sender,
                             OmsPractice         *practice,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  g_return_if_fail (OMS_IS_SENDER (sender));

  g_task_set_source_tag (task, oms_alternatives_find_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  search->candidates = list_candidates (sender);
  search->found = g_array_sized_new (FALSE, TRUE, sizeof (gboolean), search->candidates->len);
  g_array_set_size (search->found, search->candidates->len);
  search->n_running = search->candidates->len;

  if (search->n_running == 0)
    finish_search (task);
  for (guint i = 0; i < search->candidates->len; i++)
    start_probe (task, i, sender, practice);
}

/**
 * oms_alternatives_find_finish:
 * @result: what the callback got
 * @error: where to put an error: %G_IO_ERROR_CANCELLED
 *
 * Gets what a search has found.
 *
 * Returns: (transfer full) (element-type OmsAlternative) (nullable): the ways that work, best
 *   first; %NULL with @error set
 */
GArray *
oms_alternatives_find_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, oms_alternatives_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
