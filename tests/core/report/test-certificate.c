/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-certificate-private.h"

#define KEY "sha256//kYBGbQHACK5f5X7FK7EIyK8ABUxxJNHmikYQDoZP0Wc="

/* In the form in which libcurl with OpenSSL gives them. "AQID" is the DER form 01 02 03. */
static const char * const facts[] = {
  "Subject:C = ES, O = Example, CN = mail.example.com",
  "Issuer:C = US, O = Let's Test, CN = T3",
  "Version:2",
  "Start date:May  6 13:54:25 2024 GMT",
  "Expire date:Dec 31 23:59:59 2999 GMT",
  "X509v3 Subject Alternative Name:DNS:mail.example.com, DNS:*.example.org, IP Address:192.0.2.1",
  "Cert:-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n",
  NULL,
};

static const char * const self_signed_facts[] = {
  "Subject:CN=box.local", "Issuer:CN=box.local",
  "Start Date:2001-02-03 04:05:06 GMT", "Expire Date:2002-02-03 04:05:06 GMT",
  NULL,
};

static void
test_facts (void)
{
  g_autoptr (OmsCertificate) certificate = oms_certificate_new (facts, KEY);
  g_autofree char *not_before =
    g_date_time_format_iso8601 (oms_certificate_get_not_before (certificate));
  const char * const *names = oms_certificate_get_names (certificate);

  g_assert_cmpstr (oms_certificate_get_subject (certificate), ==, "mail.example.com");
  g_assert_cmpstr (oms_certificate_get_issuer (certificate), ==, "T3 (Let's Test)");
  g_assert_cmpuint (g_strv_length ((char **) names), ==, 3);
  g_assert_cmpstr (names[1], ==, "*.example.org");
  g_assert_cmpstr (names[2], ==, "192.0.2.1");
  g_assert_cmpstr (not_before, ==, "2024-05-06T13:54:25Z");
  g_assert_cmpstr (oms_certificate_get_key (certificate), ==, KEY);
  /* sha256 of 01 02 03 */
  g_assert_cmpstr (oms_certificate_get_fingerprint (certificate), ==,
                   "03:90:58:C6:F2:C0:CB:49:2C:53:3B:0A:4D:14:EF:77:"
                   "CC:0F:78:AB:CC:CE:D5:28:7D:84:A1:A2:01:1C:FB:81");
  g_assert_cmpint (oms_certificate_get_problems (certificate), ==, 0);
}

/* Made of nothing it is a certificate that says nothing. */
static void
test_no_facts (void)
{
  g_autoptr (OmsCertificate) certificate = g_object_new (OMS_TYPE_CERTIFICATE, NULL);

  g_assert_cmpstr (oms_certificate_get_subject (certificate), ==, "");
  g_assert_cmpstr (oms_certificate_get_issuer (certificate), ==, "");
  g_assert_null (oms_certificate_get_names (certificate)[0]);
  g_assert_null (oms_certificate_get_not_after (certificate));
  g_assert_cmpstr (oms_certificate_get_fingerprint (certificate), ==, "");
  g_assert_cmpstr (oms_certificate_get_key (certificate), ==, "");

  oms_certificate_judge (certificate, "mail.example.com", 0);
  g_assert_cmpint (oms_certificate_get_problems (certificate), ==, OMS_CERTIFICATE_PROBLEM_OTHER);
}

static OmsCertificateProblem
judge (const char * const    *certificate_facts,
       const char            *host,
       OmsCertificateProblem  known)
{
  g_autoptr (OmsCertificate) certificate = oms_certificate_new (certificate_facts, KEY);

  oms_certificate_judge (certificate, host, known);

  return oms_certificate_get_problems (certificate);
}

static void
test_names (void)
{
  g_assert_cmpint (judge (facts, "mail.example.com", OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER), ==,
                   OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER);
  g_assert_cmpint (judge (facts, "MAIL.example.com.", OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER), ==,
                   OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER);
  g_assert_cmpint (judge (facts, "smtp.example.org", OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER), ==,
                   OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER);
  g_assert_cmpint (judge (facts, "192.0.2.1", OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER), ==,
                   OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER);

  /* A wildcard is one whole label, no more and no less. */
  g_assert_true (judge (facts, "a.b.example.org", 0) & OMS_CERTIFICATE_PROBLEM_WRONG_NAME);
  g_assert_true (judge (facts, "example.org", 0) & OMS_CERTIFICATE_PROBLEM_WRONG_NAME);
  g_assert_true (judge (facts, ".example.org", 0) & OMS_CERTIFICATE_PROBLEM_WRONG_NAME);
  g_assert_true (judge (facts, "evil-mail.example.com", 0) & OMS_CERTIFICATE_PROBLEM_WRONG_NAME);
}

static void
test_problems (void)
{
  /* Out of its dates, and its own issuer: both are told, whatever the library stopped at. */
  g_assert_cmpint (judge (self_signed_facts, "box.local", OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER),
                   ==,
                   OMS_CERTIFICATE_PROBLEM_EXPIRED | OMS_CERTIFICATE_PROBLEM_SELF_SIGNED);
  g_assert_cmpint (judge (facts, "mail.example.com", 0), ==, OMS_CERTIFICATE_PROBLEM_OTHER);
  g_assert_cmpint (judge (facts, "mail.example.com", OMS_CERTIFICATE_PROBLEM_KEY_CHANGED), ==,
                   OMS_CERTIFICATE_PROBLEM_KEY_CHANGED);
}

/* What a hostile certificate may hold. */
static void
test_odd_facts (void)
{
  static const char * const odd[] = {
    "Subject:CN = \033[31mred\377", "Start date:Foo 99 99:99:99 2026 GMT", "Expire date:",
    "X509v3 Subject Alternative Name:,,DNS:,:", "Cert:-----BEGIN CERTIFICATE-----", "NoColon", NULL,
  };
  g_autoptr (OmsCertificate) certificate = oms_certificate_new (odd, "");

  g_assert_true (g_utf8_validate (oms_certificate_get_subject (certificate), -1, NULL));
  g_assert_null (strchr (oms_certificate_get_subject (certificate), '\033'));
  g_assert_null (oms_certificate_get_not_before (certificate));
  g_assert_null (oms_certificate_get_not_after (certificate));
  g_assert_cmpstr (oms_certificate_get_fingerprint (certificate), ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate/facts", test_facts);
  g_test_add_func ("/certificate/no-facts", test_no_facts);
  g_test_add_func ("/certificate/names", test_names);
  g_test_add_func ("/certificate/problems", test_problems);
  g_test_add_func ("/certificate/odd-facts", test_odd_facts);
  return g_test_run ();
}
