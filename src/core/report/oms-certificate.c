/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-certificate"

#include "oms-certificate-private.h"

#include <stdio.h>
#include <string.h>

/**
 * OmsCertificate:
 *
 * What a server showed as its certificate, as facts for a person to compare: who it is for, who
 * issued it, its dates, its fingerprint, and what exactly is wrong with it. Immutable.
 *
 * Verifying is the work of the TLS library; the comparisons here only name what it found, since a
 * library stops at the first thing that is wrong.
 */
struct _OmsCertificate {
  GObject                parent_instance;

  char                  *subject;
  char                  *issuer;
  GStrv                  names;
  GDateTime             *not_before;
  GDateTime             *not_after;
  char                  *fingerprint;
  char                  *key;
  gboolean               self_signed;
  OmsCertificateProblem  problems;
};

G_DEFINE_FINAL_TYPE (OmsCertificate, oms_certificate, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_FACTS,
  PROP_KEY,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* The value of the fact named @key; libcurl's names differ in case between TLS libraries. */
static const char *
find_fact (const char * const *facts,
           const char         *key)
{
  gsize length = strlen (key);

  for (guint i = 0; facts && facts[i]; i++)
    if (g_ascii_strncasecmp (facts[i], key, length) == 0 && facts[i][length] == ':')
      return facts[i] + length + 1;

  return "";
}

static char *
dup_readable (const char *text,
              gssize      length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);

  for (char *p = valid; *p; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';

  return g_strdup (g_strstrip (valid));
}

/* One part of a distinguished name: "CN = mail.example.com", "CN=mail.example.com". */
static char *
dup_name_part (const char *name,
               const char *part)
{
  g_auto (GStrv) parts = g_strsplit_set (name, ",;\n", -1);
  gsize length = strlen (part);

  for (guint i = 0; parts[i]; i++) {
    const char *p = g_strchug (parts[i]);

    if (!g_str_has_prefix (p, part))
      continue;
    p += length;
    p += strspn (p, " ");
    if (*p == '=')
      return dup_readable (p + 1, -1);
  }

  return g_strdup ("");
}

/* The organisation tells a person most of an issuer, then its common name. */
static char *
dup_issuer (const char *name)
{
  g_autofree char *common_name = dup_name_part (name, "CN");
  g_autofree char *organization = dup_name_part (name, "O");

  if (!*common_name || !*organization)
    return g_strdup (*common_name ? common_name : organization);

  return g_strdup_printf ("%s (%s)", common_name, organization);
}

/* "May  6 13:54:25 2026 GMT" (OpenSSL) or "2026-05-06 13:54:25 GMT" (the other libraries). */
static GDateTime *
parse_date (const char *text)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  char month_name[4] = "";
  const char *found;
  int year, month, day, hour, minute, second;

  if (sscanf (text, "%4d-%2d-%2d %2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) == 6)
    return g_date_time_new_utc (year, month, day, hour, minute, second);

  if (sscanf (text, "%3s %2d %2d:%2d:%2d %4d",
              month_name, &day, &hour, &minute, &second, &year) != 6 ||
      strlen (month_name) != 3)
    return NULL;

  found = strstr (months, month_name);
  if (!found || (found - months) % 3 != 0)
    return NULL;

  return g_date_time_new_utc (year, (found - months) / 3 + 1, day, hour, minute, second);
}

/* "DNS:mail.example.com, DNS:*.example.com, IP Address:192.0.2.1" */
static GStrv
parse_names (const char *text)
{
  g_auto (GStrv) entries = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; entries[i]; i++) {
    const char *entry = g_strstrip (entries[i]);
    const char *value = strchr (entry, ':');

    if (value && (g_str_has_prefix (entry, "DNS:") || g_str_has_prefix (entry, "IP Address:"))) {
      g_autofree char *name = dup_readable (value + 1, -1);

      g_strv_builder_add (names, name);
    }
  }

  return g_strv_builder_end (names);
}

/* SHA-256 over the certificate's DER form, as browsers show it. */
static char *
fingerprint_of_pem (const char *pem)
{
  static const char begin[] = "-----BEGIN CERTIFICATE-----";
  const char *body = strstr (pem, begin);
  const char *end = body ? strstr (body + strlen (begin), "-----END") : NULL;
  g_autofree char *base64 = NULL;
  g_autofree guchar *der = NULL;
  g_autofree char *hex = NULL;
  GString *fingerprint;
  gsize length;

  if (!end)
    return g_strdup ("");

  body += strlen (begin);
  base64 = g_strndup (body, end - body);
  der = g_base64_decode (base64, &length);
  hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der, length);
  fingerprint = g_string_new (NULL);
  for (const char *p = hex; *p; p += 2)
    g_string_append_printf (fingerprint, "%s%c%c", p == hex ? "" : ":",
                            g_ascii_toupper (p[0]), g_ascii_toupper (p[1]));

  return g_string_free (fingerprint, FALSE);
}

