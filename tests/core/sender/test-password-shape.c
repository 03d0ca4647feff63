/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-password-shape.h"

typedef struct {
  const char       *password;
  OmsPasswordShape  shape;
} Case;

static const Case cases[] = {
  { NULL, OMS_PASSWORD_SHAPE_EMPTY },
  { "", OMS_PASSWORD_SHAPE_EMPTY },
  { "sunflower42", 0 },
  { "abcdefghijklmnop", OMS_PASSWORD_SHAPE_SIXTEEN_LETTERS },
  { "abcdefghijklmno", 0 },
  { "abcdefghijklmnopq", 0 },
  { "Abcdefghijklmnop", 0 },
  { "abcd efgh ijkl mnop", OMS_PASSWORD_SHAPE_SIXTEEN_LETTERS | OMS_PASSWORD_SHAPE_BLANKS },
  { "abcd\302\240efgh\302\240ijkl\302\240mnop",
    OMS_PASSWORD_SHAPE_SIXTEEN_LETTERS | OMS_PASSWORD_SHAPE_BLANKS | OMS_PASSWORD_SHAPE_NON_ASCII },
  { "abcdefghijklmnop\n", OMS_PASSWORD_SHAPE_SIXTEEN_LETTERS | OMS_PASSWORD_SHAPE_BLANKS },
  { "abcd-efgh-ijkl-mnop", OMS_PASSWORD_SHAPE_FOUR_BY_FOUR },
  { "abcde-fgh-ijkl-mnop", 0 },
  { "abcd-efghijklmnop", 0 },
  { "schl\303\274ssel", OMS_PASSWORD_SHAPE_NON_ASCII },
  { "\377\376", OMS_PASSWORD_SHAPE_NON_ASCII },
};

static void
test_shapes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *shown = g_strescape (cases[i].password ? cases[i].password : "(none)", NULL);

    g_test_message ("“%s”", shown);
    g_assert_cmpuint (oms_password_shape (cases[i].password), ==, cases[i].shape);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/password-shape/shapes", test_shapes);
  return g_test_run ();
}
