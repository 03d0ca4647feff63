/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "check-run.h"
#include "oms-init.h"
#include "practice-process.h"

#include <dlfcn.h>
#include <netdb.h>

#define USER "ada@example.com"
#define SLOW_NAME "slow.example.com"

/* Far more than it takes (the benchmark has the number), and far less than any deadline. */
#define AT_ONCE 2000.0 /* ms */

static PracticeProcess *server;

/* --- A name that cannot be looked up until we let it --- */

static GMutex look_up_mutex;
static GCond look_up_cond;
static guint n_look_ups;
static gboolean look_up_may_end;

static int
look_up_slowly (void)
{
  g_mutex_lock (&look_up_mutex);
  n_look_ups++;
  while (!look_up_may_end)
    g_cond_wait (&look_up_cond, &look_up_mutex);
  n_look_ups--;
  g_cond_broadcast (&look_up_cond);
  g_mutex_unlock (&look_up_mutex);

  return EAI_AGAIN;
}

static void
let_look_ups_end (void)
{
  g_mutex_lock (&look_up_mutex);
  look_up_may_end = TRUE;
  g_cond_broadcast (&look_up_cond);
  while (n_look_ups > 0)
    g_cond_wait (&look_up_cond, &look_up_mutex);
  look_up_may_end = FALSE;
  g_mutex_unlock (&look_up_mutex);
}

/* In place of the C library's, for libcurl too. */
int
getaddrinfo (const char             *name,
             const char             *service,
             const struct addrinfo  *hints,
             struct addrinfo       **addresses)
{
  int (*real) (const char *, const char *, const struct addrinfo *, struct addrinfo **);

  if (g_strcmp0 (name, SLOW_NAME) == 0)
    return look_up_slowly ();

  real = dlsym (RTLD_NEXT, "getaddrinfo");
  return real (name, service, hints, addresses);
}

/* --- Cancelling --- */

typedef struct {
  const char    *path;
  const char    *host;
  OmsEncryption  encryption;
  OmsStage       stage;
} Case;

static const Case cases[] = {
  { "/check/cancel/resolve", SLOW_NAME, OMS_ENCRYPTION_TLS, OMS_STAGE_RESOLVE },
  { "/check/cancel/connect", "black-hole.example.com", OMS_ENCRYPTION_TLS, OMS_STAGE_CONNECT },
  { "/check/cancel/tls", "silent.example.com", OMS_ENCRYPTION_TLS, OMS_STAGE_ENCRYPT },
  { "/check/cancel/starttls", "stall-tls.example.com", OMS_ENCRYPTION_STARTTLS, OMS_STAGE_ENCRYPT },
  { "/check/cancel/greeting", "stall-greeting.example.com", OMS_ENCRYPTION_TLS,
    OMS_STAGE_GREETING },
  { "/check/cancel/ehlo", "stall-ehlo.example.com", OMS_ENCRYPTION_STARTTLS, OMS_STAGE_GREETING },
  { "/check/cancel/sign-in", "stall-auth.example.com", OMS_ENCRYPTION_TLS, OMS_STAGE_SIGN_IN },
  { "/check/cancel/sender", "stall-mail.example.com", OMS_ENCRYPTION_TLS, OMS_STAGE_SENDER },
};

typedef struct {
  OmsStage      stage;
  GCancellable *cancellable;
  gint64        cancelled;      /* when */
} Canceller;

static gboolean
on_cancel (gpointer user_data)
{
  Canceller *canceller = user_data;

  canceller->cancelled = g_get_monotonic_time ();
  g_cancellable_cancel (canceller->cancellable);

  return G_SOURCE_REMOVE;
}

static void
on_stage_changed (OmsCheck      *check,
                  OmsStage       stage,
                  OmsStageState  state,
                  gint64         microseconds,
                  const char    *detail,
                  gpointer       user_data)
{
  Canceller *canceller = user_data;

  /* A moment later, when it waits for the server. */
  if (stage == canceller->stage && state == OMS_STAGE_STATE_RUNNING)
    g_timeout_add (100, on_cancel, canceller);
}

