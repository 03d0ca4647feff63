/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oms-cause-page.h"

#include <glib/gi18n.h>

#include "oms-advice.h"
#include "oms-page.h"
#include "oms-providers-page.h"
#include "oms-words.h"

/* A cause in general comes first, then each of its meanings as a section with one of these titles.
 * A server's name is what brings in the pages of its provider. */
static const struct {
  const char *variant;
  const char *title;
  const char *host;
} sections[] = {
  { "google", N_("Gmail and Google Workspace"), "smtp.gmail.com" },
  { "google-app-password", N_("Gmail, With an App Password"), "smtp.gmail.com" },
  { "google-two-step", N_("Gmail, With 2-Step Verification On"), "smtp.gmail.com" },
  { "microsoft", N_("Microsoft 365"), "smtp.office365.com" },
  { "microsoft-criteria", N_("Microsoft 365: Rules of the Organization"), "smtp.office365.com" },
  { "microsoft-defaults", N_("Microsoft 365: Security Defaults"), "smtp.office365.com" },
  { "microsoft-mailbox", N_("Microsoft 365: Off for One Mailbox"), "smtp.office365.com" },
  { "microsoft-tenant", N_("Microsoft 365: Off for the Organization"), "smtp.office365.com" },
  { "microsoft-personal", N_("Outlook.com"), "smtp-mail.outlook.com" },
  { "microsoft-switched-off", N_("Microsoft 365: Off by Default"), "smtp.office365.com" },
  { "client-certificate", N_("When the Server Wants a Client Certificate") },
  { "consent", N_("When Nobody Has Allowed It Yet") },
  { "conversation", N_("Reached, but Then Silent") },
  { "ended", N_("When the Sign-In Has Ended") },
  { "firewall", N_("When a Firewall Refuses the Port") },
  { "future", N_("Not Valid Yet") },
  { "insecure", N_("When the Password Was Held Back") },
  { "key-changed", N_("Another Certificate Than the Trusted One") },
  { "library", N_("When a Library of the Program Failed") },
  { "local", N_("When It Happened on This Computer") },
  { "message", N_("After a Test Message") },
  { "no-domain", N_("When the Domain Does Not Exist") },
  { "no-error", N_("When Another Program Shows It") },
  { "client-certificate", N_("Without a Client Certificate") },
  { "no-mailbox", N_("A Sender Address Without a Mailbox") },
  { "no-sender", N_("Without a Sender Address") },
  { "silent", N_("A Port That Says Nothing") },
  { "prohibited", N_("By a Firewall on the Way") },
  { "no-sign-in", N_("Without a Sign-In") },
  { "not-proven", N_("When the Server Did Not Prove Itself") },
  { "other-address", N_("When It Is Not the Address of the Account") },
  { "policy", N_("When a Rule Forbids It") },
  { "refused", N_("Offered, but Not Switched On") },
  { "registration", N_("When the Application Is Registered in Another Way") },
  { "second-factor", N_("When a Second Factor Is Wanted") },
  { "secret", N_("When the Secret Is Not Valid") },
  { "signed-in", N_("After the Sign-In") },
  { "tampered", N_("When the Switch Was Disturbed") },
};

static const char *
get_guide (OmsCause cause)
{
  OmsStage stage;

  if (!oms_cause_get_stage (cause, &stage))
    return "causes#any";
  if (stage < OMS_STAGE_SIGN_IN)
    return "causes#way";

  return stage == OMS_STAGE_SIGN_IN ? "causes#sign-in" : "causes#mail";
}

static void
add_title (GString  *page,
           OmsCause  cause)
{
  const char *detail = oms_words_find (cause, NULL, NULL)->detail;

  oms_page_add (page, "title", oms_cause_get_headline (cause));
  if (detail)
    oms_page_add (page, "subtitle", _(detail));
}

