/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-practice.h"

#include <glib/gstdio.h>

static OmsPractice *
parse (const char  *text,
       GError     **error)
{
  g_autofree char *path = NULL;
  OmsPractice *practice;
  int fd = g_file_open_tmp (NULL, &path, NULL);

  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  practice = oms_practice_new_from_file (path, error);
  g_unlink (path);

  return practice;
}

static void
test_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OmsPractice) practice = parse ("[Practice]\nca-file=/tmp/ca.pem\n"
                                            "[Hosts]\nsmtp.gmail.com:465=127.0.0.1:40001\n"
                                            "[Sender one]\nname=Ada\naddress=ada@example.com\n"
                                            "host=mail.example.com\nencryption=starttls\n"
                                            "port=2525\nauthentication=token\n"
                                            "user=ada\npassword=t\n", &error);
  const char * const *connect_to;
  OmsSender *sender;

  g_assert_no_error (error);
  g_assert_cmpstr (oms_practice_get_ca_file (practice), ==, "/tmp/ca.pem");
  connect_to = oms_practice_get_connect_to (practice);
  g_assert_cmpuint (g_strv_length ((char **) connect_to), ==, 2);
  g_assert_cmpstr (connect_to[0], ==, "smtp.gmail.com:465:127.0.0.1:40001");
  /* The last one catches every other host, and no name that long exists. */
  g_assert_true (g_str_has_prefix (connect_to[1], "::"));
  g_assert_cmpuint (strlen (connect_to[1]), >, 2 + 63);

  g_assert_cmpuint (oms_practice_get_n_senders (practice), ==, 1);
  sender = oms_practice_get_sender (practice, 0);
  g_assert_cmpstr (oms_sender_get_name (sender), ==, "Ada");
  g_assert_cmpint (oms_sender_get_encryption (sender), ==, OMS_ENCRYPTION_STARTTLS);
  g_assert_cmpuint (oms_sender_get_port (sender), ==, 2525);
  g_assert_cmpint (oms_sender_get_authentication (sender), ==, OMS_AUTHENTICATION_TOKEN);
  g_assert_cmpstr (oms_practice_get_password (practice, 0), ==, "t");
}

static void
test_wrong_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse ("[Hosts]\n", &error));
  g_assert_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_GROUP_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (oms_practice_new_from_file ("/nonexistent/practice.conf", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/file", test_file);
  g_test_add_func ("/practice/wrong-file", test_wrong_file);
  return g_test_run ();
}
