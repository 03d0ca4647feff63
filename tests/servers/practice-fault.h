/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice-session.h"

G_BEGIN_DECLS

gboolean practice_fault_perform (PracticeSession *session,
                                 const char      *order) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
