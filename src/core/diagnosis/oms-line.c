/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-line"

#include "config.h"

#include "oms-line.h"

/**
 * oms_line_new:
 * @kind: of which kind it is
 * @raw: its words
 *
 * Makes a line that is no reply yet.
 *
 * Returns: (transfer full): a line
 */
OmsLine *
oms_line_new (OmsLineKind  kind,
              const char  *raw)
{
  OmsLine *self = g_new0 (OmsLine, 1);

  self->kind = kind;
  self->raw = g_string_new (raw);

  return self;
}

/**
 * oms_line_free:
 * @self: (transfer full) (nullable): a line
 *
 * Frees a line.
 */
void
oms_line_free (OmsLine *self)
{
  if (!self)
    return;

  g_free (self->enhanced);
  g_clear_pointer (&self->reply, g_ptr_array_unref);
  g_string_free (self->raw, TRUE);
  g_free (self->text);
  g_free (self);
}

/**
 * oms_line_find_stage:
 * @command: the id of a command, such as "rcpt"
 * @stage: (out): to which stage of a test it belongs
 *
 * Finds the stage of a test at which a command is given.
 *
 * Returns: %FALSE if no test gives it
 */
gboolean
oms_line_find_stage (const char *command,
                     OmsStage   *stage)
{
  static const struct { const char *id; OmsStage stage; } commands[] = {
    { "auth", OMS_STAGE_SIGN_IN }, { "mail", OMS_STAGE_SENDER }, { "rcpt", OMS_STAGE_SENDER },
    { "data", OMS_STAGE_MESSAGE }, { "starttls", OMS_STAGE_ENCRYPT },
    { "ehlo", OMS_STAGE_GREETING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (command, commands[i].id)) {
      *stage = commands[i].stage;
      return TRUE;
    }

  return FALSE;
}
