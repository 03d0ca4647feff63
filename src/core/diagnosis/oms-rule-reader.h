/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-rules.h"

G_BEGIN_DECLS

gboolean oms_rule_reader_read (const char  *file,
                               const char  *xml,
                               gssize       length,
                               OmsRules    *rules,
                               GError     **error);

G_END_DECLS
