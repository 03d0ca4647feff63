/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-address.h"
#include "oms-error.h"

#include <string.h>

/* What was typed, and words of the sentence that answers it. */
typedef struct {
  const char *typed;
  const char *words;
} Bad;

typedef struct {
  const char *typed;
  const char *ascii;
} Good;

static void
assert_sentence (const GError *error,
                 OmsError      code,
                 const Bad    *bad)
{
  g_assert_error (error, OMS_ERROR, (int) code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_suffix (error->message, "."));
  if (!strstr (error->message, bad->words))
    g_error ("“%s” is answered by “%s”", bad->typed, error->message);
}

static void
test_address_good (void)
{
  static const Good good[] = {
    { "ada@example.com", "ada@example.com" },
    { "Ada.Lovelace+mail@Example.COM", "Ada.Lovelace+mail@example.com" },
    { "a@localhost", "a@localhost" },
    { "!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~@example.com" },
    { "\"a@b\\\"c\"@example.com", "\"a@b\\\"c\"@example.com" },
    { "ada@bücher.example", "ada@xn--bcher-kva.example" },
    { "zoë@example.com", "zoë@example.com" },
    { "用户@例え.jp", "用户@xn--r8jz45g.jp" },
    { "ada@[192.0.2.1]", "ada@[192.0.2.1]" },
    { "ada@[IPv6:2001:db8::1]", "ada@[IPv6:2001:db8::1]" },
    { "ada@mail_host.example.com", "ada@mail_host.example.com" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *ascii = oms_address_to_ascii (good[i].typed);

    g_assert_true (oms_address_validate (good[i].typed, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (ascii, ==, good[i].ascii);
  }
}

static const Bad bad_addresses[] = {
  { "", "Enter an email address" },
  { "ada", "“@” is missing" },
  { "@example.com", "before the “@” is missing" },
  { "ada@", "after the “@” is missing" },
  { "ada@example.com ", "ends with a space" },
  { "ada@example.com\xc2\xa0", "ends with a space" },
  { " ada@example.com", "begins with a space" },
  { "ada lovelace@example.com", "no spaces" },
  { "\"ada lovelace\"@example.com", "no spaces" },
  { "Ada <ada@example.com>", "angle brackets" },
  { "ada@example.com\r\nRCPT TO:<eve@example.com>", "line break" },
  { "ada\t@example.com", "line break or another invisible" },
  { "ada@exam\xe2\x80\x8bple.com", "invisible" },
  { "ada@exam\xffple.com", "invisible" },
  { "ada＠example.com", "full-width “＠”" },
  { "ada@example．com", "full-width “．”" },
  { "ada@example。com", "“.” instead of" },
  { "a@b@example.com", "only one “@”" },
  { "ada,bob@example.com", "cannot contain “,”" },
  { "mailto:ada@example.com", "cannot contain “:”" },
  { "ada>@example.com", "cannot contain “>”" },
  { "\"ada@example.com", "cannot contain “\"”" },
  { "\"ada\"b@example.com", "cannot contain “\"”" },
  { ".ada@example.com", "dot" },
  { "ada.@example.com", "dot" },
  { "ada..b@example.com", "dot" },
  { "ada@example.com.", "ends with a dot" },
  { "ada@example..com", "cannot follow the “@”" },
  { "ada@-example.com", "cannot follow the “@”" },
  { "ada@192.0.2.1", "cannot follow the “@”" },
  { "ada@[192.0.2]", "cannot contain “[”" },
  { "ada@[::1]", "cannot contain “[”" },
  { "ada@exa'mple.com", "cannot contain “'”" },
};

static void
test_address_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_addresses); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (oms_address_validate (bad_addresses[i].typed, &error));
    assert_sentence (error, OMS_ERROR_INVALID_ADDRESS, &bad_addresses[i]);
    g_assert_null (oms_address_to_ascii (bad_addresses[i].typed));
  }
}

