/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "practice-process"

#include "practice-process.h"

#include <glib/gstdio.h>

struct _PracticeProcess {
  GSubprocess *process;
  char        *directory;
  char        *replies;
  OmsPractice *practice;
};

/**
 * practice_process_start:
 *
 * Starts the practice server that the environment variable `OMS_PRACTICE_SERVER` names, in a
 * temporary folder, and waits until it can be used. A test cannot go on without it, so that a
 * failure ends the program.
 *
 * Returns: (transfer full): the process
 */
PracticeProcess *
practice_process_start (void)
{
  PracticeProcess *self = g_new0 (PracticeProcess, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autofree char *conf = NULL;

  self->directory = g_dir_make_tmp ("practice-XXXXXX", &error);
  g_assert_no_error (error);
  self->replies = g_build_filename (self->directory, "replies.ini", NULL);
  practice_process_set_replies (self, "");

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, g_getenv ("OMS_PRACTICE_SERVER"),
                                    "--directory", self->directory, "--replies", self->replies,
                                    NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "ready");

  conf = practice_process_dup_conf (self);
  self->practice = oms_practice_new_from_file (conf, &error);
  g_assert_no_error (error);
  return self;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder))) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      remove_folder (child);
    else
      g_remove (child);
  }
  g_rmdir (path);
}

void
practice_process_stop (PracticeProcess *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  remove_folder (self->directory);
  g_clear_object (&self->process);
  g_clear_pointer (&self->practice, oms_practice_unref);
  g_free (self->directory);
  g_free (self->replies);
  g_free (self);
}

OmsPractice *
practice_process_get_practice (PracticeProcess *self)
{
  return self->practice;
}

/* The path of what OUTGOING_MAIL_PRACTICE names. */
char *
practice_process_dup_conf (PracticeProcess *self)
{
  return g_build_filename (self->directory, "practice.conf", NULL);
}

static GKeyFile *
load_conf (PracticeProcess *self)
{
  g_autofree char *path = practice_process_dup_conf (self);
  g_autoptr (GKeyFile) conf = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_key_file_load_from_file (conf, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&conf);
}

/* The local port where @place ("HOST:PORT") is played. */
guint
practice_process_get_port (PracticeProcess *self,
                           const char      *place)
{
  g_autoptr (GKeyFile) conf = load_conf (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = g_key_file_get_string (conf, "Hosts", place, &error);

  g_assert_no_error (error);
  return g_ascii_strtoull (strchr (address, ':') + 1, NULL, 10);
}

/**
 * practice_process_new_detour:
 * @place: "HOST:PORT"
 * @port: a local port that leads there
 *
 * Returns: (transfer full): the way to all servers that are played, but to one by another port
 */
OmsPractice *
practice_process_new_detour (PracticeProcess *self,
                             const char      *place,
                             guint            port)
{
  g_autoptr (GKeyFile) conf = load_conf (self);
  g_autofree char *path = g_build_filename (self->directory, "detour.conf", NULL);
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", port);
  g_autoptr (GError) error = NULL;
  OmsPractice *practice;

  g_key_file_set_string (conf, "Hosts", place, address);
  g_key_file_save_to_file (conf, path, &error);
  g_assert_no_error (error);
  practice = oms_practice_new_from_file (path, &error);
  g_assert_no_error (error);
  return practice;
}

/* What is said instead from the next connection on, in the form of the personalities. */
void
practice_process_set_replies (PracticeProcess *self,
                              const char      *replies)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (self->replies, replies, -1, &error);
  g_assert_no_error (error);
}
