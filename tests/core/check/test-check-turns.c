/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "check-run.h"
#include "oms-init.h"
#include "practice-process.h"
#include "slow-link.h"

#define USER "ada@example.com"

/* A way of 20 ms makes two pieces of one turn look like one: they follow each other faster. */
#define ONE_WAY 20
#define N_TRIES 3

typedef struct {
  const char    *path;
  const char    *place;
  OmsEncryption  encryption;
  const char    *address;
  guint          n_turns;
} Case;

/* How often the client speaks. Making the connection is one round trip more, and so is the greeting
 * of a server that speaks first; nobody waits for the answer to the last turn, QUIT. */
static const Case cases[] = {
  /* ClientHello · Finished · EHLO · AUTH · QUIT */
  { "/check/turns/tls", "mail.example.com:465", OMS_ENCRYPTION_TLS, "", 5 },
  /* … MAIL and RCPT … */
  { "/check/turns/tls-sender", "mail.example.com:465", OMS_ENCRYPTION_TLS, USER, 6 },
  /* EHLO · STARTTLS · ClientHello · Finished and EHLO · AUTH · QUIT */
  { "/check/turns/starttls", "mail.example.com:587", OMS_ENCRYPTION_STARTTLS, "", 6 },
  { "/check/turns/starttls-sender", "mail.example.com:587", OMS_ENCRYPTION_STARTTLS, USER, 7 },
};

static PracticeProcess *server;

static guint
count_turns (const Case *expected)
{
  CheckSettings settings = {
    .host = "mail.example.com", .encryption = expected->encryption, .user = USER,
    .secret = "lovelace-1815", .address = expected->address,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlowLink) link = slow_link_new (practice_process_get_port (server, expected->place),
                                             ONE_WAY, &error);
  g_autoptr (OmsPractice) practice = NULL;
  g_autoptr (OmsCheck) check = NULL;
  g_autoptr (OmsReport) report = NULL;

  g_assert_no_error (error);
  practice = practice_process_new_detour (server, expected->place, slow_link_get_port (link));
  check = check_new (&settings, practice);
  report = check_run (check, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (oms_report_is_ok (report));

  return slow_link_wait_turns (link);
}

/* A machine that is busy can tear one turn into two, but never makes one of two: the fewest
 * count. */
static void
test_turns (gconstpointer data)
{
  const Case *expected = data;
  guint n_turns = G_MAXUINT;

  for (guint i = 0; i < N_TRIES && n_turns > expected->n_turns; i++)
    n_turns = MIN (n_turns, count_turns (expected));

  g_assert_cmpuint (n_turns, ==, expected->n_turns);
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
    g_test_add_data_func (cases[i].path, &cases[i], test_turns);

  status = g_test_run ();
  practice_process_stop (server);
  return status;
}
