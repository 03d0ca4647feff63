/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "oms-error.h"
#include "oms-sasl.h"

#include <string.h>

#define BASE64 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="

static void
check_answer (const char   *answer,
              const GError *error)
{
  if (answer) {
    g_assert_no_error (error);
    g_assert_cmpuint (strspn (answer, BASE64), ==, strlen (answer));
  } else {
    g_assert_error (error, OMS_ERROR, OMS_ERROR_PROTOCOL);
  }
}

/* The first byte says which mechanism; each line that follows is a challenge. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (OmsPassword) password = oms_password_new ("lovelace");
  g_autoptr (OmsSasl) sasl = NULL;
  g_autofree char *start = NULL;
  const char *challenge = (const char *) data + 1;
  const char *end = (const char *) data + size;

  if (size == 0)
    return 0;

  sasl = oms_sasl_new (data[0] % OMS_N_SASL_MECHANISMS, "ada", password, "mail.example.com", 465);
  start = oms_sasl_start (sasl);
  if (start)
    check_answer (start, NULL);

  while (challenge < end) {
    const char *line_end = memchr (challenge, '\n', end - challenge);
    gsize length = (line_end ? line_end : end) - challenge;
    g_autoptr (GError) error = NULL;
    g_autofree char *answer = oms_sasl_step (sasl, challenge, length, &error);
    const char *reason = oms_sasl_get_failure_reason (sasl);

    check_answer (answer, error);
    if (reason)
      g_assert_true (g_utf8_validate (reason, -1, NULL));
    challenge += length + 1;
  }

  /* Nobody who does not know the nonce can prove to know the password. */
  if (data[0] % OMS_N_SASL_MECHANISMS == OMS_SASL_SCRAM_SHA_256)
    g_assert_false (oms_sasl_server_is_proven (sasl));

  return 0;
}
