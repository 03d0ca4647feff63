/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "practice-server"

#include "practice-session.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <locale.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Plays mail servers on loopback, so that nobody needs an account or a network. */
typedef struct {
  char           *directory;
  char           *replies;
  char           *pki;
  PracticeScript *script;         /* without the replies */
  GSocketService *service;
  GPtrArray      *dead_sockets;   /* of ports where nobody answers */
  GHashTable     *places;         /* the local port (guint) → "HOST:PORT" */
  GKeyFile       *practice;       /* what the clients read */
  GMainLoop      *loop;
} PracticeServer;

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source_object,
        gpointer                user_data)
{
  PracticeServer *self = user_data;
  g_autoptr (GSocketAddress) address = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (PracticeScript) script = NULL;
  g_autoptr (GError) error = NULL;
  guint port;

  if (!address)
    return TRUE;

  /* Read anew each time, so that a test can change the replies while the server runs. */
  script = practice_script_copy_with (self->script, self->replies, &error);
  if (!script) {
    g_printerr ("%s\n", error->message);
    return TRUE;
  }

  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  g_socket_set_option (g_socket_connection_get_socket (connection), IPPROTO_TCP, TCP_NODELAY, 1,
                       NULL);
  practice_session_run (script, self->pki,
                        g_hash_table_lookup (self->places, GUINT_TO_POINTER (port)), connection);
  return TRUE;
}

static gboolean
make_pki (PracticeServer  *self,
          char           **hosts,
          GError         **error)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_auto (GStrv) argv = NULL;

  g_strv_builder_add_many (arguments, PRACTICE_SOURCE_DIR "/make-pki", self->pki, NULL);
  g_strv_builder_addv (arguments, (const char **) hosts);
  argv = g_strv_builder_end (arguments);
  process = g_subprocess_newv ((const char * const *) argv, G_SUBPROCESS_FLAGS_NONE, error);

  return process && g_subprocess_wait_check (process, NULL, error);
}

static GSocketAddress *
any_port (void)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);

  return g_inet_socket_address_new (loopback, 0);
}

static GSocket *
new_socket (PracticeServer  *self,
            GError         **error)
{
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                  error);

  if (socket)
    g_ptr_array_add (self->dead_sockets, socket);

  return socket;
}

/* Linux lets one connection more wait than the backlog says, and drops what comes after. */
static gboolean
fill_backlog (PracticeServer  *self,
              GSocket         *listener,
              GSocketAddress  *address,
              GError         **error)
{
  GSocket *client = new_socket (self, error);

  g_socket_set_listen_backlog (listener, 0);
  return client &&
         g_socket_listen (listener, error) &&
         g_socket_connect (client, address, NULL, error);
}

/* A port that refuses connections, or swallows them (@is_black_hole), and that nobody else gets
 * as long as we run. */
static guint
add_dead_port (PracticeServer  *self,
               gboolean         is_black_hole,
               GError         **error)
{
  g_autoptr (GSocketAddress) wanted = any_port ();
  g_autoptr (GSocketAddress) address = NULL;
  GSocket *socket = new_socket (self, error);

  if (!socket || !g_socket_bind (socket, wanted, FALSE, error))
    return 0;
  address = g_socket_get_local_address (socket, error);
  if (!address || (is_black_hole && !fill_backlog (self, socket, address, error)))
    return 0;

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

static guint
add_listening_port (PracticeServer  *self,
                    GError         **error)
{
  g_autoptr (GSocketAddress) wanted = any_port ();
  g_autoptr (GSocketAddress) address = NULL;

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &address,
                                      error))
    return 0;

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

static gboolean
add_place (PracticeServer  *self,
           PracticeScript  *script,
           const char      *place,
           GError         **error)
{
  g_autofree char *connect = practice_script_get (script, place, NULL, "connect");
  g_autofree char *address = NULL;
  guint port;

  if (g_strcmp0 (connect, "!refuse") == 0)
    port = add_dead_port (self, FALSE, error);
  else if (g_strcmp0 (connect, "!swallow") == 0)
    port = add_dead_port (self, TRUE, error);
  else
    port = add_listening_port (self, error);
  if (port == 0)
    return FALSE;

  address = g_strdup_printf ("127.0.0.1:%u", port);
  g_key_file_set_string (self->practice, "Hosts", place, address);
  g_hash_table_insert (self->places, GUINT_TO_POINTER (port), g_strdup (place));
  return TRUE;
}

