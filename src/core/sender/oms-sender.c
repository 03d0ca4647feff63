/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender"

#include "oms-sender.h"

#include "oms-enum-types.h"

#include <glib/gi18n-lib.h>

/**
 * OmsSender:
 *
 * The settings with which a person sends mail: who they are, through which server, and how
 * they sign in there. The password is not among them: see [class@Secret].
 *
 * A sender holds whatever was typed. Whether it can be used is for
 * [method@Sender.validate] to say.
 */
struct _OmsSender {
  GObject            parent_instance;

  char              *id;
  char              *name;
  char              *address;
  char              *host;
  char              *user;
  char              *pinned_key;
  OmsEncryption      encryption;
  OmsAuthentication  authentication;
  guint              port;
  gboolean           allow_plaintext;
};

G_DEFINE_FINAL_TYPE (OmsSender, oms_sender, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_ADDRESS,
  PROP_HOST,
  PROP_ENCRYPTION,
  PROP_PORT,
  PROP_EFFECTIVE_PORT,
  PROP_AUTHENTICATION,
  PROP_USER,
  PROP_PINNED_KEY,
  PROP_ALLOW_PLAINTEXT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
set_text (OmsSender   *self,
          char       **field,
          const char  *text,
          guint        prop)
{
  text = text ? text : "";
  if (g_str_equal (*field, text))
    return;

  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
notify_effective_port (OmsSender *self,
                       guint      before)
{
  if (oms_sender_get_effective_port (self) != before)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EFFECTIVE_PORT]);
}

