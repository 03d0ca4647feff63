/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-advice.h"
#include "oms-init.h"
#include "oms-rules.h"
#include "oms-words-choice.h"

#include <string.h>

static const char * const hosts[] = {
  "",
  "mail.example.com",
  "smtp.gmail.com",
  "smtp.office365.com",
  "smtp-mail.outlook.com",
  "smtp.zoho.eu",
  "smtp.mailgun.org",
  "email-smtp.eu-west-1.amazonaws.com",
};

/* Whoever pasted an error has no form before them; this program did not fail. */
static const char * const not_for_explain[] = {
  "paste", "choose", "this program", "the field", "below", "this form", "test smtp settings",
  "button", "“save”", "this password", "--", "password-file", NULL,
};

/* There is nothing to click in a terminal. */
static const char * const not_for_command[] = {
  "paste", "choose", "the field", "below", "this form", "test smtp settings", "button", "“save”",
  "click", NULL,
};

static OmsFacts *
new_facts (const char *text,
           const char *host,
           OmsReader   reader)
{
  OmsFacts *facts = oms_facts_new_for_text (text, -1, host, NULL);

  facts->is_report = reader != OMS_READER_EXPLAIN;
  facts->stage = OMS_STAGE_GREETING;
  facts->port = facts->is_report ? 2465 : 0;
  facts->encryption = OMS_ENCRYPTION_STARTTLS;
  oms_rules_recognize (oms_rules_get_default (), facts);

  return facts;
}

static void
replace (char       **text,
         const char  *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static void
assert_none_of (const char         *text,
                const char * const *words)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (guint i = 0; words[i]; i++)
    if (strstr (lower, words[i]))
      g_test_fail_printf ("“%s” is in: %s", words[i], text);
}

static void
assert_fits (const char *text,
             OmsReader   reader)
{
  if (reader == OMS_READER_EXPLAIN)
    assert_none_of (text, not_for_explain);
  else if (reader == OMS_READER_COMMAND)
    assert_none_of (text, not_for_command);
}

/* No sentence and no step twice. */
static void
assert_once (GHashTable *seen,
             const char *text)
{
  g_auto (GStrv) sentences = g_strsplit (text, ". ", -1);

  for (guint i = 0; sentences[i]; i++) {
    gsize length = strlen (sentences[i]);

    if (length > 0 && sentences[i][length - 1] == '.')
      sentences[i][length - 1] = '\0';
    if (*sentences[i] && !g_hash_table_add (seen, g_strdup (sentences[i])))
      g_test_fail_printf ("said twice: %s", sentences[i]);
  }
}

static void
check_advice (const OmsAdvice *advice,
              OmsReader        reader)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_notes = 0;

  assert_fits (advice->explanation, reader);
  assert_once (seen, advice->explanation);
  for (guint i = 0; i < advice->steps->len; i++) {
    const OmsStep *step = &g_array_index (advice->steps, OmsStep, i);

    assert_fits (step->title, reader);
    assert_fits (step->text, reader);
    assert_once (titles, step->title);
    assert_once (seen, step->text);
    g_assert_null (strchr (step->text, '{'));
    n_notes += step->note;
  }
  g_assert_cmpuint (n_notes, ==, advice->admin_note ? 1 : 0);
}

static void
check_words (const OmsWords *words,
             OmsReader       reader)
{
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++) {
    g_autoptr (OmsFacts) facts = new_facts ("", hosts[i], reader);

    for (guint confidence = 0; confidence <= OMS_CONFIDENCE_LIKELY; confidence++) {
      g_autoptr (OmsAdvice) advice =
        oms_advice_new (facts, reader, words->cause, confidence, words->variant);

      check_advice (advice, reader);
    }
  }
}

/* Every sentence fits whoever reads it, and is said once. */
static void
test_readers (void)
{
  for (guint i = 0; oms_words_tables[i]; i++)
    for (const OmsWords *words = oms_words_tables[i]; words->certain; words++)
      for (guint reader = 0; reader < OMS_N_READERS; reader++) {
        g_test_message ("%s, %s, for %u", oms_cause_to_id (words->cause),
                        words->variant ? words->variant : "-", reader);
        check_words (words, reader);
      }
}

/* Also what is only said to some texts. */
static void
test_hints (void)
{
  for (const OmsHint *hint = oms_hints; hint->step.title; hint++) {
    g_test_message ("%s", hint->step.title);
    g_assert_cmpuint (hint->kinds, !=, 0);
    for (guint reader = 0; reader < OMS_N_READERS; reader++) {
      const char *text = oms_words_choose_text (&hint->step, reader);

      if (text)
        assert_fits (text, reader);
    }
    g_assert_true (!strstr (hint->step.text, "{servers}") == !hint->servers);
  }
}

