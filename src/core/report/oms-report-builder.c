/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-report"

#include "oms-report-builder.h"

#include <string.h>

static void
tell_stage (OmsReport *self,
            OmsStage   stage)
{
  if (self->stage_changed)
    self->stage_changed (self, stage, self->stage_changed_data);
}

/* Marks @stage as going on; a stage that is going on already goes on. */
void
oms_report_begin_stage (OmsReport *self,
                        OmsStage   stage)
{
  OmsStageRecord *record = &self->stages[stage];

  if (record->state == OMS_STAGE_STATE_RUNNING)
    return;

  record->state = OMS_STAGE_STATE_RUNNING;
  record->began = g_get_monotonic_time () - record->microseconds;
  self->stage = stage;
  tell_stage (self, stage);
}

/* Marks @stage as over. @detail: a fact, or %NULL to keep the one that is there. */
void
oms_report_end_stage (OmsReport     *self,
                      OmsStage       stage,
                      OmsStageState  state,
                      const char    *detail)
{
  OmsStageRecord *record = &self->stages[stage];

  if (record->state == OMS_STAGE_STATE_RUNNING)
    record->microseconds = g_get_monotonic_time () - record->began;
  record->state = state;
  if (detail) {
    g_free (record->detail);
    record->detail = g_strdup (detail);
  }
  tell_stage (self, stage);
}

/* Replaces the time that a stage took, which has passed, by a better measurement. */
void
oms_report_correct_time (OmsReport *self,
                         OmsStage   stage,
                         gint64     microseconds)
{
  self->stages[stage].microseconds = microseconds;
  tell_stage (self, stage);
}

/* The first line of a reply of several tells most; the others carry on, or give an address. Where it
 * breaks off in the middle of a later sentence, that is left out. */
static char *
dup_gist (OmsSmtpReply *reply)
{
  const char * const *lines = oms_smtp_reply_get_lines (reply);
  const char *end;

  if (!lines[0])
    return g_strdup ("");

  end = lines[1] ? strstr (lines[0], ". ") : NULL;

  return end ? g_strndup (lines[0], end + 1 - lines[0]) : g_strdup (lines[0]);
}

/* Records why the test ended. The first failure stands: what comes after it is its consequence. */
void
oms_report_fail (OmsReport    *self,
                 OmsStage      stage,
                 OmsFailure    failure,
                 OmsSmtpReply *reply,
                 const char   *detail)
{
  g_autofree char *gist = reply ? dup_gist (reply) : g_strdup (detail ? detail : "");

  if (self->failure != OMS_FAILURE_NONE)
    return;

  self->failure = failure;
  self->stage = stage;
  if (reply)
    self->reply = oms_smtp_reply_ref (reply);
  if (detail) {
    g_free (self->detail);
    self->detail = g_strdup (detail);
  }
  oms_report_end_stage (self, stage, OMS_STAGE_STATE_FAILED, gist);
}

static void
add_mechanisms (GPtrArray  *mechanisms,
                const char *words)
{
  g_auto (GStrv) names = g_strsplit_set (words, " \t", -1);

  for (guint i = 0; names[i]; i++) {
    g_autofree char *name = g_ascii_strup (names[i], -1);

    if (*name && !g_ptr_array_find_with_equal_func (mechanisms, name, g_str_equal, NULL))
      g_ptr_array_add (mechanisms, g_steal_pointer (&name));
  }
}

/* Takes over what an EHLO reply offers. What was offered before is forgotten, as RFC 3207 demands
 * after STARTTLS. Some servers write "AUTH=PLAIN LOGIN", the form before RFC 2554. */
void
oms_report_set_capabilities (OmsReport    *self,
                             OmsSmtpReply *reply)
{
  const char * const *lines = oms_smtp_reply_get_lines (reply);
  g_autoptr (GPtrArray) capabilities = g_ptr_array_new ();
  g_autoptr (GPtrArray) mechanisms = g_ptr_array_new ();

  g_free (self->ehlo_name);
  self->ehlo_name = g_strdup ("");

  for (guint i = 0; lines[i]; i++) {
    const char *line = strlen (lines[i]) > 4 ? lines[i] + 4 : "";

    if (i == 0) {
      g_free (self->ehlo_name);
      self->ehlo_name = g_strndup (line, strcspn (line, " "));
      continue;
    }
    g_ptr_array_add (capabilities, g_strdup (line));
    if (g_ascii_strncasecmp (line, "AUTH ", 5) == 0 || g_ascii_strncasecmp (line, "AUTH=", 5) == 0)
      add_mechanisms (mechanisms, line + 5);
  }

  g_ptr_array_add (capabilities, NULL);
  g_ptr_array_add (mechanisms, NULL);
  g_strfreev (self->capabilities);
  g_strfreev (self->mechanisms);
  self->capabilities = (GStrv) g_ptr_array_free (g_steal_pointer (&capabilities), FALSE);
  self->mechanisms = (GStrv) g_ptr_array_free (g_steal_pointer (&mechanisms), FALSE);
}

/* Whether the server offers an extension; its name is compared without regard to case (RFC 5321). */
gboolean
oms_report_has_capability (OmsReport  *self,
                           const char *keyword)
{
  gsize length = strlen (keyword);

  for (guint i = 0; self->capabilities[i]; i++) {
    const char *line = self->capabilities[i];

    if (g_ascii_strncasecmp (line, keyword, length) == 0 && strchr (" =", line[length]))
      return TRUE;
  }

  return FALSE;
}

/* Stops the clock, once: the result is known now. */
void
oms_report_finish (OmsReport *self)
{
  if (self->duration == 0)
    self->duration = g_get_monotonic_time () - self->began;
}