/* In lists of links, where no subtitle is shown. */
static void
add_link_title (GString  *page,
                OmsCause  cause)
{
  const char *detail = oms_words_find (cause, NULL, NULL)->detail;

  if (detail) {
    /* Translators: a headline and what it means here, such as “Bad Credentials: an app password
     * is needed” */
    g_autofree char *title = g_strdup_printf (_("%1$s: %2$s"), oms_cause_get_headline (cause),
                                              _(detail));

    oms_page_add (page, "title type=\"link\"", title);
  }
}

/* What a provider’s own page has to say can only be linked to where it is known who it is. */
static void
add_see_also (GString  *page,
              OmsCause  cause)
{
  const OmsWords *words = oms_words_find (cause, NULL, NULL);

  for (gsize i = 0; i < OMS_MAX_STEPS; i++) {
    if (words->steps[i].link != OMS_LINK_NONE) {
      g_string_append (page, "<link type=\"seealso\" xref=\"" OMS_PROVIDERS_PAGE_ID "\"/>\n");
      return;
    }
  }
}

static void
add_step (GString       *page,
          const OmsStep *step,
          const char    *elsewhere)
{
  g_string_append (page, "<item>\n<p>");
  oms_page_add (page, "em style=\"strong\"", step->title);
  g_string_append (page, "</p>\n");
  oms_page_add (page, "p", step->text);
  if (elsewhere) {
    /* Translators: in the help; %s is what to do where another program shows the error */
    g_autofree char *text = g_strdup_printf (_("For another program: %s"), elsewhere);

    oms_page_add (page, "p", text);
  }
  oms_page_add_link (page, step->link);
  g_string_append (page, "</item>\n");
}

static const OmsStep *
find_step (const OmsAdvice *advice,
           const char      *title)
{
  for (guint i = 0; i < advice->steps->len; i++) {
    const OmsStep *step = &g_array_index (advice->steps, OmsStep, i);

    if (g_str_equal (step->title, title))
      return step;
  }

  return NULL;
}

/* What a test says, and after it what is said of other programs only. */
static void
add_steps (GString         *page,
           const OmsAdvice *advice,
           const OmsAdvice *explained)
{
  if (advice->steps->len == 0 && explained->steps->len == 0)
    return;

  g_string_append (page, "<steps>\n");
  for (guint i = 0; i < advice->steps->len; i++) {
    const OmsStep *step = &g_array_index (advice->steps, OmsStep, i);
    const OmsStep *other = find_step (explained, step->title);

    add_step (page, step, other && !g_str_equal (other->text, step->text) ? other->text : NULL);
  }
  for (guint i = 0; i < explained->steps->len; i++) {
    const OmsStep *step = &g_array_index (explained->steps, OmsStep, i);

    if (!find_step (advice, step->title))
      add_step (page, step, NULL);
  }
  g_string_append (page, "</steps>\n");
}

/* Of the note for an administrator only what is to be done: the rest is about one test. */
static void
add_admin_note (GString         *page,
                const OmsAdvice *advice)
{
  g_auto (GStrv) parts = NULL;

  if (!advice->admin_note)
    return;

  parts = g_strsplit (advice->admin_note, "\n\n", 3);
  g_string_append (page, "<note>\n");
  oms_page_add (page, "title", _("For the Administrator"));
  oms_page_add (page, "p", parts[1]);
  g_string_append (page, "</note>\n");
}

/* The names of an example, so that what names them can be read, or copied as a command. */
static void
add_example (OmsFacts *facts)
{
  g_free (facts->user);
  facts->user = g_strdup ("user@example.com");
  g_free (facts->address);
  facts->address = g_strdup ("sender@example.com");
  g_free (facts->answered_by);
  facts->answered_by = g_strdup ("mail.example.net");
}

static OmsAdvice *
get_advice (OmsReader      reader,
            OmsCause       cause,
            OmsConfidence  confidence,
            const char    *variant,
            const char    *host)
{
  g_autoptr (OmsFacts) facts = oms_facts_new_for_text ("", 0, host, NULL);

  if (host)
    add_example (facts);

  return oms_advice_new (facts, reader, cause, confidence, variant);
}

