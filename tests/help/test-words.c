/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-init.h"
#include "oms-words.h"

#include <string.h>

static const char *folder;

/* The page about @cause as plain text: elements vanish, line ends become blanks. */
static char *
read_page (OmsCause cause)
{
  g_autofree char *name = g_strconcat ("cause-", oms_cause_to_id (cause), ".page", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GRegex) tags = g_regex_new ("<[^>]*>", 0, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *text = NULL;

  g_file_get_contents (path, &markup, NULL, &error);
  g_assert_no_error (error);
  text = g_regex_replace_literal (tags, markup, -1, 0, "", 0, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&text);
}

/* What stands between the places that are filled in has to be on the page, word for word. */
static void
assert_has_words (const char *page,
                  const char *words)
{
  g_auto (GStrv) pieces = g_regex_split_simple ("\\{[A-Za-z-]+\\}", words, 0, 0);

  for (gsize i = 0; pieces[i]; i++) {
    g_autofree char *piece = g_markup_escape_text (pieces[i], -1);

    if (!strstr (page, piece))
      g_error ("The page does not say “%s”.", pieces[i]);
  }
}

static void
assert_has_all (const OmsWords *words)
{
  g_autofree char *page = read_page (words->cause);

  assert_has_words (page, words->certain);
  if (words->likely)
    assert_has_words (page, words->likely);
  if (words->admin)
    assert_has_words (page, words->admin);
  if (words->host_note)
    assert_has_words (page, words->host_note);
  for (gsize i = 0; i < OMS_MAX_STEPS && words->steps[i].title; i++) {
    assert_has_words (page, words->steps[i].title);
    if (!words->steps[i].readers || words->steps[i].readers & OMS_FOR_FORM)
      assert_has_words (page, words->steps[i].text);
    assert_has_words (page, oms_words_choose_text (&words->steps[i], OMS_READER_EXPLAIN));
  }
}

static void
test_every_cause_has_a_page_with_its_headline (void)
{
  for (OmsCause cause = 0; cause < OMS_N_CAUSES; cause++) {
    g_autofree char *page = read_page (cause);

    assert_has_words (page, oms_words_get_headline (cause, FALSE, 0));
  }
}

static void
test_pages_say_what_the_program_says (void)
{
  for (gsize i = 0; oms_words_tables[i]; i++)
    for (const OmsWords *words = oms_words_tables[i]; words->certain; words++)
      assert_has_all (words);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = argv[1];
  oms_init ();
  g_test_add_func ("/help/words/every-cause", test_every_cause_has_a_page_with_its_headline);
  g_test_add_func ("/help/words/the-same", test_pages_say_what_the_program_says);
  return g_test_run ();
}
