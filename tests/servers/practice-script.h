/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PracticeScript PracticeScript;

PracticeScript  *practice_script_load        (GError         **error) G_GNUC_WARN_UNUSED_RESULT;
PracticeScript  *practice_script_copy_with   (PracticeScript  *self,
                                              const char      *replies,
                                              GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void             practice_script_free        (PracticeScript  *self);
char           **practice_script_dup_hosts   (PracticeScript  *self);
char           **practice_script_dup_ports   (PracticeScript  *self,
                                              const char      *host);
char            *practice_script_get         (PracticeScript  *self,
                                              const char      *place,
                                              const char      *user,
                                              const char      *key);
gboolean         practice_script_is_tls_port (PracticeScript  *self,
                                              const char      *place);
void             practice_script_add_senders (PracticeScript  *self,
                                              GKeyFile        *practice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeScript, practice_script_free)

G_END_DECLS
