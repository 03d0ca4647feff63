/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-verb-explain"

#include "oms-cli.h"
#include "oms-diagnosis.h"
#include "oms-json.h"
#include "oms-print.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>

/* Of a longer text the end is read: there a log says what went wrong last. */
#define MAX_LENGTH (1024 * 1024)

static void
keep_end (GByteArray *text)
{
  if (text->len > MAX_LENGTH)
    g_byte_array_remove_range (text, 0, text->len - MAX_LENGTH);
}

static GByteArray *
read_text (const char  *path,
           GError     **error)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  FILE *file = path ? g_fopen (path, "rbe") : stdin;
  guint8 buffer[4096];
  gsize n;

  while (file && (n = fread (buffer, 1, sizeof buffer, file)) > 0) {
    g_byte_array_append (text, buffer, n);
    if (text->len > 2 * MAX_LENGTH)
      keep_end (text);
  }
  keep_end (text);

  if (!file || ferror (file))
    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                         g_strerror (errno));
  if (path && file)
    fclose (file);

  return *error ? NULL : g_steal_pointer (&text);
}

static gboolean
parse (int         argc,
       char      **argv,
       gboolean   *json,
       gboolean   *rule,
       char      **server,
       GStrv      *paths,
       GError    **error)
{
  const GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, server,
      N_("The server that the text is about, where it is known"), N_("HOST") },
    { "json", 0, 0, G_OPTION_ARG_NONE, json, N_("Print a JSON object"), NULL },
    { "rule", 0, 0, G_OPTION_ARG_NONE, rule,
      N_("Also name the rule that decided, and the words of the text"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, paths, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("[FILE]"));

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Explains the error text of another program, read "
                                           "from a file or from standard input."));
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;

  if (*paths && (*paths)[1]) {
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _("Only one file can be read at a time."));
    return FALSE;
  }

  return TRUE;
}

/**
 * oms_verb_explain:
 * @argc: how many arguments there are
 * @argv: the arguments, the verb first
 *
 * Says what an error text means: “outgoing-mail explain”.
 *
 * Returns: the exit status
 */
OmsExit
oms_verb_explain (int    argc,
                  char **argv)
{
  gboolean json = FALSE;
  gboolean rule = FALSE;
  g_autofree char *server = NULL;
  g_auto (GStrv) paths = NULL;
  g_autoptr (GByteArray) text = NULL;
  g_autoptr (OmsDiagnosis) diagnosis = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse (argc, argv, &json, &rule, &server, &paths, &error))
    return oms_cli_complain (OMS_EXIT_USAGE, error);

  text = read_text (paths ? paths[0] : NULL, &error);
  if (!text)
    return oms_cli_complain (OMS_EXIT_USAGE, error);

  diagnosis = oms_diagnosis_new_for_text (text->len > 0 ? (const char *) text->data : "", text->len,
                                          server, NULL);
  if (json)
    oms_json_print_diagnosis (diagnosis, rule);
  else
    oms_print_diagnosis (diagnosis);
  if (rule && !json)
    oms_print_rule (diagnosis);

  return oms_diagnosis_get_cause (diagnosis) == OMS_CAUSE_OK ? OMS_EXIT_OK : OMS_EXIT_FAILED;
}
