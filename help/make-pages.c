/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the pages of the help that say what the program says: one per cause, and the providers.
 * Arguments: the folder for the pages, the folder with the message catalogues, and the language of
 * the locale as it stands in XML. */

#include "config.h"

#include <libintl.h>
#include <stdlib.h>

#include "oms-cause-page.h"
#include "oms-init.h"
#include "oms-providers-page.h"

/* Some words have a date on which they change; the same sources make the same pages again. */
static GDateTime *
get_day (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");

  return epoch ? g_date_time_new_from_unix_utc (g_ascii_strtoll (epoch, NULL, 10))
               : g_date_time_new_now_utc ();
}

static void
write_page (const char *folder,
            const char *id,
            const char *page)
{
  g_autofree char *name = g_strconcat (id, ".page", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, page, -1, &error)) {
    g_printerr ("%s: %s\n", g_get_prgname (), error->message);
    exit (1);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GDateTime) today = get_day ();
  g_autofree char *providers = NULL;

  if (argc != 4) {
    g_printerr ("Usage: %s FOLDER LOCALEDIR LANGUAGE\n", argv[0]);
    return 2;
  }

  oms_init ();
  bindtextdomain (GETTEXT_PACKAGE, argv[2]);

  for (OmsCause cause = 0; cause < OMS_N_CAUSES; cause++) {
    g_autofree char *id = oms_cause_page_dup_id (cause);
    g_autofree char *page = oms_cause_page_write (cause, argv[3]);

    write_page (argv[1], id, page);
  }
  providers = oms_providers_page_write (today, argv[3]);
  write_page (argv[1], OMS_PROVIDERS_PAGE_ID, providers);

  return 0;
}
