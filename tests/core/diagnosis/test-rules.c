/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-catalogue.h"
#include "oms-init.h"
#include "oms-nick.h"
#include "oms-report-enum-types.h"
#include "oms-rule-reader.h"
#include "oms-rules.h"
#include "oms-sender-enum-types.h"
#include "oms-words.h"

#include <string.h>

#define RULE(conditions) \
  "<rules rank=\"policy\"><rule id=\"a\" cause=\"ok\" confidence=\"likely\">" \
  conditions "</rule></rules>"

static guint
find_id (const char  *value,
         const char *(*to_id) (guint))
{
  guint i = 0;

  while (!g_str_equal (to_id (i), value))
    i++;

  return i;
}

static void
replace (char       **text,
         const char  *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static guint
find_flag (const char *value,
           GType       type)
{
  guint flag = 1;

  while (!g_str_equal (oms_flag_to_nick (type, flag), value))
    flag <<= 1;

  return flag;
}

static void
set_today (OmsFacts   *facts,
           const char *date)
{
  g_autofree char *noon = g_strconcat (date, "T12:00:00Z", NULL);

  g_date_time_unref (facts->today);
  facts->today = g_date_time_new_from_iso8601 (noon, NULL);
}

/* What was known besides the text, as the attributes of an <example> say it. */
static void
set_fact (OmsFacts   *facts,
          const char *name,
          const char *value)
{
  if (g_str_equal (name, "port")) {
    facts->port = atoi (value);
  } else if (g_str_equal (name, "stage")) {
    facts->has_stage = TRUE;
    facts->stage = find_id (value, (gpointer) oms_stage_to_id);
    facts->is_signed_in = facts->stage > OMS_STAGE_SIGN_IN;
  } else if (g_str_equal (name, "failure")) {
    facts->is_report = TRUE;
    facts->failure = find_id (value, (gpointer) oms_failure_to_id);
    facts->is_signed_in |= facts->failure == OMS_FAILURE_NONE;
  } else if (g_str_equal (name, "encryption")) {
    facts->encryption = find_id (value, (gpointer) oms_encryption_to_id);
  } else if (g_str_equal (name, "password")) {
    facts->password_shape = find_flag (value, OMS_TYPE_PASSWORD_SHAPE);
  } else if (g_str_equal (name, "certificate")) {
    facts->problems = find_flag (value, OMS_TYPE_CERTIFICATE_PROBLEM);
  } else if (g_str_equal (name, "authentication")) {
    g_assert_cmpstr (value, ==, "token");
    facts->authentication = OMS_AUTHENTICATION_TOKEN;
  } else if (g_str_equal (name, "signed-in")) {
    g_assert_cmpstr (value, ==, "no");
    facts->is_signed_in = FALSE;
  } else if (g_str_equal (name, "user")) {
    replace (&facts->user, value);
  } else if (g_str_equal (name, "address")) {
    replace (&facts->address, value);
  } else if (g_str_equal (name, "today")) {
    set_today (facts, value);
  } else if (g_str_equal (name, "command")) {
    facts->command = value;
  } else if (g_str_equal (name, "mechanism")) {
    replace (&facts->mechanism, value);
  } else if (g_str_equal (name, "greeting")) {
    oms_facts_set_greeting (facts, value);
  } else {
    g_assert_cmpstr (name, ==, "offers");
    facts->offered = g_strsplit (value, " ", -1);
  }
}

static OmsFacts *
read_example (const OmsExample *example)
{
  OmsFacts *facts = oms_facts_new_for_text (example->text, -1, example->host, NULL);

  for (guint i = 0; example->names[i]; i++)
    set_fact (facts, example->names[i], example->values[i]);
  oms_rules_recognize (oms_rules_get_default (), facts);

  return facts;
}

static void
check_example (const OmsRule    *rule,
               const OmsExample *example)
{
  const OmsRules *rules = oms_rules_get_default ();
  g_autoptr (OmsFacts) facts = read_example (example);
  const OmsLine *line = NULL;
  const OmsRule *first = oms_rules_match (rules, facts, &line);

  g_test_message ("%s: %.120s", rule->id, facts->text);
  g_assert_nonnull (first);
  if (!first)
    return;
  g_assert_cmpstr (first->id, ==, rule->id);
  for (guint i = 0; i < rules->rules->len; i++) {
    const OmsRule *other = g_ptr_array_index (rules->rules, i);

    /* Files of one rank stand side by side, in no order that anybody should rely on. */
    if (other->rank == rule->rank && !g_str_equal (other->file, rule->file) &&
        oms_rule_matches (other, facts, line))
      g_test_fail_printf ("%s and %s both apply to: %s", rule->id, other->id, example->text);
  }
}

/* Every rule can be reached: each of its examples gets to it and to no other. */
static void
test_examples (void)
{
  const OmsRules *rules = oms_rules_get_default ();

  g_assert_cmpuint (rules->rules->len, >, 100);
  for (guint i = 0; i < rules->rules->len; i++) {
    const OmsRule *rule = g_ptr_array_index (rules->rules, i);

    g_test_message ("%s", rule->id);
    g_assert_cmpuint (rule->examples->len, >, 0);
    g_assert_cmpuint (rule->when->len, >, 0);
    for (guint j = 0; j < rule->examples->len; j++)
      check_example (rule, g_ptr_array_index (rule->examples, j));
  }
}

static void
test_ids (void)
{
  const OmsRules *rules = oms_rules_get_default ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rules->rules->len; i++) {
    const OmsRule *rule = g_ptr_array_index (rules->rules, i);

    g_test_message ("%s", rule->id);
    g_assert_true (g_hash_table_add (seen, rule->id));
  }
}

