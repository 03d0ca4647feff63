/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-password-file"

#include "oms-password-file.h"

#include "oms-error.h"
#include "oms-wipe.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What a line of a sign-in can carry: 12288 octets of base64 (RFC 4954 section 4). Access tokens of
 * Microsoft have some thousand. */
#define MAX_LENGTH (12288 / 4 * 3)

/* Reads as far as the end of the first line; not through stdio or GIO, whose buffers nobody
 * wipes. */
static gssize
read_line (int     fd,
           char   *buffer,
           gsize   size)
{
  gsize length = 0;

  while (length < size && !memchr (buffer, '\n', length)) {
    gssize n = read (fd, buffer + length, size - length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return -1;
    if (n == 0)
      break;
    length += n;
  }

  return length;
}

static gboolean
has_control_characters (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;
  }

  return FALSE;
}

static OmsPassword *
read_first_line (const char  *buffer,
                 gsize        length,
                 GError     **error)
{
  const char *end = memchr (buffer, '\n', length);
  gsize line_length = end ? (gsize) (end - buffer) : length;
  const char *problem = NULL;
  char *line;

  if (line_length == 0)
    problem = _("The password file is empty, or begins with an empty line.");
  else if (line_length > MAX_LENGTH)
    problem = _("What is in the password file is too long for a password.");
  else if (!g_utf8_validate_len (buffer, line_length, NULL))
    problem = _("The password is not valid UTF-8.");

  line = problem ? NULL : g_strndup (buffer, line_length);
  if (line && has_control_characters (line)) {
    problem = _("The password contains an invisible character, such as a carriage return.");
    g_clear_pointer (&line, oms_wipe_string);
  }

  if (problem)
    g_set_error_literal (error, OMS_ERROR, OMS_ERROR_INVALID_PASSWORD, problem);

  return line ? oms_password_new_take (line) : NULL;
}

/**
 * oms_password_file_read:
 * @path: a file, or “-” for standard input
 * @error: return location for an error
 *
 * Reads a password: the first line, without the newline at its end and otherwise as it is.
 *
 * Sets %OMS_ERROR_INVALID_PASSWORD, or an error of %G_FILE_ERROR where it cannot be read.
 *
 * Returns: (transfer full) (nullable): the password
 */
OmsPassword *
oms_password_file_read (const char  *path,
                        GError     **error)
{
  const gsize size = MAX_LENGTH + 1;
  char *buffer = g_malloc (size);
  gboolean is_stdin = g_str_equal (path, "-");
  int fd = is_stdin ? STDIN_FILENO : g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize length = fd < 0 ? -1 : read_line (fd, buffer, size);
  int saved_errno = errno;
  OmsPassword *password = NULL;

  if (length < 0)
    /* Translators: first the name of a file, then the system’s words for what went wrong. */
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
                 _("The password could not be read from “%s”: %s"), path,
                 g_strerror (saved_errno));
  else
    password = read_first_line (buffer, length, error);

  oms_wipe_memory (buffer, size);
  if (fd >= 0 && !is_stdin)
    g_close (fd, NULL);

  return password;
}