static void
test_address_length (void)
{
  g_autofree char *local_part = g_strnfill (64, 'a');
  g_autofree char *label = g_strnfill (63, 'b');
  g_autofree char *longest = g_strdup_printf ("%s@%s.%s.%.*s", local_part, label, label, 61, label);
  g_autofree char *longer = g_strconcat (longest, "b", NULL);
  g_autofree char *long_local_part = g_strconcat ("a", local_part, "@example.com", NULL);
  g_autofree char *long_label = g_strconcat ("a@b", label, ".com", NULL);

  g_assert_cmpuint (strlen (longest), ==, 254);
  g_assert_true (oms_address_validate (longest, NULL));
  g_assert_false (oms_address_validate (longer, NULL));
  g_assert_false (oms_address_validate (long_local_part, NULL));
  g_assert_false (oms_address_validate (long_label, NULL));
}

/* Before the "@" as much as there may be; behind it @count times @label, and @end. */
static char *
make_address (const char *label,
              guint       count,
              const char *end)
{
  GString *address = g_string_new (NULL);

  for (guint i = 0; i < 64; i++)
    g_string_append_c (address, 'a');
  g_string_append_c (address, '@');
  for (guint i = 0; i < count; i++)
    g_string_append_printf (address, "%s.", label);
  g_string_append (address, end);

  return g_string_free (address, FALSE);
}

/* What counts is what is sent: "bücher" is longer then, and the other one shorter. */
static void
test_address_length_as_sent (void)
{
  g_autofree char *longest = make_address ("bücher", 13, "example");
  g_autofree char *longer = make_address ("bücher", 13, "examples");
  g_autofree char *shorter = make_address ("ああああああああああああああああああああ", 4, "example");
  g_autofree char *ascii = oms_address_to_ascii (longest);
  g_autofree char *short_ascii = oms_address_to_ascii (shorter);

  g_assert_cmpuint (strlen (ascii), ==, 254);
  g_assert_cmpuint (strlen (longer), <, 254);
  g_assert_false (oms_address_validate (longer, NULL));
  g_assert_cmpuint (strlen (shorter), >, 254);
  g_assert_nonnull (short_ascii);
  g_assert_cmpuint (strlen (short_ascii), <, 254);
}