static void
oms_sender_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  OmsSender *self = OMS_SENDER (object);

  switch (prop_id) {
  case PROP_ID:
    self->id = g_value_dup_string (value);
    break;
  case PROP_NAME:
    oms_sender_set_name (self, g_value_get_string (value));
    break;
  case PROP_ADDRESS:
    oms_sender_set_address (self, g_value_get_string (value));
    break;
  case PROP_HOST:
    oms_sender_set_host (self, g_value_get_string (value));
    break;
  case PROP_ENCRYPTION:
    oms_sender_set_encryption (self, g_value_get_enum (value));
    break;
  case PROP_PORT:
    oms_sender_set_port (self, g_value_get_uint (value));
    break;
  case PROP_AUTHENTICATION:
    oms_sender_set_authentication (self, g_value_get_enum (value));
    break;
  case PROP_USER:
    oms_sender_set_user (self, g_value_get_string (value));
    break;
  case PROP_PINNED_KEY:
    oms_sender_set_pinned_key (self, g_value_get_string (value));
    break;
  case PROP_ALLOW_PLAINTEXT:
    oms_sender_set_allow_plaintext (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_sender_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  OmsSender *self = OMS_SENDER (object);

  switch (prop_id) {
  case PROP_ID:
    g_value_set_string (value, self->id);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_ADDRESS:
    g_value_set_string (value, self->address);
    break;
  case PROP_HOST:
    g_value_set_string (value, self->host);
    break;
  case PROP_ENCRYPTION:
    g_value_set_enum (value, self->encryption);
    break;
  case PROP_PORT:
    g_value_set_uint (value, self->port);
    break;
  case PROP_EFFECTIVE_PORT:
    g_value_set_uint (value, oms_sender_get_effective_port (self));
    break;
  case PROP_AUTHENTICATION:
    g_value_set_enum (value, self->authentication);
    break;
  case PROP_USER:
    g_value_set_string (value, self->user);
    break;
  case PROP_PINNED_KEY:
    g_value_set_string (value, self->pinned_key);
    break;
  case PROP_ALLOW_PLAINTEXT:
    g_value_set_boolean (value, self->allow_plaintext);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_sender_constructed (GObject *object)
{
  OmsSender *self = OMS_SENDER (object);

  G_OBJECT_CLASS (oms_sender_parent_class)->constructed (object);

  if (!self->id)
    self->id = g_uuid_string_random ();
}

static void
oms_sender_finalize (GObject *object)
{
  OmsSender *self = OMS_SENDER (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->address);
  g_free (self->host);
  g_free (self->user);
  g_free (self->pinned_key);

  G_OBJECT_CLASS (oms_sender_parent_class)->finalize (object);
}

static void
install_text_properties (void)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * OmsSender:id:
   *
   * A UUID that no other sender ever had.
   */
  props[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * OmsSender:name:
   *
   * The name that receivers see, or the empty string.
   */
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);

  /**
   * OmsSender:address:
   *
   * The email address that mail is sent from.
   */
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, "", flags);

  /**
   * OmsSender:host:
   *
   * The name or the IP address of the server.
   */
  props[PROP_HOST] = g_param_spec_string ("host", NULL, NULL, "", flags);

  /**
   * OmsSender:user:
   *
   * The user name to sign in with.
   */
  props[PROP_USER] = g_param_spec_string ("user", NULL, NULL, "", flags);

  /**
   * OmsSender:pinned-key:
   *
   * The one public key that this server is trusted with, as `sha256//BASE64`, or the empty
   * string where its certificate is verified as usual.
   */
  props[PROP_PINNED_KEY] = g_param_spec_string ("pinned-key", NULL, NULL, "", flags);
}

static void
install_other_properties (void)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * OmsSender:encryption:
   *
   * How the connection is protected.
   */
  props[PROP_ENCRYPTION] = g_param_spec_enum ("encryption", NULL, NULL, OMS_TYPE_ENCRYPTION,
                                              OMS_ENCRYPTION_TLS, flags);

  /**
   * OmsSender:port:
   *
   * The port that was asked for, or 0 for the standard port of the encryption.
   */
  props[PROP_PORT] = g_param_spec_uint ("port", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * OmsSender:effective-port:
   *
   * The port that is used: [property@Sender:port], or the standard port of the encryption.
   */
  props[PROP_EFFECTIVE_PORT] =
    g_param_spec_uint ("effective-port", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * OmsSender:authentication:
   *
   * How to sign in.
   */
  props[PROP_AUTHENTICATION] =
    g_param_spec_enum ("authentication", NULL, NULL, OMS_TYPE_AUTHENTICATION,
                       OMS_AUTHENTICATION_PASSWORD, flags);

  /**
   * OmsSender:allow-plaintext:
   *
   * Whether the person allowed this one server to get the password without encryption.
   */
  props[PROP_ALLOW_PLAINTEXT] = g_param_spec_boolean ("allow-plaintext", NULL, NULL, FALSE, flags);
}

static void
oms_sender_class_init (OmsSenderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = oms_sender_set_property;
  object_class->get_property = oms_sender_get_property;
  object_class->constructed = oms_sender_constructed;
  object_class->finalize = oms_sender_finalize;

  install_text_properties ();
  install_other_properties ();
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
oms_sender_init (OmsSender *self)
{
  self->name = g_strdup ("");
  self->address = g_strdup ("");
  self->host = g_strdup ("");
  self->user = g_strdup ("");
  self->pinned_key = g_strdup ("");
}

/**
 * oms_sender_new:
 * @id: (nullable): the UUID of a stored sender, or %NULL for a sender that never was
 *
 * Makes a sender without settings: TLS, its standard port, and a password to sign in with.
 *
 * Returns: (transfer full): a new sender
 */
OmsSender *
oms_sender_new (const char *id)
{
  return g_object_new (OMS_TYPE_SENDER, "id", id, NULL);
}

/**
 * oms_sender_copy:
 * @self: a sender
 *
 * Makes a draft of a sender: the same id and settings, free to be changed.
 *
 * Returns: (transfer full): the copy
 */
OmsSender *
oms_sender_copy (OmsSender *self)
{
  OmsSender *copy;

  g_return_val_if_fail (OMS_IS_SENDER (self), NULL);

  copy = oms_sender_new (self->id);
  oms_sender_assign (copy, self);
  return copy;
}

/**
 * oms_sender_assign:
 * @self: a sender
 * @from: the sender whose settings are taken over
 *
 * Takes over every setting; the id stays.
 */
void
oms_sender_assign (OmsSender *self,
                   OmsSender *from)
{
  g_return_if_fail (OMS_IS_SENDER (self));
  g_return_if_fail (OMS_IS_SENDER (from));

  g_object_freeze_notify (G_OBJECT (self));
  oms_sender_set_name (self, from->name);
  oms_sender_set_address (self, from->address);
  oms_sender_set_host (self, from->host);
  oms_sender_set_encryption (self, from->encryption);
  oms_sender_set_port (self, from->port);
  oms_sender_set_authentication (self, from->authentication);
  oms_sender_set_user (self, from->user);
  oms_sender_set_pinned_key (self, from->pinned_key);
  oms_sender_set_allow_plaintext (self, from->allow_plaintext);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * oms_sender_equal:
 * @self: a sender
 * @other: another
 *
 * Whether two senders have the same settings, whatever their ids.
 *
 * Returns: %TRUE if they have
 */
gboolean
oms_sender_equal (OmsSender *self,
                  OmsSender *other)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), FALSE);
  g_return_val_if_fail (OMS_IS_SENDER (other), FALSE);

  return g_str_equal (self->name, other->name) &&
         g_str_equal (self->address, other->address) &&
         g_str_equal (self->host, other->host) &&
         self->encryption == other->encryption &&
         self->port == other->port &&
         self->authentication == other->authentication &&
         g_str_equal (self->user, other->user) &&
         g_str_equal (self->pinned_key, other->pinned_key) &&
         self->allow_plaintext == other->allow_plaintext;
}

/**
 * oms_sender_get_id:
 * @self: a sender
 *
 * Gets what a sender is known by as long as it exists, in the settings and in the keyring.
 *
 * Returns: (transfer none): its [property@Sender:id]
 */
const char *
oms_sender_get_id (OmsSender *self)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), NULL);

  return self->id;
}

