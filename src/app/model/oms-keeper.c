/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-keeper"

#include "config.h"

#include "oms-keeper.h"

#include <glib/gi18n.h>

/**
 * OmsKeeper:
 *
 * Keeps the password of one sender in the keyring, and knows whether there is one. What the
 * keyring cannot keep is kept until the program ends, and that is said.
 */
struct _OmsKeeper {
  GObject       parent_instance;

  OmsSecret    *secret;
  OmsSender    *sender;        /* the one whose password it is */
  GCancellable *cancellable;
  char         *trouble;
  gboolean      kept;
};

G_DEFINE_FINAL_TYPE (OmsKeeper, oms_keeper, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_SECRET,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum {
  CHANGED,
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
change (OmsKeeper    *self,
        gboolean      kept,
        const GError *error)
{
  self->kept = kept;
  g_free (self->trouble);
  self->trouble = g_strdup (error ? error->message : "");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_exists_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean exists = oms_secret_exists_finish (OMS_SECRET (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    change (OMS_KEEPER (user_data), exists, error);
}

static void
end_storing (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data,
             gboolean      moved)
{
  OmsKeeper *self;
  g_autoptr (GError) error = NULL;

  oms_secret_store_finish (OMS_SECRET (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = OMS_KEEPER (user_data);
  change (self, !moved || self->kept, error);
  g_signal_emit (self, signals[DONE], 0);
}

static void
on_store_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  end_storing (source, result, user_data, FALSE);
}

/* Whether there is a password is the same as before. */
static void
on_move_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  end_storing (source, result, user_data, TRUE);
}

static void
oms_keeper_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  OmsKeeper *self = OMS_KEEPER (object);

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
oms_keeper_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  OmsKeeper *self = OMS_KEEPER (object);

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
oms_keeper_dispose (GObject *object)
{
  OmsKeeper *self = OMS_KEEPER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->secret);
  g_clear_object (&self->sender);

  G_OBJECT_CLASS (oms_keeper_parent_class)->dispose (object);
}

static void
oms_keeper_finalize (GObject *object)
{
  OmsKeeper *self = OMS_KEEPER (object);

  g_object_unref (self->cancellable);
  g_free (self->trouble);

  G_OBJECT_CLASS (oms_keeper_parent_class)->finalize (object);
}

static void
oms_keeper_class_init (OmsKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = oms_keeper_dispose;
  object_class->finalize = oms_keeper_finalize;
  object_class->get_property = oms_keeper_get_property;
  object_class->set_property = oms_keeper_set_property;

  /**
   * OmsKeeper:secret:
   *
   * The keyring.
   */
  props[PROP_SECRET] =
    g_param_spec_object ("secret", NULL, NULL, OMS_TYPE_SECRET,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * OmsKeeper::changed:
   * @self: the keeper
   *
   * Whether a password is kept, or the trouble with that, is another than before.
   */
  signals[CHANGED] =
    g_signal_new ("changed", OMS_TYPE_KEEPER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OmsKeeper::done:
   * @self: the keeper
   *
   * What [method@Keeper.keep] or [method@Keeper.move] was asked for is done, as far as it can be.
   */
  signals[DONE] =
    g_signal_new ("done", OMS_TYPE_KEEPER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
oms_keeper_init (OmsKeeper *self)
{
  self->cancellable = g_cancellable_new ();
  self->trouble = g_strdup ("");
}

/**
 * oms_keeper_new:
 * @secret: (transfer none): the keyring, which is kept for as long as the keeper lives
 *
 * Makes a keeper.
 *
 * Returns: (transfer full): a keeper
 */
OmsKeeper *
oms_keeper_new (OmsSecret *secret)
{
  return g_object_new (OMS_TYPE_KEEPER, "secret", secret, NULL);
}

/**
 * oms_keeper_look:
 * @self: a keeper
 * @sender: a stored sender
 *
 * Looks whether there is a password, without reading it.
 */
void
oms_keeper_look (OmsKeeper *self,
                 OmsSender *sender)
{
  g_return_if_fail (OMS_IS_KEEPER (self));

  g_set_object (&self->sender, sender);
  oms_secret_exists_async (self->secret, sender, self->cancellable, on_exists_ready, self);
}

/**
 * oms_keeper_keep:
 * @self: a keeper
 * @sender: a stored sender
 * @password: its password
 *
 * Keeps a password; ends with [signal@Keeper::done].
 */
void
oms_keeper_keep (OmsKeeper   *self,
                 OmsSender   *sender,
                 OmsPassword *password)
{
  g_return_if_fail (OMS_IS_KEEPER (self));

  g_set_object (&self->sender, sender);
  oms_secret_store_async (self->secret, sender, password, self->cancellable,
                          on_store_ready, self);
}

/**
 * oms_keeper_move:
 * @self: a keeper
 * @sender: a stored sender whose server or user name has changed
 *
 * Lets the keyring's item, which names both, follow; ends with [signal@Keeper::done].
 */
void
oms_keeper_move (OmsKeeper *self,
                 OmsSender *sender)
{
  g_return_if_fail (OMS_IS_KEEPER (self));

  g_set_object (&self->sender, sender);
  oms_secret_store_async (self->secret, sender, NULL, self->cancellable, on_move_ready, self);
}

/**
 * oms_keeper_get_place:
 * @self: a keeper
 *
 * Returns: where the password is, in words; or the empty string if there is none
 */
const char *
oms_keeper_get_place (OmsKeeper *self)
{
  g_return_val_if_fail (OMS_IS_KEEPER (self), "");

  if (!self->kept)
    return "";
  if (oms_secret_is_session_only (self->secret, self->sender))
    /* Translators: in the field of a password that could not be stored in the keyring */
    return _("Kept until the program ends");

  return _("Stored in the keyring");
}

/**
 * oms_keeper_get_trouble:
 * @self: a keeper
 *
 * Returns: what the keyring could not do, in a sentence; or the empty string
 */
const char *
oms_keeper_get_trouble (OmsKeeper *self)
{
  g_return_val_if_fail (OMS_IS_KEEPER (self), "");

  return self->trouble;
}