static gboolean
is_family (const char *family)
{
  GListModel *catalogue = G_LIST_MODEL (oms_catalogue_get_default ());

  for (guint i = 0; i < g_list_model_get_n_items (catalogue); i++) {
    g_autoptr (OmsProvider) provider = g_list_model_get_item (catalogue, i);

    if (g_str_equal (oms_provider_get_family (provider), family))
      return TRUE;
  }

  return FALSE;
}

static void
check_names (GPtrArray *conditions)
{
  for (guint i = 0; i < conditions->len; i++) {
    const OmsCondition *condition = g_ptr_array_index (conditions, i);

    for (guint j = 0; condition->families && condition->families[j]; j++) {
      g_test_message ("family %s", condition->families[j]);
      g_assert_true (is_family (condition->families[j]));
    }
    for (guint j = 0; condition->providers && condition->providers[j]; j++) {
      g_test_message ("provider %s", condition->providers[j]);
      g_assert_nonnull (oms_catalogue_find_by_id (oms_catalogue_get_default (),
                                                  condition->providers[j]));
    }
  }
}

/* The rules and the catalogue speak of the same providers. */
static void
test_providers (void)
{
  const OmsRules *rules = oms_rules_get_default ();

  for (guint i = 0; i < rules->rules->len; i++) {
    const OmsRule *rule = g_ptr_array_index (rules->rules, i);

    check_names (rule->when);
    check_names (rule->unless);
  }
  for (guint i = 0; i < rules->wordings->len; i++) {
    const OmsWording *wording = g_ptr_array_index (rules->wordings, i);
    OmsProvider *provider = NULL;

    g_test_message ("wording of %s", wording->family);
    g_assert_true (is_family (wording->family));
    if (!wording->provider)
      continue;
    provider = oms_catalogue_find_by_id (oms_catalogue_get_default (), wording->provider);
    g_assert_nonnull (provider);
    g_assert_cmpstr (oms_provider_get_family (provider), ==, wording->family);
  }
}

