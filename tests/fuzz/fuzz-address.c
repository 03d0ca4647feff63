/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "oms-address.h"
#include "oms-error.h"

#include <string.h>

/* Nothing that could begin a new command, or end the address in this one. */
static void
check_sendable (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p; p++) {
    g_assert_cmpint ((guchar) *p, >, ' ');
    g_assert_cmpint (*p, !=, 0x7f);
  }
}

static void
check_address (const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *ascii = oms_address_to_ascii (typed);
  g_autofree char *again = NULL;
  g_autofree char *domain = oms_address_dup_domain (typed);

  if (domain) {
    g_assert_true (g_str_is_ascii (domain));
    check_sendable (domain);
  }

  if (!oms_address_validate (typed, &error)) {
    g_assert_error (error, OMS_ERROR, OMS_ERROR_INVALID_ADDRESS);
    g_assert_null (ascii);
    return;
  }

  g_assert_no_error (error);
  check_sendable (ascii);
  g_assert_cmpint (oms_address_needs_smtputf8 (typed), ==, !g_str_is_ascii (ascii));
  again = oms_address_to_ascii (ascii);
  g_assert_cmpstr (again, ==, ascii);
}

static void
check_host (const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *ascii = oms_host_to_ascii (typed);
  g_autofree char *again = NULL;

  if (!oms_host_validate (typed, &error)) {
    g_assert_error (error, OMS_ERROR, OMS_ERROR_INVALID_HOST);
    g_assert_null (ascii);
    g_assert_false (oms_host_is_loopback (typed));
    return;
  }

  g_assert_no_error (error);
  check_sendable (ascii);
  g_assert_true (g_str_is_ascii (ascii));
  g_assert_null (strpbrk (ascii, "/@[]\"<>"));
  again = oms_host_to_ascii (ascii);
  g_assert_cmpstr (again, ==, ascii);
}

static void
check_port (const char *typed)
{
  g_autoptr (GError) error = NULL;
  guint port = 0;

  if (oms_port_parse (typed, &port, &error)) {
    g_assert_cmpuint (port, >=, 1);
    g_assert_cmpuint (port, <=, 65535);
  } else {
    g_assert_error (error, OMS_ERROR, OMS_ERROR_INVALID_PORT);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *typed = g_strndup ((const char *) data, size);

  check_address (typed);
  check_host (typed);
  check_port (typed);

  return 0;
}