/**
 * oms_sender_get_name:
 * @self: a sender
 *
 * Gets the name that receivers see.
 *
 * Returns: (transfer none): the name, or the empty string
 */
const char *
oms_sender_get_name (OmsSender *self)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), NULL);

  return self->name;
}

/**
 * oms_sender_set_name:
 * @self: a sender
 * @name: (nullable): the name; %NULL stands for the empty string
 *
 * Sets the name that receivers see.
 */
void
oms_sender_set_name (OmsSender  *self,
                     const char *name)
{
  g_return_if_fail (OMS_IS_SENDER (self));

  set_text (self, &self->name, name, PROP_NAME);
}

/**
 * oms_sender_get_address:
 * @self: a sender
 *
 * Gets the email address that mail is sent from.
 *
 * Returns: (transfer none): the address as typed, or the empty string
 */
const char *
oms_sender_get_address (OmsSender *self)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), NULL);

  return self->address;
}

/**
 * oms_sender_set_address:
 * @self: a sender
 * @address: (nullable): the address, right or wrong; %NULL stands for the empty string
 *
 * Sets the email address that mail is sent from.
 */
void
oms_sender_set_address (OmsSender  *self,
                        const char *address)
{
  g_return_if_fail (OMS_IS_SENDER (self));

  set_text (self, &self->address, address, PROP_ADDRESS);
}

/**
 * oms_sender_get_host:
 * @self: a sender
 *
 * Gets the name or the IP address of the server.
 *
 * Returns: (transfer none): the server as typed, or the empty string
 */
const char *
oms_sender_get_host (OmsSender *self)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), NULL);

  return self->host;
}

/**
 * oms_sender_set_host:
 * @self: a sender
 * @host: (nullable): a name or an IP address; %NULL stands for the empty string
 *
 * Sets the server.
 */
void
oms_sender_set_host (OmsSender  *self,
                     const char *host)
{
  g_return_if_fail (OMS_IS_SENDER (self));

  set_text (self, &self->host, host, PROP_HOST);
}

/**
 * oms_sender_get_encryption:
 * @self: a sender
 *
 * Gets how the connection is protected.
 *
 * Returns: the kind of encryption
 */
OmsEncryption
oms_sender_get_encryption (OmsSender *self)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), OMS_ENCRYPTION_TLS);

  return self->encryption;
}

/**
 * oms_sender_set_encryption:
 * @self: a sender
 * @encryption: the kind of encryption
 *
 * Sets how the connection is protected. Where no port was asked for, the one that is used changes
 * with it.
 */
void
oms_sender_set_encryption (OmsSender     *self,
                           OmsEncryption  encryption)
{
  guint before;

  g_return_if_fail (OMS_IS_SENDER (self));

  if (self->encryption == encryption)
    return;

  before = oms_sender_get_effective_port (self);
  self->encryption = encryption;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ENCRYPTION]);
  notify_effective_port (self, before);
}

/**
 * oms_sender_get_port:
 * @self: a sender
 *
 * Gets the port that was asked for.
 *
 * Returns: the port, or 0 for the standard port of the encryption
 */
guint
oms_sender_get_port (OmsSender *self)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), 0);

  return self->port;
}

/**
 * oms_sender_set_port:
 * @self: a sender
 * @port: a port, or 0 for the standard port of the encryption
 *
 * Asks for a port.
 */
void
oms_sender_set_port (OmsSender *self,
                     guint      port)
{
  guint before;

  g_return_if_fail (OMS_IS_SENDER (self));

  if (self->port == port)
    return;

  before = oms_sender_get_effective_port (self);
  self->port = port;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PORT]);
  notify_effective_port (self, before);
}