static void
test_address_domain (void)
{
  static const Good good[] = {
    { "ada@Example.COM", "example.com" },
    { "not yet fine@gmail.com", "gmail.com" },
    { "@bücher.example", "xn--bcher-kva.example" },
    { "ada", NULL },
    { "ada@", NULL },
    { "ada@exa mple.com", NULL },
    { "ada@example.com\n", NULL },
    { "ada@\xff", NULL },
    { "ada@[192.0.2.1]", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autofree char *domain = oms_address_dup_domain (good[i].typed);

    g_assert_cmpstr (domain, ==, good[i].ascii);
  }
}

static void
test_address_smtputf8 (void)
{
  g_assert_true (oms_address_needs_smtputf8 ("zoë@example.com"));
  g_assert_false (oms_address_needs_smtputf8 ("zoe@bücher.example"));
  g_assert_false (oms_address_needs_smtputf8 ("zoe@example.com"));
}

static void
test_host_good (void)
{
  static const Good good[] = {
    { "smtp.example.com", "smtp.example.com" },
    { "SMTP.Example.COM.", "smtp.example.com" },
    { "localhost", "localhost" },
    { "mail_1.example.com", "mail_1.example.com" },
    { "post.bücher.example", "post.xn--bcher-kva.example" },
    { "1and1.example", "1and1.example" },
    { "192.0.2.1", "192.0.2.1" },
    { "2001:db8::1", "2001:db8::1" },
    { "[2001:db8::1]", "2001:db8::1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *ascii = oms_host_to_ascii (good[i].typed);

    g_assert_true (oms_host_validate (good[i].typed, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (ascii, ==, good[i].ascii);
  }
}

static void
test_host_bad (void)
{
  static const Bad bad[] = {
    { "", "Enter the name of the server" },
    { "smtp.example.com ", "ends with a space" },
    { "\u3000smtp.example.com", "begins with a space" },
    { "smtp example com", "no spaces" },
    { "smtp.example.com\r\nQUIT", "line break" },
    { "smtp.example.com\x7f", "invisible" },
    { "smtp.example.com:587", "“:587”" },
    { "[2001:db8::1]:465", "“:465”" },
    { "smtp://smtp.example.com", "“://”" },
    { "smtp.example.com/inbox", "“/”" },
    { "ada@example.com", "email address" },
    { "smtp．example.com", "full-width “．”" },
    { "ｓmtp.example.com", "“s” instead of the full-width “ｓ”" },
    { "\"smtp.example.com\"", "cannot contain “\"”" },
    { "smtp.example.com;", "cannot contain “;”" },
    { "smtp.example.com%eth0", "cannot contain “%”" },
    { "fe80::1%eth0", "cannot contain “:”" },
    { "smtp,example.com", "cannot contain “,”" },
    { "<b>smtp</b>", "“/”" },
    { "smtp..example.com", "not the name of a server" },
    { ".", "not the name of a server" },
    { "-smtp.example.com", "not the name of a server" },
    { "192.0.2", "not the name of a server" },
    { "192.0.2.256", "not the name of a server" },
    { "1.2.3.4.5", "not the name of a server" },
    { "[192.0.2.1]", "cannot contain “[”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (oms_host_validate (bad[i].typed, &error));
    assert_sentence (error, OMS_ERROR_INVALID_HOST, &bad[i]);
    g_assert_null (oms_host_to_ascii (bad[i].typed));
  }
}

static void
test_host_length (void)
{
  g_autofree char *label = g_strnfill (63, 'a');
  g_autofree char *longest = g_strdup_printf ("%s.%s.%s.%.*s", label, label, label, 61, label);
  g_autofree char *longer = g_strconcat (longest, "a", NULL);

  g_assert_cmpuint (strlen (longest), ==, 253);
  g_assert_true (oms_host_validate (longest, NULL));
  g_assert_false (oms_host_validate (longer, NULL));
}

static void
test_host_loopback (void)
{
  g_assert_true (oms_host_is_loopback ("localhost"));
  g_assert_true (oms_host_is_loopback ("Mail.LOCALHOST."));
  g_assert_true (oms_host_is_loopback ("127.0.0.1"));
  g_assert_true (oms_host_is_loopback ("127.8.9.10"));
  g_assert_true (oms_host_is_loopback ("::1"));
  g_assert_true (oms_host_is_loopback ("[::1]"));
  g_assert_false (oms_host_is_loopback ("localhost.example.com"));
  g_assert_false (oms_host_is_loopback ("notlocalhost"));
  g_assert_false (oms_host_is_loopback ("128.0.0.1"));
  g_assert_false (oms_host_is_loopback ("127.0.0.1.example.com"));
  g_assert_false (oms_host_is_loopback (""));
}

static void
test_port (void)
{
  static const Bad bad[] = {
    { "", "1 to 65535" }, { "0", "1 to 65535" }, { "65536", "1 to 65535" }, { "-1", "1 to 65535" },
    { "+25", "1 to 65535" }, { "58 7", "1 to 65535" }, { "587 ", "1 to 65535" },
    { "0x19", "1 to 65535" }, { "smtp", "1 to 65535" }, { "99999999999999999999", "1 to 65535" },
    { "\xff", "1 to 65535" }, { "５87", "full-width “５”" },
  };
  guint port = 0;

  g_assert_true (oms_port_parse ("587", &port, NULL));
  g_assert_cmpuint (port, ==, 587);
  g_assert_true (oms_port_parse ("65535", &port, NULL));
  g_assert_cmpuint (port, ==, 65535);
  g_assert_true (oms_port_parse ("1", NULL, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (oms_port_parse (bad[i].typed, &port, &error));
    assert_sentence (error, OMS_ERROR_INVALID_PORT, &bad[i]);
    g_assert_cmpuint (port, ==, 65535);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/address/good", test_address_good);
  g_test_add_func ("/address/bad", test_address_bad);
  g_test_add_func ("/address/length", test_address_length);
  g_test_add_func ("/address/length-as-sent", test_address_length_as_sent);
  g_test_add_func ("/address/domain", test_address_domain);
  g_test_add_func ("/address/smtputf8", test_address_smtputf8);
  g_test_add_func ("/host/good", test_host_good);
  g_test_add_func ("/host/bad", test_host_bad);
  g_test_add_func ("/host/length", test_host_length);
  g_test_add_func ("/host/loopback", test_host_loopback);
  g_test_add_func ("/port", test_port);

  return g_test_run ();
}
