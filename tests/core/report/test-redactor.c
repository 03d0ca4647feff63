/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-redactor.h"

#include <string.h>

static char *
scrub (const char *user,
       const char *secret,
       const char *text)
{
  g_autoptr (OmsRedactor) redactor = oms_redactor_new (user, secret);

  return oms_redactor_scrub (redactor, text, strlen (text));
}

static void
assert_scrubbed (const char *secret,
                 const char *text,
                 const char *expected)
{
  g_autofree char *scrubbed = scrub ("ada@example.com", secret, text);

  g_assert_cmpstr (scrubbed, ==, expected);
}

static void
test_raw (void)
{
  assert_scrubbed ("lovelace-1815", "535 lovelace-1815", "535 [hidden]");
  assert_scrubbed ("lovelace-1815", "xlovelace-1815lovelace-1815y", "x[hidden]y");
  assert_scrubbed ("lovelace-1815", "lovelace-181", "lovelace-181");
  assert_scrubbed ("a b&c", "a%20b%26c a+b%26c a b&c %61%20%62%26%63",
                   "[hidden] [hidden] [hidden] [hidden]");
  assert_scrubbed ("50%25x", "50%25x 50%2525x", "[hidden] [hidden]");
  assert_scrubbed ("a\"b\\c", "{\"p\":\"a\\\"b\\\\c\"}", "{\"p\":\"[hidden]\"}");
  assert_scrubbed ("zoë-żółw", "535 zoë-żółw", "535 [hidden]");
  assert_scrubbed ("pass\tword", "535 pass word", "535 [hidden]");
  assert_scrubbed ("pass word", "535 pass\tword", "535 [hidden]");
  assert_scrubbed (NULL, "535 lovelace", "535 lovelace");
  assert_scrubbed ("", "535 lovelace", "535 lovelace");
}

static void
test_encoded (void)
{
  assert_scrubbed ("lovelace-1815", "x bG92ZWxhY2UtMTgxNQ== y", "x [hidden] y");
  assert_scrubbed ("lovelace-1815", "AUTH PLAIN AGFkYUBleGFtcGxlLmNvbQBsb3ZlbGFjZS0xODE1",
                   "AUTH PLAIN [hidden]");
  assert_scrubbed ("lovelace-1815", "6c6f76656c6163652d31383135", "[hidden]");
  assert_scrubbed ("lovelace-1815", "6C6F76656C6163652D31383135", "[hidden]");
  assert_scrubbed ("?a>>?a>>", "P2E+Pj9hPj4= P2E-Pj9hPj4= P2E%2BPj9hPj4%3D",
                   "[hidden] [hidden] [hidden]");
}

static void
test_app_password (void)
{
  assert_scrubbed ("abcd efgh ijkl mnop", "abcdefghijklmnop", "[hidden]");
  assert_scrubbed ("abcdefghijklmnop", "abcd efgh ijkl mnop", "[hidden]");
  assert_scrubbed ("abcdefghijklmnop", "YWJjZCBlZmdoIGlqa2wgbW5vcA==", "[hidden]");
}

/* Not even two characters may make a reply unreadable, or take its code away. */
static void
test_short (void)
{
  assert_scrubbed ("a", "535 a bad password", "535 [hidden] bad password");
  assert_scrubbed ("5", "535 5.7.8 bad", "535 5.7.8 bad");
  assert_scrubbed ("535", "535 5.7.8 535 bad\n535-more", "535 5.7.8 [hidden] bad\n535-more");
  assert_scrubbed ("abc", "'abc' abcd (abc) YWJj", "'[hidden]' abcd ([hidden]) [hidden]");
  assert_scrubbed ("ab", "AUTH PLAIN AGFkYUBleGFtcGxlLmNvbQBhYg==", "AUTH PLAIN [hidden]");
  assert_scrubbed ("ab", "AUTH PLAIN YWRhQGV4YW1wbGUuY29tAGFkYUBleGFtcGxlLmNvbQBhYg==",
                   "AUTH PLAIN [hidden]");
}

static void
test_long_token (void)
{
  g_autofree char *token = g_strnfill (3000, 'k');
  g_autofree char *text = g_strdup_printf ("535 Bearer %.200s", token);

  assert_scrubbed (token, text, "535 Bearer [hidden]");
}

static void
test_session_tokens (void)
{
  assert_scrubbed (NULL,
                   "534-5.7.14 <https://accounts.google.com/signin/continue?sarp=1&plt=AKgns-\r\n"
                   "534-5.7.14 zPXsOHyn-\r\n"
                   "534-5.7.14 Q> Please log in via your web browser\r\n"
                   "534 5.7.14 https://support.google.com/mail/answer/78754 k76sm677pfg.42 - gsmtp",
                   "534-5.7.14 <https://accounts.google.com/signin/continue?[hidden]\n"
                   "534-5.7.14 [hidden]\n"
                   "534-5.7.14 [hidden]> Please log in via your web browser\n"
                   "534 5.7.14 https://support.google.com/mail/answer/78754 [hidden] - gsmtp");
  assert_scrubbed (NULL, "<https://accounts.google.com/signin?plt=AKgn534-5.7.14 K_XX> log",
                   "<https://accounts.google.com/signin?[hidden] [hidden]> log");
  assert_scrubbed (NULL, "https://example.com/x?plt=secret&y=1 more",
                   "https://example.com/x?plt=[hidden] more");
  assert_scrubbed (NULL, "https://accounts.google.com/signin more",
                   "https://accounts.google.com/signin more");
  assert_scrubbed (NULL, "https://support.google.com/mail/?p=BadCredentials - gsmtp",
                   "https://support.google.com/mail/?p=BadCredentials - gsmtp");
  assert_scrubbed (NULL, "the message has been blocked. - gsmtp",
                   "the message has been blocked. - gsmtp");
}

