/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "slow-link"

#include "slow-link.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

struct _SlowLink {
  GSocketService *service;
  guint           port;
  guint           target_port;
  gint64          one_way;       /* µs */
  int             turns;         /* atomic */
  int             last_was_client;
  GMutex          mutex;
  GCond           ended;
  guint           n_connections; /* under the mutex */
};

/* One direction of a connection: what is read goes through a queue, and is late when it is
 * written. */
typedef struct {
  SlowLink      *link;
  GInputStream  *input;
  GOutputStream *output;
  GSocket       *written_to;
  GAsyncQueue   *queue;
  gint64         not_before;     /* when the first byte can get through */
  gboolean       is_client;
} Pump;

typedef struct {
  gint64 due;
  gsize  length;                 /* 0: the end */
  char   bytes[16384];
} Piece;

static void
wait_until (gint64 due)
{
  gint64 now = g_get_monotonic_time ();

  if (due > now)
    g_usleep (due - now);
}

/* A turn begins when the client speaks after it has listened. */
static void
count_turn (SlowLink *self,
            gboolean  is_client)
{
  if (g_atomic_int_exchange (&self->last_was_client, is_client) == FALSE && is_client)
    g_atomic_int_inc (&self->turns);
}

static gpointer
write_pieces (gpointer data)
{
  Pump *pump = data;
  gboolean goes_on = TRUE;

  while (goes_on) {
    g_autofree Piece *piece = g_async_queue_pop (pump->queue);

    wait_until (piece->due);
    goes_on = piece->length > 0 &&
              g_output_stream_write_all (pump->output, piece->bytes, piece->length, NULL, NULL,
                                         NULL);
  }

  g_socket_shutdown (pump->written_to, FALSE, TRUE, NULL);
  return NULL;
}

static gpointer
run_pump (gpointer data)
{
  Pump *pump = data;
  GThread *writer = g_thread_new ("slow-link-writer", write_pieces, pump);
  gboolean goes_on = TRUE;

  while (goes_on) {
    Piece *piece = g_new (Piece, 1);
    gssize length = g_input_stream_read (pump->input, piece->bytes, sizeof piece->bytes, NULL,
                                         NULL);

    piece->length = MAX (length, 0);
    goes_on = length > 0;
    if (goes_on)
      count_turn (pump->link, pump->is_client);
    piece->due = MAX (g_get_monotonic_time () + pump->link->one_way, pump->not_before);
    g_async_queue_push (pump->queue, piece);
  }

  g_thread_join (writer);
  return NULL;
}

static void
count_connections (SlowLink *self,
                   int       change)
{
  g_mutex_lock (&self->mutex);
  self->n_connections += change;
  g_cond_signal (&self->ended);
  g_mutex_unlock (&self->mutex);
}

static void
set_no_delay (GSocketConnection *connection)
{
  g_socket_set_option (g_socket_connection_get_socket (connection), IPPROTO_TCP, TCP_NODELAY, 1,
                       NULL);
}

static void
pump_init (Pump              *pump,
           SlowLink          *self,
           GSocketConnection *from,
           GSocketConnection *to)
{
  pump->link = self;
  pump->input = g_io_stream_get_input_stream (G_IO_STREAM (from));
  pump->output = g_io_stream_get_output_stream (G_IO_STREAM (to));
  pump->written_to = g_socket_connection_get_socket (to);
  pump->queue = g_async_queue_new_full (g_free);
}

static void
carry (SlowLink          *self,
       GSocketConnection *client,
       GSocketConnection *server,
       gint64             not_before)
{
  Pump to_server = { .is_client = TRUE };
  Pump to_client = { .not_before = not_before };
  GThread *thread;

  set_no_delay (client);
  set_no_delay (server);
  pump_init (&to_server, self, client, server);
  pump_init (&to_client, self, server, client);
  thread = g_thread_new ("slow-link", run_pump, &to_server);
  run_pump (&to_client);
  g_thread_join (thread);
  g_async_queue_unref (to_server.queue);
  g_async_queue_unref (to_client.queue);
}

/* Loopback connects at once, so that the ways of SYN, SYN/ACK and ACK are added here: what the
 * client says is heard after three ways, what the server says after four. */
static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection      *client,
        GObject                *source_object,
        gpointer                user_data)
{
  SlowLink *self = user_data;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GSocketClient) connector = g_socket_client_new ();
  g_autoptr (GSocketConnection) server = NULL;

  count_connections (self, 1);
  g_atomic_int_set (&self->turns, 0);
  g_atomic_int_set (&self->last_was_client, FALSE);
  g_socket_client_set_enable_proxy (connector, FALSE);
  wait_until (start + 2 * self->one_way);
  server = g_socket_client_connect_to_host (connector, "127.0.0.1", self->target_port, NULL, NULL);
  if (server)
    carry (self, client, server, start + 4 * self->one_way);

  count_connections (self, -1);
  return TRUE;
}

/**
 * slow_link_new:
 * @target_port: where on loopback the server listens
 * @milliseconds: how long one way takes; a round trip is two
 * @error: where to put an error
 *
 * Opens a port that leads to the server, a long way off.
 *
 * Returns: (transfer full) (nullable): the link
 */
SlowLink *
slow_link_new (guint    target_port,
               guint    milliseconds,
               GError **error)
{
  g_autoptr (SlowLink) self = g_new0 (SlowLink, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;

  self->target_port = target_port;
  self->one_way = milliseconds * (gint64) 1000;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->ended);
  self->service = g_threaded_socket_service_new (-1);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any_port,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &address,
                                      error))
    return NULL;

  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  return g_steal_pointer (&self);
}

static void
wait_for_end (SlowLink *self)
{
  g_mutex_lock (&self->mutex);
  while (self->n_connections > 0)
    g_cond_wait (&self->ended, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/* Waits until its connections have ended. */
void
slow_link_free (SlowLink *self)
{
  wait_for_end (self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ended);
  g_free (self);
}

guint
slow_link_get_port (SlowLink *self)
{
  return self->port;
}

/* Waits until its connections have ended: how often the client spoke on the last one after it had
 * listened. */
guint
slow_link_wait_turns (SlowLink *self)
{
  wait_for_end (self);
  return g_atomic_int_get (&self->turns);
}
