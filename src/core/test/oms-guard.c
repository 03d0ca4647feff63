/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-guard"

#include "config.h"

#include "oms-guard.h"

#include "oms-refusals.h"

#include <string.h>

/**
 * OmsGuard:
 *
 * Remembers for a while which password which server has refused, so that nobody sends it again
 * without noticing: providers lock accounts after a few of those.
 *
 * Only keyed digests are kept: in memory with a key of this object, and on disk, for other runs of
 * the programs, with a key in the keyring. Without a keyring, or with one that is locked, the
 * memory ends with the object.
 */
struct _OmsGuard {
  GObject      parent_instance;

  OmsSecret   *secret;        /* nullable */
  OmsRefusals *session;
  OmsPassword *session_key;
  gint64       now;           /* in tests; else 0 */
};

G_DEFINE_FINAL_TYPE (OmsGuard, oms_guard, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_SECRET,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* What a task is about. */
typedef struct {
  OmsSender   *sender;
  OmsPassword *password;
  OmsCause     cause;     /* to learn */
} Matter;

static void
matter_free (gpointer data)
{
  Matter *matter = data;

  g_object_unref (matter->sender);
  oms_password_unref (matter->password);
  g_free (matter);
}

static gint64
get_now (OmsGuard *self)
{
  return self->now ? self->now : g_get_real_time () / G_USEC_PER_SEC;
}

static void
update (GHmac      *hmac,
        const char *part)
{
  /* With its final NUL, so that no two sets of parts look the same. */
  g_hmac_update (hmac, (const guchar *) part, strlen (part) + 1);
}

/* The way to the server does not matter: an account is the same at each port. */
static char *
dup_digest (Matter      *matter,
            OmsPassword *key)
{
  const char *key_text = oms_password_get_text (key);
  g_autoptr (GHmac) hmac =
    g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) key_text, strlen (key_text));
  g_autofree char *host = g_ascii_strdown (oms_sender_get_host (matter->sender), -1);

  update (hmac, host);
  update (hmac, oms_sender_get_user (matter->sender));
  update (hmac, oms_password_get_text (matter->password));

  return g_strdup (g_hmac_get_string (hmac));
}

static GTask *
new_task (OmsGuard            *self,
          OmsSender           *sender,
          OmsPassword         *password,
          OmsCause             cause,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Matter *matter = g_new0 (Matter, 1);

  matter->sender = oms_sender_copy (sender);
  matter->password = oms_password_ref (password);
  matter->cause = cause;
  g_task_set_task_data (task, matter, matter_free);

  return task;
}

static OmsPassword *
finish_key (GObject      *source,
            GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  OmsPassword *key = oms_secret_key_finish (OMS_SECRET (source), result, &error);

  if (!key)
    g_debug ("No key for what is on disk: %s", error ? error->message : "none, or locked");

  return key;
}

/* --- Was it refused? --- */

static OmsRefusal *
find (OmsGuard    *self,
      Matter      *matter,
      OmsRefusals *refusals,
      OmsPassword *key)
{
  g_autofree char *digest = dup_digest (matter, key);
  gint64 time;
  const char *cause = oms_refusals_find (refusals, digest, get_now (self), &time);
  OmsRefusal *refusal;

  if (!cause)
    return NULL;

  refusal = g_new0 (OmsRefusal, 1);
  refusal->time = time;
  if (!oms_cause_from_id (cause, &refusal->cause))
    refusal->cause = OMS_CAUSE_UNKNOWN;

  return refusal;
}

static void
on_key_to_check_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  OmsGuard *self = g_task_get_source_object (task);
  g_autoptr (OmsPassword) key = finish_key (source, result);
  g_autoptr (OmsRefusals) kept = oms_refusals_load (get_now (self));

  g_task_return_pointer (task, key ? find (self, g_task_get_task_data (task), kept, key) : NULL,
                         g_free);
}

/* --- It was, or was not --- */

static void
learn (OmsGuard    *self,
       Matter      *matter,
       OmsRefusals *refusals,
       OmsPassword *key)
{
  g_autofree char *digest = dup_digest (matter, key);

  if (matter->cause == OMS_CAUSE_OK)
    oms_refusals_remove (refusals, digest);
  else
    oms_refusals_add (refusals, digest, oms_cause_to_id (matter->cause), get_now (self));
}

