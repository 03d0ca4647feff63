/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where to find the practice server in place of the servers it plays. Read from a key file that the
 * practice server writes; with it in force, no check reaches any other address.
 * Immutable, reference counted. */
typedef struct _OmsPractice OmsPractice;

OmsPractice        *oms_practice_new_from_file   (const char   *path,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
OmsPractice        *oms_practice_ref             (OmsPractice  *self);
void                oms_practice_unref           (OmsPractice  *self);
const char         *oms_practice_get_ca_file     (OmsPractice  *self);
/* In the form of libcurl's CONNECT_TO: "HOST:PORT:127.0.0.1:LOCALPORT" */
const char * const *oms_practice_get_connect_to  (OmsPractice  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsPractice, oms_practice_unref)

G_END_DECLS
