/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-rule.h"

G_BEGIN_DECLS

/* How a <when> or an <unless> is written in a file of rules. Private to the diagnosis. */

OmsCondition *oms_condition_new_from_attributes (const char **names,
                                                 const char **values,
                                                 GHashTable  *word_sets,
                                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      oms_condition_read_names          (const char  *value,
                                                 GPtrArray  **needles,
                                                 GError     **error);
gboolean      oms_condition_read_wanted         (const char  *value,
                                                 OmsWanted   *wanted,
                                                 GError     **error);

G_END_DECLS