/**
 * oms_sender_get_effective_port:
 * @self: a sender
 *
 * Gets the port that is used: the one that was asked for, or the standard port of the encryption.
 *
 * Returns: the port, never 0
 */
guint
oms_sender_get_effective_port (OmsSender *self)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), 0);

  return self->port ? self->port : oms_encryption_get_port (self->encryption);
}

/**
 * oms_sender_get_authentication:
 * @self: a sender
 *
 * Gets how to sign in.
 *
 * Returns: what the server is shown
 */
OmsAuthentication
oms_sender_get_authentication (OmsSender *self)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), OMS_AUTHENTICATION_PASSWORD);

  return self->authentication;
}

/**
 * oms_sender_set_authentication:
 * @self: a sender
 * @authentication: what the server is shown
 *
 * Sets how to sign in.
 */
void
oms_sender_set_authentication (OmsSender         *self,
                               OmsAuthentication  authentication)
{
  g_return_if_fail (OMS_IS_SENDER (self));

  if (self->authentication == authentication)
    return;

  self->authentication = authentication;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AUTHENTICATION]);
}

/**
 * oms_sender_get_user:
 * @self: a sender
 *
 * Gets the user name to sign in with.
 *
 * Returns: (transfer none): the name, or the empty string
 */
const char *
oms_sender_get_user (OmsSender *self)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), NULL);

  return self->user;
}

/**
 * oms_sender_set_user:
 * @self: a sender
 * @user: (nullable): the name; %NULL stands for the empty string
 *
 * Sets the user name to sign in with.
 */
void
oms_sender_set_user (OmsSender  *self,
                     const char *user)
{
  g_return_if_fail (OMS_IS_SENDER (self));

  set_text (self, &self->user, user, PROP_USER);
}

/**
 * oms_sender_get_pinned_key:
 * @self: a sender
 *
 * Gets the one public key that the server is trusted with.
 *
 * Returns: (transfer none): `sha256//BASE64`, or the empty string where its certificate is verified
 *   as usual
 */
const char *
oms_sender_get_pinned_key (OmsSender *self)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), NULL);

  return self->pinned_key;
}

/**
 * oms_sender_set_pinned_key:
 * @self: a sender
 * @pinned_key: (nullable): `sha256//BASE64`; %NULL or the empty string to verify the certificate
 *
 * Sets the one public key that the server is trusted with.
 */
void
oms_sender_set_pinned_key (OmsSender  *self,
                           const char *pinned_key)
{
  g_return_if_fail (OMS_IS_SENDER (self));

  set_text (self, &self->pinned_key, pinned_key, PROP_PINNED_KEY);
}

/**
 * oms_sender_get_allow_plaintext:
 * @self: a sender
 *
 * Gets whether this one server may get the password without encryption.
 *
 * Returns: %TRUE if the person allowed it
 */
gboolean
oms_sender_get_allow_plaintext (OmsSender *self)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), FALSE);

  return self->allow_plaintext;
}

/**
 * oms_sender_set_allow_plaintext:
 * @self: a sender
 * @allow_plaintext: whether the person allowed it
 *
 * Sets whether this one server may get the password without encryption.
 */
void
oms_sender_set_allow_plaintext (OmsSender *self,
                                gboolean   allow_plaintext)
{
  g_return_if_fail (OMS_IS_SENDER (self));

  allow_plaintext = !!allow_plaintext;
  if (self->allow_plaintext == allow_plaintext)
    return;

  self->allow_plaintext = allow_plaintext;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ALLOW_PLAINTEXT]);
}

/**
 * oms_sender_dup_title:
 * @self: a sender
 *
 * What to call a sender in lists: its name and address, or what there is of them, or its
 * server, or words for a new one. It is plain text, never empty.
 *
 * Returns: (transfer full): the title
 */
char *
oms_sender_dup_title (OmsSender *self)
{
  g_return_val_if_fail (OMS_IS_SENDER (self), NULL);

  if (*self->name && *self->address)
    /* Translators: a sender in a list; first the person’s name, then the email address. */
    return g_strdup_printf (_("%s – %s"), self->name, self->address);
  if (*self->name)
    return g_strdup (self->name);
  if (*self->address)
    return g_strdup (self->address);
  if (*self->host)
    return g_strdup (self->host);

  return g_strdup (_("New Sender"));
}
