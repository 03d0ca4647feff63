/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-history"

#include "config.h"

#include "oms-history.h"

#include "oms-settings.h"

#include <glib/gi18n-lib.h>

/* The last good test of each sender: what it looked like when it worked. Only what does not depend
 * on the network that the machine happens to be on, and nothing secret. */

#define KEY "last-success"

static GVariant *
report_to_facts (OmsReport *report)
{
  OmsCertificate *certificate = oms_report_get_certificate (report);
  GVariantDict facts;

  g_variant_dict_init (&facts, NULL);
  g_variant_dict_insert (&facts, "time", "x",
                         g_date_time_to_unix (oms_report_get_started (report)));
  g_variant_dict_insert (&facts, "host", "s", oms_report_get_host (report));
  g_variant_dict_insert (&facts, "port", "u", oms_report_get_port (report));
  g_variant_dict_insert (&facts, "encryption", "s",
                         oms_encryption_to_id (oms_report_get_encryption (report)));
  g_variant_dict_insert (&facts, "user", "s", oms_report_get_user (report));
  g_variant_dict_insert (&facts, "mechanisms", "^as", oms_report_get_mechanisms (report));
  if (certificate)
    g_variant_dict_insert (&facts, "certificate", "s",
                           oms_certificate_get_fingerprint (certificate));

  return g_variant_dict_end (&facts);
}

/**
 * oms_history_record:
 * @backend: (nullable): where settings are kept, or %NULL for the person’s own
 * @sender: a stored sender
 * @report: the report of a test that succeeded
 * @error: return location for an error
 *
 * Remembers what the settings and the server were like when they worked. The errors are those of
 * [func@settings_write].
 *
 * Returns: %FALSE if it could not be stored
 */
gboolean
oms_history_record (GSettingsBackend  *backend,
                    OmsSender         *sender,
                    OmsReport         *report,
                    GError           **error)
{
  g_autoptr (GHashTable) changes = oms_settings_changes_new ();

  g_return_val_if_fail (OMS_IS_SENDER (sender), FALSE);
  g_return_val_if_fail (OMS_IS_REPORT (report) && oms_report_is_ok (report), FALSE);

  oms_settings_changes_add (changes, KEY, report_to_facts (report));

  return oms_settings_write (backend, oms_sender_get_id (sender), changes, error);
}

static void
add_sentence (GString *text,
              char    *sentence)
{
  g_string_append_printf (text, "%s%s", text->len ? " " : "", sentence);
  g_free (sentence);
}

static void
add_time (GString      *text,
          GVariantDict *facts)
{
  g_autoptr (GDateTime) then = NULL;
  g_autofree char *day = NULL;
  g_autofree char *hour = NULL;
  gint64 seconds = 0;

  g_variant_dict_lookup (facts, "time", "x", &seconds);
  then = g_date_time_new_from_unix_local (seconds);
  if (!then)
    return;

  day = g_date_time_format (then, "%x");
  hour = g_date_time_format (then, "%R");
  /* Translators: the first %s is a date, the second the time of day */
  add_sentence (text,
                g_strdup_printf (_("These settings last worked on %1$s at %2$s."), day, hour));
}

static gboolean
differs (GVariantDict  *facts,
         const char    *key,
         const char    *now,
         char         **then)
{
  return g_variant_dict_lookup (facts, key, "s", then) && !g_str_equal (*then, now);
}

static void
add_changed_settings (GString      *text,
                      GVariantDict *facts,
                      OmsReport    *report)
{
  g_autofree char *host = NULL;
  g_autofree char *user = NULL;
  g_autofree char *encryption = NULL;
  guint port = 0;

  if (differs (facts, "host", oms_report_get_host (report), &host))
    /* Translators: %s is the name of a server */
    add_sentence (text, g_strdup_printf (_("The server was “%s” then."), host));
  if (g_variant_dict_lookup (facts, "port", "u", &port) && port != oms_report_get_port (report))
    /* Translators: %u is a port, such as 465 */
    add_sentence (text, g_strdup_printf (_("The port was %u then."), port));
  if (differs (facts, "encryption", oms_encryption_to_id (oms_report_get_encryption (report)),
               &encryption))
    add_sentence (text, g_strdup (_("The encryption was different then.")));
  if (differs (facts, "user", oms_report_get_user (report), &user))
    /* Translators: %s is a user name */
    add_sentence (text, g_strdup_printf (_("The user name was “%s” then."), user));
}

/* What the server shows of itself can be compared only as far as the test got. */
static void
add_changed_server (GString      *text,
                    GVariantDict *facts,
                    OmsReport    *report)
{
  OmsCertificate *certificate = oms_report_get_certificate (report);
  const char * const *now = oms_report_get_mechanisms (report);
  g_autofree char *fingerprint = NULL;
  g_auto (GStrv) then = NULL;

  if (certificate &&
      differs (facts, "certificate", oms_certificate_get_fingerprint (certificate), &fingerprint))
    add_sentence (text, g_strdup (_("The server shows another certificate now.")));

  if (!*oms_report_get_ehlo_name (report) ||
      !g_variant_dict_lookup (facts, "mechanisms", "^as", &then))
    return;
  for (guint i = 0; then[i]; i++)
    if (!g_strv_contains (now, then[i]))
      /* Translators: %s is a way to sign in, such as PLAIN */
      add_sentence (text, g_strdup_printf (_("The server no longer offers to sign in with %s."),
                                           then[i]));
}

/**
 * oms_history_compare:
 * @backend: (nullable): where settings are kept, or %NULL for the person’s own
 * @sender: a sender
 * @report: the report of a test that failed
 *
 * Tells when a sender last worked, and what has changed since then.
 *
 * Returns: (transfer full) (nullable): translated sentences, or %NULL if it never worked
 */
char *
oms_history_compare (GSettingsBackend *backend,
                     OmsSender        *sender,
                     OmsReport        *report)
{
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GVariant) stored = NULL;
  g_autoptr (GVariantDict) facts = NULL;
  GString *text;
  gsize length;

  g_return_val_if_fail (OMS_IS_SENDER (sender), NULL);
  g_return_val_if_fail (OMS_IS_REPORT (report), NULL);

  settings = oms_settings_new (backend, oms_sender_get_id (sender));
  stored = g_settings_get_value (settings, KEY);
  facts = g_variant_dict_new (stored);
  if (!g_variant_dict_contains (facts, "time"))
    return NULL;

  text = g_string_new (NULL);
  add_time (text, facts);
  length = text->len;
  add_changed_settings (text, facts, report);
  add_changed_server (text, facts, report);
  if (text->len == length)
    add_sentence (text, g_strdup (_("As far as can be seen, nothing has changed since.")));

  return g_string_free (text, FALSE);
}
