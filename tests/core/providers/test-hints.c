/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-hints.h"
#include "oms-init.h"
#include "oms-look-alike.h"

static OmsSender *
new_sender (const char *address,
            const char *host,
            const char *user)
{
  OmsSender *sender = oms_sender_new (NULL);

  oms_sender_set_address (sender, address);
  oms_sender_set_host (sender, host);
  oms_sender_set_user (sender, user);
  oms_sender_set_authentication (sender, OMS_AUTHENTICATION_PASSWORD);

  return sender;
}

static OmsHint *
get_hint (GPtrArray    *hints,
          OmsHintField  field)
{
  for (guint i = 0; i < hints->len; i++) {
    OmsHint *hint = g_ptr_array_index (hints, i);

    if (hint->field == field)
      return hint;
  }

  return NULL;
}

/* Expects one hint at the server, with that in its sentence and in its suggestion. */
static void
assert_host_hint (const char *address,
                  const char *host,
                  const char *part,
                  const char *suggestion)
{
  g_autoptr (OmsSender) sender = new_sender (address, host, address);
  g_autoptr (GPtrArray) hints = oms_hints_new_for_sender (sender, NULL);
  OmsHint *hint = get_hint (hints, OMS_HINT_FIELD_HOST);

  g_test_message ("%s", host);
  g_assert_nonnull (hint);
  g_assert_nonnull (g_strstr_len (hint->text, -1, part));
  g_assert_cmpstr (hint->suggestion, ==, suggestion);
}

static void
assert_no_hint (const char *address,
                const char *host,
                const char *user,
                const char *password)
{
  g_autoptr (OmsSender) sender = new_sender (address, host, user);
  g_autoptr (GPtrArray) hints = oms_hints_new_for_sender (sender, password);

  g_test_message ("%s %s", address, host);
  g_assert_cmpstr (hints->len > 0 ? ((OmsHint *) hints->pdata[0])->text : NULL, ==, NULL);
}

static void
test_distance (void)
{
  g_autofree char *endless = g_strnfill (100000, 'a');

  g_assert_cmpuint (oms_look_alike_distance ("", ""), ==, 0);
  g_assert_cmpuint (oms_look_alike_distance ("", "abc"), ==, 3);
  g_assert_cmpuint (oms_look_alike_distance ("smtp", "smtp"), ==, 0);
  g_assert_cmpuint (oms_look_alike_distance ("smpt", "smtp"), ==, 1);
  g_assert_cmpuint (oms_look_alike_distance ("gmial", "gmail"), ==, 1);
  g_assert_cmpuint (oms_look_alike_distance ("gmal", "gmail"), ==, 1);
  g_assert_cmpuint (oms_look_alike_distance ("gmaill", "gmail"), ==, 1);
  g_assert_cmpuint (oms_look_alike_distance ("gmsil", "gmail"), ==, 1);
  g_assert_cmpuint (oms_look_alike_distance ("ca", "abc"), ==, 3);
  g_assert_cmpuint (oms_look_alike_distance (endless, "a"), ==, G_MAXUINT);
}

static void
test_skeleton (void)
{
  g_autofree char *cyrillic = oms_look_alike_skeleton ("smtp.gmаil.com");
  g_autofree char *accent = oms_look_alike_skeleton ("SMTP.Gmaíl.com");
  g_autofree char *a_label = oms_look_alike_skeleton ("smtp.xn--gmil-63d.com");
  g_autofree char *invalid = oms_look_alike_skeleton ("\xff");

  g_assert_cmpstr (cyrillic, ==, "smtp.gmail.com");
  g_assert_cmpstr (accent, ==, "smtp.gmail.com");
  g_assert_cmpstr (a_label, ==, "smtp.gmail.com");
  g_assert_null (invalid);
  g_assert_true (oms_look_alike_is_mixed ("smtp.exаmple.com"));
  g_assert_false (oms_look_alike_is_mixed ("smtp.пример.com"));
  g_assert_false (oms_look_alike_is_mixed ("mail.日本語テスト.example"));
  g_assert_false (oms_look_alike_is_mixed ("\xff"));
}

static void
test_slips (void)
{
  assert_host_hint ("maria@gmail.com", "smpt.gmail.com", "smtp.gmail.com", "smtp.gmail.com");
  assert_host_hint ("maria@gmail.com", "smtp.gmial.com", "smtp.gmail.com", "smtp.gmail.com");
  assert_host_hint ("maria@gmail.com", "SMTP.GMAIL.CON", "smtp.gmail.com", "smtp.gmail.com");
  assert_host_hint ("maria@gmail.com", "stmp.gmal.com", "smtp.gmail.com", "smtp.gmail.com");
  assert_host_hint ("ada@contoso.example", "smtp.offce365.com", "smtp.office365.com",
                    "smtp.office365.com");
  assert_host_hint ("ada@gmx.net", "mail.gxm.net", "mail.gmx.net", "mail.gmx.net");
  assert_host_hint ("ada@aol.com", "smpt.aol.con", "smtp.aol.com", "smtp.aol.com");
}

static void
test_letters (void)
{
  assert_host_hint ("maria@gmail.com", "smtp.gmаil.com", "another alphabet", "smtp.gmail.com");
  assert_host_hint ("ada@contoso.example", "smtp.gmаil.com", "another alphabet", "smtp.gmail.com");
  assert_host_hint ("ada@contoso.example", "smtp.contоso.example", "different alphabets", NULL);
  assert_host_hint ("maria@gmail.com", "smtp.gmail.com.mailing.example", "only begins like",
                    "smtp.gmail.com");
}

