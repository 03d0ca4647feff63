/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-message.h"

#include <string.h>

static char *
dup_decoded_body (const char *message)
{
  const char *body = strstr (message, "\r\n\r\n") + 4;
  g_autofree guchar *decoded = NULL;
  gsize length;

  decoded = g_base64_decode (body, &length);

  return g_strndup ((const char *) decoded, length);
}

static void
test_is_well_formed (void)
{
  g_autofree char *message = oms_message_new_test ("María López", "maria@example.com",
                                                   "ada@example.org");
  g_auto (GStrv) lines = g_strsplit (message, "\r\n", -1);
  g_autofree char *body = dup_decoded_body (message);

  for (guint i = 0; lines[i]; i++) {
    g_assert_cmpuint (strlen (lines[i]), <=, 78);
    g_assert_null (strpbrk (lines[i], "\r\n"));
    g_assert_cmpint (lines[i][0], !=, '.');
  }
  g_assert_true (g_str_is_ascii (message));
  g_assert_true (g_str_has_suffix (message, "\r\n"));
  g_assert_nonnull (strstr (message, "From: =?UTF-8?B?TWFyw61hIEzDs3Bleg==?=\r\n"
                                     " <maria@example.com>\r\n"));
  g_assert_nonnull (strstr (message, "To: <ada@example.org>\r\n"));
  g_assert_nonnull (strstr (message, "@example.com>\r\nSubject: "));
  g_assert_nonnull (strstr (body, "maria@example.com"));
}

/* A long name is cut into encoded words between characters, never within one. */
static void
test_long_name (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *message = NULL;
  const char *p;

  for (guint i = 0; i < 40; i++)
    g_string_append (name, "ñ€");
  message = oms_message_new_test (name->str, "maria@example.com", "ada@example.org");

  g_string_truncate (name, 0);
  for (p = strstr (message, "=?UTF-8?B?");
       p && p < strstr (message, "<maria");
       p = strstr (p, "=?UTF-8?B?")) {
    const char *end;
    g_autofree char *encoded = NULL;
    g_autofree guchar *word = NULL;
    gsize length;

    p += strlen ("=?UTF-8?B?");
    end = strstr (p, "?=");
    g_assert_cmpint (end - p, <=, 63);
    encoded = g_strndup (p, end - p);
    word = g_base64_decode (encoded, &length);
    g_assert_true (g_utf8_validate ((char *) word, length, NULL));
    g_string_append_len (name, (char *) word, length);
  }
  g_assert_cmpint (g_utf8_strlen (name->str, -1), ==, 80);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message/is-well-formed", test_is_well_formed);
  g_test_add_func ("/message/long-name", test_long_name);
  return g_test_run ();
}
