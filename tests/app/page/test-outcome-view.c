/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "find-widget.h"
#include "oms-app-resources.h"
#include "oms-error.h"
#include "oms-init.h"
#include "oms-outcome-view.h"
#include "oms-result-view.h"
#include "oms-stages-group.h"

#include <adwaita.h>

typedef struct {
  GtkWidget      *window;
  OmsOutcomeView *view;
  GtkWidget      *child;
  GtkWidget      *fallback;
  OmsSender      *sender;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->window = gtk_window_new ();
  fixture->child = gtk_entry_new ();
  fixture->fallback = gtk_button_new ();
  fixture->sender = oms_sender_new (NULL);
  fixture->view = g_object_new (OMS_TYPE_OUTCOME_VIEW,
                                "child", fixture->child,
                                "fallback", fixture->fallback,
                                NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->view));
  gtk_box_append (GTK_BOX (box), fixture->fallback);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->sender);
}

static GtkWidget *
get_part (Fixture *fixture,
          GType    type)
{
  return find_widget_of_type (GTK_WIDGET (fixture->view), type);
}

/* Whether the stages come before what is tested. */
static gboolean
are_stages_on_top (Fixture *fixture)
{
  GtkWidget *stages = get_part (fixture, OMS_TYPE_STAGES_GROUP);

  return gtk_widget_get_prev_sibling (stages) == NULL;
}

/* It works before anybody has said what is tested, or who speaks. */
static void
test_alone (void)
{
  g_autoptr (OmsOutcomeView) view = g_object_ref_sink (g_object_new (OMS_TYPE_OUTCOME_VIEW, NULL));

  oms_outcome_view_show_trouble (view, "Trouble", "It did not work.");
  g_assert_true (oms_outcome_view_has_result (view));
  oms_outcome_view_clear (view);
  g_assert_false (oms_outcome_view_has_result (view));
}

static void
test_stages (Fixture       *fixture,
             gconstpointer  user_data)
{
  GtkWidget *stages = get_part (fixture, OMS_TYPE_STAGES_GROUP);

  g_assert_false (gtk_widget_get_visible (stages));
  oms_outcome_view_start (fixture->view, fixture->sender, FALSE);
  oms_outcome_view_set_running (fixture->view, TRUE);
  oms_outcome_view_set_stage (fixture->view, OMS_STAGE_CONNECT, OMS_STAGE_STATE_RUNNING, 0, "");
  g_assert_true (gtk_widget_get_visible (stages));
  g_assert_true (are_stages_on_top (fixture));

  oms_outcome_view_set_running (fixture->view, FALSE);
  g_assert_true (gtk_widget_get_prev_sibling (stages) == fixture->child);
  oms_outcome_view_show_no_report (fixture->view, NULL);
  g_assert_false (gtk_widget_get_visible (stages));
  g_assert_false (oms_outcome_view_has_result (fixture->view));
}

static void
test_error (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autoptr (GError) error = g_error_new (OMS_ERROR, OMS_ERROR_KEYRING_LOCKED, "It is locked.");
  OmsResultView *result = OMS_RESULT_VIEW (get_part (fixture, OMS_TYPE_RESULT_VIEW));

  oms_outcome_view_start (fixture->view, fixture->sender, FALSE);
  oms_outcome_view_show_no_report (fixture->view, error);
  g_assert_true (oms_outcome_view_has_result (fixture->view));
  g_assert_false (oms_outcome_view_is_good (fixture->view));
  g_assert_false (oms_outcome_view_is_suggesting (fixture->view));
  g_assert_cmpstr (oms_result_view_get_summary (result), ==,
                   "Result: Keyring Locked. It is locked.");
}

/* What a test that runs has to say is not taken away. */
static void
test_clear (Fixture       *fixture,
            gconstpointer  user_data)
{
  oms_outcome_view_show_trouble (fixture->view, "Trouble", "It did not work.");
  oms_outcome_view_set_running (fixture->view, TRUE);
  oms_outcome_view_clear (fixture->view);
  g_assert_true (oms_outcome_view_has_result (fixture->view));
  oms_outcome_view_set_running (fixture->view, FALSE);
  oms_outcome_view_clear (fixture->view);
  g_assert_false (oms_outcome_view_has_result (fixture->view));
}

static void
test_alternative (Fixture       *fixture,
                  gconstpointer  user_data)
{
  oms_outcome_view_offer_alternative (fixture->view, "mail.example.com",
                                      OMS_ENCRYPTION_STARTTLS, 587);
  g_assert_false (oms_outcome_view_is_suggesting (fixture->view));

  oms_outcome_view_show_trouble (fixture->view, "Trouble", "It did not work.");
  oms_outcome_view_offer_alternative (fixture->view, "mail.example.com",
                                      OMS_ENCRYPTION_STARTTLS, 587);
  g_assert_true (oms_outcome_view_is_suggesting (fixture->view));
}

/* The focus is never on something that goes away. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  user_data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);

  gtk_window_present (window);
  oms_outcome_view_show_trouble (fixture->view, "Trouble", "It did not work.");
  gtk_window_set_focus (window, get_part (fixture, OMS_TYPE_RESULT_VIEW));
  oms_outcome_view_clear (fixture->view);
  g_assert_true (gtk_window_get_focus (window) == fixture->fallback);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  oms_init ();
  oms_app_register_resource ();
  g_test_add_func ("/outcome-view/alone", test_alone);
  g_test_add ("/outcome-view/stages", Fixture, NULL, set_up, test_stages, tear_down);
  g_test_add ("/outcome-view/error", Fixture, NULL, set_up, test_error, tear_down);
  g_test_add ("/outcome-view/clear", Fixture, NULL, set_up, test_clear, tear_down);
  g_test_add ("/outcome-view/alternative", Fixture, NULL, set_up, test_alternative, tear_down);
  g_test_add ("/outcome-view/focus", Fixture, NULL, set_up, test_focus, tear_down);

  return g_test_run ();
}
