/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-enum-types.h"
#include "oms-nick.h"
#include "oms-providers-enum-types.h"
#include "oms-report-enum-types.h"
#include "oms-sender-enum-types.h"

/* Settings, scripts and rules hold these words: whoever renames a value keeps its word as nick. */
static void
test_enums (void)
{
  const struct {
    GType       type;
    const char *nicks;
  } enums[] = {
    { OMS_TYPE_ENCRYPTION, "tls starttls none" },
    { OMS_TYPE_AUTHENTICATION, "password token none" },
    { OMS_TYPE_STAGE, "resolve connect encrypt greeting sign-in sender message" },
    { OMS_TYPE_STAGE_STATE, "waiting running passed failed skipped" },
    { OMS_TYPE_COMMAND, "none ehlo starttls auth mail rcpt rset data message" },
    { OMS_TYPE_FAILURE,
      "none host-not-found refused unreachable prohibited timeout closed tls not-tls certificate "
      "client-certificate starttls-missing starttls-refused not-smtp too-much reply "
      "auth-not-offered no-common-mechanism insecure server-not-proven local" },
    { OMS_TYPE_PASSWORD_KIND, "unknown account app-password either code oauth" },
    { OMS_TYPE_USER_FORM, "unknown address local-part fixed own" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (enums); i++) {
    g_auto (GStrv) nicks = g_strsplit (enums[i].nicks, " ", -1);

    for (guint value = 0; nicks[value]; value++) {
      int found;

      g_assert_cmpstr (oms_enum_to_nick (enums[i].type, value), ==, nicks[value]);
      g_assert_true (oms_enum_from_nick (enums[i].type, nicks[value], &found));
      g_assert_cmpint (found, ==, value);
    }
  }
}

static void
test_flags (void)
{
  const struct {
    GType       type;
    const char *nicks;
  } flags[] = {
    { OMS_TYPE_CERTIFICATE_PROBLEM,
      "expired not-yet-valid wrong-name self-signed unknown-issuer key-changed other" },
    { OMS_TYPE_PASSWORD_SHAPE, "empty blanks sixteen-letters four-by-four non-ascii" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++) {
    g_auto (GStrv) nicks = g_strsplit (flags[i].nicks, " ", -1);
    guint bit = 0;

    for (; nicks[bit]; bit++)
      g_assert_cmpstr (oms_flag_to_nick (flags[i].type, 1u << bit), ==, nicks[bit]);
    g_assert_null (oms_flag_to_nick (flags[i].type, 1u << bit));
  }
}

static void
test_unknown (void)
{
  int value = 7;

  g_assert_false (oms_enum_from_nick (OMS_TYPE_ENCRYPTION, "TLS", &value));
  g_assert_false (oms_enum_from_nick (OMS_TYPE_ENCRYPTION, "", &value));
  g_assert_cmpint (value, ==, 7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/enums/enums", test_enums);
  g_test_add_func ("/enums/flags", test_flags);
  g_test_add_func ("/enums/unknown", test_unknown);

  return g_test_run ();
}
