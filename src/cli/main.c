/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "outgoing-mail"

#include "config.h"

#include "oms-cli.h"
#include "oms-diagnosis.h"
#include "oms-init.h"
#include "oms-log.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  OmsExit   (*run) (int    argc,
                    char **argv);
} verbs[] = {
  { "explain", oms_verb_explain },
  { "list", oms_verb_list },
  { "test", oms_verb_test },
};

static void
print_help (void)
{
  /* Translators: VERB, OPTION, SENDER and FILE stand for what people type; the words in small
   * letters are typed as they are. */
  g_print (_("Usage:\n"
             "  outgoing-mail VERB [OPTION…]\n"
             "\n"
             "Tests the settings for outgoing mail, and explains what is wrong with them.\n"
             "\n"
             "Verbs:\n"
             "  list            List the senders\n"
             "  test [SENDER]   Test the settings of a sender, or those given as options\n"
             "  explain [FILE]  Explain the error text of another program\n"
             "\n"
             "Options:\n"
             "  --help          Show help; after a verb, that of the verb\n"
             "  --version       Show the version\n"));
}

/* Nobody got an answer that could not be written. */
static OmsExit
flush_answer (OmsExit status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;

  g_printerr (_("The answer could not be written.\n"));
  return OMS_EXIT_CANNOT_RUN;
}

/**
 * oms_cli_complain:
 * @status: what to end with
 * @error: why nothing could be done
 *
 * Says on standard error why nothing could be done.
 *
 * Returns: @status
 */
OmsExit
oms_cli_complain (OmsExit       status,
                  const GError *error)
{
  g_printerr ("%s: %s\n", g_get_prgname (), error->message);
  if (status == OMS_EXIT_USAGE)
    /* Translators: the command to type, such as “outgoing-mail test”. */
    g_printerr (_("Try “%s --help”.\n"), g_get_prgname ());

  return status;
}

static OmsExit
run_verb (int    argc,
          char **argv)
{
  g_autofree char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++) {
    if (strcmp (argv[1], verbs[i].name) != 0)
      continue;

    name = g_strdup_printf ("outgoing-mail %s", verbs[i].name);
    g_set_prgname (name);
    return verbs[i].run (argc - 1, argv + 1);
  }

  g_printerr (_("“%s” is not a verb of outgoing-mail. Try “outgoing-mail --help”.\n"), argv[1]);
  return OMS_EXIT_USAGE;
}

int
main (int   argc,
      char *argv[])
{
  oms_init ();
  oms_log_init ();
  g_set_prgname ("outgoing-mail");
  oms_diagnosis_speak_of_options ();

  if (argc < 2) {
    g_printerr (_("What should be done? Try “outgoing-mail --help”.\n"));
    return OMS_EXIT_USAGE;
  }

  if (g_str_equal (argv[1], "--help")) {
    print_help ();
    return flush_answer (OMS_EXIT_OK);
  }

  if (g_str_equal (argv[1], "--version")) {
    g_print ("outgoing-mail %s\n", OMS_VERSION);
    return flush_answer (OMS_EXIT_OK);
  }

  return flush_answer (run_verb (argc, argv));
}
