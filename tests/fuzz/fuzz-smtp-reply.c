/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "oms-error.h"
#include "oms-smtp-reply.h"

#include <string.h>

static void
check_reply (OmsSmtpReply *reply,
             OmsRedactor  *redactor)
{
  g_autoptr (OmsSmtpReply) scrubbed = oms_smtp_reply_scrub (reply, redactor);
  const char * const *lines = oms_smtp_reply_get_lines (reply);
  const char *enhanced = oms_smtp_reply_get_enhanced (reply);
  guint code = oms_smtp_reply_get_code (reply);

  g_assert_cmpuint (code, >=, 200);
  g_assert_cmpuint (code, <=, 599);
  if (enhanced)
    g_assert_cmpuint (g_ascii_digit_value (enhanced[0]), ==, code / 100);
  g_assert_true (g_utf8_validate (oms_smtp_reply_get_text (reply), -1, NULL));
  g_assert_cmpuint (g_strv_length ((GStrv) lines), >=, 1);
  g_assert_cmpuint (g_strv_length ((GStrv) lines), <=, 100);
  for (guint i = 0; lines[i]; i++) {
    g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    g_assert_null (strpbrk (lines[i], "\r\n\t\x1b\x7f"));
  }

  g_assert_cmpuint (oms_smtp_reply_get_code (scrubbed), ==, code);
  g_assert_cmpuint (g_strv_length ((GStrv) oms_smtp_reply_get_lines (scrubbed)), ==,
                    g_strv_length ((GStrv) lines));
}

/* The first reply, fed in pieces of @piece bytes; its lines joined, or the code of the error. */
static char *
parse (const char  *bytes,
       gsize        length,
       gsize        piece,
       OmsRedactor *redactor)
{
  g_autoptr (OmsSmtpReplyParser) parser = oms_smtp_reply_parser_new ();

  for (gsize at = 0; at < length;) {
    g_autoptr (OmsSmtpReply) reply = NULL;
    g_autoptr (GError) error = NULL;
    gsize consumed = 0;
    gsize given = MIN (piece, length - at);

    if (!oms_smtp_reply_parser_feed (parser, bytes + at, given, &consumed, &reply, &error)) {
      g_assert_true (error->domain == OMS_ERROR);
      return g_strdup_printf ("error %d", error->code);
    }

    g_assert_cmpuint (consumed, <=, given);
    if (reply) {
      check_reply (reply, redactor);
      return g_strjoinv ("\n", (GStrv) oms_smtp_reply_get_lines (reply));
    }
    g_assert_cmpuint (consumed, ==, given);
    at += consumed;
  }

  return NULL;
}

/* The first byte says how large the pieces are. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (OmsRedactor) redactor = oms_redactor_new ("ada", "lovelace");
  g_autofree char *whole = NULL;
  g_autofree char *pieces = NULL;

  if (size == 0)
    return 0;

  whole = parse ((const char *) data + 1, size - 1, size, redactor);
  pieces = parse ((const char *) data + 1, size - 1, data[0] + 1, redactor);
  g_assert_cmpstr (whole, ==, pieces);

  return 0;
}
