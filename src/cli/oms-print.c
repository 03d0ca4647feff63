/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-print"

#include "oms-print.h"

#include "oms-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a server said can do nothing to a terminal. */
static char *
dup_harmless (const char *text)
{
  return g_strdelimit (oms_text_make_readable (text, strlen (text)), "\n", ' ');
}

static void
print_steps (const OmsStep *steps,
             gsize          n_steps)
{
  if (n_steps > 0)
    g_print ("\n%s\n", _("How to fix it:"));

  for (gsize i = 0; i < n_steps; i++) {
    g_print ("%2u. %s\n", (guint) i + 1, steps[i].title);
    if (*steps[i].text)
      g_print ("    %s\n", steps[i].text);
    if (steps[i].link)
      g_print ("    %s\n", steps[i].link);
  }
}

static void
print_reply (OmsDiagnosis *diagnosis)
{
  const char * const *lines = oms_diagnosis_get_reply (diagnosis);

  if (lines[0])
    g_print ("\n%s\n", _("The server said:"));

  for (guint i = 0; lines[i]; i++) {
    g_autofree char *line = dup_harmless (lines[i]);

    g_print ("    %s\n", line);
  }
}

/**
 * oms_print_sender:
 * @sender: a sender
 * @is_default: whether it is used where none is named
 *
 * Prints a sender of a list, in two lines.
 */
void
oms_print_sender (OmsSender *sender,
                  gboolean   is_default)
{
  g_autofree char *title = oms_sender_dup_title (sender);

  g_print ("%s\n    ", title);
  /* Translators: below the name of a sender: server, port, and kind of encryption, such as
   * “smtp.example.com, port 465, tls”. */
  g_print (_("%s, port %u, %s"), oms_sender_get_host (sender),
           oms_sender_get_effective_port (sender),
           oms_encryption_to_id (oms_sender_get_encryption (sender)));
  if (is_default)
    /* Translators: behind the sender that is used where none is named. */
    g_print (" %s", _("(default)"));
  g_print ("\n");
}

/**
 * oms_print_stage:
 * @stage: a stage that is over
 * @state: how it ended
 * @microseconds: how long it took
 * @detail: one line about it, which may be a server's
 *
 * Prints a stage of a test in one line, in the words of the manual page.
 */
void
oms_print_stage (OmsStage       stage,
                 OmsStageState  state,
                 gint64         microseconds,
                 const char    *detail)
{
  g_autofree char *harmless = dup_harmless (detail);

  g_print ("%-9s %-7s %6d ms  %s\n", oms_stage_to_id (stage), oms_stage_state_to_id (state),
           (int) (microseconds / 1000), harmless);
}

/**
 * oms_print_diagnosis:
 * @diagnosis: what a result or a text means
 *
 * Prints the headline, the explanation, what to do, and what the server said.
 */
void
oms_print_diagnosis (OmsDiagnosis *diagnosis)
{
  const char *note = oms_diagnosis_get_admin_note (diagnosis);
  gsize n_steps;
  const OmsStep *steps = oms_diagnosis_get_steps (diagnosis, &n_steps);

  g_print ("%s\n%s\n", oms_diagnosis_get_headline (diagnosis),
           oms_diagnosis_get_explanation (diagnosis));
  print_steps (steps, n_steps);
  print_reply (diagnosis);
  if (note)
    g_print ("\n%s\n\n%s\n", _("Note for the administrator:"), note);
}

/**
 * oms_print_refusal:
 * @words: what is said where nothing was sent
 *
 * Prints the headline, the explanation and what to do.
 */
void
oms_print_refusal (OmsRefusalWords *words)
{
  g_print ("%s\n%s\n", words->headline, words->explanation);
  print_steps (words->steps, G_N_ELEMENTS (words->steps));
}

/**
 * oms_print_rule:
 * @diagnosis: what a text means
 *
 * Prints which rule decided, and by which words; untranslated, for those who write rules.
 */
void
oms_print_rule (OmsDiagnosis *diagnosis)
{
  const char *rule = oms_diagnosis_get_rule (diagnosis);

  if (rule)
    g_print ("\nrule: %s\nwords: %s\n", rule, oms_diagnosis_get_words (diagnosis));
  else
    g_print ("\nrule: -\n");
}
