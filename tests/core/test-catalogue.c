/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-catalogue.h"
#include "oms-init.h"

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

  g_assert_cmpstr (gmail, ==, "maria@gmail.com");
  g_assert_null (incomplete);
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

static void
assert_note (const char *id,
             const char *day,
             const char *part)
{
  g_autofree char *noon = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) today = g_date_time_new_from_iso8601 (noon, NULL);
  g_autofree char *note = oms_provider_dup_note (get (id), today);

  g_assert_nonnull (note);
  g_assert_nonnull (g_strstr_len (note, -1, part));
}

static void
test_notes (void)
{
  assert_note ("gmail", "2026-11-23", "app password");
  assert_note ("outlook-com", "2026-11-23", "OAuth 2");
  assert_note ("microsoft365", "2026-12-31", "will be off by default");
  assert_note ("microsoft365", "2027-01-01", "is off by default since");
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
  g_test_add_func ("/catalogue/notes", test_notes);

  return g_test_run ();
}
