/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-message"

#include "config.h"

#include "oms-message.h"

#include "oms-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An encoded word has at most 75 characters, and whole characters (RFC 2047 section 2). */
#define ENCODED_WORD_BYTES 45

/* Base64 lines have at most 76 characters (RFC 2045 section 6.8): 57 bytes of text. */
#define BASE64_LINE_BYTES 57

static void
append_encoded_words (GString    *header,
                      const char *text)
{
  while (*text) {
    const char *end = text;
    g_autofree char *encoded = NULL;

    while (*end && g_utf8_next_char (end) - text <= ENCODED_WORD_BYTES)
      end = g_utf8_next_char (end);
    encoded = g_base64_encode ((const guchar *) text, end - text);
    g_string_append_printf (header, "=?UTF-8?B?%s?=%s", encoded, *end ? "\r\n " : "");
    text = end;
  }
}

static void
append_mailbox (GString    *message,
                const char *field,
                const char *name,
                const char *address)
{
  g_autofree char *ascii = oms_address_to_ascii (address);

  g_string_append_printf (message, "%s: ", field);
  if (*name) {
    append_encoded_words (message, name);
    g_string_append (message, "\r\n ");
  }
  g_string_append_printf (message, "<%s>\r\n", ascii ? ascii : address);
}

static void
append_body (GString    *message,
             const char *body)
{
  gsize length = strlen (body);

  for (gsize i = 0; i < length; i += BASE64_LINE_BYTES) {
    g_autofree char *line = g_base64_encode ((const guchar *) body + i,
                                             MIN (BASE64_LINE_BYTES, length - i));

    g_string_append_printf (message, "%s\r\n", line);
  }
}

/* RFC 5322 section 3.3 wants English names whatever the locale. */
static char *
dup_date (GDateTime *now)
{
  static const char * const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char * const months[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  };
  g_autofree char *clock = g_date_time_format (now, "%H:%M:%S %z");

  return g_strdup_printf ("%s, %d %s %d %s", days[g_date_time_get_day_of_week (now) - 1],
                          g_date_time_get_day_of_month (now),
                          months[g_date_time_get_month (now) - 1],
                          g_date_time_get_year (now), clock);
}

/**
 * oms_message_new_test:
 * @name: the name of the sender, or the empty string
 * @address: the address of the sender
 * @recipient: whom it is for
 *
 * Writes a short message that says what it is (RFC 5322), in the person's language. Its body is
 * base64, so that no line of it is too long or begins with a dot.
 *
 * Returns: (transfer full): the message, lines ended by CR and LF
 */
char *
oms_message_new_test (const char *name,
                      const char *address,
                      const char *recipient)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = dup_date (now);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *domain = oms_address_dup_domain (address);
  g_autofree char *body = NULL;
  GString *message = g_string_new (NULL);

  /* Translators: body of a test message. %s is the email address that sent it. */
  body = g_strdup_printf (_("This message was sent by Outgoing Mail to test the settings of %s. "
                            "They work."), address);

  g_string_append_printf (message, "Date: %s\r\n", date);
  append_mailbox (message, "From", name, address);
  append_mailbox (message, "To", "", recipient);
  g_string_append_printf (message, "Message-ID: <%s@%s>\r\n", id, domain ? domain : "localhost");
  g_string_append (message, "Subject: ");
  /* Translators: subject of a test message */
  append_encoded_words (message, _("Test of Outgoing Mail"));
  g_string_append (message, "\r\n"
                            "MIME-Version: 1.0\r\n"
                            "Content-Type: text/plain; charset=utf-8\r\n"
                            "Content-Transfer-Encoding: base64\r\n"
                            "Auto-Submitted: auto-generated\r\n"
                            "\r\n");
  append_body (message, body);

  return g_string_free (message, FALSE);
}
