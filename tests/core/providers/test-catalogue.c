/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-catalogue.h"
#include "oms-host.h"
#include "oms-init.h"
#include "oms-provider-private.h"
#include "oms-provider-reader.h"

#include <string.h>

#define FEWEST_PROVIDERS 150

static OmsProvider *
nth (guint position)
{
  g_autoptr (OmsProvider) provider =
    g_list_model_get_item (G_LIST_MODEL (oms_catalogue_get_default ()), position);

  return provider;  /* the catalogue keeps it */
}

static guint
count (void)
{
  return g_list_model_get_n_items (G_LIST_MODEL (oms_catalogue_get_default ()));
}

static OmsProvider *
get (const char *id)
{
  OmsProvider *provider = oms_catalogue_find_by_id (oms_catalogue_get_default (), id);

  g_assert_nonnull (provider);
  return provider;
}

static void
assert_id (OmsProvider *provider,
           const char  *id)
{
  g_assert_cmpstr (provider ? oms_provider_get_id (provider) : NULL, ==, id);
}

static void
test_by_address (void)
{
  static const struct {
    const char *address;
    const char *id;
  } cases[] = {
    { "maria@gmail.com", "gmail" },
    { "maria@GMAIL.COM", "gmail" },
    { "maria@gmail.com.", "gmail" },
    { "googlemail.com", "gmail" },
    { "\"odd@name\"@yahoo.co.uk", "yahoo" },
    { "ada@contoso.onmicrosoft.com", "microsoft365" },
    { "ada@mail.contoso.onmicrosoft.com", "microsoft365" },
    { "ada@onmicrosoft.com", NULL },
    { "ada@icloud.com", "icloud" },
    { "ada@sub.gmail.com", NULL },
    { "ada@austin.rr.com", "charter" },
    { "ada@ms12.hinet.net", "hinet" },
    { "ada@pm.me", "proton-bridge" },
    { "ada@notgmail.com", NULL },
    { "ada@example.com", NULL },
    { "ada@bücher.example", NULL },
    { "ada@", NULL },
    { "", NULL },
    { "\xff\xfe", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_id (oms_catalogue_find_by_address (oms_catalogue_get_default (), cases[i].address),
               cases[i].id);
}

static void
test_by_host (void)
{
  OmsCatalogue *catalogue = oms_catalogue_get_default ();

  assert_id (oms_catalogue_find_by_host (catalogue, "smtp.gmail.com"), "gmail");
  assert_id (oms_catalogue_find_by_host (catalogue, "SMTP.Gmail.com."), "gmail");
  assert_id (oms_catalogue_find_by_host (catalogue, "smtp.office365.com"), "microsoft365");
  assert_id (oms_catalogue_find_by_host (catalogue, "a-com.mail.protection.outlook.com"),
             "microsoft365");
  assert_id (oms_catalogue_find_by_host (catalogue, "smtp.mail.yahoo.com"), "yahoo");
  assert_id (oms_catalogue_find_by_host (catalogue, "smtp.aol.com"), "aol");
  assert_id (oms_catalogue_find_by_host (catalogue, "w0123456.kasserver.com"), "all-inkl");
  assert_id (oms_catalogue_find_by_host (catalogue, "email-smtp.eu-west-3.amazonaws.com"), "ses");
  assert_id (oms_catalogue_find_by_host (catalogue, "127.0.0.1"), NULL);
  assert_id (oms_catalogue_find_by_host (catalogue, "smtp.gmail.com.example"), NULL);
  assert_id (oms_catalogue_find_by_host (catalogue, "127.0.0.2"), NULL);
  assert_id (oms_catalogue_find_by_host (catalogue, ""), NULL);
}

static void
test_by_mx (void)
{
  OmsCatalogue *catalogue = oms_catalogue_get_default ();

  assert_id (oms_catalogue_find_by_mx (catalogue, "ASPMX.L.Google.com."), "google-workspace");
  assert_id (oms_catalogue_find_by_mx (catalogue, "contoso-com.mail.protection.outlook.com"),
             "microsoft365");
  assert_id (oms_catalogue_find_by_mx (catalogue, "outlook-com.olc.protection.outlook.com"),
             "outlook-com");
  assert_id (oms_catalogue_find_by_mx (catalogue, "mx-aol.mail.gm0.yahoodns.net"), "aol");
  assert_id (oms_catalogue_find_by_mx (catalogue, "mta5.am0.yahoodns.net"), "yahoo");
  assert_id (oms_catalogue_find_by_mx (catalogue, "notgoogle.com"), NULL);
  assert_id (oms_catalogue_find_by_mx (catalogue, "."), NULL);
}

static void
test_order (void)
{
  GListModel *list = G_LIST_MODEL (oms_catalogue_get_default ());
  g_autoptr (OmsProvider) first = g_list_model_get_item (list, 0);

  assert_id (first, "gmail");
  g_assert_null (g_list_model_get_item (list, g_list_model_get_n_items (list)));
  g_assert_true (g_list_model_get_item_type (list) == OMS_TYPE_PROVIDER);
}

static void
test_user (void)
{
  g_autofree char *gmail = oms_provider_dup_user (get ("gmail"), "maria@gmail.com");
  g_autofree char *incomplete = oms_provider_dup_user (get ("gmail"), "maria");
  g_autofree char *local_part = oms_provider_dup_user (get ("free-fr"), "maria@free.fr");
  g_autofree char *fixed = oms_provider_dup_user (get ("sendgrid"), "maria@example.com");
  g_autofree char *own = oms_provider_dup_user (get ("ses"), "maria@example.com");

  g_assert_cmpstr (gmail, ==, "maria@gmail.com");
  g_assert_null (incomplete);
  g_assert_cmpstr (local_part, ==, "maria");
  g_assert_cmpstr (fixed, ==, "apikey");
  g_assert_null (own);
}

static void
test_user_fits (void)
{
  g_assert_true (oms_provider_user_fits (get ("gmail"), "maria@gmail.com"));
  g_assert_false (oms_provider_user_fits (get ("gmail"), "maria"));
  g_assert_true (oms_provider_user_fits (get ("free-fr"), "maria"));
  g_assert_false (oms_provider_user_fits (get ("free-fr"), "maria@free.fr"));
  g_assert_true (oms_provider_user_fits (get ("web-de"), "maria@web.de"));
  g_assert_true (oms_provider_user_fits (get ("web-de"), "maria"));
  g_assert_false (oms_provider_user_fits (get ("sendgrid"), "maria@example.com"));
  g_assert_true (oms_provider_user_fits (get ("ses"), "anything"));
}

static void
assert_normalized (const char *id,
                   const char *typed,
                   const char *expected)
{
  gboolean changed;
  g_autofree char *password = oms_provider_normalize_password (get (id), typed, &changed);

  g_assert_cmpstr (password, ==, expected);
  g_assert_cmpint (changed, ==, !g_str_equal (typed, expected));
}

static void
test_normalize (void)
{
  assert_normalized ("gmail", "abcd efgh ijkl mnop", "abcdefghijklmnop");
  assert_normalized ("gmail", "abcdefghijklmnop", "abcdefghijklmnop");
  assert_normalized ("gmail", "abcd\u00a0efgh\u200bijkl\u2009mnop\n", "abcdefghijklmnop");
  assert_normalized ("gmail", "\ufeffabcdefghijklmnop\r\n", "abcdefghijklmnop");
  assert_normalized ("gmail", "abcd efgh ijkl mno", "abcd efgh ijkl mno");
  assert_normalized ("gmail", " my own phrase ", " my own phrase ");
  assert_normalized ("gmail", "abcd efgh ijkl mno\xff", "abcd efgh ijkl mno\xff");
  assert_normalized ("gmail", "", "");
  assert_normalized ("icloud", "abcd-efgh-ijkl-mnop\n", "abcd-efgh-ijkl-mnop");
  assert_normalized ("icloud", "abcdefghijklmnop", "abcdefghijklmnop");
  assert_normalized ("microsoft365", "abcd efgh ijkl mnop", "abcd efgh ijkl mnop");
}

static void
test_fits (void)
{
  g_assert_true (oms_provider_password_fits (get ("gmail"), "abcd efgh ijkl mnop"));
  g_assert_false (oms_provider_password_fits (get ("gmail"), "sunflower42"));
  g_assert_false (oms_provider_password_fits (get ("gmail"), "abcdefghijklmnopq"));
  g_assert_false (oms_provider_password_fits (get ("gmail"), "\xff"));
  g_assert_true (oms_provider_password_fits (get ("icloud"), "abcd-efgh-ijkl-mnop"));
  g_assert_false (oms_provider_password_fits (get ("icloud"), "abcdefghijklmnop"));
  g_assert_true (oms_provider_password_fits (get ("microsoft365"), "winter-sun-7"));
}

static char *
dup_note (const char *id,
          const char *day)
{
  g_autofree char *noon = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) today = g_date_time_new_from_iso8601 (noon, NULL);

  return oms_provider_dup_note (get (id), today);
}

static void
assert_note (const char *id,
             const char *day,
             const char *expected)
{
  g_autofree char *note = dup_note (id, day);

  g_assert_cmpstr (note, ==, expected);
}

static void
test_notes (void)
{
  assert_note ("gmail", "2026-11-23",
               "Gmail wants an app password here, not the account password.");
  assert_note ("outlook-com", "2026-11-23",
               "Outlook.com takes no passwords from mail programs: only sign-in with OAuth 2 "
               "works. App passwords are refused, too.");
  assert_note ("sendgrid", "2026-11-23",
               "The user name is always the word “apikey”. Twilio SendGrid wants what it calls "
               "“API key” here, not the account password.");
  assert_note ("gmx-net", "2026-11-23",
               "Access for mail programs must first be turned on in the settings of the mailbox. "
               "With two-step verification turned on, GMX wants an app password here. Turning on "
               "two-step verification turns this access off again.");
  assert_note ("tuta", "2026-11-23",
               "Tuta takes no mail from other programs. Only its own programs can send.");
  assert_note ("strato", "2026-11-23", NULL);
}

static void
test_dated_notes (void)
{
  g_autofree char *before = dup_note ("microsoft365", "2026-12-31");
  g_autofree char *after = dup_note ("microsoft365", "2027-01-01");

  g_assert_nonnull (g_strstr_len (before, -1, "will be off by default"));
  g_assert_nonnull (g_strstr_len (after, -1, "is off by default since"));
}

static void
test_no_smtp (void)
{
  gsize n;

  g_assert_false (oms_provider_takes_mail (get ("tuta")));
  g_assert_null (oms_provider_get_endpoints (get ("tuta"), &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (oms_provider_takes_mail (get ("all-inkl")));
}

/* Adds to the names seen so far, none of which may come twice. */
static void
assert_new_names (GHashTable  *seen,
                  char       **names,
                  const char  *id)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    g_autofree char *lower = g_ascii_strdown (names[i], -1);

    g_assert_cmpstr (names[i], ==, lower);
    if (!g_hash_table_add (seen, names[i]))
      g_error ("%s: %s is there twice", id, names[i]);
  }
}

static void
test_unique (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) domains = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) mail_exchangers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) hosts = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (count (), >=, FEWEST_PROVIDERS);

  for (guint i = 0; i < count (); i++) {
    OmsProvider *provider = nth (i);

    g_assert_true (g_hash_table_add (ids, provider->id));
    assert_new_names (domains, provider->domains, provider->id);
    assert_new_names (mail_exchangers, provider->mail_exchangers, provider->id);
    assert_new_names (hosts, provider->hosts, provider->id);
  }
}

