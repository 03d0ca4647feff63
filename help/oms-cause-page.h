/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-cause.h"

G_BEGIN_DECLS

char *oms_cause_page_dup_id (OmsCause    cause) G_GNUC_WARN_UNUSED_RESULT;
char *oms_cause_page_write  (OmsCause    cause,
                             const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
