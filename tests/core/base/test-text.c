/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-text.h"

static void
test_split_words (void)
{
  static const struct {
    const char *text;
    const char *words;
  } lists[] = {
    { "", "" },
    { "  ", "" },
    { "one", "one" },
    { "one two", "one,two" },
    { "  one   two ", "one,two" },
    { "one\n      two\r\n\tthree", "one,two,three" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_auto (GStrv) words = oms_text_split_words (lists[i].text);
    g_autofree char *joined = g_strjoinv (",", words);

    g_assert_cmpstr (joined, ==, lists[i].words);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/split-words", test_split_words);

  return g_test_run ();
}
