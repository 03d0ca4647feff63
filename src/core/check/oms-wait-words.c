/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-wait-words"

#include "config.h"

#include "oms-wait-words.h"

#include <glib/gi18n-lib.h>

static const char * const words[OMS_N_STAGES] = {
  [OMS_STAGE_RESOLVE] = N_("Still waiting. The network may be slow, or not connected."),
  [OMS_STAGE_CONNECT] =
    N_("Still waiting. The server may be down, or something on the way may block this port."),
  [OMS_STAGE_ENCRYPT] =
    N_("Still waiting. This port may want another kind of encryption."),
  [OMS_STAGE_GREETING] =
    N_("Still waiting. Some servers greet late on purpose; or this port wants another kind of "
       "encryption."),
  [OMS_STAGE_SIGN_IN] =
    N_("Still waiting. Some servers answer slowly after wrong passwords."),
  [OMS_STAGE_SENDER] =
    N_("Still waiting. Some servers are slow to refuse an address, or look it up first."),
  [OMS_STAGE_MESSAGE] =
    N_("Still waiting. Some servers look through a message before they answer."),
};

/**
 * oms_wait_words_get:
 * @stage: a stage that takes long
 *
 * Returns: what its taking long may mean, for the person who waits
 */
const char *
oms_wait_words_get (OmsStage stage)
{
  g_return_val_if_fail (stage < OMS_N_STAGES, "");

  return _(words[stage]);
}
