/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-provider-reader"

#include "config.h"

#include "oms-provider-reader.h"

#include "oms-nick.h"
#include "oms-provider-private.h"
#include "oms-providers-enum-types.h"
#include "oms-text.h"

/* The files themselves are checked against data/providers/providers.rng by a test, so that what is
 * read here at every start need not be checked again. */

typedef struct {
  GPtrArray       *providers;
  OmsProvider     *provider;   /* the last of them */
  OmsProviderNote *note;       /* the last of its notes */
  GString         *text;       /* what the innermost element held so far */
} Reader;

/* A word that is not known, or not there, is the 0 of its enumeration: unknown. */
static int
look_up (GType       type,
         const char *word)
{
  int value = 0;

  return word && oms_enum_from_nick (type, word, &value) ? value : 0;
}

static const char *
attribute (const char **names,
           const char **values,
           const char  *wanted)
{
  for (guint i = 0; names[i] != NULL; i++) {
    if (g_str_equal (names[i], wanted))
      return values[i];
  }

  return NULL;
}

static void
begin_provider (Reader      *reader,
                const char **names,
                const char **values)
{
  const char *rank = attribute (names, values, "rank");

  reader->provider = g_object_new (OMS_TYPE_PROVIDER, NULL);
  reader->provider->id = g_strdup (attribute (names, values, "id"));
  reader->provider->family = g_strdup (attribute (names, values, "family"));
  reader->provider->rank = rank ? (guint) g_ascii_strtoull (rank, NULL, 10) : 0;
  reader->provider->takes_mail = attribute (names, values, "smtp") == NULL;
  g_ptr_array_add (reader->providers, reader->provider);
}

/* Whether a server was seen in the provider's own pages or is only offered to be tried has to be
 * said: a day that was forgotten would change what people are offered. */
static GArray *
choose_servers (OmsProvider  *provider,
                const char   *checked,
                const char   *status,
                GError      **error)
{
  if (checked && !status)
    return provider->endpoints;
  if (!checked && g_strcmp0 (status, "candidate") == 0)
    return provider->candidates;

  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
               "A server of “%s” needs either “checked” or status=\"candidate\"", provider->id);

  return NULL;
}

static gboolean
add_server (Reader       *reader,
            const char  **names,
            const char  **values,
            GError      **error)
{
  GArray *servers;
  const char *host;
  const char *encryption;
  const char *port;
  const char *checked;
  const char *status;
  OmsEndpoint endpoint = { NULL };

  if (!g_markup_collect_attributes ("server", names, values, error,
                                    G_MARKUP_COLLECT_STRING, "host", &host,
                                    G_MARKUP_COLLECT_STRING, "encryption", &encryption,
                                    G_MARKUP_COLLECT_STRING, "port", &port,
                                    G_MARKUP_COLLECT_STRING | G_MARKUP_COLLECT_OPTIONAL,
                                    "checked", &checked,
                                    G_MARKUP_COLLECT_STRING | G_MARKUP_COLLECT_OPTIONAL,
                                    "status", &status,
                                    G_MARKUP_COLLECT_INVALID))
    return FALSE;

  servers = choose_servers (reader->provider, checked, status, error);
  if (!servers)
    return FALSE;

  if (!oms_encryption_from_id (encryption, &endpoint.encryption)) {
    g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                 "Unknown encryption “%s”", encryption);
    return FALSE;
  }

  endpoint.host = g_strdup (host);
  endpoint.port = (guint) g_ascii_strtoull (port, NULL, 10);
  g_array_append_val (servers, endpoint);
  return TRUE;
}

static void
set_user (Reader      *reader,
          const char **names,
          const char **values)
{
  reader->provider->user_form = look_up (OMS_TYPE_USER_FORM, attribute (names, values, "form"));
  reader->provider->user_word = g_strdup (attribute (names, values, "word"));
  reader->provider->user_lenient = attribute (names, values, "lenient") != NULL;
}

static void
set_password (Reader      *reader,
              const char **names,
              const char **values)
{
  OmsProvider *provider = reader->provider;

  provider->password_kind = look_up (OMS_TYPE_PASSWORD_KIND, attribute (names, values, "kind"));
  provider->password_shape = g_strdup (attribute (names, values, "shape"));
  provider->password_grouped = attribute (names, values, "grouped") != NULL;
}