static void
read_facts (OmsCertificate     *self,
            const char * const *facts)
{
  const char *subject = find_fact (facts, "Subject");
  const char *issuer = find_fact (facts, "Issuer");

  self->subject = dup_name_part (subject, "CN");
  self->issuer = dup_issuer (issuer);
  self->names = parse_names (find_fact (facts, "X509v3 Subject Alternative Name"));
  self->not_before = parse_date (find_fact (facts, "Start date"));
  self->not_after = parse_date (find_fact (facts, "Expire date"));
  self->fingerprint = fingerprint_of_pem (find_fact (facts, "Cert"));
  self->self_signed = *subject && g_str_equal (subject, issuer);
}

static void
oms_certificate_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  OmsCertificate *self = OMS_CERTIFICATE (object);

  switch (prop_id) {
  case PROP_FACTS:
    read_facts (self, g_value_get_boxed (value));
    break;
  case PROP_KEY:
    self->key = g_value_dup_string (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_certificate_finalize (GObject *object)
{
  OmsCertificate *self = OMS_CERTIFICATE (object);

  g_free (self->subject);
  g_free (self->issuer);
  g_strfreev (self->names);
  g_clear_pointer (&self->not_before, g_date_time_unref);
  g_clear_pointer (&self->not_after, g_date_time_unref);
  g_free (self->fingerprint);
  g_free (self->key);

  G_OBJECT_CLASS (oms_certificate_parent_class)->finalize (object);
}

static void
oms_certificate_class_init (OmsCertificateClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = oms_certificate_set_property;
  object_class->finalize = oms_certificate_finalize;

  /**
   * OmsCertificate:facts:
   *
   * "Key:Value" strings in the form of libcurl's CERTINFO, those of the leaf certificate.
   */
  props[PROP_FACTS] = g_param_spec_boxed ("facts", NULL, NULL, G_TYPE_STRV, flags);

  /**
   * OmsCertificate:key:
   *
   * The hash of its public key, as "sha256//BASE64", or the empty string.
   */
  props[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, "", flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
oms_certificate_init (OmsCertificate *self)
{
}

/**
 * oms_certificate_new:
 * @facts: (array zero-terminated=1): "Key:Value" strings in the form of libcurl's CERTINFO, those
 *   of the leaf certificate
 * @key: the hash of its public key, as "sha256//BASE64", or the empty string
 *
 * Makes a certificate with which nothing is wrong, out of what the TLS library knows of it. Facts
 * that are missing or make no sense are left out.
 *
 * Returns: (transfer full): a certificate
 */
OmsCertificate *
oms_certificate_new (const char * const *facts,
                     const char         *key)
{
  return g_object_new (OMS_TYPE_CERTIFICATE, "facts", facts, "key", key, NULL);
}

/* RFC 6125 section 6.4.3: a wildcard stands for exactly one whole leftmost label. */
static gboolean
name_matches (const char *name,
              const char *host)
{
  const char *rest;

  if (g_str_has_prefix (name, "*.")) {
    rest = strchr (host, '.');
    return rest && rest != host && g_ascii_strcasecmp (name + 1, rest) == 0;
  }

  return g_ascii_strcasecmp (name, host) == 0;
}

static gboolean
has_name (OmsCertificate *self,
          const char     *host)
{
  g_autofree char *plain = g_strdup (host);
  gsize length = strlen (plain);

  if (length > 0 && plain[length - 1] == '.')
    plain[length - 1] = '\0';

  for (guint i = 0; self->names[i]; i++)
    if (name_matches (self->names[i], plain))
      return TRUE;

  return !*self->names && name_matches (self->subject, plain);
}

/**
 * oms_certificate_judge:
 * @self: a certificate that the TLS library did not accept, and that nobody else has seen yet
 * @host: the name of the server, in A-labels
 * @known: what the library said, or 0
 *
 * Names all that is wrong with a certificate. The library stops at the first problem, and a person
 * should hear of each.
 */
void
oms_certificate_judge (OmsCertificate        *self,
                       const char            *host,
                       OmsCertificateProblem  known)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  self->problems = known;
  if (self->not_after && g_date_time_compare (now, self->not_after) > 0)
    self->problems |= OMS_CERTIFICATE_PROBLEM_EXPIRED;
  if (self->not_before && g_date_time_compare (now, self->not_before) < 0)
    self->problems |= OMS_CERTIFICATE_PROBLEM_NOT_YET_VALID;
  if ((*self->names || *self->subject) && !has_name (self, host))
    self->problems |= OMS_CERTIFICATE_PROBLEM_WRONG_NAME;
  if (self->self_signed && (self->problems & OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER)) {
    self->problems &= ~OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER;
    self->problems |= OMS_CERTIFICATE_PROBLEM_SELF_SIGNED;
  }
  if (!self->problems)
    self->problems = OMS_CERTIFICATE_PROBLEM_OTHER;
}

/**
 * oms_certificate_get_subject:
 * @self: a certificate
 *
 * Gets the common name of the certificate.
 *
 * Returns: a name, or the empty string
 */
const char *
oms_certificate_get_subject (OmsCertificate *self)
{
  g_return_val_if_fail (OMS_IS_CERTIFICATE (self), "");

  return self->subject;
}

/**
 * oms_certificate_get_issuer:
 * @self: a certificate
 *
 * Gets who issued the certificate: common name, and organisation in parentheses.
 *
 * Returns: a readable name, or the empty string
 */
const char *
oms_certificate_get_issuer (OmsCertificate *self)
{
  g_return_val_if_fail (OMS_IS_CERTIFICATE (self), "");

  return self->issuer;
}

/**
 * oms_certificate_get_names:
 * @self: a certificate
 *
 * Gets the names and addresses for which the certificate is valid (RFC 5280 section 4.2.1.6).
 *
 * Returns: (transfer none): the names
 */
const char * const *
oms_certificate_get_names (OmsCertificate *self)
{
  g_return_val_if_fail (OMS_IS_CERTIFICATE (self), NULL);

  return (const char * const *) self->names;
}

/**
 * oms_certificate_get_not_before:
 * @self: a certificate
 *
 * Gets the time from which the certificate is valid.
 *
 * Returns: (transfer none) (nullable): a time in UTC
 */
GDateTime *
oms_certificate_get_not_before (OmsCertificate *self)
{
  g_return_val_if_fail (OMS_IS_CERTIFICATE (self), NULL);

  return self->not_before;
}

/**
 * oms_certificate_get_not_after:
 * @self: a certificate
 *
 * Gets the time until which the certificate is valid.
 *
 * Returns: (transfer none) (nullable): a time in UTC
 */
GDateTime *
oms_certificate_get_not_after (OmsCertificate *self)
{
  g_return_val_if_fail (OMS_IS_CERTIFICATE (self), NULL);

  return self->not_after;
}

/**
 * oms_certificate_get_fingerprint:
 * @self: a certificate
 *
 * Gets the SHA-256 fingerprint of the whole certificate, as browsers show it.
 *
 * Returns: pairs of hexadecimal digits with colons, or the empty string
 */
const char *
oms_certificate_get_fingerprint (OmsCertificate *self)
{
  g_return_val_if_fail (OMS_IS_CERTIFICATE (self), "");

  return self->fingerprint;
}

/**
 * oms_certificate_get_key:
 * @self: a certificate
 *
 * Gets the hash of its public key, in the form in which [property@Sender:pinned-key] pins it (RFC
 * 7469 section 2.4). It is known of certificates that could not be verified.
 *
 * Returns: "sha256//" and base64, or the empty string
 */
const char *
oms_certificate_get_key (OmsCertificate *self)
{
  g_return_val_if_fail (OMS_IS_CERTIFICATE (self), "");

  return self->key;
}

/**
 * oms_certificate_get_problems:
 * @self: a certificate
 *
 * Gets what is wrong with the certificate.
 *
 * Returns: the problems; 0 if it was verified
 */
OmsCertificateProblem
oms_certificate_get_problems (OmsCertificate *self)
{
  g_return_val_if_fail (OMS_IS_CERTIFICATE (self), 0);

  return self->problems;
}