static gboolean
is_variant_used (const OmsWords *words)
{
  const OmsRules *rules = oms_rules_get_default ();

  for (guint i = 0; i < rules->rules->len; i++) {
    const OmsRule *rule = g_ptr_array_index (rules->rules, i);

    if (rule->cause == words->cause && g_strcmp0 (rule->words, words->variant) == 0)
      return TRUE;
  }

  return words->marks[0] || is_family (words->variant);
}

/* In a list, two causes with the same headline would look like one. */
static void
assert_told_apart (OmsCause cause)
{
  const char *headline = oms_cause_get_headline (cause);

  g_assert_cmpstr (headline, !=, "");
  for (OmsCause other = 0; other < cause; other++)
    if (g_str_equal (oms_cause_get_headline (other), headline)) {
      const char *detail = oms_words_find (cause, NULL, NULL)->detail;

      g_assert_nonnull (detail);
      g_assert_cmpstr (oms_words_find (other, NULL, NULL)->detail, !=, detail);
    }
}

/* Every cause has words, every rule's own words exist, and no words are never said. */
static void
test_words (void)
{
  const OmsRules *rules = oms_rules_get_default ();

  for (guint cause = 0; cause < OMS_N_CAUSES; cause++) {
    g_test_message ("%s", oms_cause_to_id (cause));
    g_assert_nonnull (oms_words_find (cause, NULL, NULL));
    assert_told_apart (cause);
  }
  for (guint i = 0; i < rules->rules->len; i++) {
    const OmsRule *rule = g_ptr_array_index (rules->rules, i);

    g_test_message ("%s", rule->id);
    if (rule->words)
      g_assert_cmpstr (oms_words_find (rule->cause, rule->words, NULL)->variant, ==, rule->words);
  }
  for (guint i = 0; oms_words_tables[i]; i++)
    for (const OmsWords *words = oms_words_tables[i]; words->certain; words++)
      if (words->variant) {
        g_test_message ("%s for %s", words->variant, oms_cause_to_id (words->cause));
        g_assert_true (is_variant_used (words));
      }
}

/* Every file can be read: a broken one would only be left out, with all that it has before the
 * mistake. */
static void
test_mistakes (void)
{
  static const char * const mistakes[] = {
    "<rules rank=\"policy\"><wording family=\"google\"/><context about=\"mail\"/>"
    "<rule id=\"a\" cause=\"ok\" confidence=\"likely\"/><nonsense/></rules>",
    "<rules rank=\"policy\"><rule id=\"a\" cause=\"nonsense\" confidence=\"likely\"/></rules>",
    "<rules rank=\"policy\"><rule id=\"a\" cause=\"ok\" confidence=\"perhaps\"/></rules>",
    RULE ("<when/>"),
    RULE ("<when text=\"Upper\"/>"),
    RULE ("<when text=\"a||b\"/>"),
    RULE ("<when stage=\"lunch\"/>"),
    RULE ("<when regex=\"(\"/>"),
    RULE ("<when since=\"soon\"/>"),
    RULE ("<when test=\"1\"/>"),
    RULE ("<when text=\"a\" text=\"b\"/>"),
    RULE ("<when mood=\"bad\"/>"),
    RULE ("<when code=\"\"/>"),
    RULE ("<when code=\" \"/>"),
    RULE ("<when code=\"4\"/>"),
    RULE ("<when code=\"4|  x\"/>"),
    RULE ("<when code=\"535 5x\"/>"),
    RULE ("<when code=\"xxx\"/>"),
    RULE ("<when stage=\"\"/>"),
    RULE ("<when family=\" \"/>"),
    "<rules rank=\"somewhere\"/>",
    "<rules rank=\"policy\"><when text=\"a\"/></rules>",
    "<rules rank=\"policy\"><context about=\"weather\"/></rules>",
    "<rules rank=\"policy\">",
  };

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++) {
    g_autoptr (OmsRules) rules = oms_rules_new ();
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", mistakes[i]);
    g_assert_false (oms_rule_reader_read ("test", mistakes[i], -1, rules, &error));
    g_assert_nonnull (error);
    g_assert_cmpuint (rules->rules->len, ==, 0);
    g_assert_cmpuint (rules->wordings->len, ==, 0);
    g_assert_cmpuint (rules->contexts->len, ==, 0);
  }
}