static void
set_switch_on (Reader      *reader,
               const char **names,
               const char **values)
{
  reader->provider->switched_off = TRUE;
  reader->provider->switch_on_url = g_strdup (attribute (names, values, "href"));
}

static void
set_page (Reader      *reader,
          const char **names,
          const char **values)
{
  const char *kind = attribute (names, values, "kind");
  char *url = g_strdup (attribute (names, values, "href"));

  if (g_str_equal (kind, "app-password"))
    reader->provider->app_password_url = url;
  else if (g_str_equal (kind, "two-step"))
    reader->provider->two_step_url = url;
  else
    reader->provider->help_url = url;
}

static void
begin_note (Reader      *reader,
            const char **names,
            const char **values)
{
  reader->note = g_new0 (OmsProviderNote, 1);
  reader->note->from = g_strdup (attribute (names, values, "from"));
  reader->note->until = g_strdup (attribute (names, values, "until"));
  g_ptr_array_add (reader->provider->notes, reader->note);
}

static void
on_start_element (GMarkupParseContext  *context,
                  const char           *element,
                  const char          **names,
                  const char          **values,
                  gpointer              user_data,
                  GError              **error)
{
  Reader *reader = user_data;

  g_string_truncate (reader->text, 0);

  if (g_str_equal (element, "provider"))
    begin_provider (reader, names, values);
  else if (g_str_equal (element, "server"))
    add_server (reader, names, values, error);
  else if (g_str_equal (element, "user"))
    set_user (reader, names, values);
  else if (g_str_equal (element, "password"))
    set_password (reader, names, values);
  else if (g_str_equal (element, "switch-on"))
    set_switch_on (reader, names, values);
  else if (g_str_equal (element, "page"))
    set_page (reader, names, values);
  else if (g_str_equal (element, "note"))
    begin_note (reader, names, values);
  else if (g_str_equal (element, "greet-with-domain"))
    reader->provider->domain_in_ehlo = TRUE;
}

static void
on_end_element (GMarkupParseContext  *context,
                const char           *element,
                gpointer              user_data,
                GError              **error)
{
  Reader *reader = user_data;
  OmsProvider *provider = reader->provider;
  const char *text = reader->text->str;

  if (g_str_equal (element, "name"))
    provider->name = g_strdup (text);
  else if (g_str_equal (element, "domains"))
    provider->domains = oms_text_split_words (text);
  else if (g_str_equal (element, "mx"))
    provider->mail_exchangers = oms_text_split_words (text);
  else if (g_str_equal (element, "hosts"))
    provider->hosts = oms_text_split_words (text);
  else if (g_str_equal (element, "password") && *text != '\0')
    provider->password_name = g_strdup (text);
  else if (g_str_equal (element, "note"))
    reader->note->text = g_strdup (text);
  else if (g_str_equal (element, "limits"))
    provider->limits = g_strdup (text);

  g_string_truncate (reader->text, 0);
}

static void
on_text (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              user_data,
         GError              **error)
{
  Reader *reader = user_data;

  g_string_append_len (reader->text, text, length);
}

static const GMarkupParser parser = {
  .start_element = on_start_element,
  .end_element = on_end_element,
  .text = on_text,
};

/**
 * oms_provider_reader_read:
 * @text: a file of data/providers
 * @length: its length in bytes
 * @providers: (element-type OmsProvider): where to add what it holds; owns its elements
 * @error: return location for an error
 *
 * Reads the providers of one file. The text is our own, so is trusted to follow
 * data/providers/providers.rng.
 *
 * Returns: %FALSE with a %G_MARKUP_ERROR if it is no such file
 */
gboolean
oms_provider_reader_read (const char  *text,
                          gsize        length,
                          GPtrArray   *providers,
                          GError     **error)
{
  g_autoptr (GString) content = g_string_new (NULL);
  Reader reader = { .providers = providers, .text = content };
  g_autoptr (GMarkupParseContext) context = NULL;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (providers != NULL, FALSE);

  context = g_markup_parse_context_new (&parser, 0, &reader, NULL);

  return g_markup_parse_context_parse (context, text, length, error) &&
         g_markup_parse_context_end_parse (context, error);
}
