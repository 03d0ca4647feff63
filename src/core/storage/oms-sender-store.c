/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender-store"
#define G_SETTINGS_ENABLE_BACKEND

#include "oms-sender-store.h"

#include "oms-sender-list.h"
#include "oms-sender-settings.h"
#include "oms-settings.h"

#include <gio/gsettingsbackend.h>

/**
 * OmsSenderStore:
 *
 * The senders of this person, as a [iface@Gio.ListModel] of [class@Sender] over GSettings.
 *
 * The senders in it are what is stored: change a copy of one and save that. What another program
 * or an administrator changes is followed. Every write is stored as a whole or not at all, and
 * the errors are those of [func@settings_write].
 */
struct _OmsSenderStore {
  GObject           parent_instance;

  GSettingsBackend *backend;    /* or NULL */
  GSettings        *settings;
  GPtrArray        *entries;
  OmsSender        *announced_default;
  gboolean          writing;
};

typedef struct {
  OmsSender *sender;
  GSettings *settings;
} Entry;

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OmsSenderStore, oms_sender_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum {
  PROP_0,
  PROP_BACKEND,
  PROP_DEFAULT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->sender);
  g_object_unref (entry->settings);
  g_free (entry);
}

static Entry *
get_entry (OmsSenderStore *self,
           guint           position)
{
  return g_ptr_array_index (self->entries, position);
}

static Entry *
find_entry (OmsSenderStore *self,
            const char     *id)
{
  for (guint i = 0; i < self->entries->len; i++) {
    Entry *entry = get_entry (self, i);

    if (g_str_equal (oms_sender_get_id (entry->sender), id))
      return entry;
  }

  return NULL;
}

static void
load_sender (Entry *entry)
{
  oms_sender_settings_load (entry->settings, entry->sender);
}

static void
on_sender_changed (OmsSenderStore *self,
                   const char     *key,
                   GSettings      *settings)
{
  g_assert (OMS_IS_SENDER_STORE (self));

  if (self->writing)
    return;

  for (guint i = 0; i < self->entries->len; i++) {
    if (get_entry (self, i)->settings == settings)
      load_sender (get_entry (self, i));
  }
}

static Entry *
entry_new (OmsSenderStore *self,
           const char     *id)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->sender = oms_sender_new (id);
  entry->settings = oms_settings_new (self->backend, id);
  g_signal_connect_object (entry->settings, "changed", G_CALLBACK (on_sender_changed), self,
                           G_CONNECT_SWAPPED);
  load_sender (entry);
  return entry;
}

static void
announce_default (OmsSenderStore *self)
{
  OmsSender *sender = oms_sender_store_get_default (self);

  if (g_set_object (&self->announced_default, sender))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DEFAULT]);
}

static gboolean
is_entry_of (OmsSenderStore *self,
             guint           position,
             const char     *id)
{
  return g_str_equal (oms_sender_get_id (get_entry (self, position)->sender), id);
}

static Entry *
take_entry (OmsSenderStore *self,
            GPtrArray      *known,
            const char     *id)
{
  for (guint i = 0; i < known->len; i++) {
    Entry *entry = g_ptr_array_index (known, i);

    if (g_str_equal (oms_sender_get_id (entry->sender), id))
      return g_ptr_array_steal_index (known, i);
  }

  return entry_new (self, id);
}

/* Takes over the stored list, and announces no more than the part that differs. */
static void
load_list (OmsSenderStore *self)
{
  g_auto (GStrv) ids = oms_sender_list_dup_ids (self->settings);
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (entry_free);
  guint n_ids = g_strv_length (ids);
  guint shorter = MIN (n_ids, self->entries->len);
  guint n_removed, n_added;
  guint head = 0;
  guint tail = 0;

  while (head < shorter && is_entry_of (self, head, ids[head]))
    head++;
  while (tail < shorter - head &&
         is_entry_of (self, self->entries->len - 1 - tail, ids[n_ids - 1 - tail]))
    tail++;

  n_removed = self->entries->len - head - tail;
  n_added = n_ids - head - tail;
  for (guint i = 0; i < n_removed; i++)
    g_ptr_array_add (known, g_ptr_array_steal_index (self->entries, head));
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (self->entries, head + i, take_entry (self, known, ids[head + i]));

  if (n_removed || n_added)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n_removed, n_added);
  announce_default (self);
}

static void
on_list_changed (OmsSenderStore *self)
{
  g_assert (OMS_IS_SENDER_STORE (self));

  if (!self->writing)
    load_list (self);
}

/* While several things are written, nobody sees a state in between. */
static void
begin_writing (OmsSenderStore *self)
{
  g_assert (!self->writing);

  self->writing = TRUE;
}

static void
end_writing (OmsSenderStore *self)
{
  self->writing = FALSE;
  for (guint i = 0; i < self->entries->len; i++)
    load_sender (get_entry (self, i));
  load_list (self);
}

static GType
get_item_type (GListModel *model)
{
  return OMS_TYPE_SENDER;
}

