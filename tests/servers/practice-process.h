/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-practice.h"

G_BEGIN_DECLS

/* The practice server, as a process that ends with us. */
typedef struct _PracticeProcess PracticeProcess;

PracticeProcess *practice_process_start        (void) G_GNUC_WARN_UNUSED_RESULT;
void             practice_process_stop         (PracticeProcess *self);
OmsPractice     *practice_process_get_practice (PracticeProcess *self);
char            *practice_process_dup_conf     (PracticeProcess *self);
guint            practice_process_get_port     (PracticeProcess *self,
                                                const char      *place);
OmsPractice     *practice_process_new_detour   (PracticeProcess *self,
                                                const char      *place,
                                                guint            port) G_GNUC_WARN_UNUSED_RESULT;
void             practice_process_set_replies  (PracticeProcess *self,
                                                const char      *replies);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeProcess, practice_process_stop)

G_END_DECLS
