/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "slow-link.h"

#include <gio/gunixinputstream.h>
#include <stdlib.h>
#include <unistd.h>

static void
on_end_of_input (GObject      *source,
                 GAsyncResult *result,
                 gpointer      loop)
{
  g_main_loop_quit (loop);
}

/* Prints its port, and carries until standard input ends. */
int
main (int   argc,
      char *argv[])
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GError) error = NULL;
  SlowLink *link;
  char byte;

  if (argc != 3) {
    g_printerr ("Usage: slow-link TARGET-PORT MILLISECONDS\n");
    return 2;
  }

  /* Never freed: the end of the process ends its connections. */
  link = slow_link_new (atoi (argv[1]), atoi (argv[2]), &error);
  if (!link) {
    g_printerr ("%s\n", error->message);
    return EXIT_FAILURE;
  }

  g_print ("%u\n", slow_link_get_port (link));
  g_input_stream_read_async (input, &byte, 1, G_PRIORITY_DEFAULT, NULL, on_end_of_input, loop);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}