static gboolean
add_hosts (PracticeServer  *self,
           PracticeScript  *script,
           char           **hosts,
           GError         **error)
{
  for (guint i = 0; hosts[i]; i++) {
    g_auto (GStrv) ports = practice_script_dup_ports (script, hosts[i]);

    for (guint j = 0; ports[j]; j++) {
      g_autofree char *place = g_strdup_printf ("%s:%s", hosts[i], ports[j]);

      if (!add_place (self, script, place, error))
        return FALSE;
    }
  }

  return TRUE;
}

static gboolean
start (PracticeServer  *self,
       GError         **error)
{
  g_autoptr (PracticeScript) script = NULL;
  g_autofree char *ca_file = g_build_filename (self->pki, "ca.pem", NULL);
  g_autofree char *path = g_build_filename (self->directory, "practice.conf", NULL);
  g_auto (GStrv) hosts = NULL;

  self->script = practice_script_load (error);
  if (!self->script)
    return FALSE;
  script = practice_script_copy_with (self->script, self->replies, error);
  if (!script)
    return FALSE;

  hosts = practice_script_dup_hosts (script);
  if (!make_pki (self, hosts, error))
    return FALSE;

  g_key_file_set_string (self->practice, "Practice", "ca-file", ca_file);
  if (!add_hosts (self, script, hosts, error))
    return FALSE;

  practice_script_add_senders (script, self->practice);
  g_socket_service_start (self->service);
  return g_key_file_save_to_file (self->practice, path, error);
}

static gboolean
on_end (gpointer user_data)
{
  PracticeServer *self = user_data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
on_stdin (int          fd,
          GIOCondition condition,
          gpointer     user_data)
{
  char bytes[256];
  gssize n_read = read (fd, bytes, sizeof bytes);

  if (n_read > 0 || (n_read < 0 && errno == EINTR))
    return G_SOURCE_CONTINUE;

  return on_end (user_data);
}

/* Who started us holds the other end of standard input; with it gone, so are we. */
static void
watch_stdin (PracticeServer *self)
{
  struct stat info;

  if (fstat (STDIN_FILENO, &info) == 0 && (S_ISFIFO (info.st_mode) || S_ISSOCK (info.st_mode)))
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, on_stdin, self);
}

static gboolean
parse (PracticeServer   *self,
       int              *argc,
       char           ***argv,
       GError          **error)
{
  g_autofree char *directory = NULL;
  g_autofree char *replies = NULL;
  const GOptionEntry entries[] = {
    { "directory", 'd', 0, G_OPTION_ARG_FILENAME, &directory,
      "Where to put practice.conf and the certificates", "DIR" },
    { "replies", 'r', 0, G_OPTION_ARG_FILENAME, &replies,
      "What to say instead, in the form of the personalities; read at each connection", "FILE" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context,
                                "Plays mail servers on 127.0.0.1 until SIGTERM, or until the pipe "
                                "on standard input is closed.\n"
                                "Says “ready” when DIR/practice.conf is there.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (!directory || *argc > 1) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "Exactly --directory is needed");
    return FALSE;
  }

  self->directory = g_canonicalize_filename (directory, NULL);
  self->replies = replies ? g_canonicalize_filename (replies, NULL) : NULL;
  self->pki = g_build_filename (self->directory, "pki", NULL);
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  /* Never cleared: the threads of open conversations use it to the end. */
  static PracticeServer self;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  self.service = g_threaded_socket_service_new (-1);
  self.dead_sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self.places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self.practice = g_key_file_new ();
  self.loop = g_main_loop_new (NULL, FALSE);
  g_socket_service_stop (self.service);
  g_signal_connect (self.service, "run", G_CALLBACK (on_run), &self);

  if (!parse (&self, &argc, &argv, &error) || !start (&self, &error)) {
    g_printerr ("practice-server: %s\n", error->message);
    return EXIT_FAILURE;
  }

  g_unix_signal_add (SIGTERM, on_end, &self);
  g_unix_signal_add (SIGINT, on_end, &self);
  watch_stdin (&self);
  g_print ("ready\n");
  g_main_loop_run (self.loop);

  return EXIT_SUCCESS;
}
