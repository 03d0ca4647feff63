/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-enums"

#include "oms-enums.h"

#include "oms-enum-types.h"
#include "oms-nick.h"

static const guint encryption_ports[] = { 465, 587, 25 };

G_STATIC_ASSERT (G_N_ELEMENTS (encryption_ports) == OMS_ENCRYPTION_NONE + 1);

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
  return oms_enum_to_nick (OMS_TYPE_ENCRYPTION, encryption);
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
  int value;

  if (!oms_enum_from_nick (OMS_TYPE_ENCRYPTION, id, &value))
    return FALSE;

  *encryption = value;

  return TRUE;
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
  return oms_enum_to_nick (OMS_TYPE_AUTHENTICATION, authentication);
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
  return oms_enum_to_nick (OMS_TYPE_STAGE, stage);
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
  return oms_enum_to_nick (OMS_TYPE_STAGE_STATE, state);
}

/**
 * oms_command_to_id:
 * @command: what a server answers
 *
 * Gets the word for a command.
 *
 * Returns: "none", "ehlo", "starttls", "auth", "mail", "rcpt", "rset", "data" or "message"
 */
const char *
oms_command_to_id (OmsCommand command)
{
  return oms_enum_to_nick (OMS_TYPE_COMMAND, command);
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
  return oms_enum_to_nick (OMS_TYPE_FAILURE, failure);
}
