/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-verb-list"

#include "oms-cli.h"
#include "oms-json.h"
#include "oms-print.h"
#include "oms-sender-store.h"

#include <glib/gi18n.h>

/**
 * oms_verb_list:
 * @argc: how many arguments there are
 * @argv: the arguments, the verb first
 *
 * Lists the senders: “outgoing-mail list”.
 *
 * Returns: the exit status
 */
OmsExit
oms_verb_list (int    argc,
               char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print a JSON object"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (OmsSenderStore) store = NULL;
  g_autoptr (GError) error = NULL;
  guint n_senders;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Lists the senders."));
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return oms_cli_complain (OMS_EXIT_USAGE, error);
  if (argc > 1) {
    g_set_error_literal (&error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                         _("This verb takes no arguments."));
    return oms_cli_complain (OMS_EXIT_USAGE, error);
  }

  store = oms_sender_store_new (NULL);
  if (json) {
    oms_json_print_senders (store);
    return OMS_EXIT_OK;
  }

  n_senders = g_list_model_get_n_items (G_LIST_MODEL (store));
  for (guint i = 0; i < n_senders; i++) {
    g_autoptr (OmsSender) sender = g_list_model_get_item (G_LIST_MODEL (store), i);

    oms_print_sender (sender, sender == oms_sender_store_get_default (store));
  }
  if (n_senders == 0)
    g_print (_("There are no senders yet.\n"));

  return OMS_EXIT_OK;
}
