/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-json"

#include "oms-json.h"

#include "oms-nick.h"
#include "oms-report-enum-types.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

/* Whatever it came from, a string is valid UTF-8 in the end. */
static void
add_value (JsonBuilder *builder,
           const char  *text)
{
  g_autofree char *valid = NULL;

  if (!text) {
    json_builder_add_null_value (builder);
    return;
  }

  valid = g_utf8_make_valid (text, -1);
  json_builder_add_string_value (builder, valid);
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  json_builder_set_member_name (builder, name);
  add_value (builder, text);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            gint64       number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_null (JsonBuilder *builder,
          const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_null_value (builder);
}

static void
add_texts (JsonBuilder        *builder,
           const char         *name,
           const char * const *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; texts[i]; i++)
    add_value (builder, texts[i]);
  json_builder_end_array (builder);
}

static void
add_date (JsonBuilder *builder,
          const char  *name,
          GDateTime   *date)
{
  g_autofree char *text = date ? g_date_time_format_iso8601 (date) : NULL;

  add_text (builder, name, text);
}

static void
add_steps (JsonBuilder   *builder,
           const OmsStep *steps,
           gsize          n_steps)
{
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n_steps; i++) {
    json_builder_begin_object (builder);
    add_text (builder, "title", steps[i].title);
    add_text (builder, "text", steps[i].text);
    add_text (builder, "link", steps[i].link);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_diagnosis (JsonBuilder  *builder,
               OmsDiagnosis *diagnosis,
               gboolean      ok)
{
  guint code = oms_diagnosis_get_code (diagnosis);
  gsize n_steps;
  const OmsStep *steps = oms_diagnosis_get_steps (diagnosis, &n_steps);
  OmsStage stage;

  add_text (builder, "result", ok ? "ok" : "failed");
  add_text (builder, "cause", oms_cause_to_id (oms_diagnosis_get_cause (diagnosis)));
  add_text (builder, "confidence",
            oms_confidence_to_id (oms_diagnosis_get_confidence (diagnosis)));
  if (oms_diagnosis_get_stage (diagnosis, &stage))
    add_text (builder, "stage", oms_stage_to_id (stage));
  else
    add_null (builder, "stage");
  if (code > 0)
    add_number (builder, "code", code);
  else
    add_null (builder, "code");
  add_text (builder, "enhanced", oms_diagnosis_get_enhanced (diagnosis));
  add_texts (builder, "reply", oms_diagnosis_get_reply (diagnosis));
  add_text (builder, "headline", oms_diagnosis_get_headline (diagnosis));
  add_text (builder, "explanation", oms_diagnosis_get_explanation (diagnosis));
  add_steps (builder, steps, n_steps);
}

static void
add_stage (JsonBuilder    *builder,
           OmsStage        stage,
           OmsStageResult  result)
{
  json_builder_begin_object (builder);
  add_text (builder, "stage", oms_stage_to_id (stage));
  add_text (builder, "state", oms_stage_state_to_id (result.state));
  if (result.state == OMS_STAGE_STATE_PASSED || result.state == OMS_STAGE_STATE_FAILED)
    add_number (builder, "milliseconds", result.microseconds / 1000);
  else
    add_null (builder, "milliseconds");
  add_text (builder, "detail", result.detail);
  json_builder_end_object (builder);
}

static void
add_stages (JsonBuilder *builder,
            OmsReport   *report)
{
  json_builder_set_member_name (builder, "stages");
  json_builder_begin_array (builder);
  for (OmsStage stage = OMS_STAGE_RESOLVE; stage < OMS_STAGE_MESSAGE; stage++)
    add_stage (builder, stage, oms_report_get_stage_result (report, stage));
  json_builder_end_array (builder);
}

static void
add_certificate (JsonBuilder    *builder,
                 OmsCertificate *certificate)
{
  OmsCertificateProblem problems;
  const char *nick;

  if (!certificate) {
    add_null (builder, "certificate");
    return;
  }

  json_builder_set_member_name (builder, "certificate");
  json_builder_begin_object (builder);
  add_text (builder, "subject", oms_certificate_get_subject (certificate));
  add_text (builder, "issuer", oms_certificate_get_issuer (certificate));
  add_texts (builder, "names", oms_certificate_get_names (certificate));
  add_date (builder, "not_before", oms_certificate_get_not_before (certificate));
  add_date (builder, "not_after", oms_certificate_get_not_after (certificate));
  add_text (builder, "fingerprint", oms_certificate_get_fingerprint (certificate));

  problems = oms_certificate_get_problems (certificate);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint flag = 1; (nick = oms_flag_to_nick (OMS_TYPE_CERTIFICATE_PROBLEM, flag)); flag <<= 1) {
    if (problems & flag)
      json_builder_add_string_value (builder, nick);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_tls (JsonBuilder *builder,
         OmsReport   *report)
{
  OmsCertificate *certificate = oms_report_get_certificate (report);
  const char *version = oms_report_get_tls_version (report);

  if (!*version && !certificate) {
    add_null (builder, "tls");
    return;
  }

  json_builder_set_member_name (builder, "tls");
  json_builder_begin_object (builder);
  add_text (builder, "version", version);
  add_text (builder, "cipher", oms_report_get_tls_cipher (report));
  add_certificate (builder, certificate);
  json_builder_end_object (builder);
}

static JsonBuilder *
begin_answer (void)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  return builder;
}

/* In UTF-8 whatever the locale is: g_print() would convert it. */
static void
print_answer (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  puts (text);
}

static void
add_sender (JsonBuilder *builder,
            OmsSender   *sender,
            gboolean     is_default)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", oms_sender_get_id (sender));
  add_text (builder, "name", oms_sender_get_name (sender));
  add_text (builder, "address", oms_sender_get_address (sender));
  add_text (builder, "server", oms_sender_get_host (sender));
  add_number (builder, "port", oms_sender_get_effective_port (sender));
  add_text (builder, "encryption", oms_encryption_to_id (oms_sender_get_encryption (sender)));
  add_text (builder, "authentication",
            oms_authentication_to_id (oms_sender_get_authentication (sender)));
  add_text (builder, "user", oms_sender_get_user (sender));
  json_builder_set_member_name (builder, "default");
  json_builder_add_boolean_value (builder, is_default);
  json_builder_end_object (builder);
}

