/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-advice"

#include "config.h"

#include "oms-advice.h"

#include "oms-words-choice.h"
#include "oms-words.h"

#include <glib/gi18n.h>

/* For whom words are filled in, and with what. */
typedef struct {
  const OmsFacts *facts;
  OmsReader       reader;
  const char     *servers;   /* nullable */
} Filling;

typedef struct {
  const char *name;
  const char *value;      /* nullable */
  const char *fallback;
} Place;

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

static const char *
describe_use_of_letters (OmsReader reader)
{
  switch (reader) {
  case OMS_READER_COMMAND:
    /* Translators: about the letters of an app password */
    return _("Its 16 letters are the password for --password-file.");
  case OMS_READER_EXPLAIN:
    /* Translators: about the letters of an app password */
    return _("Its 16 letters are the password for the program that failed.");
  case OMS_READER_FORM:
  default:
    return _("Then paste its 16 letters here.");
  }
}

static const char *
describe_encryption (const OmsFacts *facts)
{
  switch (facts->encryption) {
  case OMS_ENCRYPTION_STARTTLS:
    return "STARTTLS";
  case OMS_ENCRYPTION_NONE:
    return C_("was tried with …", "no encryption");
  case OMS_ENCRYPTION_TLS:
  default:
    return "TLS";
  }
}

/* Returns how long the placeholder is with which @text begins, or 0. */
static gsize
append_place (GString     *filled,
              const char  *text,
              const Place *places,
              gsize        n_places)
{
  for (gsize i = 0; i < n_places; i++) {
    if (g_str_has_prefix (text, places[i].name)) {
      const char *value = places[i].value;

      g_string_append (filled, value && *value ? value : places[i].fallback);
      return strlen (places[i].name);
    }
  }

  return 0;
}

/* @texts is a translated text with the placeholders that oms-words.h lists. What is filled in comes
 * from settings, catalogue and server; a filled-in text is not searched for placeholders again. */