static void
add_item (GString    *page,
          const char *title,
          const char *text)
{
  g_string_append (page, "<item>\n");
  oms_page_add (page, "title", title);
  oms_page_add (page, "p", text);
  g_string_append (page, "</item>\n");
}

/* The program has other words for what it only assumes. */
static void
add_explanations (GString    *page,
                  const char *certain,
                  const char *likely)
{
  if (g_str_equal (certain, likely)) {
    oms_page_add (page, "p", certain);
    return;
  }

  g_string_append (page, "<terms>\n");
  /* Translators: above what the program says when it is sure of a cause */
  add_item (page, _("If it is certain"), certain);
  /* Translators: above what the program says when it is not quite sure of a cause */
  add_item (page, _("If it is only likely"), likely);
  g_string_append (page, "</terms>\n");
}

static void
add_advice (GString    *page,
            OmsCause    cause,
            const char *variant,
            const char *host)
{
  g_autoptr (OmsAdvice) advice = get_advice (OMS_READER_FORM, cause, OMS_CONFIDENCE_CERTAIN, variant, host);
  g_autoptr (OmsAdvice) likely = get_advice (OMS_READER_FORM, cause, OMS_CONFIDENCE_LIKELY, variant, host);
  g_autoptr (OmsAdvice) explained =
    get_advice (OMS_READER_EXPLAIN, cause, OMS_CONFIDENCE_CERTAIN, variant, host);

  add_explanations (page, advice->explanation, likely->explanation);
  add_steps (page, advice, explained);
  add_admin_note (page, advice);
}

static void
add_section (GString        *page,
             const OmsWords *words)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++) {
    if (g_str_equal (sections[i].variant, words->variant)) {
      gboolean is_relay = words->cause == OMS_CAUSE_RELAY_DENIED && sections[i].host;

      g_string_append_printf (page, "<section id=\"%s\">\n", words->variant);
      oms_page_add (page, "title", _(sections[i].title));
      add_advice (page, words->cause, words->variant,
                  is_relay ? "smtp-relay.gmail.com" : sections[i].host);
      g_string_append (page, "</section>\n");
      return;
    }
  }

  g_error ("The words “%s” need a title in the help.", words->variant);
}

static void
add_sections (GString  *page,
              OmsCause  cause)
{
  for (gsize i = 0; oms_words_tables[i]; i++)
    for (const OmsWords *words = oms_words_tables[i]; words->certain; words++)
      if (words->cause == cause && words->variant)
        add_section (page, words);
}

/**
 * oms_cause_page_dup_id:
 * @cause: a cause
 *
 * Returns: (transfer full): the id of the page about it
 */
char *
oms_cause_page_dup_id (OmsCause cause)
{
  return g_strconcat ("cause-", oms_cause_to_id (cause), NULL);
}

/**
 * oms_cause_page_write:
 * @cause: a cause
 * @language: the language of the page
 *
 * Writes the page about a cause with the very words that the program shows: the ones in general,
 * and the ones for each of its meanings.
 *
 * Returns: (transfer full): a page in Mallard
 */
char *
oms_cause_page_write (OmsCause    cause,
                      const char *language)
{
  const char *host = oms_cause_names_server (cause) ? "smtp.example.com" : NULL;
  g_autoptr (OmsAdvice) advice = get_advice (OMS_READER_FORM, cause, OMS_CONFIDENCE_CERTAIN, NULL, host);
  g_autofree char *id = oms_cause_page_dup_id (cause);
  GString *page = oms_page_new (language, id, get_guide (cause));

  add_see_also (page, cause);
  add_link_title (page, cause);
  oms_page_add (page, "desc", advice->explanation);
  g_string_append (page, "</info>\n");
  add_title (page, cause);
  add_advice (page, cause, NULL, host);
  add_sections (page, cause);

  return oms_page_finish (page);
}
