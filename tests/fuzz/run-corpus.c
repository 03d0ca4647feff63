/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a fuzzer over the inputs in a folder, so that a build without libFuzzer tests them too. */

#include "fuzz.h"

static void
test_input (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpint (LLVMFuzzerTestOneInput ((const guint8 *) data, size), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);

  folder = g_dir_open (argv[1], 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder))) {
    g_autofree char *test_path = g_strconcat ("/fuzz/", name, NULL);

    g_test_add_data_func_full (test_path, g_build_filename (argv[1], name, NULL), test_input,
                               g_free);
  }

  return g_test_run ();
}