static char *
fill_in (const char    *text,
         const Filling *filling)
{
  const OmsFacts *facts = filling->facts;
  g_autoptr (GString) filled = g_string_new (NULL);
  g_autofree char *deadline = describe_deadline (facts);
  g_autofree char *port = g_strdup_printf ("%u", facts->port);
  const char *provider = facts->provider ? oms_provider_get_name (facts->provider) : NULL;
  const char *secret = facts->provider ? oms_provider_get_password_name (facts->provider) : NULL;
  const Place places[] = {
    { "{server}", facts->host, C_("in a sentence", "the server") },
    { "{Server}", facts->host, C_("at the start of a sentence", "The server") },
    { "{provider}", provider, C_("in a sentence", "the provider") },
    { "{Provider}", provider, C_("at the start of a sentence", "The provider") },
    { "{user}", facts->user, C_("in place of a user name", "USER") },
    { "{address}", facts->address, C_("in place of an email address", "ADDRESS") },
    { "{in-time}", deadline, "" },
    { "{secret}", secret, C_("in a sentence", "app password") },
    { "{who}", facts->answered_by, C_("in a sentence", "something else") },
    { "{port}", port, "" },
    { "{encryption}", describe_encryption (facts), "" },
    { "{servers}", filling->servers, "" },
    { "{use-letters}", describe_use_of_letters (filling->reader), "" },
  };

  while (*text) {
    gsize plain = strcspn (text, "{");
    gsize length;

    g_string_append_len (filled, text, plain);
    text += plain;
    length = append_place (filled, text, places, G_N_ELEMENTS (places));
    if (length == 0 && *text)
      g_string_append_c (filled, *text++);
    text += length;
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

static void
append_user_checks (GString        *text,
                    const OmsFacts *facts)
{
  OmsUserForm form = facts->provider ? oms_provider_get_user_form (facts->provider)
                                     : OMS_USER_FORM_UNKNOWN;

  if (strchr (facts->user, '@'))
    return;

  if (form == OMS_USER_FORM_ADDRESS)
    append_sentence (text, _("The user name is the full address here, with the “@”."));
  else if (form == OMS_USER_FORM_UNKNOWN && *facts->user && strchr (facts->address, '@'))
    append_sentence (text, _("Many servers want the full address as user name."));
}

static void
append_password_checks (GString        *text,
                        const OmsFacts *facts)
{
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

/* What we can see ourselves in user name and password, as hints, never as verdicts; of a text, what
 * the person can see. */
static void
append_own_checks (GString       *text,
                   const Filling *filling)
{
  const OmsFacts *facts = filling->facts;

  if (filling->reader == OMS_READER_EXPLAIN)
    append_sentence (text, _("Look for typing mistakes and spaces. In a file, characters such as "
                             "“$”, “#” and “\\” may need quotes."));
  else if (!facts->is_report)
    append_sentence (text, _("Look for typing mistakes, Caps Lock and spaces."));
  if (!facts->is_report || facts->authentication != OMS_AUTHENTICATION_PASSWORD)
    return;

  append_user_checks (text, facts);
  append_password_checks (text, facts);
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

static const OmsStep *
find_step (OmsAdvice  *self,
           const char *title)
{
  for (guint i = 0; i < self->steps->len; i++) {
    const OmsStep *step = &g_array_index (self->steps, OmsStep, i);

    if (g_str_equal (step->title, title))
      return step;
  }

  return NULL;
}

/* Nothing is said twice, and a step that is for other readers is left out. */
static void
add_step (OmsAdvice          *self,
          const Filling      *filling,
          const OmsStepWords *words,
          gboolean            has_note)
{
  const char *chosen = oms_words_choose_text (words, filling->reader);
  g_autofree char *title = fill_in (_(words->title), filling);
  g_autofree char *filled = NULL;
  g_autoptr (GString) text = NULL;
  OmsStep step = { 0 };

  if (!chosen || find_step (self, title))
    return;

  filled = *chosen ? fill_in (_(chosen), filling) : NULL;
  text = g_string_new (filled);
  if (words->own_checks)
    append_own_checks (text, filling);
  step.title = g_steal_pointer (&title);
  step.text = g_string_free (g_steal_pointer (&text), FALSE);
  step.link = g_strdup (find_link (filling->facts, words->link));
  step.proven = words->proven;
  step.note = words->note && has_note;
  g_array_append_val (self->steps, step);
}

static void
add_hints (OmsAdvice     *self,
           const Filling *filling,
           OmsHintKind    kinds,
           gboolean       first)
{
  for (const OmsHint *hint = oms_hints; hint->step.title; hint++) {
    Filling of_hint = { filling->facts, filling->reader, hint->servers };

    if (hint->kinds & kinds && hint->first == first && oms_hint_applies (hint, filling->facts))
      add_step (self, &of_hint, &hint->step, FALSE);
  }
}

/* Somebody gets the note: whom a step names, or else those who run the server. */
static void
add_steps (OmsAdvice      *self,
           const Filling  *filling,
           const OmsWords *words,
           gboolean        has_note)
{
  static const OmsStepWords tell = {
    .title = N_("Tell the People Who Run the Server"),
    .text = N_("The note for them names the exact settings."),
    .note = TRUE,
  };
  OmsHintKind hints = oms_words_find (words->cause, NULL, NULL)->hints;
  gboolean is_named = FALSE;

  add_hints (self, filling, hints, TRUE);
  for (guint i = 0; i < OMS_MAX_STEPS && words->steps[i].title; i++) {
    add_step (self, filling, &words->steps[i], has_note);
    is_named |= words->steps[i].note;
  }
  add_hints (self, filling, hints, FALSE);

  if (has_note && !is_named)
    add_step (self, filling, &tell, has_note);
}

/* Nobody can tell a known provider how to run its servers; somebody nearby runs all others. */
static const char *
find_what_to_do (const OmsFacts *facts,
                 const OmsWords *words)
{
  return words->host_note && !facts->provider ? words->host_note : words->admin;
}

static char *
write_admin_note (const Filling *filling,
                  const char    *explanation,
                  const char    *what_to_do)
{
  const OmsFacts *facts = filling->facts;
  g_autofree char *filled = fill_in (_(what_to_do), filling);
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
 * @reader: who reads it
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
                OmsReader       reader,
                OmsCause        cause,
                OmsConfidence   confidence,
                const char     *variant)
{
  const OmsWords *words = oms_words_choose (cause, variant, facts);
  gboolean is_certain = confidence == OMS_CONFIDENCE_CERTAIN || !words->likely;
  const Filling filling = { facts, reader, NULL };
  g_autofree char *sentences = fill_in (_(is_certain ? words->certain : words->likely), &filling);
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
  add_steps (self, &filling, words, what_to_do != NULL);
  if (what_to_do)
    self->admin_note = write_admin_note (&filling, self->explanation, what_to_do);

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
