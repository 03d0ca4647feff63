/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-enums.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OmsSenderField:
 *
 * The fields of a sender that a person can get wrong.
 */
typedef enum {
  OMS_SENDER_FIELD_NAME,
  OMS_SENDER_FIELD_ADDRESS,
  OMS_SENDER_FIELD_HOST,
  OMS_SENDER_FIELD_PORT,
  OMS_SENDER_FIELD_USER,
} OmsSenderField;

#define OMS_N_SENDER_FIELDS (OMS_SENDER_FIELD_USER + 1)

#define OMS_TYPE_SENDER (oms_sender_get_type ())
G_DECLARE_FINAL_TYPE (OmsSender, oms_sender, OMS, SENDER, GObject)

OmsSender         *oms_sender_new                 (const char        *id) G_GNUC_WARN_UNUSED_RESULT;
OmsSender         *oms_sender_copy                (OmsSender         *self)
                                                   G_GNUC_WARN_UNUSED_RESULT;
void               oms_sender_assign              (OmsSender         *self,
                                                   OmsSender         *from);
gboolean           oms_sender_equal               (OmsSender         *self,
                                                   OmsSender         *other);

const char        *oms_sender_get_id              (OmsSender         *self);
const char        *oms_sender_get_name            (OmsSender         *self);
void               oms_sender_set_name            (OmsSender         *self,
                                                   const char        *name);
const char        *oms_sender_get_address         (OmsSender         *self);
void               oms_sender_set_address         (OmsSender         *self,
                                                   const char        *address);
const char        *oms_sender_get_host            (OmsSender         *self);
void               oms_sender_set_host            (OmsSender         *self,
                                                   const char        *host);
OmsEncryption      oms_sender_get_encryption      (OmsSender         *self);
void               oms_sender_set_encryption      (OmsSender         *self,
                                                   OmsEncryption      encryption);
guint              oms_sender_get_port            (OmsSender         *self);
void               oms_sender_set_port            (OmsSender         *self,
                                                   guint              port);
guint              oms_sender_get_effective_port  (OmsSender         *self);
OmsAuthentication  oms_sender_get_authentication  (OmsSender         *self);
void               oms_sender_set_authentication  (OmsSender         *self,
                                                   OmsAuthentication  authentication);
const char        *oms_sender_get_user            (OmsSender         *self);
void               oms_sender_set_user            (OmsSender         *self,
                                                   const char        *user);
const char        *oms_sender_get_pinned_key      (OmsSender         *self);
void               oms_sender_set_pinned_key      (OmsSender         *self,
                                                   const char        *pinned_key);
gboolean           oms_sender_get_allow_plaintext (OmsSender         *self);
void               oms_sender_set_allow_plaintext (OmsSender         *self,
                                                   gboolean           allow_plaintext);

char              *oms_sender_dup_title           (OmsSender         *self);

gboolean           oms_sender_validate_field      (OmsSender         *self,
                                                   OmsSenderField     field,
                                                   GError           **error);
gboolean           oms_sender_validate            (OmsSender         *self,
                                                   OmsSenderField    *first_wrong,
                                                   GError           **error);

G_END_DECLS
