/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "oms-error.h"
#include "oms-sasl-scram.h"

#include <string.h>

/* As many rounds of hashing as there may be take about a second, which is too long here. */
static gboolean
asks_for_many_rounds (const char *message)
{
  const char *rounds = strstr (message, ",i=");

  return rounds && strspn (rounds + strlen (",i="), "0123456789") > 3;
}

/* The lines are the messages of a server that knows the nonce: "fuzz". */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (OmsScram) scram = oms_scram_new ("ada", "lovelace", "fuzz");
  g_autofree char *start = oms_scram_start (scram);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) messages = g_strsplit (text, "\n", -1);

  g_assert_cmpstr (start, ==, "n,,n=ada,r=fuzz");

  for (guint i = 0; messages[i]; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *answer = NULL;

    if (asks_for_many_rounds (messages[i]))
      return 0;

    answer = oms_scram_step (scram, messages[i], &error);
    if (!answer)
      g_assert_error (error, OMS_ERROR, OMS_ERROR_PROTOCOL);
    else if (*answer)
      g_assert_true (g_str_has_prefix (answer, "c=biws,r=fuzz"));
  }

  return 0;
}
