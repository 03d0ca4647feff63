/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OmsError:
 * @OMS_ERROR_INVALID_NAME: the name of a sender cannot be used (control characters)
 * @OMS_ERROR_INVALID_ADDRESS: not an email address
 * @OMS_ERROR_INVALID_HOST: not the name or address of a server
 * @OMS_ERROR_INVALID_PORT: not a port (1 to 65535)
 * @OMS_ERROR_INVALID_USER: not a user name
 * @OMS_ERROR_INVALID_PASSWORD: empty, or with a character that no server can receive
 * @OMS_ERROR_SETTINGS_NOT_SAVED: the settings could not be written (disk full, read-only)
 * @OMS_ERROR_SETTINGS_LOCKED: an administrator has locked these settings
 * @OMS_ERROR_KEYRING_ABSENT: there is no keyring on this desktop
 * @OMS_ERROR_KEYRING_LOCKED: the keyring is locked, and was not unlocked
 * @OMS_ERROR_KEYRING_FAILED: the keyring answered with an error
 * @OMS_ERROR_NO_SUCH_SENDER: no sender of that name
 * @OMS_ERROR_PROTOCOL: an answer that is not what the protocol allows here
 * @OMS_ERROR_TOO_LARGE: an answer beyond its bounds
 *
 * Errors that a person can act on. What a server refuses is not an error but a
 * [class@Report].
 */
typedef enum {
  OMS_ERROR_INVALID_NAME,
  OMS_ERROR_INVALID_ADDRESS,
  OMS_ERROR_INVALID_HOST,
  OMS_ERROR_INVALID_PORT,
  OMS_ERROR_INVALID_USER,
  OMS_ERROR_INVALID_PASSWORD,
  OMS_ERROR_SETTINGS_NOT_SAVED,
  OMS_ERROR_SETTINGS_LOCKED,
  OMS_ERROR_KEYRING_ABSENT,
  OMS_ERROR_KEYRING_LOCKED,
  OMS_ERROR_KEYRING_FAILED,
  OMS_ERROR_NO_SUCH_SENDER,
  OMS_ERROR_PROTOCOL,
  OMS_ERROR_TOO_LARGE,
} OmsError;

#define OMS_ERROR (oms_error_quark ())

GQuark oms_error_quark (void);

G_END_DECLS