static void
assert_are_marks (const char * const *marks)
{
  for (guint i = 0; i < OMS_MAX_MARKS && marks[i]; i++) {
    g_autofree char *lower = g_ascii_strdown (marks[i], -1);

    g_assert_cmpstr (lower, ==, marks[i]);
  }
}

/* Marks are compared with the text in the form that the rules want. */
static void
test_marks (void)
{
  for (guint i = 0; oms_words_tables[i]; i++)
    for (const OmsWords *words = oms_words_tables[i]; words->certain; words++) {
      assert_are_marks (words->marks);
      if (words->marks[0])
        g_assert_nonnull (words->variant);
      if (words->variant)
        g_assert_cmpint (words->hints, ==, 0);
    }
  for (const OmsHint *hint = oms_hints; hint->step.title; hint++)
    assert_are_marks (hint->marks);
}

static gboolean
has_step (const OmsAdvice *advice,
          const char      *title)
{
  for (guint i = 0; i < advice->steps->len; i++)
    if (g_str_equal (g_array_index (advice->steps, OmsStep, i).title, title))
      return TRUE;

  return FALSE;
}

/* What a text gives away, and the step that follows. */
static const struct { OmsCause cause; const char *host, *text, *step; } meanings[] = {
  { OMS_CAUSE_OAUTH_TOKEN_REJECTED, "", "AADSTS7000222: The provided client secret keys are "
    "expired.", "Create a New Secret" },
  { OMS_CAUSE_OAUTH_TOKEN_REJECTED, "", "{\"error\":\"invalid_grant\",\"error_description\":"
    "\"AADSTS53003: Access has been blocked by Conditional Access policies.\"}",
    "Ask Your Administrator" },
  { OMS_CAUSE_OAUTH_TOKEN_REJECTED, "", "AADSTS50076: Due to a configuration change made by your "
    "administrator you must use multi-factor authentication", "Sign In Again" },
  { OMS_CAUSE_OAUTH_TOKEN_REJECTED, "", "AADSTS700016: Application with identifier 'x' was not "
    "found", "Check the Registration" },
  { OMS_CAUSE_SENDER_REJECTED, "", "553 5.1.8 <a@ex.test>... Domain of sender address a@ex.test "
    "does not exist", "Check the Part After the “@”" },
  { OMS_CAUSE_SENDER_REJECTED, "", "550 No MX for your FROM address",
    "Check the Part After the “@”" },
  { OMS_CAUSE_RECIPIENT_REJECTED, "", "host mx.example.net[192.0.2.1] said: 550 5.1.1 User "
    "unknown (in reply to RCPT TO command)", "See Which Server Said It" },
  { OMS_CAUSE_BAD_CREDENTIALS, "", "postfix/smtp[99]: SASL authentication failed; server "
    "mail.example.com[192.0.2.1] said: 535 5.7.8 Error", "Look at the Relay on That Machine" },
  { OMS_CAUSE_AUTH_MECHANISM_UNSUPPORTED, "", "SASL authentication failure: No worthy mechs "
    "found", "Install the Missing Part" },
  { OMS_CAUSE_BAD_CREDENTIALS, "smtp.zoho.com", "535 Authentication Failed",
    "Use the Server of Your Region" },
  { OMS_CAUSE_BAD_CREDENTIALS, "email-smtp.eu-west-1.amazonaws.com", "535 Authentication "
    "Credentials Invalid", "Use the Server of Your Region" },
  { OMS_CAUSE_CONNECTION_TIMEOUT, "", "connection timed out", "If It Is a Rented Server" },
  { OMS_CAUSE_HOST_NOT_FOUND, "", "getaddrinfo EAI_AGAIN", "If It Runs in a Container" },
  { OMS_CAUSE_CERTIFICATE_UNTRUSTED, "", "unable to get local issuer certificate",
    "Update the List of Authorities" },
  { OMS_CAUSE_NETWORK_UNREACHABLE, "", "connect: No route to host", "Try the Other Port" },
  { OMS_CAUSE_NETWORK_UNREACHABLE, "", "connect: Network is unreachable", "Check the Network" },
  { OMS_CAUSE_CONNECTION_DROPPED, "", "tlsv13 alert certificate required",
    "Ask for Another Way In" },
  { OMS_CAUSE_UNKNOWN, "", "what?", "Test the Same Settings With Outgoing Mail" },
};