static void
test_any_bytes (void)
{
  static const char bytes[] = "\xff\xfelovelace-1815\0\x1b";
  g_autoptr (OmsRedactor) redactor = oms_redactor_new ("ada", "lovelace-1815");
  g_autofree char *scrubbed = oms_redactor_scrub (redactor, bytes, sizeof bytes - 1);
  g_autofree char *nothing = oms_redactor_scrub (redactor, NULL, 0);

  g_assert_cmpstr (scrubbed, ==, "\uFFFD\uFFFD[hidden]\uFFFD\uFFFD");
  g_assert_cmpstr (nothing, ==, "");
}

static char *
random_bytes (gsize       length,
              const char *letters)
{
  gsize n_letters = strlen (letters);
  char *bytes = g_malloc0 (length + 1);

  for (gsize i = 0; i < length; i++)
    bytes[i] = letters[g_test_rand_int_range (0, n_letters)];

  return bytes;
}

static char *
to_hex (const char *secret,
        gboolean    upper)
{
  GString *hex = g_string_new (NULL);

  for (const guchar *p = (const guchar *) secret; *p; p++) {
    if (upper)
      g_string_append_printf (hex, "%02X", *p);
    else
      g_string_append_printf (hex, "%02x", *p);
  }

  return g_string_free (hex, FALSE);
}

/* The base64 of @before, which may have a NUL in it, @secret and @after. */
static char *
to_base64 (const char *before,
           gsize       length_before,
           const char *secret,
           const char *after)
{
  g_autoptr (GString) text = g_string_new_len (before, length_before);

  g_string_append (text, secret);
  g_string_append (text, after);

  return g_base64_encode ((const guchar *) text->str, text->len);
}

/* The secret as a server could give it back, in form number @form. */
static char *
embed (const char *secret,
       guint       form)
{
  switch (form) {
  case 0:
    return g_strdup (secret);
  case 1:
    return to_base64 ("", 0, secret, "");
  case 2:
    return to_base64 ("\0u\0", 3, secret, "");
  case 3:
    return to_base64 ("\0us\0", 4, secret, "");
  case 4:
    return to_base64 ("user=u\1auth=Bearer ", 19, secret, "\1\1");
  case 5:
    return to_hex (secret, FALSE);
  case 6:
    return to_hex (secret, TRUE);
  case 7:
    return g_uri_escape_string (secret, NULL, FALSE);
  default:
    g_assert_not_reached ();
  }
}

#define N_FORMS 8

/* No secret survives in any form, wherever it stands. What is looked for in the outcome is found
 * by other means than the redactor's: each word of it is decoded. */
static void
assert_gone (const char *scrubbed,
             const char *secret)
{
  g_auto (GStrv) words = g_strsplit (scrubbed, " ", -1);

  g_assert_null (strstr (scrubbed, secret));

  for (guint i = 0; words[i]; i++) {
    gsize length;
    g_autofree guchar *decoded = g_base64_decode (words[i], &length);
    g_autofree char *unescaped = g_uri_unescape_string (words[i], NULL);

    g_assert_null (memmem (decoded, length, secret, strlen (secret)));
    if (unescaped)
      g_assert_null (strstr (unescaped, secret));
  }
}

static void
test_canary (void)
{
  static const char letters[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ";

  for (guint round = 0; round < 4000; round++) {
    g_autofree char *secret = random_bytes (g_test_rand_int_range (4, 40), letters);
    g_autofree char *before = random_bytes (g_test_rand_int_range (0, 20), letters);
    g_autofree char *embedded = embed (secret, round % N_FORMS);
    g_autofree char *text = g_strdup_printf ("535 %s %s", before, embedded);
    g_autofree char *scrubbed = scrub ("u", secret, text);

    g_assert_true (g_utf8_validate (scrubbed, -1, NULL));
    g_assert_nonnull (strstr (scrubbed, "[hidden]"));
    assert_gone (scrubbed, secret);
  }
}

static gpointer
scrub_often (gpointer data)
{
  g_autoptr (OmsRedactor) redactor = data;

  for (guint i = 0; i < 200; i++) {
    g_autofree char *scrubbed = oms_redactor_scrub (redactor, "535 lovelace-1815", 17);

    g_assert_cmpstr (scrubbed, ==, "535 [hidden]");
  }

  return NULL;
}

/* One redactor, used and given up by several threads; the thread sanitizer watches. */
static void
test_threads (void)
{
  g_autoptr (OmsRedactor) redactor = oms_redactor_new ("ada", "lovelace-1815");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("scrub", scrub_often, oms_redactor_ref (redactor));
  g_clear_pointer (&redactor, oms_redactor_unref);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_null (g_thread_join (threads[i]));
}

/* Nothing but the secret is hidden. */
static void
test_nothing_else (void)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz ";

  for (guint round = 0; round < 500; round++) {
    g_autofree char *secret = random_bytes (12, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    g_autofree char *text = random_bytes (300, letters);
    g_autofree char *scrubbed = scrub ("u", secret, text);

    g_assert_cmpstr (scrubbed, ==, text);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/redactor/raw", test_raw);
  g_test_add_func ("/redactor/encoded", test_encoded);
  g_test_add_func ("/redactor/app-password", test_app_password);
  g_test_add_func ("/redactor/short", test_short);
  g_test_add_func ("/redactor/long-token", test_long_token);
  g_test_add_func ("/redactor/session-tokens", test_session_tokens);
  g_test_add_func ("/redactor/any-bytes", test_any_bytes);
  g_test_add_func ("/redactor/canary", test_canary);
  g_test_add_func ("/redactor/nothing-else", test_nothing_else);
  g_test_add_func ("/redactor/threads", test_threads);

  return g_test_run ();
}
