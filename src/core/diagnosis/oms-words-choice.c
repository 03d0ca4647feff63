/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-words-choice"

#include "config.h"

#include "oms-words-choice.h"

#include <string.h>

static gboolean
has_mark (const char * const *marks,
          const OmsFacts     *facts)
{
  for (guint i = 0; i < OMS_MAX_MARKS && marks[i]; i++)
    if (strstr (facts->text, marks[i]))
      return TRUE;

  return FALSE;
}

/* The rows of one cause are in the order in which they are tried. */
static const OmsWords *
find_by_marks (OmsCause        cause,
               const OmsFacts *facts)
{
  for (guint i = 0; oms_words_tables[i]; i++)
    for (const OmsWords *words = oms_words_tables[i]; words->certain; words++)
      if (words->cause == cause && has_mark (words->marks, facts))
        return words;

  return NULL;
}

/**
 * oms_words_choose:
 * @cause: a cause
 * @variant: (nullable): which of its meanings, as a rule says it
 * @facts: what is known
 *
 * Finds the words for a cause. Where no rule knows which of its meanings it is, the words of the
 * server or the program may give it away.
 *
 * Returns: (transfer none): the words
 */
const OmsWords *
oms_words_choose (OmsCause        cause,
                  const char     *variant,
                  const OmsFacts *facts)
{
  const OmsWords *words;

  g_return_val_if_fail (facts != NULL, NULL);

  words = variant ? NULL : find_by_marks (cause, facts);

  return words ? words : oms_words_find (cause, variant, facts->family);
}

static gboolean
is_host (const char * const *hosts,
         const OmsFacts     *facts)
{
  g_autofree char *host = g_ascii_strdown (facts->host, -1);

  for (guint i = 0; i < OMS_MAX_MARKS && hosts[i]; i++)
    if (g_pattern_match_simple (hosts[i], host))
      return TRUE;

  return FALSE;
}

/**
 * oms_hint_applies:
 * @self: a hint
 * @facts: what is known
 *
 * Returns: whether the step would help there
 */
gboolean
oms_hint_applies (const OmsHint  *self,
                  const OmsFacts *facts)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (facts != NULL, FALSE);

  if (self->unknown_provider && facts->provider)
    return FALSE;
  if (self->stages && (!facts->is_report || !(self->stages & 1 << facts->stage)))
    return FALSE;
  if (self->hosts[0] && !is_host (self->hosts, facts))
    return FALSE;

  return !self->marks[0] || has_mark (self->marks, facts);
}
