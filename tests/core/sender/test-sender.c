/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-enum-types.h"
#include "oms-error.h"
#include "oms-sender.h"

static void
count (guint *counter)
{
  ++*counter;
}

static guint *
count_notify (OmsSender  *sender,
              const char *property,
              guint      *counter)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  *counter = 0;
  g_signal_connect_swapped (sender, signal, G_CALLBACK (count), counter);
  return counter;
}

static OmsSender *
new_ada (void)
{
  OmsSender *sender = oms_sender_new (NULL);

  oms_sender_set_name (sender, "Ada Lovelace");
  oms_sender_set_address (sender, "ada@example.com");
  oms_sender_set_host (sender, "mail.example.com");
  oms_sender_set_user (sender, "ada@example.com");
  return sender;
}

static void
test_defaults (void)
{
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);
  g_autoptr (OmsSender) other = oms_sender_new (NULL);
  g_autoptr (OmsSender) known = oms_sender_new ("6f1ed002-ab5f-4b5b-9d1f-3b1a8e3b3a52");

  g_assert_true (g_uuid_string_is_valid (oms_sender_get_id (sender)));
  g_assert_cmpstr (oms_sender_get_id (sender), !=, oms_sender_get_id (other));
  g_assert_cmpstr (oms_sender_get_id (known), ==, "6f1ed002-ab5f-4b5b-9d1f-3b1a8e3b3a52");
  g_assert_cmpstr (oms_sender_get_name (sender), ==, "");
  g_assert_cmpstr (oms_sender_get_pinned_key (sender), ==, "");
  g_assert_cmpint (oms_sender_get_encryption (sender), ==, OMS_ENCRYPTION_TLS);
  g_assert_cmpint (oms_sender_get_authentication (sender), ==, OMS_AUTHENTICATION_PASSWORD);
  g_assert_cmpuint (oms_sender_get_effective_port (sender), ==, 465);
  g_assert_false (oms_sender_get_allow_plaintext (sender));
  g_assert_true (oms_sender_equal (sender, other));
}

static void
test_text (void)
{
  static const char * const properties[] = { "name", "address", "host", "user", "pinned-key" };
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++) {
    g_autofree char *text = NULL;
    guint notified;

    count_notify (sender, properties[i], &notified);
    g_object_set (sender, properties[i], "x", NULL);
    g_object_set (sender, properties[i], "x", NULL);
    g_assert_cmpuint (notified, ==, 1);
    g_object_set (sender, properties[i], NULL, NULL);
    g_object_get (sender, properties[i], &text, NULL);
    g_assert_cmpstr (text, ==, "");
    g_assert_cmpuint (notified, ==, 2);
    g_signal_handlers_disconnect_by_data (sender, &notified);
  }
}

static void
test_effective_port (void)
{
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);
  guint notified;

  count_notify (sender, "effective-port", &notified);
  oms_sender_set_encryption (sender, OMS_ENCRYPTION_STARTTLS);
  g_assert_cmpuint (oms_sender_get_effective_port (sender), ==, 587);
  g_assert_cmpuint (notified, ==, 1);

  oms_sender_set_port (sender, 587);
  g_assert_cmpuint (notified, ==, 1);
  oms_sender_set_encryption (sender, OMS_ENCRYPTION_NONE);
  g_assert_cmpuint (oms_sender_get_effective_port (sender), ==, 587);
  g_assert_cmpuint (notified, ==, 1);

  oms_sender_set_port (sender, 0);
  g_assert_cmpuint (oms_sender_get_effective_port (sender), ==, 25);
  g_assert_cmpuint (notified, ==, 2);
}

static void
test_bind (void)
{
  g_autoptr (OmsSender) sender = oms_sender_new (NULL);
  g_autoptr (OmsSender) other = oms_sender_new (NULL);

  g_object_bind_property (sender, "encryption", other, "encryption", G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (sender, "authentication", other, "authentication", G_BINDING_DEFAULT);
  g_object_bind_property (sender, "allow-plaintext", other, "allow-plaintext", G_BINDING_DEFAULT);
  oms_sender_set_encryption (sender, OMS_ENCRYPTION_NONE);
  oms_sender_set_authentication (sender, OMS_AUTHENTICATION_TOKEN);
  oms_sender_set_allow_plaintext (sender, 2);
  g_assert_cmpint (oms_sender_get_encryption (other), ==, OMS_ENCRYPTION_NONE);
  g_assert_cmpint (oms_sender_get_authentication (other), ==, OMS_AUTHENTICATION_TOKEN);
  g_assert_cmpint (oms_sender_get_allow_plaintext (other), ==, TRUE);
}

/* Every property takes part, also one that is added later. */
static void
test_copy (void)
{
  g_autoptr (OmsSender) sender = new_ada ();
  g_autofree GParamSpec **specs = NULL;
  guint n_specs;

  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (sender), &n_specs);
  g_assert_cmpuint (n_specs, >, 0);
  for (guint i = 0; i < n_specs; i++) {
    g_autoptr (OmsSender) copy = oms_sender_copy (sender);
    g_auto (GValue) value = G_VALUE_INIT;

    g_assert_cmpstr (oms_sender_get_id (copy), ==, oms_sender_get_id (sender));
    g_assert_true (oms_sender_equal (copy, sender));
    if (!(specs[i]->flags & G_PARAM_WRITABLE) || (specs[i]->flags & G_PARAM_CONSTRUCT_ONLY))
      continue;

    g_object_get_property (G_OBJECT (copy), specs[i]->name, &value);
    if (G_VALUE_HOLDS_STRING (&value))
      g_value_set_string (&value, "changed");
    else if (G_VALUE_HOLDS_UINT (&value))
      g_value_set_uint (&value, 2525);
    else if (G_VALUE_HOLDS_BOOLEAN (&value))
      g_value_set_boolean (&value, !g_value_get_boolean (&value));
    else
      g_value_set_enum (&value, g_value_get_enum (&value) + 1);
    g_object_set_property (G_OBJECT (copy), specs[i]->name, &value);
    g_assert_false (oms_sender_equal (copy, sender));

    oms_sender_assign (sender, copy);
    g_assert_true (oms_sender_equal (copy, sender));
  }
}