static OmsCheck *
new_check (const Case *from)
{
  CheckSettings settings = {
    .host = from->host, .encryption = from->encryption, .user = USER, .secret = "lovelace-1815",
    .address = USER,
  };
  gboolean real_name = g_str_equal (from->host, SLOW_NAME);
  OmsCheck *check = check_new (&settings,
                               real_name ? NULL : practice_process_get_practice (server));

  oms_check_set_timeouts (check, FAR_AWAY);
  return check;
}

static void
test_cancel (gconstpointer data)
{
  const Case *from = data;
  double milliseconds;
  g_autoptr (OmsCheck) check = new_check (from);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Canceller canceller = { .stage = from->stage, .cancellable = cancellable };
  g_autoptr (OmsReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (check, "stage-changed", G_CALLBACK (on_stage_changed), &canceller);
  report = check_run (check, cancellable, &error);
  milliseconds = (g_get_monotonic_time () - canceller.cancelled) / 1000.0;

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (report);
  g_assert_cmpint (canceller.cancelled, !=, 0);
  g_assert_cmpfloat (milliseconds, <, AT_ONCE);
  g_test_minimized_result (milliseconds, "cancelled: %s %.1f ms", strrchr (from->path, '/') + 1,
                           milliseconds);
  let_look_ups_end ();
}

static void
test_cancelled_before (void)
{
  g_autoptr (OmsCheck) check = new_check (&cases[0]);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (OmsReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  report = check_run (check, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  let_look_ups_end ();
}

/* The deadline holds while a name is looked up too. */
static void
test_resolve_deadline (void)
{
  g_autoptr (OmsCheck) check = new_check (&cases[0]);
  g_autoptr (OmsReport) report = NULL;
  g_autoptr (GError) error = NULL;
  OmsTimeouts timeouts = FAR_AWAY;

  timeouts.connect = 500;
  oms_check_set_timeouts (check, timeouts);
  report = check_run (check, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (oms_report_get_failure (report), ==, OMS_FAILURE_TIMEOUT);
  g_assert_cmpint (oms_report_get_stage (report), ==, OMS_STAGE_RESOLVE);
  let_look_ups_end ();
}

/* --- What is told while it runs --- */

static void
on_any_stage_changed (OmsCheck      *check,
                      OmsStage       stage,
                      OmsStageState  state,
                      gint64         microseconds,
                      const char    *detail,
                      gpointer       user_data)
{
  GString *told = user_data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_cmpint (microseconds, >=, 0);
  g_assert_nonnull (detail);
  if (state == OMS_STAGE_STATE_RUNNING)
    g_string_append_printf (told, "%s ", oms_stage_to_id (stage));
}

/* Each stage is told once, in the order in which it really comes, before the result. */
static void
test_stages (void)
{
  static const struct {
    OmsEncryption  encryption;
    const char    *told;
  } expected[] = {
    { OMS_ENCRYPTION_TLS, "resolve connect encrypt greeting sign-in sender " },
    { OMS_ENCRYPTION_STARTTLS, "resolve connect greeting encrypt sign-in sender " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autoptr (OmsCheck) check = new_check (&(Case) {
      .host = "mail.example.com", .encryption = expected[i].encryption,
    });
    g_autoptr (GString) told = g_string_new (NULL);
    g_autoptr (OmsReport) report = NULL;
    g_autoptr (GError) error = NULL;

    g_signal_connect (check, "stage-changed", G_CALLBACK (on_any_stage_changed), told);
    report = check_run (check, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (told->str, ==, expected[i].told);
  }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  oms_init ();
  server = practice_process_start ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_cancel);
  g_test_add_func ("/check/cancelled-before", test_cancelled_before);
  g_test_add_func ("/check/resolve-deadline", test_resolve_deadline);
  g_test_add_func ("/check/stages", test_stages);

  status = g_test_run ();
  practice_process_stop (server);
  return status;
}
