/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-log"

#include "oms-log.h"

#define JOURNAL_SOCKET "/run/systemd/journal/socket"

static const char identifier[] = "outgoing-mail";

static gconstpointer
find_field (const GLogField *fields,
            gsize            n_fields,
            const char      *key)
{
  for (gsize i = 0; i < n_fields; i++) {
    if (g_str_equal (fields[i].key, key))
      return fields[i].value;
  }

  return NULL;
}

static gboolean
is_our_entry (const GLogField *fields,
              gsize            n_fields)
{
  return find_field (fields, n_fields, "SYSLOG_IDENTIFIER") == identifier;
}

/* dconf warns of each write that fails. Where something depends on the write, we say so ourselves;
 * the success of a test is remembered where that can be done, and a timer without a session bus,
 * which mails what it sees on standard error, is not to hear of it. */
static gboolean
is_about_failed_write (GLogLevelFlags   level,
                       const GLogField *fields,
                       gsize            n_fields)
{
  return level & G_LOG_LEVEL_WARNING &&
         g_strcmp0 (find_field (fields, n_fields, "GLIB_DOMAIN"), "dconf") == 0;
}

/* GLib uses the journal only where standard error is the journal; an entry about a test belongs
 * there even if the program was started in a terminal. */
static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  if (is_our_entry (fields, n_fields) &&
      g_log_writer_journald (level, fields, n_fields, NULL) == G_LOG_WRITER_HANDLED)
    return G_LOG_WRITER_HANDLED;

  if (is_about_failed_write (level, fields, n_fields))
    level = G_LOG_LEVEL_DEBUG;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

static const char *
get_message_id (OmsReport *report,
                OmsCause   cause)
{
  if (oms_report_is_ok (report))
    return OMS_LOG_MESSAGE_ID_OK;

  return oms_cause_refuses_sign_in (cause) ? OMS_LOG_MESSAGE_ID_CREDENTIALS
                                           : OMS_LOG_MESSAGE_ID_FAILED;
}

static char *
format_message (OmsReport  *report,
                const char *encryption,
                const char *cause,
                int         milliseconds)
{
  const char *host = oms_report_get_host (report);
  guint port = oms_report_get_port (report);

  if (oms_report_is_ok (report))
    return g_strdup_printf ("Test of %s port %u (%s) succeeded in %d ms",
                            host, port, encryption, milliseconds);

  return g_strdup_printf ("Test of %s port %u (%s) failed after %d ms at stage %s: %s",
                          host, port, encryption, milliseconds,
                          oms_stage_to_id (oms_report_get_stage (report)), cause);
}

/**
 * oms_log_init:
 *
 * Lets the entries about tests get to the system log, and everything else that is logged to
 * standard error only: what a command prints on standard output is its answer and nothing else.
 * Warnings of dconf are only for those who debug.
 * To be called once, in main(): a process has one log writer.
 */
void
oms_log_init (void)
{
  g_log_writer_default_set_use_stderr (TRUE);
  g_log_set_writer_func (write_log, NULL, NULL);
}

/**
 * oms_log_has_system:
 *
 * Whether there is a system log that people can look into.
 *
 * Returns: %TRUE if there is
 */
gboolean
oms_log_has_system (void)
{
  return g_file_test (JOURNAL_SOCKET, G_FILE_TEST_EXISTS);
}

/**
 * oms_log_test:
 * @report: what a test found out
 * @diagnosis: what it means
 *
 * Writes one structured entry for a test to the system log, or as an informational message to
 * standard error where there is none. The kind of outcome has a MESSAGE_ID of its own:
 * %OMS_LOG_MESSAGE_ID_OK, %OMS_LOG_MESSAGE_ID_CREDENTIALS where the server refused the sign-in,
 * else %OMS_LOG_MESSAGE_ID_FAILED.
 *
 * It names the server, never the person: no address, no user name, nothing that was said.
 */
void
oms_log_test (OmsReport    *report,
              OmsDiagnosis *diagnosis)
{
  OmsCause cause;
  const char *encryption;
  int milliseconds;
  g_autofree char *message = NULL;
  g_autofree char *port = NULL;
  g_autofree char *code = NULL;
  g_autofree char *duration = NULL;

  g_return_if_fail (OMS_IS_REPORT (report));
  g_return_if_fail (OMS_IS_DIAGNOSIS (diagnosis));

  cause = oms_diagnosis_get_cause (diagnosis);
  encryption = oms_encryption_to_id (oms_report_get_encryption (report));
  milliseconds = oms_report_get_duration (report) / 1000;
  message = format_message (report, encryption, oms_cause_to_id (cause), milliseconds);
  port = g_strdup_printf ("%u", oms_report_get_port (report));
  code = g_strdup_printf ("%u", oms_diagnosis_get_code (diagnosis));
  duration = g_strdup_printf ("%d", milliseconds);

  {
    const GLogField fields[] = {
      { "MESSAGE", message, -1 },
      { "MESSAGE_ID", get_message_id (report, cause), -1 },
      { "PRIORITY", oms_report_is_ok (report) ? "6" : "5", -1 },
      { "GLIB_DOMAIN", G_LOG_DOMAIN, -1 },
      { "SYSLOG_IDENTIFIER", identifier, -1 },
      { "OUTGOING_MAIL_SERVER", oms_report_get_host (report), -1 },
      { "OUTGOING_MAIL_PORT", port, -1 },
      { "OUTGOING_MAIL_ENCRYPTION", encryption, -1 },
      { "OUTGOING_MAIL_STAGE", oms_stage_to_id (oms_report_get_stage (report)), -1 },
      { "OUTGOING_MAIL_CAUSE", oms_cause_to_id (cause), -1 },
      { "OUTGOING_MAIL_CODE", code, -1 },
      { "OUTGOING_MAIL_DURATION_MS", duration, -1 },
    };

    g_log_structured_array (G_LOG_LEVEL_INFO, fields, G_N_ELEMENTS (fields));
  }
}
