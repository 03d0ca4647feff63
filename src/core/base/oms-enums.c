/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-enums"

#include "oms-enums.h"

static const char * const encryption_ids[] = { "tls", "starttls", "none" };

static const guint encryption_ports[] = { 465, 587, 25 };

static const char * const authentication_ids[] = { "password", "token", "none" };

static const char * const stage_ids[] = {
  "resolve", "connect", "encrypt", "greeting", "sign-in", "sender", "message",
};

static const char * const stage_state_ids[] = {
  "waiting", "running", "passed", "failed", "skipped",
};

static const char * const failure_ids[] = {
  "none", "host-not-found", "refused", "unreachable", "timeout", "closed", "tls", "not-tls",
  "certificate", "starttls-missing", "starttls-refused", "not-smtp", "too-much", "reply",
  "auth-not-offered", "no-common-mechanism", "insecure", "server-not-proven", "local",
};

G_STATIC_ASSERT (G_N_ELEMENTS (encryption_ids) == OMS_ENCRYPTION_NONE + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (encryption_ports) == OMS_ENCRYPTION_NONE + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (authentication_ids) == OMS_AUTHENTICATION_NONE + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (stage_ids) == OMS_N_STAGES);
G_STATIC_ASSERT (G_N_ELEMENTS (stage_state_ids) == OMS_STAGE_STATE_SKIPPED + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (failure_ids) == OMS_FAILURE_LOCAL + 1);

/**
 * oms_encryption_to_id:
 * @encryption: a kind of encryption
 *
 * Gets the word that the command line, the settings and the log use for it.
 *
 * Returns: "tls", "starttls" or "none"
 */
const char *
oms_encryption_to_id (OmsEncryption encryption)
{
  g_return_val_if_fail (encryption < G_N_ELEMENTS (encryption_ids), NULL);

  return encryption_ids[encryption];
}

/**
 * oms_encryption_from_id:
 * @id: a word as from [func@encryption_to_id]
 * @encryption: (out): what it stands for
 *
 * Reads the word for a kind of encryption.
 *
 * Returns: %FALSE if there is no such word
 */
gboolean
oms_encryption_from_id (const char    *id,
                        OmsEncryption *encryption)
{
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (encryption_ids); i++) {
    if (g_str_equal (id, encryption_ids[i])) {
      *encryption = i;
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * oms_encryption_get_port:
 * @encryption: a kind of encryption
 *
 * Gets the standard port: 465 for TLS from the start and 587 for STARTTLS (RFC 8314), 25 without
 * encryption.
 *
 * Returns: a port
 */
guint
oms_encryption_get_port (OmsEncryption encryption)
{
  g_return_val_if_fail (encryption < G_N_ELEMENTS (encryption_ports), 0);

  return encryption_ports[encryption];
}

/**
 * oms_authentication_to_id:
 * @authentication: a way to sign in
 *
 * Gets the word that the command's JSON and the settings use for it.
 *
 * Returns: "password", "token" or "none"
 */
const char *
oms_authentication_to_id (OmsAuthentication authentication)
{
  g_return_val_if_fail (authentication < G_N_ELEMENTS (authentication_ids), NULL);

  return authentication_ids[authentication];
}

/**
 * oms_stage_to_id:
 * @stage: a stage of a test
 *
 * Gets the word for a stage in the command's JSON and in the log.
 *
 * Returns: "resolve", "connect", "encrypt", "greeting", "sign-in", "sender" or "message"
 */
const char *
oms_stage_to_id (OmsStage stage)
{
  g_return_val_if_fail (stage < G_N_ELEMENTS (stage_ids), NULL);

  return stage_ids[stage];
}

/**
 * oms_stage_state_to_id:
 * @state: the state of a stage
 *
 * Gets the word for the state of a stage in the command's JSON.
 *
 * Returns: "waiting", "running", "passed", "failed" or "skipped"
 */
const char *
oms_stage_state_to_id (OmsStageState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (stage_state_ids), NULL);

  return stage_state_ids[state];
}

/**
 * oms_failure_to_id:
 * @failure: how a test failed
 *
 * Gets the word for a technical failure, as the rules of the diagnosis use it.
 *
 * Returns: a word such as "refused"
 */
const char *
oms_failure_to_id (OmsFailure failure)
{
  g_return_val_if_fail (failure < G_N_ELEMENTS (failure_ids), NULL);

  return failure_ids[failure];
}