static void
test_other_provider (void)
{
  assert_host_hint ("maria@gmail.com", "smtp.mail.yahoo.com", "Yahoo Mail", "smtp.gmail.com");
  assert_host_hint ("maria@gmail.com", "mail.contoso.example", "not a known server",
                    "smtp.gmail.com");
}

/* What looks odd and is right. */
static void
test_innocent (void)
{
  assert_no_hint ("maria@gmail.com", "smtp.gmail.com", "maria@gmail.com", "abcd efgh ijkl mnop");
  assert_no_hint ("ada@gmail.com", "smtp.gmail.com", "", NULL);
  assert_no_hint ("", "", "", NULL);
  /* Short names, and names of one's own, are not slips of known ones. */
  assert_no_hint ("ada@abc.com", "smtp.abc.com", "ada@abc.com", "secret");
  assert_no_hint ("ada@xyz.example", "smtp.abc.com", "ada@xyz.example", "secret");
  assert_no_hint ("ada@gmall.com", "smtp.gmall.com", "ada@gmall.com", "secret");
  /* An account elsewhere, used with another address. */
  assert_no_hint ("maria@gmail.com", "smtp.sendgrid.net", "apikey", NULL);
  assert_no_hint ("maria@gmail.com", "smtp.mail.yahoo.com", "maria@yahoo.com", NULL);
  assert_no_hint ("maria@gmail.com", "mail.contoso.example", "c0123", "secret");
  assert_no_hint ("ada@pm.me", "127.0.0.1", "ada@pm.me", "secret");
  assert_no_hint ("ada@comcast.net", "smtp.mail.yahoo.com", "ada@comcast.net", NULL);
  assert_no_hint ("ada@outlook.com", "smtp.office365.com", "ada@outlook.com", NULL);
  assert_no_hint ("ada@contoso.example", "192.0.2.1", "ada", "secret");
}

static void
test_no_sign_in (void)
{
  g_autoptr (OmsSender) sender = new_sender ("maria@gmail.com", "smtp.mail.yahoo.com", "maria");
  g_autoptr (GPtrArray) hints = NULL;

  oms_sender_set_authentication (sender, OMS_AUTHENTICATION_NONE);
  hints = oms_hints_new_for_sender (sender, "secret ");

  g_assert_cmpuint (hints->len, ==, 0);
}

static void
assert_user_hint (const char *address,
                  const char *host,
                  const char *user,
                  const char *suggestion)
{
  g_autoptr (OmsSender) sender = new_sender (address, host, user);
  g_autoptr (GPtrArray) hints = oms_hints_new_for_sender (sender, NULL);
  OmsHint *hint = get_hint (hints, OMS_HINT_FIELD_USER);

  g_assert_nonnull (hint);
  g_assert_cmpstr (hint->suggestion, ==, suggestion);
}

static void
test_user (void)
{
  assert_user_hint ("maria@gmail.com", "smtp.gmail.com", "maria", "maria@gmail.com");
  assert_user_hint ("maria@free.fr", "smtp.free.fr", "maria@free.fr", "maria");
  assert_user_hint ("maria@example.com", "smtp.sendgrid.net", "maria@example.com", "apikey");
  assert_user_hint ("maria@gmail.com", "smtp.gmail.com", "maria@gmail.com ", "maria@gmail.com");
  assert_user_hint ("maria@gmail.com", "mail.example.com", "\u00a0maria", "maria");
}

static void
test_blanks (void)
{
  g_autoptr (OmsSender) sender = new_sender (" maria@gmail.com", "smtp.gmail.com\u200b", "");
  g_autoptr (GPtrArray) hints = oms_hints_new_for_sender (sender, NULL);

  g_assert_cmpstr (get_hint (hints, OMS_HINT_FIELD_ADDRESS)->suggestion, ==, "maria@gmail.com");
  g_assert_cmpstr (get_hint (hints, OMS_HINT_FIELD_HOST)->suggestion, ==, "smtp.gmail.com");
}

static void
assert_password_hint (const char *host,
                      const char *password,
                      const char *part)
{
  g_autoptr (OmsSender) sender = new_sender ("ada@example.com", host, "ada@example.com");
  g_autoptr (GPtrArray) hints = oms_hints_new_for_sender (sender, password);
  OmsHint *hint = get_hint (hints, OMS_HINT_FIELD_PASSWORD);

  if (part == NULL) {
    g_assert_null (hint);
    return;
  }

  g_assert_nonnull (hint);
  g_assert_nonnull (g_strstr_len (hint->text, -1, part));
  g_assert_null (hint->suggestion);
  g_assert_null (strstr (hint->text, password));
}

static void
test_password (void)
{
  assert_password_hint ("smtp.gmail.com", "sunflower42", "app password");
  assert_password_hint ("smtp.gmail.com", "abcd efgh ijkl mnop\n", NULL);
  assert_password_hint ("smtp.gmail.com", "", NULL);
  assert_password_hint ("mail.example.com", "lovelace-1815", NULL);
  assert_password_hint ("mail.example.com", "lovelace-1815 ", "space");
  assert_password_hint ("smtp.office365.com", "winter-sun-7\u00a0", "space");
  assert_password_hint ("mail.example.com", "\xff", NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  oms_init ();

  g_test_add_func ("/hints/distance", test_distance);
  g_test_add_func ("/hints/skeleton", test_skeleton);
  g_test_add_func ("/hints/slips", test_slips);
  g_test_add_func ("/hints/letters", test_letters);
  g_test_add_func ("/hints/other-provider", test_other_provider);
  g_test_add_func ("/hints/innocent", test_innocent);
  g_test_add_func ("/hints/no-sign-in", test_no_sign_in);
  g_test_add_func ("/hints/user", test_user);
  g_test_add_func ("/hints/blanks", test_blanks);
  g_test_add_func ("/hints/password", test_password);

  return g_test_run ();
}
