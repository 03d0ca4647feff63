/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-practice.h"
#include "oms-secret.h"
#include "oms-sender-store.h"

G_BEGIN_DECLS

void oms_demo_fill (OmsPractice    *practice,
                    OmsSenderStore *store,
                    OmsSecret      *secret);

G_END_DECLS
