/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <time.h>

/* Preloaded into a program, this writes down whenever its main loop was busy for more than a
 * millisecond between two looks at what has happened: the start, the length, and how much of that
 * the processor worked for it, in microseconds. The rest is what other programs took. */

static int log_fd = -1;
static gint64 busy_since;
static gint64 worked_before;

static gint64
get_worked_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gint
watch_poll (GPollFD *fds,
            guint    n_fds,
            gint     timeout)
{
  gint64 now = g_get_monotonic_time ();
  gint result;

  if (busy_since != 0 && now - busy_since > 1000)
    dprintf (log_fd, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
             busy_since, now - busy_since, get_worked_time () - worked_before);

  result = g_poll (fds, n_fds, timeout);
  busy_since = g_get_monotonic_time ();
  worked_before = get_worked_time ();
  return result;
}

__attribute__ ((constructor)) static void
watch_main_loop (void)
{
  const char *path = g_getenv ("WATCH_LOOP_LOG");

  log_fd = path != NULL ? open (path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600) : -1;
  if (log_fd >= 0)
    g_main_context_set_poll_func (NULL, watch_poll);
}