static void
test_title (void)
{
  g_autoptr (OmsSender) sender = new_ada ();
  g_autofree char *full = oms_sender_dup_title (sender);
  g_autofree char *address = NULL;
  g_autofree char *host = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *name = NULL;

  g_assert_cmpstr (full, ==, "Ada Lovelace – ada@example.com");
  oms_sender_set_name (sender, "");
  address = oms_sender_dup_title (sender);
  g_assert_cmpstr (address, ==, "ada@example.com");
  oms_sender_set_address (sender, "");
  host = oms_sender_dup_title (sender);
  g_assert_cmpstr (host, ==, "mail.example.com");
  oms_sender_set_host (sender, "");
  nothing = oms_sender_dup_title (sender);
  g_assert_cmpstr (nothing, ==, "New Sender");
  oms_sender_set_name (sender, "Ada");
  name = oms_sender_dup_title (sender);
  g_assert_cmpstr (name, ==, "Ada");
}

static void
assert_wrong (OmsSender      *sender,
              OmsSenderField  field,
              int             code)
{
  g_autoptr (GError) error = NULL;
  OmsSenderField first_wrong = OMS_N_SENDER_FIELDS;

  g_assert_false (oms_sender_validate_field (sender, field, &error));
  g_assert_error (error, OMS_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_clear_error (&error);
  g_assert_false (oms_sender_validate (sender, &first_wrong, &error));
  g_assert_error (error, OMS_ERROR, code);
  g_assert_cmpint (first_wrong, ==, field);
}

static void
assert_right (OmsSender *sender)
{
  g_autoptr (GError) error = NULL;

  oms_sender_validate (sender, NULL, &error);
  g_assert_no_error (error);
}

static void
test_validate_name (void)
{
  static const char * const wrong[] = { "Ada\r\nBcc: all@example.com", "\x7f", "a\xe2\x80\xa8z",
                                        "\xff" };
  g_autoptr (OmsSender) sender = new_ada ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    oms_sender_set_name (sender, wrong[i]);
    assert_wrong (sender, OMS_SENDER_FIELD_NAME, OMS_ERROR_INVALID_NAME);
  }
  oms_sender_set_name (sender, "María “Ada” 愛");
  assert_right (sender);
  oms_sender_set_name (sender, "");
  assert_right (sender);
}

static void
test_validate_server (void)
{
  g_autoptr (OmsSender) sender = new_ada ();

  oms_sender_set_address (sender, "ada");
  assert_wrong (sender, OMS_SENDER_FIELD_ADDRESS, OMS_ERROR_INVALID_ADDRESS);
  oms_sender_set_address (sender, "ada@example.com");
  oms_sender_set_host (sender, "mail.example.com\r\nNOOP");
  assert_wrong (sender, OMS_SENDER_FIELD_HOST, OMS_ERROR_INVALID_HOST);
  oms_sender_set_host (sender, "mail.example.com");
  oms_sender_set_port (sender, 65536);
  assert_wrong (sender, OMS_SENDER_FIELD_PORT, OMS_ERROR_INVALID_PORT);
  oms_sender_set_port (sender, 65535);
  assert_right (sender);
}

static void
test_validate_user (void)
{
  static const char * const wrong[] = { "", " ada", "ada ", "ada\xc2\xa0", "ada\nb", "\xff",
                                        "a\x01" };
  g_autoptr (OmsSender) sender = new_ada ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    oms_sender_set_user (sender, wrong[i]);
    assert_wrong (sender, OMS_SENDER_FIELD_USER, OMS_ERROR_INVALID_USER);
  }
  oms_sender_set_authentication (sender, OMS_AUTHENTICATION_NONE);
  assert_right (sender);
  oms_sender_set_authentication (sender, OMS_AUTHENTICATION_TOKEN);
  oms_sender_set_user (sender, "DOMAIN\\ada lovelace");
  assert_right (sender);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sender/bind", test_bind);
  g_test_add_func ("/sender/copy", test_copy);
  g_test_add_func ("/sender/defaults", test_defaults);
  g_test_add_func ("/sender/effective-port", test_effective_port);
  g_test_add_func ("/sender/text", test_text);
  g_test_add_func ("/sender/title", test_title);
  g_test_add_func ("/sender/validate/name", test_validate_name);
  g_test_add_func ("/sender/validate/server", test_validate_server);
  g_test_add_func ("/sender/validate/user", test_validate_user);

  return g_test_run ();
}
