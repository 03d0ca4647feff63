/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-wipe"

#include "oms-wipe.h"

#include <string.h>

/**
 * oms_wipe_memory:
 * @memory: (transfer full) (nullable): what g_malloc() returned
 * @length: how many bytes there are
 *
 * Overwrites memory that held a secret, then frees it.
 */
void
oms_wipe_memory (gpointer memory,
                 gsize    length)
{
  if (memory)
    explicit_bzero (memory, length);
  g_free (memory);
}

/**
 * oms_wipe_string:
 * @string: (transfer full) (nullable): a secret
 *
 * Overwrites and frees a string that ends in NUL.
 */
void
oms_wipe_string (char *string)
{
  oms_wipe_memory (string, string ? strlen (string) : 0);
}
