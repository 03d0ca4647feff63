/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-advice"

#include "config.h"

#include "oms-advice.h"

#include "oms-words.h"

#include <glib/gi18n.h>

static char *
describe_deadline (const OmsFacts *facts)
{
  guint seconds = (facts->timeout + 500) / 1000;

  if (seconds == 0)
    return g_strdup (C_("did not answer …", "in time"));

  /* Translators: %u is a number; put after “did not answer” */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "in %u second", "in %u seconds", seconds),
                          seconds);
}

/* @texts is a translated text with the placeholders that oms-words.h lists. What is filled in comes
 * from settings, catalogue and server; a filled-in text is not searched for placeholders again. */
static char *
fill_in (const char     *text,
         const OmsFacts *facts)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  g_autofree char *deadline = describe_deadline (facts);
  const char *provider = facts->provider ? oms_provider_get_name (facts->provider) : NULL;
  const char *secret = facts->provider ? oms_provider_get_password_name (facts->provider) : NULL;
  const struct { const char *name, *value, *fallback; } places[] = {
    { "{server}", facts->host, C_("in a sentence", "the server") },
    { "{Server}", facts->host, C_("at the start of a sentence", "The server") },
    { "{provider}", provider, C_("in a sentence", "the provider") },
    { "{Provider}", provider, C_("at the start of a sentence", "The provider") },
    { "{user}", facts->user, C_("in place of a user name", "USER") },
    { "{address}", facts->address, C_("in place of an email address", "ADDRESS") },
    { "{in-time}", deadline, "" },
    { "{secret}", secret, C_("in a sentence", "app password") },
    { "{who}", facts->answered_by, C_("in a sentence", "something else") },
  };

  while (*text) {
    gsize plain = strcspn (text, "{");
    gsize i = 0;

    g_string_append_len (filled, text, plain);
    text += plain;
    while (i < G_N_ELEMENTS (places) && !g_str_has_prefix (text, places[i].name))
      i++;
    if (i < G_N_ELEMENTS (places)) {
      const char *value = places[i].value;

      g_string_append (filled, value && *value ? value : places[i].fallback);
      text += strlen (places[i].name);
    } else if (*text) {
      g_string_append_c (filled, *text++);
    }
  }

  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static void
