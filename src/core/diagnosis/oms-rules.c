/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-rules"

#include "config.h"

#include "oms-rules.h"

#include "oms-catalogue.h"
#include "oms-ranks.h"
#include "oms-rule-reader.h"

#define FOLDER "/io/github/outgoingmail/OutgoingMail/core/diagnosis/"

static void
wording_free (gpointer data)
{
  OmsWording *self = data;

  g_free (self->family);
  g_free (self->provider);
  g_clear_pointer (&self->needles, g_ptr_array_unref);
  g_strfreev (self->hosts);
  g_free (self);
}

static void
context_marks_free (gpointer data)
{
  OmsContextMarks *self = data;

  g_clear_pointer (&self->needles, g_ptr_array_unref);
  g_clear_pointer (&self->regex, g_regex_unref);
  g_free (self);
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const OmsRule *first = *(OmsRule **) a;
  const OmsRule *second = *(OmsRule **) b;

  return (first->rank > second->rank) - (first->rank < second->rank);
}

/* A file that is wrong is found by a test. Should one get through all the same, the others
 * count. */
static void
read_file (OmsRules   *self,
           const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  gsize length;
  const char *xml;

  if (bytes) {
    xml = g_bytes_get_data (bytes, &length);
    if (oms_rule_reader_read (name, xml, length, self, &error))
      return;
  }

  g_warning ("The rules in %s are left out: %s", name, error->message);
}

static OmsRules *
read_all (void)
{
  OmsRules *self = oms_rules_new ();
  g_auto (GStrv) names = g_resources_enumerate_children (FOLDER, 0, NULL);

  if (!names)
    g_warning ("There are no rules");
  for (guint i = 0; names && names[i]; i++)
    read_file (self, names[i]);
  /* The sort is stable: within one rank the order of the files stays. */
  g_ptr_array_sort (self->rules, compare_ranks);

  return self;
}

/**
 * oms_rules_new:
 *
 * Makes an empty set of rules.
 *
 * Returns: (transfer full): the rules
 */
OmsRules *
oms_rules_new (void)
{
  OmsRules *self = g_new0 (OmsRules, 1);

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) oms_rule_free);
  self->wordings = g_ptr_array_new_with_free_func (wording_free);
  self->contexts = g_ptr_array_new_with_free_func (context_marks_free);

  return self;
}

/**
 * oms_rules_free:
 * @self: (transfer full): the rules
 *
 * Frees a set of rules.
 */
void
oms_rules_free (OmsRules *self)
{
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->wordings);
  g_ptr_array_unref (self->contexts);
  g_free (self);
}

/**
 * oms_rules_append:
 * @self: the rules
 * @more: (transfer full): what to append
 *
 * Appends all that another set holds, in its order.
 */
void
oms_rules_append (OmsRules *self,
                  OmsRules *more)
{
  g_ptr_array_extend_and_steal (self->rules, g_ptr_array_ref (more->rules));
  g_ptr_array_extend_and_steal (self->wordings, g_ptr_array_ref (more->wordings));
  g_ptr_array_extend_and_steal (self->contexts, g_ptr_array_ref (more->contexts));
  oms_rules_free (more);
}

/**
 * oms_rules_get_default:
 *
 * Gets the rules that are compiled into the program, reading them the first time.
 *
 * Returns: (transfer none): the rules
 */
const OmsRules *
oms_rules_get_default (void)
{
  static OmsRules *rules;

  if (g_once_init_enter (&rules))
    g_once_init_leave (&rules, read_all ());

  return rules;
}

static gboolean
marks_found (const OmsContextMarks *marks,
             const OmsFacts        *facts)
{
  return (marks->needles && oms_needles_match (marks->needles, &facts->index, facts->text)) ||
         (marks->regex && g_regex_match (marks->regex, facts->text, 0, NULL));
}

/* Nobody else uses these numbers (RFC 4954 section 6). */
static gboolean
refuses_sign_in (const OmsFacts *facts)
{
  return facts->code == 534 || facts->code == 535 || facts->code == 538;
}

/* Where nothing speaks of something else, a reply with one of these numbers is that of a mail
 * server (RFC 5321 section 4.2.3). */
static gboolean
refuses_mail (const OmsFacts *facts)
{
  return facts->reading->decisive && facts->code >= 530 && facts->code <= 559;
}

/* Whether a text is about outgoing mail. Every service has refused connections and wrong
 * passwords; a word about the wrong one is worse than none. */
