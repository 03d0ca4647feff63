/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-enums.h"

G_BEGIN_DECLS

const char *oms_wait_words_get (OmsStage stage);

G_END_DECLS
