/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-provider.h"