static OmsContext
find_context (const OmsRules *self,
              const OmsFacts *facts)
{
  OmsContext context = OMS_CONTEXT_POSSIBLE;

  if (facts->is_report || *facts->host || refuses_sign_in (facts))
    return OMS_CONTEXT_MAIL;

  for (guint i = 0; i < self->contexts->len; i++) {
    const OmsContextMarks *marks = g_ptr_array_index (self->contexts, i);

    if (marks->context != context && marks_found (marks, facts))
      context = marks->context;
    if (context == OMS_CONTEXT_MAIL)
      break;
  }

  return context == OMS_CONTEXT_POSSIBLE && refuses_mail (facts) ? OMS_CONTEXT_MAIL : context;
}

static gboolean
host_matches (const OmsWording *wording,
              const char       *host)
{
  g_autofree char *name = g_ascii_strdown (host, -1);

  for (guint i = 0; wording->hosts[i]; i++)
    if (g_pattern_match_simple (wording->hosts[i], name))
      return TRUE;

  return FALSE;
}

/* By the wording, whose server has spoken, and where the catalogue does not know the server, by its
 * name. */
static const OmsWording *
find_wording (const OmsRules *self,
              const OmsFacts *facts)
{
  for (guint i = 0; i < self->wordings->len; i++) {
    const OmsWording *wording = g_ptr_array_index (self->wordings, i);

    if (wording->needles && oms_needles_match (wording->needles, &facts->index, facts->text))
      return wording;
  }
  for (guint i = 0; !*facts->family && *facts->host && i < self->wordings->len; i++) {
    const OmsWording *wording = g_ptr_array_index (self->wordings, i);

    if (host_matches (wording, facts->host))
      return wording;
  }

  return NULL;
}

/**
 * oms_rules_recognize:
 * @self: the rules
 * @facts: what is known
 *
 * Notes in the facts what the words give away: whether they are about outgoing mail at all, and
 * whose
 * server has spoken.
 */
void
oms_rules_recognize (const OmsRules *self,
                     OmsFacts       *facts)
{
  const OmsWording *wording = find_wording (self, facts);

  facts->context = find_context (self, facts);
  facts->wording = wording ? wording->family : "";
  if (!facts->provider && wording && wording->provider)
    facts->provider = oms_catalogue_find_by_id (oms_catalogue_get_default (), wording->provider);
}

/* After a successful sign-in user name and password are right, whatever a server says. Of a test
 * that succeeded nothing is wrong, though it may have a refusal to remark. */
static gboolean
is_disproved (const OmsRule  *rule,
              const OmsFacts *facts)
{
  return (facts->is_signed_in && oms_cause_blames_password (rule->cause)) ||
         (facts->is_ok && rule->cause != OMS_CAUSE_OK);
}

static const OmsRule *
match_group (const OmsRules *self,
             const OmsFacts *facts,
             GPtrArray      *group,
             gboolean        is_last_resort,
             const OmsLine **line)
{
  for (guint i = 0; i < self->rules->len; i++) {
    const OmsRule *rule = g_ptr_array_index (self->rules, i);

    if (oms_ranks_is_vague (rule->rank) != is_last_resort || is_disproved (rule, facts))
      continue;
    for (guint j = 0; j < group->len; j++)
      if (oms_rule_matches (rule, facts, g_ptr_array_index (group, j))) {
        *line = g_ptr_array_index (group, j);
        return rule;
      }
  }

  return NULL;
}

static GPtrArray *
flatten (GPtrArray *groups)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_extend (all, g_ptr_array_index (groups, i), NULL, NULL);

  return all;
}

/**
 * oms_rules_match:
 * @self: the rules
 * @facts: what is known, after oms_rules_recognize()
 * @line: (out) (optional): the line that it is true of
 *
 * Finds the first rule that is true of a line and that a successful sign-in does not disprove. The
 * lines that tell most come first: the reply that refused, the deepest reason that a program gives.
 * What is known of numbers and vague words is asked last, for all lines.
 *
 * Returns: (nullable): the rule, or %NULL where nobody wrote one
 */
const OmsRule *
oms_rules_match (const OmsRules  *self,
                 const OmsFacts  *facts,
                 const OmsLine  **line)
{
  g_autoptr (GPtrArray) all = NULL;
  const OmsLine *found = NULL;
  const OmsRule *rule = NULL;
  GPtrArray *groups = facts->reading->groups;

  if (facts->context == OMS_CONTEXT_OTHER)
    return NULL;

  for (guint i = 0; i < groups->len && !rule; i++)
    rule = match_group (self, facts, g_ptr_array_index (groups, i), FALSE, &found);
  if (!rule) {
    all = flatten (groups);
    rule = match_group (self, facts, all, TRUE, &found);
  }
  if (line)
    *line = found;

  return rule;
}
