/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-error.h"

G_DEFINE_QUARK (oms-error-quark, oms_error)
