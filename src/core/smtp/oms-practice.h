/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-sender.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where to find the practice server in place of the servers it plays, and the sample senders that
 * go with it. Immutable, reference counted. */
#define OMS_TYPE_PRACTICE (oms_practice_get_type ())

typedef struct _OmsPractice OmsPractice;

GType               oms_practice_get_type             (void) G_GNUC_CONST;
OmsPractice        *oms_practice_new_from_file        (const char   *path,
                                                       GError      **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;
OmsPractice        *oms_practice_new_from_environment (GError      **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;
OmsPractice        *oms_practice_ref                  (OmsPractice  *self);
void                oms_practice_unref                (OmsPractice  *self);
const char         *oms_practice_get_ca_file          (OmsPractice  *self);
const char * const *oms_practice_get_connect_to       (OmsPractice  *self);
guint               oms_practice_get_n_senders        (OmsPractice  *self);
OmsSender          *oms_practice_get_sender           (OmsPractice  *self,
                                                       guint         index);
const char         *oms_practice_get_password         (OmsPractice  *self,
                                                       guint         index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsPractice, oms_practice_unref)

G_END_DECLS
