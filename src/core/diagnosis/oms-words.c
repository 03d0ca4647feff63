/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-words"

#include "config.h"

#include "oms-words.h"

#include <glib/gi18n.h>

/* A refusal that no rule knows is named after the place where it happened. */
static const char * const stage_headlines[] = {
  /* Translators: a headline: the server gave no known reason */
  [OMS_STAGE_RESOLVE] = N_("Looking for the Server Failed"),
  [OMS_STAGE_CONNECT] = N_("Connecting Failed"),
  [OMS_STAGE_ENCRYPT] = N_("Encrypting Failed"),
  [OMS_STAGE_GREETING] = N_("Greeting Failed"),
  [OMS_STAGE_SIGN_IN] = N_("Signing In Failed"),
  [OMS_STAGE_SENDER] = N_("Sender Not Accepted"),
  [OMS_STAGE_MESSAGE] = N_("Message Not Accepted"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (stage_headlines) == OMS_N_STAGES);

/**
 * oms_words_get_headline:
 * @cause: a cause
 * @has_stage: whether @stage is known
 * @stage: where it happened
 *
 * Gets the few words above a diagnosis.
 *
 * Returns: a headline, translated
 */
const char *
oms_words_get_headline (OmsCause cause,
                        gboolean has_stage,
                        OmsStage stage)
{
  g_return_val_if_fail (cause < OMS_N_CAUSES, NULL);
  g_return_val_if_fail (!has_stage || stage < OMS_N_STAGES, NULL);

  if (cause == OMS_CAUSE_UNKNOWN && has_stage)
    return _(stage_headlines[stage]);

  return oms_cause_get_headline (cause);
}

const OmsWords * const oms_words_tables[] = {
  oms_words_connection,
  oms_words_sign_in,
  oms_words_oauth,
  oms_words_mail,
  NULL,
};

static const OmsWords *
find_variant (OmsCause    cause,
              const char *variant)
{
  for (guint i = 0; oms_words_tables[i]; i++)
    for (const OmsWords *words = oms_words_tables[i]; words->certain; words++)
      if (words->cause == cause && g_strcmp0 (words->variant, variant) == 0)
        return words;

  return NULL;
}

/**
 * oms_words_find:
 * @cause: a cause
 * @variant: (nullable): which of its meanings, as a rule says it
 * @family: (nullable): the family of the provider
 *
 * Finds the words for a cause. Where a meaning or a provider has no words of its own, the ones
 * that are true in general are used.
 *
 * Returns: (transfer none): the words
 */
const OmsWords *
oms_words_find (OmsCause    cause,
                const char *variant,
                const char *family)
{
  const OmsWords *words = NULL;

  g_return_val_if_fail (cause < OMS_N_CAUSES, NULL);

  if (variant)
    words = find_variant (cause, variant);
  if (!words && family && *family)
    words = find_variant (cause, family);

  return words ? words : find_variant (cause, NULL);
}

/**
 * oms_words_choose_text:
 * @step: the words of a step
 * @reader: who reads them
 *
 * Finds the text of a step for those who have their settings in a form, in options, or in another
 * program.
 *
 * Returns: (nullable): the text, not translated; %NULL where the step is not for @reader
 */
const char *
oms_words_choose_text (const OmsStepWords *step,
                       OmsReader           reader)
{
  g_return_val_if_fail (step != NULL, NULL);
  g_return_val_if_fail (reader < OMS_N_READERS, NULL);

  if (step->readers && !(step->readers & 1 << reader))
    return NULL;
  if (reader == OMS_READER_COMMAND && step->command)
    return step->command;
  if (reader == OMS_READER_EXPLAIN && step->explain)
    return step->explain;

  return step->text;
}
