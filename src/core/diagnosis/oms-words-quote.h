/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-facts.h"

G_BEGIN_DECLS

void oms_words_complete_quote (OmsFacts *facts);

G_END_DECLS
