/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "check-run.h"
#include "oms-init.h"

#include <dlfcn.h>
#include <netdb.h>

#define NAME "mail.example.com"

/* Far more than it takes, and far less than any deadline. */
#define AT_ONCE 2000.0 /* ms */

/* --- A machine without a network --- */

#define OFFLINE_TYPE_MONITOR (offline_monitor_get_type ())
G_DECLARE_FINAL_TYPE (OfflineMonitor, offline_monitor, OFFLINE, MONITOR, GObject)

struct _OfflineMonitor {
  GObject parent_instance;
};

static gboolean
do_nothing (GInitable     *initable,
            GCancellable  *cancellable,
            GError       **error)
{
  return TRUE;
}

static void
initable_init (GInitableIface *iface)
{
  iface->init = do_nothing;
}

static void
monitor_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OfflineMonitor, offline_monitor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, monitor_init))

enum {
  PROP_0,
  PROP_AVAILABLE,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static void
offline_monitor_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (prop_id == PROP_CONNECTIVITY)
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_LOCAL);
  else
    g_value_set_boolean (value, FALSE);
}

static void
offline_monitor_class_init (OfflineMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = offline_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
offline_monitor_init (OfflineMonitor *self)
{
}

/* --- What a name look-up says --- */

static int second_answer;    /* an EAI_… */
static int is_stuck;         /* the second look-up waits until this is FALSE */
static int n_stuck;          /* how many wait */

static int
answer_again (void)
{
  g_atomic_int_inc (&n_stuck);
  while (g_atomic_int_get (&is_stuck))
    g_usleep (1000);
  g_atomic_int_add (&n_stuck, -1);

  return g_atomic_int_get (&second_answer);
}

/* In place of the C library's. libcurl asks for a service too, and is told that there is no server
 * to ask; whoever asks for the name alone looks into why. */
int
getaddrinfo (const char             *name,
             const char             *service,
             const struct addrinfo  *hints,
             struct addrinfo       **addresses)
{
  int (*real) (const char *, const char *, const struct addrinfo *, struct addrinfo **);

  if (g_strcmp0 (name, NAME) == 0)
    return service ? EAI_AGAIN : answer_again ();

  real = dlsym (RTLD_NEXT, "getaddrinfo");
  return real (name, service, hints, addresses);
}

/* --- The tests --- */

static OmsCheck *
new_check (void)
{
  CheckSettings settings = {
    .host = NAME, .encryption = OMS_ENCRYPTION_TLS, .user = "ada@example.com",
    .secret = "lovelace-1815", .address = "ada@example.com",
  };
  OmsCheck *check = check_new (&settings, NULL);

  oms_check_set_timeouts (check, FAR_AWAY);
  return check;
}

static void
assert_fails (int        answer,
              OmsFailure failure)
{
  g_autoptr (OmsCheck) check = new_check ();
  g_autoptr (OmsReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_atomic_int_set (&second_answer, answer);
  report = check_run (check, NULL, &error);
  g_assert_no_error (error);
  check_assert_failed (report, failure, OMS_STAGE_RESOLVE, 0);
}

/* Nobody could be asked: that says nothing about the name. */
static void
test_unreachable (void)
{
  assert_fails (EAI_AGAIN, OMS_FAILURE_UNREACHABLE);
}

/* A name can be known to be wrong without a network, as one in the file of hosts is known. */
static void
test_not_found (void)
{
  assert_fails (EAI_NONAME, OMS_FAILURE_HOST_NOT_FOUND);
}

typedef struct {
  GCancellable *cancellable;
  gint64        cancelled;      /* when */
} Canceller;

static gboolean
on_tick (gpointer user_data)
{
  Canceller *canceller = user_data;

  if (g_atomic_int_get (&n_stuck) == 0)
    return G_SOURCE_CONTINUE;

  canceller->cancelled = g_get_monotonic_time ();
  g_cancellable_cancel (canceller->cancellable);

  return G_SOURCE_REMOVE;
}

/* Looking into why does not keep anybody. */
static void
test_cancel (void)
{
  g_autoptr (OmsCheck) check = new_check ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Canceller canceller = { .cancellable = cancellable };
  g_autoptr (OmsReport) report = NULL;
  g_autoptr (GError) error = NULL;
  double milliseconds;

  g_atomic_int_set (&is_stuck, TRUE);
  g_timeout_add (10, on_tick, &canceller);
  report = check_run (check, cancellable, &error);
  milliseconds = (g_get_monotonic_time () - canceller.cancelled) / 1000.0;

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (report);
  g_assert_cmpint (canceller.cancelled, !=, 0);
  g_assert_cmpfloat (milliseconds, <, AT_ONCE);

  g_atomic_int_set (&is_stuck, FALSE);
  while (g_atomic_int_get (&n_stuck) > 0)
    g_usleep (1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, OFFLINE_TYPE_MONITOR,
                                  "offline", G_MAXINT);
  oms_init ();
  g_assert_false (g_network_monitor_get_network_available (g_network_monitor_get_default ()));

  g_test_add_func ("/check/offline/unreachable", test_unreachable);
  g_test_add_func ("/check/offline/not-found", test_not_found);
  g_test_add_func ("/check/offline/cancel", test_cancel);
  return g_test_run ();
}
