/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-sender.h"

G_BEGIN_DECLS

/**
 * OmsHintField:
 * @OMS_HINT_FIELD_ADDRESS: the address
 * @OMS_HINT_FIELD_HOST: the server
 * @OMS_HINT_FIELD_USER: the user name
 * @OMS_HINT_FIELD_PASSWORD: the password
 *
 * Where a hint is shown.
 */
typedef enum {
  OMS_HINT_FIELD_ADDRESS,
  OMS_HINT_FIELD_HOST,
  OMS_HINT_FIELD_USER,
  OMS_HINT_FIELD_PASSWORD,
} OmsHintField;

/**
 * OmsHint:
 * @field: where it belongs
 * @text: a translated sentence
 * @suggestion: (nullable): what could stand in the field instead; never a password
 *
 * Something that looks wrong before anything was sent. It is said, and stops nobody.
 */
typedef struct {
  OmsHintField  field;
  char         *text;
  char         *suggestion;
} OmsHint;

void       oms_hint_free            (OmsHint    *hint);
GPtrArray *oms_hints_new_for_sender (OmsSender  *sender,
                                     const char *password) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsHint, oms_hint_free)

G_END_DECLS
