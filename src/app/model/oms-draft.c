/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-draft"

#include "config.h"

#include "oms-draft.h"

#include "oms-address.h"
#include "oms-catalogue.h"
#include "oms-draft-follow.h"

/**
 * OmsDraft:
 *
 * The settings of one sender while they are being edited: a copy, and what follows from what.
 *
 * The server follows the address's provider, the port follows the encryption, and the user name
 * follows the address, each for as long as nothing else was typed there. Nothing is written
 * before [method@Draft.save].
 */
struct _OmsDraft {
  GObject         parent_instance;

  OmsSenderStore *store;
  OmsSender      *stored;
  OmsSender      *sender;
  OmsProvider    *provider;
  char           *address;     /* as it was before the change that is being followed */
  char           *port_text;
  gboolean        has_password;
  gboolean        changed;
  gboolean        reverting;   /* all fields at once: nothing follows anything */
};

G_DEFINE_FINAL_TYPE (OmsDraft, oms_draft, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STORE,
  PROP_STORED,
  PROP_PROVIDER,
  PROP_PORT_TEXT,
  PROP_HAS_PASSWORD,
  PROP_CHANGED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static gboolean
port_text_is_valid (OmsDraft *self)
{
  return *self->port_text == '\0' || oms_port_parse (self->port_text, NULL, NULL);
}

/* A new sender counts as changed once there is something in it to lose. */
static gboolean
differs (OmsDraft *self)
{
  g_autoptr (OmsSender) blank = NULL;

  if (self->has_password || !port_text_is_valid (self))
    return TRUE;
  if (self->stored)
    return !oms_sender_equal (self->sender, self->stored);

  blank = oms_sender_new (NULL);
  return !oms_sender_equal (self->sender, blank);
}

static void
update_changed (OmsDraft *self)
{
  gboolean changed = differs (self);

  if (self->changed == changed)
    return;

  self->changed = changed;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHANGED]);
}

static void
replace_port_text (OmsDraft   *self,
                   const char *port_text)
{
  if (g_str_equal (self->port_text, port_text))
    return;

  g_free (self->port_text);
  self->port_text = g_strdup (port_text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PORT_TEXT]);
}

static void
show_effective_port (OmsDraft *self)
{
  g_autofree char *port_text =
    g_strdup_printf ("%u", oms_sender_get_effective_port (self->sender));

  replace_port_text (self, port_text);
}

static void
update_provider (OmsDraft *self)
{
  OmsCatalogue *catalogue = oms_catalogue_get_default ();
  const char *host = oms_sender_get_host (self->sender);
  OmsProvider *provider =
    *host ? oms_catalogue_find_by_host (catalogue, host)
          : oms_catalogue_find_by_address (catalogue, oms_sender_get_address (self->sender));

  if (g_set_object (&self->provider, provider))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROVIDER]);
}

static void
on_notify_address (OmsDraft *self)
{
  OmsCatalogue *catalogue = oms_catalogue_get_default ();
  g_autofree char *before = g_steal_pointer (&self->address);
  g_autoptr (OmsProvider) shown = self->provider ? g_object_ref (self->provider) : NULL;
  OmsProvider *provider_before = oms_catalogue_find_by_address (catalogue, before);

  self->address = g_strdup (oms_sender_get_address (self->sender));
  if (self->reverting)
    return;

  oms_draft_follow_server (self, provider_before,
                           oms_catalogue_find_by_address (catalogue, self->address));
  update_provider (self);
  oms_draft_follow_user (self, shown, before, self->provider);
}

static void
on_notify_host (OmsDraft *self)
{
  g_autoptr (OmsProvider) before = self->provider ? g_object_ref (self->provider) : NULL;

  update_provider (self);
  if (self->reverting)
    return;

  /* What was allowed was allowed for that one server. */
  oms_sender_set_pinned_key (self->sender, "");
  oms_sender_set_allow_plaintext (self->sender, FALSE);
  if (before != self->provider && self->provider)
    oms_draft_follow_user (self, before, self->address, self->provider);
}

