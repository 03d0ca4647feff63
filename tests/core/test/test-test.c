/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND

#include "oms-error.h"
#include "oms-init.h"
#include "oms-test.h"
#include "practice-process.h"

#include <gio/gsettingsbackend.h>

#define PASSWORD "lovelace-1815"
#define WRONG "lovelace-1852"

static PracticeProcess *server;

typedef struct {
  OmsSecret      *secret;
  OmsSenderStore *store;
  OmsSender      *draft;        /* as it is saved at first */
  OmsTest        *test;
  guint           n_finished;
  guint           n_repeated;
  guint           n_alternatives;
  gboolean        stages[OMS_N_STAGES];
} Fixture;

static void
on_stage_changed (Fixture       *fixture,
                  OmsStage       stage,
                  OmsStageState  state)
{
  fixture->stages[stage] |= state == OMS_STAGE_STATE_PASSED || state == OMS_STAGE_STATE_FAILED;
}

static void
on_repeated (Fixture *fixture)
{
  fixture->n_repeated++;
}

static void
on_finished (Fixture *fixture)
{
  g_assert_false (oms_test_is_running (fixture->test));
  fixture->n_finished++;
}

static void
on_alternative_found (Fixture       *fixture,
                      OmsEncryption  encryption,
                      guint          port)
{
  g_assert_cmpint (encryption, ==, OMS_ENCRYPTION_TLS);
  g_assert_cmpuint (port, ==, 465);
  fixture->n_alternatives++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (OmsGuard) guard = oms_guard_new (NULL);

  fixture->secret = oms_secret_new_memory ();
  fixture->store = oms_sender_store_new (backend);
  fixture->draft = oms_sender_new (NULL);
  oms_sender_set_address (fixture->draft, "ada@example.com");
  oms_sender_set_host (fixture->draft, "mail.example.com");
  oms_sender_set_user (fixture->draft, "ada@example.com");
  g_assert_true (oms_sender_store_save (fixture->store, fixture->draft, NULL));

  fixture->test = oms_test_new (fixture->secret, fixture->store, guard,
                                practice_process_get_practice (server), TRUE);
  g_signal_connect_swapped (fixture->test, "stage-changed", G_CALLBACK (on_stage_changed), fixture);
  g_signal_connect_swapped (fixture->test, "repeated", G_CALLBACK (on_repeated), fixture);
  g_signal_connect_swapped (fixture->test, "finished", G_CALLBACK (on_finished), fixture);
  g_signal_connect_swapped (fixture->test, "alternative-found",
                            G_CALLBACK (on_alternative_found), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->test);
  g_object_unref (fixture->draft);
  g_object_unref (fixture->store);
  g_object_unref (fixture->secret);
}

static void
start (Fixture    *fixture,
       const char *text)
{
  g_autoptr (OmsPassword) password = text ? oms_password_new (text) : NULL;

  oms_test_start (fixture->test, fixture->draft, password, NULL);
  g_assert_true (oms_test_is_running (fixture->test));
}

static void
wait_for (const guint *number,
          guint        expected)
{
  while (*number < expected)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (*number, ==, expected);
}

static void
run (Fixture    *fixture,
     const char *text)
{
  guint n_before = fixture->n_finished;

  start (fixture, text);
  wait_for (&fixture->n_finished, n_before + 1);
  g_assert_cmpuint (fixture->n_repeated, ==, 0);
}

static void
assert_cause (Fixture  *fixture,
              OmsCause  cause)
{
  g_assert_no_error (oms_test_get_error (fixture->test));
  g_assert_nonnull (oms_test_get_report (fixture->test));
  g_assert_cmpint (oms_diagnosis_get_cause (oms_test_get_diagnosis (fixture->test)), ==, cause);
  g_assert_cmpint (oms_report_is_ok (oms_test_get_report (fixture->test)), ==,
                   cause == OMS_CAUSE_OK);
}

static void
assert_nothing (Fixture *fixture)
{
  g_assert_null (oms_test_get_report (fixture->test));
  g_assert_null (oms_test_get_diagnosis (fixture->test));
  g_assert_null (oms_test_get_error (fixture->test));
}

