/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-diagnosis"

#include "config.h"

#include "oms-diagnosis.h"

#include "oms-advice.h"
#include "oms-catalogue.h"
#include "oms-facts.h"
#include "oms-rules.h"

#include <string.h>

/**
 * OmsDiagnosis:
 *
 * What a failed test, or an error text of any program, means, in words for people.
 *
 * Three parts work together: the facts (what is known), the rules (which facts mean which cause)
 * and the words. All of it is computed when a diagnosis is made, without any network; making one is
 * safe from every thread, and so is a diagnosis.
 */
struct _OmsDiagnosis {
  GObject        parent_instance;

  OmsFacts      *facts;
  OmsCause       cause;
  OmsConfidence  confidence;
  const char    *rule;      /* the id; nullable */
  char          *words;     /* that decided; nullable */
  OmsAdvice     *advice;
};

G_DEFINE_FINAL_TYPE (OmsDiagnosis, oms_diagnosis, G_TYPE_OBJECT)

/* Whoever tests; who pastes a text reads other words. The same for all of the process. */
static int test_reader = OMS_READER_FORM;

#define PIECE_SIZE 8192
#define PIECE_OVERLAP 1024

static void
oms_diagnosis_finalize (GObject *object)
{
  OmsDiagnosis *self = OMS_DIAGNOSIS (object);

  g_clear_pointer (&self->facts, oms_facts_free);
  g_clear_pointer (&self->advice, oms_advice_free);
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (oms_diagnosis_parent_class)->finalize (object);
}

static void
oms_diagnosis_class_init (OmsDiagnosisClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = oms_diagnosis_finalize;
}

static void
oms_diagnosis_init (OmsDiagnosis *self)
{
}

static OmsReader
get_reader (const OmsFacts *facts)
{
  return facts->is_report ? (OmsReader) g_atomic_int_get (&test_reader) : OMS_READER_EXPLAIN;
}

static OmsDiagnosis *
diagnosis_new (OmsFacts *facts)
{
  OmsDiagnosis *self = g_object_new (OMS_TYPE_DIAGNOSIS, NULL);
  const OmsRules *rules = oms_rules_get_default ();
  const OmsLine *line;
  const OmsRule *rule;

  oms_rules_recognize (rules, facts);
  rule = oms_rules_match (rules, facts, &line);
  self->facts = facts;
  self->cause = rule ? rule->cause : OMS_CAUSE_UNKNOWN;
  self->confidence = rule ? rule->confidence : OMS_CONFIDENCE_UNCERTAIN;
  self->rule = rule ? rule->id : NULL;
  self->words = rule ? oms_rule_dup_words (rule, facts, line) : NULL;
  if (!facts->has_stage)
    facts->has_stage = oms_cause_get_stage (self->cause, &facts->stage);
  self->advice = oms_advice_new (facts, get_reader (facts), self->cause, self->confidence,
                                 rule ? rule->words : NULL);

  return self;
}

/* A long log is looked at from its end, piece by piece: what failed last is what is asked about. */
static OmsDiagnosis *
diagnose_log (const char *text,
              gsize       length,
              const char *host,
              GDateTime  *today)
{
  g_autoptr (OmsDiagnosis) diagnosis = NULL;
  gsize end = length;

  while (end > 0) {
    gsize begin = end > PIECE_SIZE ? end - PIECE_SIZE : 0;

    g_set_object (&diagnosis, NULL);
    diagnosis = diagnosis_new (oms_facts_new_for_text (text + begin, end - begin, host, today));
    if (diagnosis->cause != OMS_CAUSE_UNKNOWN && diagnosis->cause != OMS_CAUSE_OK)
      break;
    end = begin > 0 ? begin + PIECE_OVERLAP : 0;
  }

  return g_steal_pointer (&diagnosis);
}

/**
 * oms_diagnosis_speak_of_options:
 *
 * Makes the words about tests name options of the command, in place of the fields of a form. For
 * programs without a window; called once, when they start.
 */
void
oms_diagnosis_speak_of_options (void)
{
  g_atomic_int_set (&test_reader, OMS_READER_COMMAND);
}

/**
 * oms_diagnosis_prepare:
 *
 * Reads the rules and the catalogue, if nobody has yet. Whoever has to wait for a server does it
 * meanwhile, so that the result need not wait for it.
 */
void
oms_diagnosis_prepare (void)
{
  oms_rules_get_default ();
  oms_catalogue_get_default ();
}

/**
 * oms_diagnosis_new_for_report:
 * @report: the report of a test
 * @today: (nullable): the day on which the words are read, since some change from a day on; %NULL
 *   for now
 *
 * Finds out what the result of a test means.
 *
 * Returns: (transfer full): a diagnosis
 */
OmsDiagnosis *
oms_diagnosis_new_for_report (OmsReport *report,
                              GDateTime *today)
{
  g_return_val_if_fail (OMS_IS_REPORT (report), NULL);

  return diagnosis_new (oms_facts_new_for_report (report, today));
}

/**
 * oms_diagnosis_new_for_text:
 * @text: an error text of any program or server, in any encoding
 * @length: its length in bytes, or -1 if it ends with a NUL
 * @host: (nullable): the name of the server, where it is known
 * @today: (nullable): the day on which the words are read; %NULL for now
 *
 * Finds out what an error text means.
 *
 * Returns: (transfer full): a diagnosis; of the cause "unknown" where nothing is likely enough
 */
OmsDiagnosis *
oms_diagnosis_new_for_text (const char *text,
                            gssize      length,
                            const char *host,
                            GDateTime  *today)
{
  gsize n_bytes;

  g_return_val_if_fail (text != NULL, NULL);

  n_bytes = length < 0 ? strlen (text) : (gsize) length;
  if (n_bytes > PIECE_SIZE)
    return diagnose_log (text, n_bytes, host, today);

  return diagnosis_new (oms_facts_new_for_text (text, n_bytes, host, today));
}