static void
on_notify_effective_port (OmsDraft *self)
{
  if (oms_sender_get_port (self->sender) == 0)
    show_effective_port (self);
}

static void
on_notify_port (OmsDraft *self)
{
  guint typed;

  /* The text is the source when it already says so. */
  if (oms_port_parse (self->port_text, &typed, NULL) &&
      typed == oms_sender_get_effective_port (self->sender))
    return;
  if (*self->port_text == '\0' && oms_sender_get_port (self->sender) == 0)
    return;

  show_effective_port (self);
}

static void
watch_sender (OmsDraft *self)
{
  const struct {
    const char *signal;
    GCallback   callback;
  } watches[] = {
    { "notify::address", G_CALLBACK (on_notify_address) },
    { "notify::host", G_CALLBACK (on_notify_host) },
    { "notify::effective-port", G_CALLBACK (on_notify_effective_port) },
    { "notify::port", G_CALLBACK (on_notify_port) },
    { "notify", G_CALLBACK (update_changed) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (watches); i++)
    g_signal_connect_object (self->sender, watches[i].signal, watches[i].callback, self,
                             G_CONNECT_SWAPPED);
}

static void
oms_draft_constructed (GObject *object)
{
  OmsDraft *self = OMS_DRAFT (object);

  G_OBJECT_CLASS (oms_draft_parent_class)->constructed (object);

  self->sender = self->stored ? oms_sender_copy (self->stored) : oms_sender_new (NULL);
  self->address = g_strdup (oms_sender_get_address (self->sender));
  show_effective_port (self);
  update_provider (self);
  watch_sender (self);
}

static void
oms_draft_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  OmsDraft *self = OMS_DRAFT (object);

  switch (prop_id) {
  case PROP_PROVIDER:
    g_value_set_object (value, self->provider);
    break;
  case PROP_PORT_TEXT:
    g_value_set_string (value, self->port_text);
    break;
  case PROP_HAS_PASSWORD:
    g_value_set_boolean (value, self->has_password);
    break;
  case PROP_CHANGED:
    g_value_set_boolean (value, self->changed);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_draft_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  OmsDraft *self = OMS_DRAFT (object);

  switch (prop_id) {
  case PROP_STORE:
    self->store = g_value_dup_object (value);
    break;
  case PROP_STORED:
    self->stored = g_value_dup_object (value);
    break;
  case PROP_PORT_TEXT:
    oms_draft_set_port_text (self, g_value_get_string (value));
    break;
  case PROP_HAS_PASSWORD:
    oms_draft_set_has_password (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_draft_finalize (GObject *object)
{
  OmsDraft *self = OMS_DRAFT (object);

  g_clear_object (&self->store);
  g_clear_object (&self->stored);
  g_clear_object (&self->sender);
  g_clear_object (&self->provider);
  g_free (self->address);
  g_free (self->port_text);

  G_OBJECT_CLASS (oms_draft_parent_class)->finalize (object);
}

static void
oms_draft_class_init (OmsDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags construct_only =
    G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->constructed = oms_draft_constructed;
  object_class->get_property = oms_draft_get_property;
  object_class->set_property = oms_draft_set_property;
  object_class->finalize = oms_draft_finalize;

  props[PROP_STORE] =
    g_param_spec_object ("store", NULL, NULL, OMS_TYPE_SENDER_STORE, construct_only);
  props[PROP_STORED] =
    g_param_spec_object ("stored", NULL, NULL, OMS_TYPE_SENDER, construct_only);

  /**
   * OmsDraft:provider:
   *
   * Whose server it is, or whose address while there is no server; %NULL where it is not known.
   */
  props[PROP_PROVIDER] =
    g_param_spec_object ("provider", NULL, NULL, OMS_TYPE_PROVIDER, readable);

  /**
   * OmsDraft:port-text:
   *
   * The port as typed, right or wrong; the empty string stands for the standard port.
   */
  props[PROP_PORT_TEXT] = g_param_spec_string ("port-text", NULL, NULL, "", writable);

  /**
   * OmsDraft:has-password:
   *
   * Whether a password was typed. The password itself stays in its entry.
   */
  props[PROP_HAS_PASSWORD] =
    g_param_spec_boolean ("has-password", NULL, NULL, FALSE, writable);

  /**
   * OmsDraft:changed:
   *
   * Whether there is something that is not stored.
   */
  props[PROP_CHANGED] = g_param_spec_boolean ("changed", NULL, NULL, FALSE, readable);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
oms_draft_init (OmsDraft *self)
{
  self->port_text = g_strdup ("");
}

/**
 * oms_draft_new:
 * @store: where the sender is, or will be, stored
 * @stored: (nullable): the sender to edit, or %NULL for a new one
 *
 * Returns: (transfer full): a draft without changes
 */
OmsDraft *
oms_draft_new (OmsSenderStore *store,
               OmsSender      *stored)
{
  g_return_val_if_fail (OMS_IS_SENDER_STORE (store), NULL);

  return g_object_new (OMS_TYPE_DRAFT, "store", store, "stored", stored, NULL);
}

/**
 * oms_draft_get_sender:
 * @self: a draft
 *
 * Returns: (transfer none): what is being edited; the same object for the life of the draft
 */
OmsSender *
oms_draft_get_sender (OmsDraft *self)
{
  g_return_val_if_fail (OMS_IS_DRAFT (self), NULL);

  return self->sender;
}

/**
 * oms_draft_get_stored:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): the stored sender; %NULL before the first
 *   [method@Draft.save] of a new one
 */
OmsSender *
oms_draft_get_stored (OmsDraft *self)
{
  g_return_val_if_fail (OMS_IS_DRAFT (self), NULL);

  return self->stored;
}

/**
 * oms_draft_get_store:
 * @self: a draft
 *
 * Returns: (transfer none): where the sender is, or will be, stored
 */
OmsSenderStore *
oms_draft_get_store (OmsDraft *self)
{
  g_return_val_if_fail (OMS_IS_DRAFT (self), NULL);

  return self->store;
}

/**
 * oms_draft_get_provider:
 * @self: a draft
 *
 * Gets whose server it is, or whose address while there is no server.
 *
 * Returns: (transfer none) (nullable): the provider, or %NULL where it is not known
 */
OmsProvider *
oms_draft_get_provider (OmsDraft *self)
{
  g_return_val_if_fail (OMS_IS_DRAFT (self), NULL);

  return self->provider;
}

/**
 * oms_draft_choose_provider:
 * @self: a draft
 * @provider: (nullable): a provider, or %NULL for none of those that are known
 *
 * Fills in a provider's server, encryption and port, and its form of the user name where nobody
 * typed another. Without a provider the server is cleared, if it was a provider's.
 */
void
oms_draft_choose_provider (OmsDraft    *self,
                           OmsProvider *provider)
{
  const OmsEndpoint *endpoints;
  gsize n_endpoints = 0;

  g_return_if_fail (OMS_IS_DRAFT (self));

  if (provider == self->provider)
    return;

  endpoints = provider ? oms_provider_get_endpoints (provider, &n_endpoints) : NULL;
  if (n_endpoints > 0)
    oms_draft_fill_in (self, &endpoints[0]);
  else if (!oms_draft_is_locked (self, "host"))
    oms_sender_set_host (self->sender, "");
}

/**
 * oms_draft_get_port_text:
 * @self: a draft
 *
 * Gets the port as typed, right or wrong.
 *
 * Returns: (transfer none): the text; the empty string stands for the standard port
 */
const char *
oms_draft_get_port_text (OmsDraft *self)
{
  g_return_val_if_fail (OMS_IS_DRAFT (self), "");

  return self->port_text;
}

/**
 * oms_draft_set_port_text:
 * @self: a draft
 * @port_text: (nullable): a port as typed
 *
 * Takes the port, which from now on no longer follows the encryption. Text that is no port is
 * kept as it is, for [method@Draft.validate_field] to speak about.
 */
void
oms_draft_set_port_text (OmsDraft   *self,
                         const char *port_text)
{
  guint port = 0;

  g_return_if_fail (OMS_IS_DRAFT (self));

  port_text = port_text ? port_text : "";
  if (g_str_equal (self->port_text, port_text))
    return;

  replace_port_text (self, port_text);
  if (*port_text == '\0' || oms_port_parse (port_text, &port, NULL))
    oms_sender_set_port (self->sender, port);
  update_changed (self);
}

/**
 * oms_draft_complete_port:
 * @self: a draft
 *
 * Shows the standard port in place of an empty text.
 */
void
oms_draft_complete_port (OmsDraft *self)
{
  g_return_if_fail (OMS_IS_DRAFT (self));

  if (*self->port_text == '\0')
    show_effective_port (self);
}

/**
 * oms_draft_get_has_password:
 * @self: a draft
 *
 * Gets whether a password was typed.
 *
 * Returns: %TRUE if one was; it is then part of what is not stored yet
 */
gboolean
oms_draft_get_has_password (OmsDraft *self)
{
  g_return_val_if_fail (OMS_IS_DRAFT (self), FALSE);

  return self->has_password;
}

/**
 * oms_draft_set_has_password:
 * @self: a draft
 * @has_password: whether a password was typed
 *
 * Tells the draft of a typed password, which itself stays in its entry.
 */
void
oms_draft_set_has_password (OmsDraft *self,
                            gboolean  has_password)
{
  g_return_if_fail (OMS_IS_DRAFT (self));

  if (self->has_password == has_password)
    return;

  self->has_password = has_password;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_PASSWORD]);
  update_changed (self);
}

/**
 * oms_draft_is_changed:
 * @self: a draft
 *
 * Looks whether there is something that is not stored.
 *
 * Returns: %TRUE if there is
 */
gboolean
oms_draft_is_changed (OmsDraft *self)
{
  g_return_val_if_fail (OMS_IS_DRAFT (self), FALSE);

  return self->changed;
}

/**
 * oms_draft_is_locked:
 * @self: a draft
 * @property: a property of [class@Sender]
 *
 * Returns: whether an administrator has locked it
 */
gboolean
oms_draft_is_locked (OmsDraft   *self,
                     const char *property)
{
  g_return_val_if_fail (OMS_IS_DRAFT (self), FALSE);

  return self->stored && oms_sender_store_is_locked (self->store, self->stored, property);
}

/**
 * oms_draft_validate_field:
 * @self: a draft
 * @field: what to look at
 * @error: return location for what is wrong with it, in the words of [method@Sender.validate]
 *
 * Returns: whether it can be used
 */
gboolean
oms_draft_validate_field (OmsDraft        *self,
                          OmsSenderField   field,
                          GError         **error)
{
  g_return_val_if_fail (OMS_IS_DRAFT (self), FALSE);

  if (field == OMS_SENDER_FIELD_PORT && *self->port_text)
    return oms_port_parse (self->port_text, NULL, error);

  return oms_sender_validate_field (self->sender, field, error);
}

/**
 * oms_draft_save:
 * @self: a draft without wrong fields
 * @error: return location; the errors of [method@SenderStore.save]
 *
 * Stores the draft. On an error the draft stays as it is.
 *
 * Returns: whether it is stored
 */
gboolean
oms_draft_save (OmsDraft  *self,
                GError   **error)
{
  g_return_val_if_fail (OMS_IS_DRAFT (self), FALSE);

  if (!oms_sender_store_save (self->store, self->sender, error))
    return FALSE;

  g_set_object (&self->stored,
                oms_sender_store_find (self->store, oms_sender_get_id (self->sender)));
  update_changed (self);

  return TRUE;
}

/**
 * oms_draft_revert:
 * @self: a draft
 *
 * Goes back to what is stored.
 */
void
oms_draft_revert (OmsDraft *self)
{
  g_autoptr (OmsSender) blank = NULL;

  g_return_if_fail (OMS_IS_DRAFT (self));

  if (!self->stored)
    blank = oms_sender_new (NULL);
  self->reverting = TRUE;
  oms_sender_assign (self->sender, blank ? blank : self->stored);
  self->reverting = FALSE;
  show_effective_port (self);
  update_provider (self);
  update_changed (self);
}
