/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-init"

#include "config.h"

#include "oms-init.h"

#include "oms-connection.h"
#include "oms-core-resources.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <locale.h>

/**
 * oms_init:
 *
 * Prepares what every program of this project needs: locale and message catalogue, libcurl, and
 * the data compiled into the core. To be called first in main(), before there is a second thread.
 *
 * The environment variable `OUTGOING_MAIL_LOCALEDIR` names the folder of the translations where the
 * program runs without being installed.
 */
void
oms_init (void)
{
  const char *locale_dir = g_getenv ("OUTGOING_MAIL_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir ? locale_dir : OMS_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  oms_connection_init ();
  oms_core_register_resource ();
}
