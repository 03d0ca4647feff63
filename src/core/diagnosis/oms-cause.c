/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-cause"

#include "config.h"

#include "oms-cause.h"

#include "oms-diagnosis-enum-types.h"
#include "oms-nick.h"

#include <glib/gi18n.h>

#define ANY_STAGE OMS_N_STAGES

enum {
  REFUSES_SIGN_IN = 1 << 0,
  BLAMES_PASSWORD = 1 << 1,
  SHOWS_KEY       = 1 << 2,
  NAMES_SERVER    = 1 << 3,
};

static const struct {
  const char *id;
  const char *headline;
  guint       stage;      /* OmsStage or ANY_STAGE */
  guint       traits;
} causes[] = {
#define CAUSE(name, id, headline, stage, traits) [name] = { id, headline, stage, traits },
#include "oms-cause-list.h"
#undef CAUSE
};

G_STATIC_ASSERT (G_N_ELEMENTS (causes) == OMS_N_CAUSES);

/**
 * oms_cause_to_id:
 * @cause: a cause
 *
 * Gets the word for a cause in the command's JSON, in the log and in the rules.
 *
 * Returns: a word such as "bad-credentials"
 */
const char *
oms_cause_to_id (OmsCause cause)
{
  g_return_val_if_fail (cause < OMS_N_CAUSES, NULL);

  return causes[cause].id;
}

/**
 * oms_cause_from_id:
 * @id: a word as from [func@cause_to_id]
 * @cause: (out): the cause it stands for
 *
 * Reads the word for a cause.
 *
 * Returns: %FALSE if there is no such word
 */
gboolean
oms_cause_from_id (const char *id,
                   OmsCause   *cause)
{
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < OMS_N_CAUSES; i++) {
    if (g_str_equal (id, causes[i].id)) {
      *cause = i;
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * oms_cause_get_headline:
 * @cause: a cause
 *
 * Gets the few words above a result.
 *
 * Returns: a headline, translated
 */
const char *
oms_cause_get_headline (OmsCause cause)
{
  g_return_val_if_fail (cause < OMS_N_CAUSES, NULL);

  return _(causes[cause].headline);
}

/**
 * oms_cause_get_stage:
 * @cause: a cause
 * @stage: (out): the stage at which it comes up
 *
 * Gets the stage that a cause belongs to, for error texts that do not say where they come from.
 *
 * Returns: %FALSE if it can come up at more than one
 */
gboolean
oms_cause_get_stage (OmsCause  cause,
                     OmsStage *stage)
{
  g_return_val_if_fail (cause < OMS_N_CAUSES, FALSE);
  g_return_val_if_fail (stage != NULL, FALSE);

  if (causes[cause].stage == ANY_STAGE)
    return FALSE;

  *stage = causes[cause].stage;

  return TRUE;
}

/**
 * oms_cause_refuses_sign_in:
 * @cause: a cause
 *
 * Whether it is a sign-in that the server refused, for whatever reason.
 *
 * Returns: %TRUE if it is
 */
gboolean
oms_cause_refuses_sign_in (OmsCause cause)
{
  g_return_val_if_fail (cause < OMS_N_CAUSES, FALSE);

  return (causes[cause].traits & REFUSES_SIGN_IN) != 0;
}

/**
 * oms_cause_blames_password:
 * @cause: a cause
 *
 * Whether it says that user name or password are wrong, or not of the right kind. After a
 * successful sign-in that cannot be.
 *
 * Returns: %TRUE if it does
 */
gboolean
oms_cause_blames_password (OmsCause cause)
{
  g_return_val_if_fail (cause < OMS_N_CAUSES, FALSE);

  return (causes[cause].traits & BLAMES_PASSWORD) != 0;
}

/**
 * oms_cause_shows_key:
 * @cause: a cause
 *
 * Whether the sign of a password belongs beside it.
 *
 * Returns: %TRUE if it does
 */
gboolean
oms_cause_shows_key (OmsCause cause)
{
  g_return_val_if_fail (cause < OMS_N_CAUSES, FALSE);

  return (causes[cause].traits & SHOWS_KEY) != 0;
}

/**
 * oms_cause_names_server:
 * @cause: a cause
 *
 * Whether its words need the name of a server to be understood.
 *
 * Returns: %TRUE if they do
 */
gboolean
oms_cause_names_server (OmsCause cause)
{
  g_return_val_if_fail (cause < OMS_N_CAUSES, FALSE);

  return (causes[cause].traits & NAMES_SERVER) != 0;
}

/**
 * oms_confidence_to_id:
 * @confidence: how sure a diagnosis is
 *
 * Gets the word for a confidence in the command's JSON and in the rules.
 *
 * Returns: "certain", "likely" or "uncertain"
 */
const char *
oms_confidence_to_id (OmsConfidence confidence)
{
  return oms_enum_to_nick (OMS_TYPE_CONFIDENCE, confidence);
}