static guint
get_n_items (GListModel *model)
{
  return OMS_SENDER_STORE (model)->entries->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  OmsSenderStore *self = OMS_SENDER_STORE (model);

  if (position >= self->entries->len)
    return NULL;

  return g_object_ref (get_entry (self, position)->sender);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
oms_sender_store_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  OmsSenderStore *self = OMS_SENDER_STORE (object);

  switch (prop_id) {
  case PROP_BACKEND:
    self->backend = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_sender_store_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  OmsSenderStore *self = OMS_SENDER_STORE (object);

  switch (prop_id) {
  case PROP_DEFAULT:
    g_value_set_object (value, oms_sender_store_get_default (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_sender_store_constructed (GObject *object)
{
  OmsSenderStore *self = OMS_SENDER_STORE (object);

  G_OBJECT_CLASS (oms_sender_store_parent_class)->constructed (object);

  self->settings = oms_settings_new (self->backend, NULL);
  g_signal_connect_object (self->settings, "changed::" OMS_SENDER_LIST_KEY,
                           G_CALLBACK (on_list_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::" OMS_SENDER_LIST_DEFAULT_KEY,
                           G_CALLBACK (on_list_changed), self, G_CONNECT_SWAPPED);
  load_list (self);
}

static void
oms_sender_store_dispose (GObject *object)
{
  OmsSenderStore *self = OMS_SENDER_STORE (object);

  g_ptr_array_set_size (self->entries, 0);
  g_clear_object (&self->announced_default);
  g_clear_object (&self->settings);
  g_clear_object (&self->backend);

  G_OBJECT_CLASS (oms_sender_store_parent_class)->dispose (object);
}

static void
oms_sender_store_finalize (GObject *object)
{
  OmsSenderStore *self = OMS_SENDER_STORE (object);

  g_ptr_array_unref (self->entries);

  G_OBJECT_CLASS (oms_sender_store_parent_class)->finalize (object);
}

static void
oms_sender_store_class_init (OmsSenderStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = oms_sender_store_set_property;
  object_class->get_property = oms_sender_store_get_property;
  object_class->constructed = oms_sender_store_constructed;
  object_class->dispose = oms_sender_store_dispose;
  object_class->finalize = oms_sender_store_finalize;

  /**
   * OmsSenderStore:backend:
   *
   * Where settings are kept, or %NULL for the person’s own.
   */
  props[PROP_BACKEND] =
    g_param_spec_object ("backend", NULL, NULL, G_TYPE_SETTINGS_BACKEND,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * OmsSenderStore:default:
   *
   * The sender that is used where none is named.
   */
  props[PROP_DEFAULT] =
    g_param_spec_object ("default", NULL, NULL, OMS_TYPE_SENDER,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
oms_sender_store_init (OmsSenderStore *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
}

/**
 * oms_sender_store_new:
 * @backend: (nullable): where settings are kept, or %NULL for the person’s own
 *
 * Opens the list of senders.
 *
 * Returns: (transfer full): a new store
 */
OmsSenderStore *
oms_sender_store_new (GSettingsBackend *backend)
{
  return g_object_new (OMS_TYPE_SENDER_STORE, "backend", backend, NULL);
}

/**
 * oms_sender_store_get_backend:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): where settings are kept, or %NULL for the person’s own
 */
GSettingsBackend *
oms_sender_store_get_backend (OmsSenderStore *self)
{
  g_return_val_if_fail (OMS_IS_SENDER_STORE (self), NULL);

  return self->backend;
}

/**
 * oms_sender_store_find:
 * @self: a store
 * @id_or_address: the id of a sender, or an email address in whatever case
 *
 * Finds a sender; of several with the same address, the first.
 *
 * Returns: (transfer none) (nullable): the sender
 */
OmsSender *
oms_sender_store_find (OmsSenderStore *self,
                       const char     *id_or_address)
{
  Entry *entry;

  g_return_val_if_fail (OMS_IS_SENDER_STORE (self), NULL);
  g_return_val_if_fail (id_or_address != NULL, NULL);

  entry = find_entry (self, id_or_address);
  for (guint i = 0; i < self->entries->len && !entry; i++) {
    OmsSender *sender = get_entry (self, i)->sender;

    if (g_ascii_strcasecmp (oms_sender_get_address (sender), id_or_address) == 0)
      entry = get_entry (self, i);
  }

  return entry ? entry->sender : NULL;
}

/**
 * oms_sender_store_get_default:
 * @self: a store
 *
 * Gets the sender that is used where none is named: the one that was chosen, else the first.
 *
 * Returns: (transfer none) (nullable): the sender, or %NULL where there are none
 */
OmsSender *
oms_sender_store_get_default (OmsSenderStore *self)
{
  g_autofree char *id = NULL;
  Entry *entry;

  g_return_val_if_fail (OMS_IS_SENDER_STORE (self), NULL);

  if (self->entries->len == 0)
    return NULL;

  id = g_settings_get_string (self->settings, OMS_SENDER_LIST_DEFAULT_KEY);
  entry = find_entry (self, id);
  return entry ? entry->sender : get_entry (self, 0)->sender;
}

/**
 * oms_sender_store_set_default:
 * @self: a store
 * @sender: a sender in it
 * @error: return location for an error
 *
 * Chooses the sender that is used where none is named.
 *
 * Returns: %TRUE if that is stored
 */
gboolean
oms_sender_store_set_default (OmsSenderStore  *self,
                              OmsSender       *sender,
                              GError         **error)
{
  gboolean ok;

  g_return_val_if_fail (OMS_IS_SENDER_STORE (self), FALSE);
  g_return_val_if_fail (OMS_IS_SENDER (sender), FALSE);

  begin_writing (self);
  ok = oms_sender_list_set_default (self->backend, oms_sender_get_id (sender), error);
  end_writing (self);
  return ok;
}

/* What is new is added at @position. */
static gboolean
store (OmsSenderStore  *self,
       OmsSender       *draft,
       guint            position,
       GError         **error)
{
  const char *id = oms_sender_get_id (draft);
  gboolean ok;

  if (!oms_sender_validate (draft, NULL, error))
    return FALSE;

  begin_writing (self);
  ok = oms_sender_settings_save (self->backend, draft, error);
  if (ok && !find_entry (self, id)) {
    ok = oms_sender_list_add (self->settings, self->backend, id, position, error);
    if (!ok)
      oms_sender_settings_reset (self->backend, id, NULL);
  }
  end_writing (self);
  return ok;
}

/**
 * oms_sender_store_save:
 * @self: a store
 * @draft: the settings to store
 * @error: return location for an error
 *
 * Stores a draft: the sender with its id is changed or, where there is none, a new one is added
 * at the end. On an error nothing is changed, neither the store nor the draft.
 *
 * Sets the errors of [method@Sender.validate] too.
 *
 * Returns: %TRUE if it is stored
 */
gboolean
oms_sender_store_save (OmsSenderStore  *self,
                       OmsSender       *draft,
                       GError         **error)
{
  g_return_val_if_fail (OMS_IS_SENDER_STORE (self), FALSE);
  g_return_val_if_fail (OMS_IS_SENDER (draft), FALSE);

  return store (self, draft, G_MAXUINT, error);
}

/**
 * oms_sender_store_restore:
 * @self: a store
 * @sender: a sender that was removed
 * @position: how many senders came before it
 * @error: return location; the errors of [method@SenderStore.save]
 *
 * Puts a sender back to where it was.
 *
 * Returns: %TRUE if it is stored
 */
gboolean
oms_sender_store_restore (OmsSenderStore  *self,
                          OmsSender       *sender,
                          guint            position,
                          GError         **error)
{
  g_return_val_if_fail (OMS_IS_SENDER_STORE (self), FALSE);
  g_return_val_if_fail (OMS_IS_SENDER (sender), FALSE);

  return store (self, sender, position, error);
}

/**
 * oms_sender_store_remove:
 * @self: a store
 * @sender: a sender in it
 * @error: return location for an error
 *
 * Removes the settings of a sender, then the sender itself. Its password is not touched: see
 * [method@Secret.clear_async]. On an error nothing is changed.
 *
 * Returns: %TRUE if it is removed
 */
gboolean
oms_sender_store_remove (OmsSenderStore  *self,
                         OmsSender       *sender,
                         GError         **error)
{
  g_autoptr (OmsSender) removed = NULL;
  const char *id;
  gboolean ok;

  g_return_val_if_fail (OMS_IS_SENDER_STORE (self), FALSE);
  g_return_val_if_fail (OMS_IS_SENDER (sender), FALSE);

  removed = oms_sender_copy (sender);
  id = oms_sender_get_id (removed);
  begin_writing (self);
  ok = oms_sender_settings_reset (self->backend, id, error);
  if (ok) {
    ok = oms_sender_list_remove (self->settings, self->backend, id, error);
    if (!ok)
      oms_sender_settings_save (self->backend, removed, NULL);
  }
  end_writing (self);
  return ok;
}

/**
 * oms_sender_store_is_locked:
 * @self: a store
 * @sender: a sender, stored or not
 * @property: the name of one of its properties, such as "host"
 *
 * Whether an administrator has locked one setting of a sender.
 *
 * Returns: %TRUE if it cannot be changed
 */
gboolean
oms_sender_store_is_locked (OmsSenderStore *self,
                            OmsSender      *sender,
                            const char     *property)
{
  g_autoptr (GSettings) settings = NULL;

  g_return_val_if_fail (OMS_IS_SENDER_STORE (self), FALSE);
  g_return_val_if_fail (OMS_IS_SENDER (sender), FALSE);
  g_return_val_if_fail (oms_sender_settings_has_key (property), FALSE);

  settings = oms_settings_new (self->backend, oms_sender_get_id (sender));
  return oms_settings_is_locked (settings, property);
}

/**
 * oms_sender_store_is_list_locked:
 * @self: a store
 *
 * Whether an administrator does not allow to add and to remove senders.
 *
 * Returns: %TRUE if the list cannot be changed
 */
gboolean
oms_sender_store_is_list_locked (OmsSenderStore *self)
{
  g_return_val_if_fail (OMS_IS_SENDER_STORE (self), FALSE);

  return oms_settings_is_locked (self->settings, OMS_SENDER_LIST_KEY);
}