/**
 * oms_diagnosis_get_cause:
 * @self: a diagnosis
 *
 * Gets the cause that was found.
 *
 * Returns: the cause
 */
OmsCause
oms_diagnosis_get_cause (OmsDiagnosis *self)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), OMS_CAUSE_UNKNOWN);

  return self->cause;
}

/**
 * oms_diagnosis_get_confidence:
 * @self: a diagnosis
 *
 * Gets how sure it is. The explanation says so, too.
 *
 * Returns: the confidence
 */
OmsConfidence
oms_diagnosis_get_confidence (OmsDiagnosis *self)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), OMS_CONFIDENCE_UNCERTAIN);

  return self->confidence;
}

/**
 * oms_diagnosis_get_stage:
 * @self: a diagnosis
 * @stage: (out): where it happened
 *
 * Gets the stage at which it happened. An error text does not always say that.
 *
 * Returns: %FALSE if the stage is not known
 */
gboolean
oms_diagnosis_get_stage (OmsDiagnosis *self,
                         OmsStage     *stage)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), FALSE);
  g_return_val_if_fail (stage != NULL, FALSE);

  if (self->facts->has_stage)
    *stage = self->facts->stage;

  return self->facts->has_stage;
}

/**
 * oms_diagnosis_get_code:
 * @self: a diagnosis
 *
 * Gets the number of the reply that decided (RFC 5321 section 4.2).
 *
 * Returns: a number such as 535, or 0 where none is known
 */
guint
oms_diagnosis_get_code (OmsDiagnosis *self)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), 0);

  return self->facts->code;
}

/**
 * oms_diagnosis_get_enhanced:
 * @self: a diagnosis
 *
 * Gets the enhanced status code of the reply that decided (RFC 3463).
 *
 * Returns: (nullable): a code such as "5.7.8"
 */
const char *
oms_diagnosis_get_enhanced (OmsDiagnosis *self)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), NULL);

  return self->facts->enhanced;
}

/**
 * oms_diagnosis_get_reply:
 * @self: a diagnosis
 *
 * Gets the server's own lines. They are a stranger's words: to be shown as plain text only.
 *
 * Returns: (transfer none) (array zero-terminated=1): the lines; empty where no server spoke
 */
const char * const *
oms_diagnosis_get_reply (OmsDiagnosis *self)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), NULL);

  return (const char * const *) self->facts->reply;
}

/**
 * oms_diagnosis_get_provider:
 * @self: a diagnosis
 *
 * Gets the provider whose server it was.
 *
 * Returns: (transfer none) (nullable): the provider, where it is known
 */
OmsProvider *
oms_diagnosis_get_provider (OmsDiagnosis *self)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), NULL);

  return self->facts->provider;
}

/**
 * oms_diagnosis_get_headline:
 * @self: a diagnosis
 *
 * Gets a few words that name the result, such as "Bad Credentials".
 *
 * Returns: the headline, translated
 */
const char *
oms_diagnosis_get_headline (OmsDiagnosis *self)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), NULL);

  return self->advice->headline;
}

/**
 * oms_diagnosis_get_explanation:
 * @self: a diagnosis
 *
 * Gets one or two sentences: what is wrong, and how we know.
 *
 * Returns: the explanation, translated plain text
 */
const char *
oms_diagnosis_get_explanation (OmsDiagnosis *self)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), NULL);

  return self->advice->explanation;
}

/**
 * oms_diagnosis_get_steps:
 * @self: a diagnosis
 * @n_steps: (out): how many there are
 *
 * Gets what the person can do, in order.
 *
 * Returns: (transfer none) (array length=n_steps): the steps
 */
const OmsStep *
oms_diagnosis_get_steps (OmsDiagnosis *self,
                         gsize        *n_steps)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), NULL);
  g_return_val_if_fail (n_steps != NULL, NULL);

  *n_steps = self->advice->steps->len;

  return (gconstpointer) self->advice->steps->data;
}

/**
 * oms_diagnosis_get_remedy:
 * @self: a diagnosis
 *
 * Gets what the program itself can offer; for an error text that is nothing.
 *
 * Returns: the remedy
 */
OmsRemedy
oms_diagnosis_get_remedy (OmsDiagnosis *self)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), OMS_REMEDY_NONE);

  return self->advice->remedy;
}

/**
 * oms_diagnosis_get_admin_note:
 * @self: a diagnosis
 *
 * Gets a note that the person can pass on, where only an administrator can mend it: what happened,
 * the exact setting, the server's answer and the time.
 *
 * Returns: (nullable): the note, translated plain text
 */
const char *
oms_diagnosis_get_admin_note (OmsDiagnosis *self)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), NULL);

  return self->advice->admin_note;
}

/**
 * oms_diagnosis_get_rule:
 * @self: a diagnosis
 *
 * Gets the id of the rule that decided, for those who maintain the rules.
 *
 * Returns: (nullable): an id, or %NULL where no rule applied
 */
const char *
oms_diagnosis_get_rule (OmsDiagnosis *self)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), NULL);

  return self->rule;
}

/**
 * oms_diagnosis_get_words:
 * @self: a diagnosis
 *
 * Gets the words of the text that decided, in the form that the rules have them in: in lower case.
 *
 * Returns: (nullable): the words, "" where it was something else than words, or %NULL where no rule
 *   applied
 */
const char *
oms_diagnosis_get_words (OmsDiagnosis *self)
{
  g_return_val_if_fail (OMS_IS_DIAGNOSIS (self), NULL);

  return self->words;
}