/* What is there stays, and what a file adds comes behind it. */
static void
test_several_files (void)
{
  g_autoptr (OmsRules) rules = oms_rules_new ();
  const OmsRule *first, *last;

  g_assert_true (oms_rule_reader_read ("one", RULE (""), -1, rules, NULL));
  g_assert_false (oms_rule_reader_read ("broken", RULE ("<when/>"), -1, rules, NULL));
  g_assert_true (oms_rule_reader_read ("two", RULE (""), -1, rules, NULL));
  g_assert_cmpuint (rules->rules->len, ==, 2);
  first = g_ptr_array_index (rules->rules, 0);
  g_assert_cmpstr (first->file, ==, "one");
  last = g_ptr_array_index (rules->rules, 1);
  g_assert_cmpstr (last->file, ==, "two");
}

static void
test_text_in_pieces (void)
{
  g_autoptr (OmsRules) rules = oms_rules_new ();
  g_autoptr (GError) error = NULL;
  const OmsRule *rule;
  const OmsExample *example;

  oms_rule_reader_read ("test",
                        RULE ("<example>\n 535 <!-- why --><![CDATA[<no> ]]>entry &amp; exit\n"
                              "</example><example/>"),
                        -1, rules, &error);
  g_assert_no_error (error);
  rule = g_ptr_array_index (rules->rules, 0);
  example = g_ptr_array_index (rule->examples, 0);
  g_assert_cmpstr (example->text, ==, "535 <no> entry & exit");
  example = g_ptr_array_index (rule->examples, 1);
  g_assert_cmpstr (example->text, ==, "");
}

static gboolean
is_met_by (const char *conditions,
           const char *reply)
{
  g_autofree char *xml = g_strdup_printf (RULE ("%s"), conditions);
  g_autoptr (OmsRules) rules = oms_rules_new ();
  g_autoptr (OmsFacts) facts = oms_facts_new_for_text (reply, -1, NULL, NULL);
  g_autoptr (GError) error = NULL;

  oms_rule_reader_read ("test", xml, -1, rules, &error);
  g_assert_no_error (error);

  return oms_rule_matches (g_ptr_array_index (rules->rules, 0), facts,
                           g_ptr_array_index (facts->reading->lines, 0));
}

/* However many blanks are between the words of a list, and wherever it goes on in the next line. */
static void
test_lists (void)
{
  g_assert_true (is_met_by ("<when code=\"432  454\"/>", "454 Try later"));
  g_assert_true (is_met_by ("<when code=\" 432\n      454 \"/>", "454 Try later"));
  g_assert_false (is_met_by ("<when code=\"432  454\"/>", "535 No"));
  g_assert_true (is_met_by ("<when code=\"535  4xx\"/>", "421 Later"));
  g_assert_false (is_met_by ("<when code=\"535  4xx\"/>", "550 No"));
  g_assert_true (is_met_by ("<when enhanced=\"5.7.0  5.7.8\"/>", "535 5.7.8 No"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  oms_init ();
  g_test_add_func ("/rules/ids", test_ids);
  g_test_add_func ("/rules/examples", test_examples);
  g_test_add_func ("/rules/providers", test_providers);
  g_test_add_func ("/rules/words", test_words);
  g_test_add_func ("/rules/mistakes", test_mistakes);
  g_test_add_func ("/rules/several-files", test_several_files);
  g_test_add_func ("/rules/text-in-pieces", test_text_in_pieces);
  g_test_add_func ("/rules/lists", test_lists);

  return g_test_run ();
}
