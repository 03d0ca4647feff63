/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-test-options"

#include "oms-test-options.h"

#include "oms-address.h"
#include "oms-error.h"
#include "oms-password-file.h"

#include <glib/gi18n.h>

/* As typed. */
typedef struct {
  char    *server;
  char    *port;
  char    *encryption;
  char    *user;
  char    *password_file;
  char    *address;
  GStrv    arguments;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->server);
  g_free (words->port);
  g_free (words->encryption);
  g_free (words->user);
  g_free (words->password_file);
  g_free (words->address);
  g_strfreev (words->arguments);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean
parse_words (Words           *words,
             OmsTestOptions  *options,
             int              argc,
             char           **argv,
             GError         **error)
{
  const GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &words->server,
      N_("Test this server in place of a sender’s"), N_("HOST") },
    { "port", 0, 0, G_OPTION_ARG_STRING, &words->port,
      N_("Its port (default: that of the encryption)"), N_("NUMBER") },
    { "encryption", 0, 0, G_OPTION_ARG_STRING, &words->encryption,
      N_("How the connection is protected (default: tls)"), "tls|starttls|none" },
    { "user", 0, 0, G_OPTION_ARG_STRING, &words->user,
      N_("The user name; without it, no sign-in is tried"), N_("NAME") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &words->password_file,
      N_("Read the password from the first line of a file (-: standard input)"), N_("FILE") },
    { "address", 0, 0, G_OPTION_ARG_STRING, &words->address,
      N_("The email address to send from"), N_("ADDRESS") },
    { "again", 0, 0, G_OPTION_ARG_NONE, &options->again,
      N_("Send a password that the server has just refused once more"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_("Print a JSON object"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->arguments, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("[SENDER]"));

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Tests the settings of a sender, named by its "
                                           "identifier or email address, or those given as "
                                           "options. No mail is sent."));
  return g_option_context_parse (context, &argc, &argv, error);
}

/* What belongs together; a sender’s own settings are never mixed with others. */
static gboolean
check_words (Words   *words,
             GError **error)
{
  const char *problem = NULL;

  if (words->arguments && words->arguments[1])
    problem = _("Only one sender can be tested at a time.");
  else if (words->server && words->arguments)
    problem = _("Name either a sender or a server.");
  else if (!words->server &&
           (words->port || words->encryption || words->user || words->address))
    problem = _("The options --port, --encryption, --user and --address go with --server.");
  else if (words->server && !words->user != !words->password_file)
    problem = _("The options --user and --password-file go together.");

  if (problem)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, problem);

  return problem == NULL;
}

static OmsSender *
new_sender (Words   *words,
            GError **error)
{
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);
  OmsEncryption encryption = OMS_ENCRYPTION_TLS;
  guint port = 0;

  if (words->encryption && !oms_encryption_from_id (words->encryption, &encryption)) {
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _("The encryption is one of tls, starttls and none."));
    return NULL;
  }

  if (words->port && !oms_port_parse (words->port, &port, error))
    return NULL;

  oms_sender_set_host (sender, words->server);
  oms_sender_set_port (sender, port);
  oms_sender_set_encryption (sender, encryption);
  oms_sender_set_user (sender, words->user);
  oms_sender_set_authentication (sender, words->user ? OMS_AUTHENTICATION_PASSWORD
                                                     : OMS_AUTHENTICATION_NONE);
  if (words->address) {
    oms_sender_set_address (sender, words->address);
    if (!oms_sender_validate_field (sender, OMS_SENDER_FIELD_ADDRESS, error))
      return NULL;
  }

  if (!oms_sender_validate_field (sender, OMS_SENDER_FIELD_HOST, error) ||
      !oms_sender_validate_field (sender, OMS_SENDER_FIELD_USER, error))
    return NULL;

  return g_steal_pointer (&sender);
}

static OmsSender *
find_sender (OmsSenderStore  *store,
             const char      *name,
             GError         **error)
{
  OmsSender *sender = name ? oms_sender_store_find (store, name)
                           : oms_sender_store_get_default (store);

  if (sender)
    return g_object_ref (sender);

  if (name)
    g_set_error (error, OMS_ERROR, OMS_ERROR_NO_SUCH_SENDER,
                 /* Translators: an identifier or an email address, as it was typed. */
                 _("There is no sender “%s”."), name);
  else
    g_set_error_literal (error, OMS_ERROR, OMS_ERROR_NO_SUCH_SENDER,
                         _("There are no senders yet."));
  return NULL;
}

/**
 * oms_test_options_parse:
 * @self: where to put what was asked for
 * @argc: the number of arguments
 * @argv: the arguments
 * @error: return location for an error
 *
 * Reads the command line of “test”, and the password where a file is named.
 *
 * Returns: %OMS_EXIT_OK, or with @error set what to exit with
 */
OmsExit
oms_test_options_parse (OmsTestOptions  *self,
                        int              argc,
                        char           **argv,
                        GError         **error)
{
  g_auto (Words) words = { NULL };

  if (!parse_words (&words, self, argc, argv, error) || !check_words (&words, error))
    return OMS_EXIT_USAGE;

  if (words.server) {
    self->sender = new_sender (&words, error);
    if (!self->sender)
      return OMS_EXIT_USAGE;
  } else {
    self->store = oms_sender_store_new (NULL);
    self->sender = find_sender (self->store, words.arguments ? words.arguments[0] : NULL, error);
    if (!self->sender)
      return OMS_EXIT_CANNOT_RUN;
  }

  if (words.password_file) {
    self->password = oms_password_file_read (words.password_file, error);
    if (!self->password)
      return OMS_EXIT_USAGE;
  }

  return OMS_EXIT_OK;
}

/**
 * oms_test_options_clear:
 * @self: options
 *
 * Frees what the options hold.
 */
void
oms_test_options_clear (OmsTestOptions *self)
{
  g_clear_object (&self->store);
  g_clear_object (&self->sender);
  g_clear_pointer (&self->password, oms_password_unref);
}
