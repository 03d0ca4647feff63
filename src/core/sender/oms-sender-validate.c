/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender-validate"

#include "oms-sender.h"

#include "oms-address.h"
#include "oms-error.h"
#include "oms-typed.h"

#include <glib/gi18n-lib.h>

static gboolean
has_outer_blanks (const char *text)
{
  return g_unichar_isspace (g_utf8_get_char (text)) ||
         (*text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (text + strlen (text)))));
}

static gboolean
validate_name (OmsSender  *self,
               GError    **error)
{
  if (oms_typed_is_one_line (oms_sender_get_name (self)))
    return TRUE;

  g_set_error_literal (error, OMS_ERROR, OMS_ERROR_INVALID_NAME,
                       _("The name contains a line break or another invisible character."));
  return FALSE;
}

static gboolean
validate_port (OmsSender  *self,
               GError    **error)
{
  if (oms_sender_get_port (self) <= G_MAXUINT16)
    return TRUE;

  g_set_error_literal (error, OMS_ERROR, OMS_ERROR_INVALID_PORT,
                       _("A port is a number from 1 to 65535."));
  return FALSE;
}

static gboolean
validate_user (OmsSender  *self,
               GError    **error)
{
  const char *user = oms_sender_get_user (self);
  const char *problem = NULL;

  if (oms_sender_get_authentication (self) == OMS_AUTHENTICATION_NONE)
    return TRUE;

  if (!*user)
    problem = _("Enter the user name, which is often the whole email address.");
  else if (!oms_typed_is_one_line (user))
    problem = _("The user name contains a line break or another invisible character.");
  else if (has_outer_blanks (user))
    problem = _("The user name begins or ends with a space. Remove it.");

  if (problem)
    g_set_error_literal (error, OMS_ERROR, OMS_ERROR_INVALID_USER, problem);

  return problem == NULL;
}

/**
 * oms_sender_validate_field:
 * @self: a sender
 * @field: the field to look at
 * @error: return location for a sentence that says what is wrong
 *
 * Whether one field can be used as it is. A user name is only looked at where one is needed.
 *
 * Sets %OMS_ERROR_INVALID_NAME, %OMS_ERROR_INVALID_ADDRESS, %OMS_ERROR_INVALID_HOST,
 * %OMS_ERROR_INVALID_PORT or %OMS_ERROR_INVALID_USER.
 *
 * Returns: %TRUE if it can
 */
gboolean
oms_sender_validate_field (OmsSender       *self,
                           OmsSenderField   field,
                           GError         **error)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  switch (field) {
  case OMS_SENDER_FIELD_NAME:
    return validate_name (self, error);
  case OMS_SENDER_FIELD_ADDRESS:
    return oms_address_validate (oms_sender_get_address (self), error);
  case OMS_SENDER_FIELD_HOST:
    return oms_host_validate (oms_sender_get_host (self), error);
  case OMS_SENDER_FIELD_PORT:
    return validate_port (self, error);
  case OMS_SENDER_FIELD_USER:
    return validate_user (self, error);
  default:
    g_return_val_if_reached (FALSE);
  }
}

/**
 * oms_sender_validate:
 * @self: a sender
 * @first_wrong: (out) (optional): the first field that cannot be used
 * @error: return location for a sentence that says what is wrong with it
 *
 * Whether every field can be used; the errors are those of
 * [method@Sender.validate_field].
 *
 * Returns: %TRUE if all can
 */
gboolean
oms_sender_validate (OmsSender       *self,
                     OmsSenderField  *first_wrong,
                     GError         **error)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), FALSE);

  for (OmsSenderField field = OMS_SENDER_FIELD_NAME; field < OMS_N_SENDER_FIELDS; field++) {
    if (oms_sender_validate_field (self, field, error))
      continue;

    if (first_wrong)
      *first_wrong = field;
    return FALSE;
  }

  return TRUE;
}
