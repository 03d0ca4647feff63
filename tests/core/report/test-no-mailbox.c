/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-no-mailbox.h"

#include <string.h>

static OmsSmtpReply *
parse (const char *text)
{
  g_autoptr (OmsSmtpReplyParser) parser = oms_smtp_reply_parser_new ();
  g_autofree char *line = g_strconcat (text, "\r\n", NULL);
  g_autoptr (GError) error = NULL;
  OmsSmtpReply *reply = NULL;
  gsize consumed;

  g_assert_true (oms_smtp_reply_parser_feed (parser, line, strlen (line), &consumed, &reply,
                                             &error));
  g_assert_no_error (error);
  g_assert_nonnull (reply);

  return reply;
}

static gboolean
is_meant (const char *text)
{
  g_autoptr (OmsSmtpReply) reply = parse (text);

  g_test_message ("%s", text);

  return oms_no_mailbox_is_meant (reply);
}

/* As Postfix, sendmail, chasquid, Courier, Exim, qmail and Exchange say it. */
static void
test_no_mailbox (void)
{
  static const char * const replies[] = {
    ("550 5.1.1 <noreply@example.com>: Recipient address rejected: "
     "User unknown in virtual mailbox table"),
    "550 5.1.1 <noreply@example.com>... User unknown",
    "550 5.1.1 Destination address is unknown",
    "550 User <noreply@example.com> unknown",
    "550 Unrouteable address",
    "550 no such user (noreply@example.com)",
    "550 sorry, no mailbox here by that name (#5.1.1 - chkuser)",
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
    "550-Requested action not taken:\r\n550 mailbox unavailable",
    "553 5.1.1 <sender@relay.example.com> unknown",
  };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    g_assert_true (is_meant (replies[i]));
}

/* The sender, the client or the moment are refused, not a mailbox. */
static void
test_other_matters (void)
{
  static const char * const replies[] = {
    "450 4.1.1 <noreply@example.com>: Recipient address rejected: User unknown",
    "451 4.7.1 Greylisted, please come back later",
    "550 5.1.0 <noreply@example.com>: Sender address rejected: "
    "User unknown in virtual mailbox table",
    "553 5.7.1 <noreply@example.com>: Sender address rejected: not owned by user ada",
    "550-Verification failed for <noreply@example.com>\r\n550-Unrouteable address\r\n"
    "550 Sender verify failed",
    "554 5.7.1 <noreply@example.com>: Relay access denied",
    "550 relay not permitted",
    "550 5.1.1 Blocked: user unknown, see https://example.com/",
    "550 5.7.1 mailbox unavailable, policy",
    "550 Invalid recipient: <noreply@example.com>",
    "550 Administrative prohibition",
    "550 Computer says no",
    "530 5.7.0 Authentication required",
    "552 5.2.2 Mailbox full",
    "503 5.5.1 user unknown",
  };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    g_assert_false (is_meant (replies[i]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/no-mailbox/meant", test_no_mailbox);
  g_test_add_func ("/no-mailbox/other-matters", test_other_matters);
  return g_test_run ();
}
