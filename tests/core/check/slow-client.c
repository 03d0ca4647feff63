/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loaded into a program, it makes every server faster than that program: whatever it asks of a
 * connection has happened before it looks. libcurl then passes several steps at once. */

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>

/* Milliseconds; servers that stall are not waited for longer. */
#define PATIENCE 200

static void
wait_for (int   socket,
          short events)
{
  int saved_errno = errno;

  poll (&(struct pollfd) { .fd = socket, .events = events }, 1, PATIENCE);
  errno = saved_errno;
}

int
connect (int                    socket,
         const struct sockaddr *address,
         socklen_t              length)
{
  int (*next) (int, const struct sockaddr *, socklen_t) = dlsym (RTLD_NEXT, "connect");
  int result = next (socket, address, length);

  wait_for (socket, POLLOUT);

  return result;
}

ssize_t
recv (int     socket,
      void   *buffer,
      size_t  length,
      int     flags)
{
  ssize_t (*next) (int, void *, size_t, int) = dlsym (RTLD_NEXT, "recv");

  wait_for (socket, POLLIN);

  return next (socket, buffer, length, flags);
}