static void
end_learning (GTask       *task,
              OmsRefusals *kept)
{
  g_autoptr (GError) error = NULL;

  if (kept && !oms_refusals_save (kept, &error))
    g_debug ("Not kept on disk: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
on_key_to_learn_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  OmsGuard *self = g_task_get_source_object (task);
  g_autoptr (OmsPassword) key = finish_key (source, result);
  g_autoptr (OmsRefusals) kept = oms_refusals_load (get_now (self));

  if (key)
    learn (self, g_task_get_task_data (task), kept, key);
  end_learning (task, key ? kept : NULL);
}

/* --- GObject --- */

static void
oms_guard_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  OmsGuard *self = OMS_GUARD (object);

  switch (prop_id) {
  case PROP_SECRET:
    g_value_set_object (value, self->secret);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_guard_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  OmsGuard *self = OMS_GUARD (object);

  switch (prop_id) {
  case PROP_SECRET:
    self->secret = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_guard_finalize (GObject *object)
{
  OmsGuard *self = OMS_GUARD (object);

  g_clear_object (&self->secret);
  oms_refusals_free (self->session);
  oms_password_unref (self->session_key);

  G_OBJECT_CLASS (oms_guard_parent_class)->finalize (object);
}

static void
oms_guard_class_init (OmsGuardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = oms_guard_finalize;
  object_class->get_property = oms_guard_get_property;
  object_class->set_property = oms_guard_set_property;

  /**
   * OmsGuard:secret:
   *
   * The keyring that has the key of what is on disk, or %NULL to keep nothing there.
   */
  props[PROP_SECRET] =
    g_param_spec_object ("secret", NULL, NULL, OMS_TYPE_SECRET,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
oms_guard_init (OmsGuard *self)
{
  self->session = oms_refusals_new ();
  self->session_key = oms_secret_new_key ();
}

/**
 * oms_guard_new:
 * @secret: (nullable): the keyring that has the key of what is on disk
 *
 * Returns: (transfer full): a guard
 */
OmsGuard *
oms_guard_new (OmsSecret *secret)
{
  return g_object_new (OMS_TYPE_GUARD, "secret", secret, NULL);
}

/**
 * oms_guard_set_now:
 * @self: a guard
 * @now: seconds since 1970, or 0 for what the clock says
 *
 * Sets what time it is, for tests.
 */
void
oms_guard_set_now (OmsGuard *self,
                   gint64    now)
{
  g_return_if_fail (OMS_IS_GUARD (self));

  self->now = now;
}

/**
 * oms_guard_check_async:
 * @self: a guard
 * @sender: with which server and user name
 * @password: a password
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Finds out whether that server has refused this password of this user within the last
 * %OMS_REFUSAL_SECONDS. The keyring is looked into only where something is on disk, and nobody is
 * asked to unlock it.
 */
void
oms_guard_check_async (OmsGuard            *self,
                       OmsSender           *sender,
                       OmsPassword         *password,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (OmsRefusals) kept = NULL;
  OmsRefusal *refusal;

  g_return_if_fail (OMS_IS_GUARD (self));
  g_return_if_fail (OMS_IS_SENDER (sender));
  g_return_if_fail (password != NULL);

  task = new_task (self, sender, password, OMS_CAUSE_OK, cancellable, callback, user_data);
  g_task_set_source_tag (task, oms_guard_check_async);
  kept = oms_refusals_load (get_now (self));
  refusal = find (self, g_task_get_task_data (task), self->session, self->session_key);
  if (refusal || !self->secret || oms_refusals_is_empty (kept))
    g_task_return_pointer (task, refusal, g_free);
  else
    oms_secret_lookup_key_async (self->secret, cancellable, on_key_to_check_ready,
                                 g_steal_pointer (&task));
}

/**
 * oms_guard_check_finish:
 * @self: a guard
 * @result: what the callback got
 * @error: return location for an error, which can only be %G_IO_ERROR_CANCELLED
 *
 * Ends [method@Guard.check_async].
 *
 * Returns: (transfer full) (nullable): the last refusal, to be released with g_free(), or %NULL
 */
OmsRefusal *
oms_guard_check_finish (OmsGuard      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, oms_guard_check_async), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * oms_guard_learn_async:
 * @self: a guard
 * @sender: with which server and user name
 * @password: a password
 * @cause: why it was refused, or %OMS_CAUSE_OK if it was accepted
 * @cancellable: (nullable): ends the wait only; what was learnt is kept all the same
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Remembers how a server answered.
 */
void
oms_guard_learn_async (OmsGuard            *self,
                       OmsSender           *sender,
                       OmsPassword         *password,
                       OmsCause             cause,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (OmsRefusals) kept = NULL;

  g_return_if_fail (OMS_IS_GUARD (self));
  g_return_if_fail (OMS_IS_SENDER (sender));
  g_return_if_fail (password != NULL);

  task = new_task (self, sender, password, cause, cancellable, callback, user_data);
  g_task_set_source_tag (task, oms_guard_learn_async);
  learn (self, g_task_get_task_data (task), self->session, self->session_key);

  kept = oms_refusals_load (get_now (self));
  if (!self->secret || (cause == OMS_CAUSE_OK && oms_refusals_is_empty (kept)))
    end_learning (task, self->secret ? kept : NULL);
  else if (cause == OMS_CAUSE_OK)
    oms_secret_lookup_key_async (self->secret, NULL, on_key_to_learn_ready,
                                 g_steal_pointer (&task));
  else
    oms_secret_ensure_key_async (self->secret, NULL, on_key_to_learn_ready,
                                 g_steal_pointer (&task));
}

/**
 * oms_guard_learn_finish:
 * @self: a guard
 * @result: what the callback got
 * @error: return location for an error, which can only be %G_IO_ERROR_CANCELLED
 *
 * Ends [method@Guard.learn_async].
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean
oms_guard_learn_finish (OmsGuard      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, oms_guard_learn_async), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