append_sentence (GString    *text,
                 const char *sentence)
{
  if (!*sentence)
    return;

  if (text->len)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* What we can see ourselves in user name and password, as hints, never as verdicts; of a text, what
 * the person can see. */
static void
append_own_checks (GString        *text,
                   const OmsFacts *facts)
{
  if (!facts->is_report)
    append_sentence (text, _("Look for typing mistakes, Caps Lock and spaces."));
  if (!facts->is_report || facts->authentication != OMS_AUTHENTICATION_PASSWORD)
    return;

  if (facts->provider && oms_provider_get_user_form (facts->provider) == OMS_USER_FORM_ADDRESS &&
      !strchr (facts->user, '@'))
    append_sentence (text, _("The user name is the full address here, with the “@”."));
  if (facts->password_shape & OMS_PASSWORD_SHAPE_EMPTY)
    append_sentence (text, _("The password is empty."));
  if (facts->password_shape & OMS_PASSWORD_SHAPE_NON_ASCII)
    append_sentence (text, _("The password has characters that some servers cannot read."));
  if (facts->password_shape & OMS_PASSWORD_SHAPE_SIXTEEN_LETTERS)
    append_sentence (text, _("The password has the 16 letters of an app password."));
  else if (g_str_equal (facts->family, "google"))
    append_sentence (text, _("The password is not an app password: those have 16 letters."));
  else if (facts->password_shape & OMS_PASSWORD_SHAPE_BLANKS)
    append_sentence (text, _("The password has a space in it."));
}

static char *
describe_date (GDateTime *date)
{
  /* Translators: a date such as “3 May 2027”; see strftime(3) */
  return g_date_time_format (date, _("%-d %B %Y"));
}

static void
append_certificate (GString        *text,
                    const OmsFacts *facts)
{
  g_autofree char *sentence = NULL;
  g_autofree char *date = NULL;

  if (!facts->certificate)
    return;

  if (facts->problems & OMS_CERTIFICATE_PROBLEM_EXPIRED &&
      oms_certificate_get_not_after (facts->certificate)) {
    date = describe_date (oms_certificate_get_not_after (facts->certificate));
    /* Translators: %s is a date */
    sentence = g_strdup_printf (_("It was valid until %s."), date);
  } else if (facts->problems & OMS_CERTIFICATE_PROBLEM_NOT_YET_VALID &&
             oms_certificate_get_not_before (facts->certificate)) {
    date = describe_date (oms_certificate_get_not_before (facts->certificate));
    /* Translators: %s is a date */
    sentence = g_strdup_printf (_("It will be valid from %s."), date);
  } else if (facts->problems & OMS_CERTIFICATE_PROBLEM_WRONG_NAME) {
    const char * const *names = oms_certificate_get_names (facts->certificate);

    if (!names[0])
      return;
    /* Translators: %s is the name of a server, such as “mail.example.com” */
    sentence = g_strdup_printf (_("It is for “%s”."), names[0]);
  } else {
    return;
  }

  append_sentence (text, sentence);
}

static const char *
find_link (const OmsFacts *facts,
           OmsLink         link)
{
  if (!facts->provider)
    return NULL;

  switch (link) {
  case OMS_LINK_APP_PASSWORD:
    return oms_provider_get_app_password_url (facts->provider);
  case OMS_LINK_TWO_STEP:
    return oms_provider_get_two_step_url (facts->provider);
  case OMS_LINK_HELP:
    return oms_provider_get_help_url (facts->provider);
  case OMS_LINK_NONE:
  default:
    return NULL;
  }
}

static void
clear_step (gpointer data)
{
  OmsStep *step = data;

  g_free ((char *) step->title);
  g_free ((char *) step->text);
  g_free ((char *) step->link);
}

static void
add_step (OmsAdvice          *self,
          const OmsFacts     *facts,
          const OmsStepWords *words,
          gboolean            has_note)
{
  g_autofree char *filled = *words->text ? fill_in (_(words->text), facts) : NULL;
  g_autoptr (GString) text = g_string_new (filled);
  OmsStep step = { 0 };

  if (words->own_checks)
    append_own_checks (text, facts);
  step.title = fill_in (_(words->title), facts);
  step.text = g_string_free (g_steal_pointer (&text), FALSE);
  step.link = g_strdup (find_link (facts, words->link));
  step.proven = words->proven;
  step.note = words->note && has_note;
  g_array_append_val (self->steps, step);
}

/* Somebody gets the note: whom a step names, or else those who run the server. */
static void
add_steps (OmsAdvice      *self,
           const OmsFacts *facts,
           const OmsWords *words,
           gboolean        has_note)
{
  static const OmsStepWords tell = {
    N_("Tell the People Who Run the Server"),
    N_("The note for them names the exact settings."),
    .note = TRUE,
  };
  gboolean is_named = FALSE;

  for (guint i = 0; i < OMS_MAX_STEPS && words->steps[i].title; i++) {
    add_step (self, facts, &words->steps[i], has_note);
    is_named |= words->steps[i].note;
  }

  if (has_note && !is_named)
    add_step (self, facts, &tell, has_note);
}

/* Nobody can tell a known provider how to run its servers; somebody nearby runs all others. */
static const char *
find_what_to_do (const OmsFacts *facts,
                 const OmsWords *words)
{
  return words->host_note && !facts->provider ? words->host_note : words->admin;
}

static char *
write_admin_note (const OmsFacts *facts,
                  const char     *explanation,
                  const char     *what_to_do)
{
  g_autofree char *filled = fill_in (_(what_to_do), facts);
  g_autofree char *time = g_date_time_format (facts->today, "%Y-%m-%d %H:%M UTC");
  g_autofree char *reply = g_strjoinv ("\n", facts->reply);
  GString *note = g_string_new (NULL);

  g_string_append_printf (note, "%s\n\n%s\n\n", explanation, filled);
  /* Translators: in a note for an administrator; %s is a date and time */
  g_string_append_printf (note, _("Time: %s"), time);
  if (*facts->host) {
    g_string_append_c (note, '\n');
    /* Translators: in a note for an administrator; %s is the name of a server */
    g_string_append_printf (note, _("Server: %s"), facts->host);
  }
  if (*facts->user) {
    g_string_append_c (note, '\n');
    /* Translators: in a note for an administrator; %s is a user name */
    g_string_append_printf (note, _("User name: %s"), facts->user);
  }
  if (*reply) {
    g_string_append_c (note, '\n');
    /* Translators: in a note for an administrator; %s is what a server said */
    g_string_append_printf (note, _("Answer of the server: %s"), reply);
  }

  return g_string_free (note, FALSE);
}

/**
 * oms_advice_new:
 * @facts: what is known
 * @cause: what it means
 * @confidence: how sure that is
 * @variant: (nullable): which of the meanings of @cause, as the rule says it
 *
 * Finds the words for a cause and fills in what is known.
 *
 * Returns: (transfer full): the advice
 */
OmsAdvice *
oms_advice_new (const OmsFacts *facts,
                OmsCause        cause,
                OmsConfidence   confidence,
                const char     *variant)
{
  const OmsWords *words = oms_words_find (cause, variant, facts->family);
  gboolean is_certain = confidence == OMS_CONFIDENCE_CERTAIN || !words->likely;
  g_autofree char *sentences = fill_in (_(is_certain ? words->certain : words->likely), facts);
  g_autoptr (GString) explanation = g_string_new (sentences);
  const char *what_to_do;
  OmsAdvice *self = g_new0 (OmsAdvice, 1);

  append_certificate (explanation, facts);
  self->headline = oms_words_get_headline (cause, facts->has_stage, facts->stage);
  self->explanation = g_string_free (g_steal_pointer (&explanation), FALSE);
  self->steps = g_array_new (FALSE, FALSE, sizeof (OmsStep));
  g_array_set_clear_func (self->steps, clear_step);
  self->remedy = facts->is_report ? words->remedy : OMS_REMEDY_NONE;
  what_to_do = find_what_to_do (facts, words);
  add_steps (self, facts, words, what_to_do != NULL);
  if (what_to_do)
    self->admin_note = write_admin_note (facts, self->explanation, what_to_do);

  return self;
}

/**
 * oms_advice_free:
 * @self: (transfer full) (nullable): an advice
 *
 * Frees an advice.
 */
void
oms_advice_free (OmsAdvice *self)
{
  if (!self)
    return;

  g_free (self->explanation);
  g_array_unref (self->steps);
  g_free (self->admin_note);
  g_free (self);
}