static void
assert_history (Fixture    *fixture,
                const char *expected)
{
  g_autofree char *history = oms_test_dup_history (fixture->test);

  if (expected) {
    g_assert_nonnull (history);
    g_assert_nonnull (strstr (history, expected));
  } else {
    g_assert_null (history);
  }
}

/* --- How it ends --- */

static void
test_finished (Fixture       *fixture,
               gconstpointer  user_data)
{
  assert_nothing (fixture);
  run (fixture, PASSWORD);
  assert_cause (fixture, OMS_CAUSE_OK);
  for (OmsStage stage = OMS_STAGE_RESOLVE; stage <= OMS_STAGE_SENDER; stage++)
    g_assert_true (fixture->stages[stage]);

  run (fixture, WRONG);
  assert_cause (fixture, OMS_CAUSE_BAD_CREDENTIALS);
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_assert_true (oms_secret_store_finish (OMS_SECRET (source), result, NULL));
  *(guint *) user_data = 1;
}

static void
test_stored_password (Fixture       *fixture,
                      gconstpointer  user_data)
{
  g_autoptr (OmsPassword) password = oms_password_new (PASSWORD);
  guint n_stored = 0;

  oms_secret_store_async (fixture->secret, fixture->draft, password, NULL, on_stored, &n_stored);
  wait_for (&n_stored, 1);
  run (fixture, NULL);
  assert_cause (fixture, OMS_CAUSE_OK);
}

static void
test_no_password (Fixture       *fixture,
                  gconstpointer  user_data)
{
  run (fixture, NULL);
  g_assert_error (oms_test_get_error (fixture->test), OMS_ERROR, OMS_ERROR_KEYRING_FAILED);
  g_assert_null (oms_test_get_report (fixture->test));
  g_assert_false (fixture->stages[OMS_STAGE_RESOLVE]);

  /* The next one knows nothing of it. */
  run (fixture, PASSWORD);
  assert_cause (fixture, OMS_CAUSE_OK);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  user_data)
{
  oms_sender_set_host (fixture->draft, "stall-auth.example.com");
  start (fixture, PASSWORD);
  while (!fixture->stages[OMS_STAGE_GREETING])
    g_main_context_iteration (NULL, TRUE);
  oms_test_cancel (fixture->test);
  g_assert_cmpuint (fixture->n_finished, ==, 1);
  assert_nothing (fixture);

  /* What the worker has still to say belongs to nobody; another test can begin. */
  oms_sender_set_host (fixture->draft, "mail.example.com");
  run (fixture, PASSWORD);
  assert_cause (fixture, OMS_CAUSE_OK);
  oms_test_cancel (fixture->test);
  g_assert_cmpuint (fixture->n_finished, ==, 2);
}

static void
test_cancelled_at_once (Fixture       *fixture,
                        gconstpointer  user_data)
{
  start (fixture, NULL);
  oms_test_cancel (fixture->test);
  start (fixture, PASSWORD);
  oms_test_cancel (fixture->test);
  g_assert_cmpuint (fixture->n_finished, ==, 2);
  assert_nothing (fixture);
}

static void
test_alternative (Fixture       *fixture,
                  gconstpointer  user_data)
{
  oms_sender_set_host (fixture->draft, "tls-only.example.com");
  oms_sender_set_encryption (fixture->draft, OMS_ENCRYPTION_STARTTLS);
  run (fixture, PASSWORD);
  assert_cause (fixture, OMS_CAUSE_CONNECTION_REFUSED);
  wait_for (&fixture->n_alternatives, 1);
}

/* --- The guard --- */

