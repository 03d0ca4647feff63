/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-certificate-words"

#include "config.h"

#include "oms-certificate-words.h"

#include <glib/gi18n.h>

/**
 * oms_certificate_describe_problems:
 * @certificate: a certificate
 *
 * Returns: (transfer full): what is wrong with it, one sentence a line; the empty string where
 *   nothing is
 */
char *
oms_certificate_describe_problems (OmsCertificate *certificate)
{
  const struct {
    OmsCertificateProblem  problem;
    const char            *words;
  } table[] = {
    { OMS_CERTIFICATE_PROBLEM_EXPIRED, _("The certificate has expired.") },
    { OMS_CERTIFICATE_PROBLEM_NOT_YET_VALID,
      _("The certificate is not valid yet. Is the clock of this computer right?") },
    { OMS_CERTIFICATE_PROBLEM_WRONG_NAME, _("The certificate is for a server of another name.") },
    { OMS_CERTIFICATE_PROBLEM_SELF_SIGNED, _("Nobody but itself vouches for the certificate.") },
    { OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER,
      _("This computer does not know who issued the certificate.") },
    { OMS_CERTIFICATE_PROBLEM_KEY_CHANGED,
      _("It is not the certificate that was trusted for this server before.") },
    { OMS_CERTIFICATE_PROBLEM_OTHER, _("The certificate could not be verified.") },
  };
  OmsCertificateProblem problems = oms_certificate_get_problems (certificate);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    if (problems & table[i].problem)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", table[i].words);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_fact (GString    *text,
             const char *label,
             const char *value)
{
  if (value && *value)
    /* Translators: a fact about a certificate: its label, then its value */
    g_string_append_printf (text, _("%1$s: %2$s\n"), label, value);
}

static void
append_date (GString    *text,
             const char *label,
             GDateTime  *date)
{
  g_autoptr (GDateTime) local = date ? g_date_time_to_local (date) : NULL;
  g_autofree char *formatted = local ? g_date_time_format (local, "%x %X") : NULL;

  append_fact (text, label, formatted);
}

/**
 * oms_certificate_describe:
 * @certificate: a certificate
 *
 * Returns: (transfer full): its facts for people, one a line
 */
char *
oms_certificate_describe (OmsCertificate *certificate)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char * const *names = oms_certificate_get_names (certificate);
  g_autofree char *joined = names ? g_strjoinv (", ", (char **) names) : NULL;

  /* Translators: a fact about a certificate, as are the next five */
  append_fact (text, _("Issued to"), oms_certificate_get_subject (certificate));
  /* Translators: the servers that a certificate is for */
  if (g_strcmp0 (joined, oms_certificate_get_subject (certificate)) != 0)
    append_fact (text, _("Names"), joined);
  append_fact (text, _("Issued by"), oms_certificate_get_issuer (certificate));
  append_date (text, _("Valid from"), oms_certificate_get_not_before (certificate));
  append_date (text, _("Valid until"), oms_certificate_get_not_after (certificate));
  append_fact (text, _("Fingerprint"), oms_certificate_get_fingerprint (certificate));
  g_strchomp (text->str);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