/**
 * oms_json_print_senders:
 * @store: the senders
 *
 * Prints the answer of “list” as a JSON object.
 */
void
oms_json_print_senders (OmsSenderStore *store)
{
  g_autoptr (JsonBuilder) builder = begin_answer ();
  OmsSender *default_sender = oms_sender_store_get_default (store);
  guint n_senders = g_list_model_get_n_items (G_LIST_MODEL (store));

  json_builder_set_member_name (builder, "senders");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_senders; i++) {
    g_autoptr (OmsSender) sender = g_list_model_get_item (G_LIST_MODEL (store), i);

    add_sender (builder, sender, sender == default_sender);
  }
  json_builder_end_array (builder);
  print_answer (builder);
}

/**
 * oms_json_print_test:
 * @diagnosis: what the result means
 * @report: what the test found
 *
 * Prints the answer of “test” as a JSON object.
 */
void
oms_json_print_test (OmsDiagnosis *diagnosis,
                     OmsReport    *report)
{
  g_autoptr (JsonBuilder) builder = begin_answer ();

  add_diagnosis (builder, diagnosis, oms_report_is_ok (report));
  add_stages (builder, report);
  add_tls (builder, report);
  add_texts (builder, "capabilities", oms_report_get_capabilities (report));
  print_answer (builder);
}

/* Where the password was not sent, since it was refused before: what was known then, and no reply.
 * It is no more than likely, as it may be right by now. */
static void
add_remembered (JsonBuilder     *builder,
                OmsRefusalWords *words)
{
  const char * const no_lines[] = { NULL };

  add_text (builder, "result", "failed");
  add_text (builder, "cause", oms_cause_to_id (words->cause));
  add_text (builder, "confidence", oms_confidence_to_id (OMS_CONFIDENCE_LIKELY));
  add_text (builder, "stage", oms_stage_to_id (OMS_STAGE_SIGN_IN));
  add_null (builder, "code");
  add_null (builder, "enhanced");
  add_texts (builder, "reply", no_lines);
  add_text (builder, "headline", words->headline);
  add_text (builder, "explanation", words->explanation);
  add_steps (builder, words->steps, G_N_ELEMENTS (words->steps));
}

/**
 * oms_json_print_refusal:
 * @words: what is said where nothing was sent
 *
 * Prints the answer of “test” where nothing was sent: that of a failed one, with two members more.
 */
void
oms_json_print_refusal (OmsRefusalWords *words)
{
  const OmsStageResult none = { .state = OMS_STAGE_STATE_WAITING, .detail = "" };
  const char * const no_lines[] = { NULL };
  g_autoptr (JsonBuilder) builder = begin_answer ();
  g_autoptr (GDateTime) time = g_date_time_to_utc (words->time);

  add_remembered (builder, words);
  json_builder_set_member_name (builder, "stages");
  json_builder_begin_array (builder);
  for (OmsStage stage = OMS_STAGE_RESOLVE; stage < OMS_STAGE_MESSAGE; stage++)
    add_stage (builder, stage, none);
  json_builder_end_array (builder);
  add_null (builder, "tls");
  add_texts (builder, "capabilities", no_lines);
  json_builder_set_member_name (builder, "guarded");
  json_builder_add_boolean_value (builder, TRUE);
  add_date (builder, "refused_at", time);
  print_answer (builder);
}

/**
 * oms_json_print_diagnosis:
 * @diagnosis: what the text means
 * @with_rule: whether to name the rule that decided, and the words, for those who write rules
 *
 * Prints the answer of “explain” as a JSON object.
 */
void
oms_json_print_diagnosis (OmsDiagnosis *diagnosis,
                          gboolean      with_rule)
{
  g_autoptr (JsonBuilder) builder = begin_answer ();

  add_diagnosis (builder, diagnosis, oms_diagnosis_get_cause (diagnosis) == OMS_CAUSE_OK);
  if (with_rule) {
    add_text (builder, "rule", oms_diagnosis_get_rule (diagnosis));
    add_text (builder, "words", oms_diagnosis_get_words (diagnosis));
  }
  print_answer (builder);
}