static void
test_guarded (Fixture       *fixture,
              gconstpointer  user_data)
{
  run (fixture, WRONG);
  g_assert_null (oms_test_get_refusal (fixture->test));

  start (fixture, WRONG);
  wait_for (&fixture->n_repeated, 1);
  g_assert_true (oms_test_is_running (fixture->test));
  g_assert_cmpint (oms_test_get_refusal (fixture->test)->cause, ==, OMS_CAUSE_BAD_CREDENTIALS);
  oms_test_cancel (fixture->test);
  g_assert_cmpuint (fixture->n_finished, ==, 2);
  assert_nothing (fixture);

  start (fixture, WRONG);
  wait_for (&fixture->n_repeated, 2);
  oms_test_send_anyway (fixture->test);
  wait_for (&fixture->n_finished, 3);
  assert_cause (fixture, OMS_CAUSE_BAD_CREDENTIALS);

  fixture->n_repeated = 0;
  run (fixture, PASSWORD);
  assert_cause (fixture, OMS_CAUSE_OK);
}

/* --- What is remembered --- */

static void
test_remembered (Fixture       *fixture,
                 gconstpointer  user_data)
{
  run (fixture, WRONG);
  assert_history (fixture, NULL);

  run (fixture, PASSWORD);
  run (fixture, "lovelace-1816");
  assert_history (fixture, "nothing has changed");

  oms_sender_set_host (fixture->draft, "refused.example.com");
  run (fixture, PASSWORD);
  assert_history (fixture, "The server was “mail.example.com” then.");
}

/* A success says nothing about what is saved if something else was tested. */
static void
test_draft_not_remembered (Fixture       *fixture,
                           gconstpointer  user_data)
{
  oms_sender_set_encryption (fixture->draft, OMS_ENCRYPTION_STARTTLS);
  run (fixture, PASSWORD);
  assert_cause (fixture, OMS_CAUSE_OK);
  assert_history (fixture, NULL);
  oms_test_remember (fixture->test);
  assert_history (fixture, NULL);

  g_assert_true (oms_sender_store_save (fixture->store, fixture->draft, NULL));
  oms_test_remember (fixture->test);
  assert_history (fixture, "nothing has changed");
}

static void
test_unsaved_not_remembered (Fixture       *fixture,
                             gconstpointer  user_data)
{
  OmsSender *stored = oms_sender_store_get_default (fixture->store);

  g_assert_true (oms_sender_store_remove (fixture->store, stored, NULL));
  run (fixture, PASSWORD);
  assert_cause (fixture, OMS_CAUSE_OK);
  assert_history (fixture, NULL);
}

/* A failure after a success is none, and neither is what comes before the first test. */
static void
test_only_success_remembered (Fixture       *fixture,
                              gconstpointer  user_data)
{
  oms_test_remember (fixture->test);
  assert_history (fixture, NULL);
  run (fixture, WRONG);
  oms_test_remember (fixture->test);
  assert_history (fixture, NULL);
}

static void
test_without_store (Fixture       *fixture,
                    gconstpointer  user_data)
{
  g_autoptr (OmsTest) test =
    oms_test_new (fixture->secret, NULL, NULL, practice_process_get_practice (server), FALSE);
  g_autoptr (OmsPassword) password = oms_password_new (PASSWORD);
  g_autofree char *history = NULL;

  oms_test_start (test, fixture->draft, password, NULL);
  while (oms_test_is_running (test))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (oms_report_is_ok (oms_test_get_report (test)));
  history = oms_test_dup_history (test);
  g_assert_null (history);

  run (fixture, WRONG);
  assert_history (fixture, NULL);
}

int
main (int   argc,
      char *argv[])
{
  const struct {
    const char *path;
    void      (*run) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/test/finished", test_finished },
    { "/test/stored-password", test_stored_password },
    { "/test/no-password", test_no_password },
    { "/test/cancelled", test_cancelled },
    { "/test/cancelled-at-once", test_cancelled_at_once },
    { "/test/alternative", test_alternative },
    { "/test/guarded", test_guarded },
    { "/test/remembered", test_remembered },
    { "/test/draft-not-remembered", test_draft_not_remembered },
    { "/test/unsaved-not-remembered", test_unsaved_not_remembered },
    { "/test/only-success-remembered", test_only_success_remembered },
    { "/test/without-store", test_without_store },
  };
  int status;

  g_test_init (&argc, &argv, NULL);
  oms_init ();
  server = practice_process_start ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  status = g_test_run ();
  g_clear_pointer (&server, practice_process_stop);

  return status;
}