static void
test_meanings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++) {
    g_autoptr (OmsFacts) facts = new_facts (meanings[i].text, meanings[i].host, OMS_READER_EXPLAIN);
    g_autoptr (OmsAdvice) advice = oms_advice_new (facts, OMS_READER_EXPLAIN, meanings[i].cause,
                                                   OMS_CONFIDENCE_CERTAIN, NULL);

    g_test_message ("%s", meanings[i].text);
    check_advice (advice, OMS_READER_EXPLAIN);
    if (!has_step (advice, meanings[i].step))
      g_test_fail_printf ("no step “%s” for: %s", meanings[i].step, meanings[i].text);
  }
}

/* The link of the explanation stands at the end of what a bounce has folded. */
static void
test_folded_bounce (void)
{
  const char *text =
    "<bob@example.net>: host mx.example.net[192.0.2.1] said: 550-5.7.26 This mail has been\r\n"
    "    blocked because the sender is unauthenticated. 550-5.7.26 See\r\n"
    "    https://support.google.com/mail/answer/81126#authentication - gsmtp (in reply to\r\n"
    "    end of DATA command)\r\n";
  g_autoptr (OmsDiagnosis) diagnosis = oms_diagnosis_new_for_text (text, -1, NULL, NULL);
  g_autoptr (OmsDiagnosis) trace =
    oms_diagnosis_new_for_text ("535 5.7.8 Authentication failed\n    at Mailer.send (mailer.js)\n",
                                -1, NULL, NULL);
  g_autofree char *reply = g_strjoinv ("\n", (GStrv) oms_diagnosis_get_reply (diagnosis));
  g_autofree char *other = g_strjoinv ("\n", (GStrv) oms_diagnosis_get_reply (trace));

  g_assert_nonnull (strstr (reply, "https://support.google.com/mail/answer/81126#authentication"));
  g_assert_null (strstr (reply, "in reply to"));
  g_assert_cmpstr (other, ==, "535 5.7.8 Authentication failed");
}

/* Where a rule or the organization forbids it, signing in again is not asked for. */
static void
test_sign_in_again (void)
{
  static const char * const useless[] = { "policy", "secret", "registration" };

  for (guint i = 0; i < G_N_ELEMENTS (useless); i++) {
    g_autoptr (OmsFacts) facts = new_facts ("", "smtp.office365.com", OMS_READER_FORM);
    g_autoptr (OmsAdvice) advice =
      oms_advice_new (facts, OMS_READER_FORM, OMS_CAUSE_OAUTH_TOKEN_REJECTED,
                      OMS_CONFIDENCE_CERTAIN, useless[i]);

    g_assert_false (has_step (advice, "Sign In Again"));
    g_assert_false (has_step (advice, "Sign In Again and Use the New Token"));
    g_assert_cmpint (advice->remedy, ==, OMS_REMEDY_NONE);
  }
}

/* A server that nobody knows may want the full address. */
static void
test_user_without_at (void)
{
  static const struct { const char *user; gboolean said; } cases[] = {
    { "ann", TRUE },
    { "ann@example.com", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OmsFacts) facts = new_facts ("", "mail.example.com", OMS_READER_FORM);
    g_autoptr (OmsAdvice) advice = NULL;
    const OmsStep *step;

    replace (&facts->user, cases[i].user);
    replace (&facts->address, "ann@example.com");
    advice = oms_advice_new (facts, OMS_READER_FORM, OMS_CAUSE_BAD_CREDENTIALS,
                             OMS_CONFIDENCE_LIKELY, NULL);
    step = &g_array_index (advice->steps, OmsStep, 0);
    g_assert_true (!!strstr (step->text, "full address as user name") == cases[i].said);
  }
}

/* Both sides may be waiting: encryption and port are named. */
static void
test_silent_port (void)
{
  g_autoptr (OmsFacts) facts = new_facts ("", "mail.example.com", OMS_READER_FORM);
  g_autoptr (OmsAdvice) advice =
    oms_advice_new (facts, OMS_READER_FORM, OMS_CAUSE_CONNECTION_TIMEOUT, OMS_CONFIDENCE_CERTAIN,
                    "conversation");
  const OmsStep *step = &g_array_index (advice->steps, OmsStep, 0);

  g_assert_nonnull (strstr (step->text, "Port 2465 was tried with STARTTLS."));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  oms_init ();
  g_test_add_func ("/words/readers", test_readers);
  g_test_add_func ("/words/hints", test_hints);
  g_test_add_func ("/words/marks", test_marks);
  g_test_add_func ("/words/meanings", test_meanings);
  g_test_add_func ("/words/folded-bounce", test_folded_bounce);
  g_test_add_func ("/words/sign-in-again", test_sign_in_again);
  g_test_add_func ("/words/user-without-at", test_user_without_at);
  g_test_add_func ("/words/silent-port", test_silent_port);

  return g_test_run ();
}
