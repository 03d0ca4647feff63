/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "check-run"

#include "check-run.h"

OmsCheck *
check_new (const CheckSettings *settings,
           OmsPractice         *practice)
{
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);
  g_autoptr (OmsPassword) password = settings->secret ? oms_password_new (settings->secret) : NULL;
  OmsCheck *check;

  oms_sender_set_host (sender, settings->host);
  oms_sender_set_port (sender, settings->port);
  oms_sender_set_encryption (sender, settings->encryption);
  oms_sender_set_authentication (sender, settings->authentication);
  oms_sender_set_user (sender, settings->user);
  oms_sender_set_address (sender, settings->address);
  oms_sender_set_pinned_key (sender, settings->pinned_key);
  oms_sender_set_allow_plaintext (sender, settings->allow_plaintext);

  check = oms_check_new (sender, password);
  oms_check_set_practice (check, practice);
  return check;
}

static void
on_run_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

/* Runs the default main context until the check has ended. */
OmsReport *
check_run (OmsCheck      *check,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oms_check_run_async (check, cancellable, on_run_ready, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);

  return oms_check_run_finish (check, result, error);
}

static void
on_one_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GHashTable *reports = user_data;
  g_autoptr (GError) error = NULL;
  OmsReport *report = oms_check_run_finish (OMS_CHECK (source), result, &error);

  g_assert_no_error (error);
  g_hash_table_insert (reports, source, report);
}

/**
 * check_run_all:
 * @checks: (element-type OmsCheck): what to run at the same time
 *
 * Runs the default main context until all have ended, none of them with an error.
 *
 * Returns: (transfer full) (element-type OmsReport): their reports, in the same order
 */
GPtrArray *
check_run_all (GPtrArray *checks)
{
  g_autoptr (GHashTable) by_check = g_hash_table_new (NULL, NULL);
  GPtrArray *reports = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < checks->len; i++)
    oms_check_run_async (checks->pdata[i], NULL, on_one_ready, by_check);
  while (g_hash_table_size (by_check) < checks->len)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < checks->len; i++)
    g_ptr_array_add (reports, g_hash_table_lookup (by_check, checks->pdata[i]));

  return reports;
}

void
check_assert_failed (OmsReport  *report,
                     OmsFailure  failure,
                     OmsStage    stage,
                     guint       code)
{
  OmsSmtpReply *reply = oms_report_get_reply (report);

  g_assert_cmpstr (oms_failure_to_id (oms_report_get_failure (report)), ==,
                   oms_failure_to_id (failure));
  g_assert_cmpstr (oms_stage_to_id (oms_report_get_stage (report)), ==, oms_stage_to_id (stage));
  g_assert_cmpint (oms_report_get_stage_result (report, stage).state, ==, OMS_STAGE_STATE_FAILED);
  g_assert_cmpuint (reply ? oms_smtp_reply_get_code (reply) : 0, ==, code);
  g_assert_false (oms_report_is_ok (report));
  for (guint later = MAX (stage + 1, OMS_STAGE_SIGN_IN); later < OMS_N_STAGES; later++)
    g_assert_cmpint (oms_report_get_stage_result (report, later).state, !=, OMS_STAGE_STATE_PASSED);
}

/* No byte of the secret, in any form, in anything that a report gives away. */
void
check_assert_no_secret (OmsReport  *report,
                        const char *secret)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *) secret, strlen (secret));
  g_autofree char *percent = g_uri_escape_string (secret, NULL, FALSE);
  g_autofree char *all = oms_transcript_to_string (oms_report_get_transcript (report));
  g_autoptr (GString) text = g_string_new (all);
  g_autoptr (GString) hex = g_string_new (NULL);
  OmsSmtpReply *reply = oms_report_get_reply (report);

  for (guint i = 0; reply && oms_smtp_reply_get_lines (reply)[i]; i++)
    g_string_append (text, oms_smtp_reply_get_lines (reply)[i]);
  if (reply)
    g_string_append (text, oms_smtp_reply_get_text (reply));
  for (guint stage = 0; stage < OMS_N_STAGES; stage++)
    g_string_append (text, oms_report_get_stage_result (report, stage).detail);
  g_string_append (text, oms_report_get_detail (report));
  g_string_append (text, oms_report_get_token_failure (report));
  for (guint i = 0; secret[i]; i++)
    g_string_append_printf (hex, "%02x", (guchar) secret[i]);

  g_assert_null (strstr (text->str, secret));
  g_assert_null (strstr (text->str, base64));
  g_assert_null (strstr (text->str, percent));
  g_assert_null (strstr (text->str, hex->str));
  g_assert_true (g_utf8_validate (text->str, text->len, NULL));
}