static void
assert_endpoints (OmsProvider *provider,
                  GArray      *endpoints)
{
  for (guint i = 0; i < endpoints->len; i++) {
    OmsEndpoint *endpoint = &g_array_index (endpoints, OmsEndpoint, i);
    g_autoptr (GError) error = NULL;

    oms_host_validate (endpoint->host, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (endpoint->port, >, 0);
    g_assert_cmpuint (endpoint->port, <=, G_MAXUINT16);
    /* A password without encryption goes to this machine only. */
    if (endpoint->encryption == OMS_ENCRYPTION_NONE)
      g_assert_true (oms_host_is_loopback (endpoint->host));
  }
}

static void
test_endpoints (void)
{
  for (guint i = 0; i < count (); i++) {
    OmsProvider *provider = nth (i);

    assert_endpoints (provider, provider->endpoints);
    assert_endpoints (provider, provider->candidates);

    /* Without a server to fill in there is at least a sentence on where to find its name. */
    if (provider->endpoints->len + provider->candidates->len == 0)
      g_assert_cmpuint (provider->notes->len, >, 0);
    if (!provider->takes_mail)
      g_assert_cmpuint (provider->endpoints->len + provider->candidates->len, ==, 0);
  }
}

/* Each name leads back to its provider, or to one with the same servers that is used more. */
static void
test_found_again (void)
{
  OmsCatalogue *catalogue = oms_catalogue_get_default ();

  for (guint i = 0; i < count (); i++) {
    OmsProvider *provider = nth (i);

    for (guint j = 0; provider->domains != NULL && provider->domains[j] != NULL; j++) {
      g_autofree char *address = g_strconcat ("ada@", provider->domains[j], NULL);

      g_assert_true (oms_catalogue_find_by_address (catalogue, address) == provider);
    }

    for (guint j = 0; provider->mail_exchangers && provider->mail_exchangers[j]; j++) {
      g_autofree char *host = g_strconcat ("mx1.", provider->mail_exchangers[j], ".", NULL);

      g_assert_true (oms_catalogue_find_by_mx (catalogue, host) == provider);
    }

    for (guint j = 0; j < provider->endpoints->len; j++) {
      OmsEndpoint *endpoint = &g_array_index (provider->endpoints, OmsEndpoint, j);
      OmsProvider *found = oms_catalogue_find_by_host (catalogue, endpoint->host);

      if (found != NULL)
        g_assert_cmpstr (oms_provider_get_family (found), ==, oms_provider_get_family (provider));
    }
  }
}

static void
test_passwords (void)
{
  for (guint i = 0; i < count (); i++) {
    OmsProvider *provider = nth (i);

    if (provider->password_shape != NULL) {
      g_autoptr (GError) error = NULL;
      g_autoptr (GRegex) regex = g_regex_new (provider->password_shape, 0, 0, &error);

      g_assert_no_error (error);
      g_assert_nonnull (regex);
    }

    /* "Wants an app password" would be wrong for a key. */
    if (provider->password_kind == OMS_PASSWORD_KIND_CODE)
      g_assert_nonnull (provider->password_name);
    /* Where the account's own password is right as well, no shape says anything. */
    if (provider->password_kind == OMS_PASSWORD_KIND_EITHER)
      g_assert_null (provider->password_shape);
  }
}

static gboolean
read_server (const char  *attributes,
             guint       *n_endpoints,
             guint       *n_candidates,
             GError     **error)
{
  g_autofree char *text =
    g_strdup_printf ("<providers><provider id=\"a\"><server host=\"a.example\" encryption=\"tls\" "
                     "port=\"465\" %s/></provider></providers>", attributes);
  g_autoptr (GPtrArray) providers = g_ptr_array_new_with_free_func (g_object_unref);
  OmsProvider *provider;

  if (!oms_provider_reader_read (text, strlen (text), providers, error))
    return FALSE;

  provider = g_ptr_array_index (providers, 0);
  *n_endpoints = provider->endpoints->len;
  *n_candidates = provider->candidates->len;

  return TRUE;
}

/* A day that was forgotten must not make a candidate of a server. */
static void
test_server_status (void)
{
  static const char * const wrong[] = {
    "", "status=\"new\"", "checked=\"2026-11-23\" status=\"candidate\"",
  };
  guint n_endpoints, n_candidates;

  g_assert_true (read_server ("checked=\"2026-11-23\"", &n_endpoints, &n_candidates, NULL));
  g_assert_cmpuint (n_endpoints, ==, 1);
  g_assert_cmpuint (n_candidates, ==, 0);
  g_assert_true (read_server ("status=\"candidate\"", &n_endpoints, &n_candidates, NULL));
  g_assert_cmpuint (n_endpoints, ==, 0);
  g_assert_cmpuint (n_candidates, ==, 1);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (read_server (wrong[i], &n_endpoints, &n_candidates, &error));
    g_assert_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT);
  }
}

