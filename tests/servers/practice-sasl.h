/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice-session.h"

G_BEGIN_DECLS

const char *practice_sasl_run (PracticeSession *session,
                               const char      *mechanism,
                               const char      *initial) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
