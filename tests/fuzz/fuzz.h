/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What each fuzzer provides; libFuzzer decides on the name. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);