/* The quick answer is the catalogue's. */
static void
test_wants_domain_in_ehlo (void)
{
  GListModel *all = G_LIST_MODEL (oms_catalogue_get_default ());

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (OmsProvider) provider = g_list_model_get_item (all, i);
    gsize n_endpoints;
    const OmsEndpoint *endpoints = oms_provider_get_endpoints (provider, &n_endpoints);

    for (gsize j = 0; j < n_endpoints; j++) {
      OmsProvider *owner = oms_catalogue_find_by_host (oms_catalogue_get_default (),
                                                       endpoints[j].host);

      g_assert_cmpint (oms_catalogue_wants_domain_in_ehlo (endpoints[j].host), ==,
                       owner && oms_provider_wants_domain_in_ehlo (owner));
    }
  }
  g_assert_true (oms_catalogue_wants_domain_in_ehlo ("SMTP-Relay.Gmail.com."));
  g_assert_false (oms_catalogue_wants_domain_in_ehlo ("smtp.gmail.com"));
  g_assert_false (oms_catalogue_wants_domain_in_ehlo ("mail.example.com"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  oms_init ();

  g_test_add_func ("/catalogue/by-address", test_by_address);
  g_test_add_func ("/catalogue/by-host", test_by_host);
  g_test_add_func ("/catalogue/by-mx", test_by_mx);
  g_test_add_func ("/catalogue/order", test_order);
  g_test_add_func ("/catalogue/user", test_user);
  g_test_add_func ("/catalogue/normalize", test_normalize);
  g_test_add_func ("/catalogue/fits", test_fits);
  g_test_add_func ("/catalogue/user-fits", test_user_fits);
  g_test_add_func ("/catalogue/notes", test_notes);
  g_test_add_func ("/catalogue/dated-notes", test_dated_notes);
  g_test_add_func ("/catalogue/no-smtp", test_no_smtp);
  g_test_add_func ("/catalogue/unique", test_unique);
  g_test_add_func ("/catalogue/endpoints", test_endpoints);
  g_test_add_func ("/catalogue/found-again", test_found_again);
  g_test_add_func ("/catalogue/passwords", test_passwords);
  g_test_add_func ("/catalogue/server-status", test_server_status);
  g_test_add_func ("/catalogue/wants-domain-in-ehlo", test_wants_domain_in_ehlo);
  return g_test_run ();
}
