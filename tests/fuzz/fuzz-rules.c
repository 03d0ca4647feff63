/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "oms-init.h"
#include "oms-rule-reader.h"

/* A file of rules: it is read, or an error says why not; then the rules are tried on a text. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static gsize is_ready;
  g_autoptr (OmsRules) rules = oms_rules_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OmsFacts) facts = NULL;

  if (g_once_init_enter (&is_ready)) {
    oms_init ();
    g_once_init_leave (&is_ready, 1);
  }

  if (!oms_rule_reader_read ("fuzz", (const char *) data, size, rules, &error)) {
    g_assert_nonnull (error);
    return 0;
  }

  facts = oms_facts_new_for_text ("535 5.7.8 Authentication failed", -1, NULL, NULL);
  facts->context = OMS_CONTEXT_MAIL;
  oms_rules_match (rules, facts, NULL);

  return 0;
}
