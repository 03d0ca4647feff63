/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-provider-row"

#include "config.h"

#include "oms-provider-row.h"

#include "oms-catalogue.h"

#include <glib/gi18n.h>

/**
 * OmsProviderRow:
 *
 * The choice of a provider: one of the catalogue, or another.
 *
 * GTK makes a widget for each of many providers as soon as it knows of them. Until the list is
 * opened, the one that is chosen is enough.
 */
struct _OmsProviderRow {
  OmsComboRow  parent_instance;

  OmsProvider *provider;   /* nullable */
  gboolean     listed;     /* the list is all of the catalogue */
  gboolean     locked;
};

G_DEFINE_FINAL_TYPE (OmsProviderRow, oms_provider_row, OMS_TYPE_COMBO_ROW)

enum {
  PROP_0,
  PROP_PROVIDER,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* In the list, after “Other”. */
static guint
find_position (OmsProvider *provider)
{
  GListModel *catalogue = G_LIST_MODEL (oms_catalogue_get_default ());
  guint n_providers = g_list_model_get_n_items (catalogue);

  for (guint i = 0; provider && i < n_providers; i++) {
    g_autoptr (OmsProvider) other = g_list_model_get_item (catalogue, i);

    if (other == provider)
      return i + 1;
  }

  return 0;
}

static GtkStringList *
new_names (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  /* Translators: a provider that is none of those in the list */
  gtk_string_list_append (names, C_("provider", "Other"));

  return names;
}

/* A row that gets another list is sensitive again. */
static void
set_names (OmsProviderRow *self,
           GtkStringList  *names,
           guint           selected)
{
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  if (self->locked)
    gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
}

/* A list of one could not be opened. */
static void
show_one (OmsProviderRow *self)
{
  g_autoptr (GtkStringList) names = new_names ();
  g_autoptr (OmsProvider) first =
    g_list_model_get_item (G_LIST_MODEL (oms_catalogue_get_default ()), 0);

  gtk_string_list_append (names,
                          oms_provider_get_name (self->provider ? self->provider : first));
  set_names (self, names, self->provider ? 1 : 0);
}

static void
show_provider (OmsProviderRow *self)
{
  if (self->listed)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self), find_position (self->provider));
  else
    show_one (self);
}

static void
on_opening (OmsProviderRow *self)
{
  GListModel *catalogue = G_LIST_MODEL (oms_catalogue_get_default ());
  guint n_providers = g_list_model_get_n_items (catalogue);
  g_autoptr (GtkStringList) names = new_names ();

  if (self->listed)
    return;

  for (guint i = 0; i < n_providers; i++) {
    g_autoptr (OmsProvider) provider = g_list_model_get_item (catalogue, i);

    gtk_string_list_append (names, oms_provider_get_name (provider));
  }
  set_names (self, names, find_position (self->provider));
  self->listed = TRUE;
}

static void
on_notify_selected (OmsProviderRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  g_autoptr (OmsProvider) provider = NULL;

  if (!self->listed || selected == GTK_INVALID_LIST_POSITION)
    return;

  if (selected > 0)
    provider = g_list_model_get_item (G_LIST_MODEL (oms_catalogue_get_default ()), selected - 1);
  oms_provider_row_set_provider (self, provider);
}

static void
oms_provider_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  OmsProviderRow *self = OMS_PROVIDER_ROW (object);

  switch (prop_id) {
  case PROP_PROVIDER:
    g_value_set_object (value, self->provider);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_provider_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  OmsProviderRow *self = OMS_PROVIDER_ROW (object);

  switch (prop_id) {
  case PROP_PROVIDER:
    oms_provider_row_set_provider (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_provider_row_dispose (GObject *object)
{
  g_clear_object (&OMS_PROVIDER_ROW (object)->provider);

  G_OBJECT_CLASS (oms_provider_row_parent_class)->dispose (object);
}

static void
oms_provider_row_class_init (OmsProviderRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = oms_provider_row_get_property;
  object_class->set_property = oms_provider_row_set_property;
  object_class->dispose = oms_provider_row_dispose;

  /**
   * OmsProviderRow:provider:
   *
   * The provider that is chosen, or %NULL for one that is not in the catalogue.
   */
  props[PROP_PROVIDER] =
    g_param_spec_object ("provider", NULL, NULL, OMS_TYPE_PROVIDER,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
oms_provider_row_init (OmsProviderRow *self)
{
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_notify_selected), NULL);
  g_signal_connect (self, "opening", G_CALLBACK (on_opening), NULL);
  show_one (self);
}

/**
 * oms_provider_row_get_provider:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the provider that is chosen
 */
OmsProvider *
oms_provider_row_get_provider (OmsProviderRow *self)
{
  g_return_val_if_fail (OMS_IS_PROVIDER_ROW (self), NULL);

  return self->provider;
}

/**
 * oms_provider_row_set_provider:
 * @self: a row
 * @provider: (nullable): a provider of the catalogue, or %NULL for another
 *
 * Chooses a provider.
 */
void
oms_provider_row_set_provider (OmsProviderRow *self,
                               OmsProvider    *provider)
{
  g_return_if_fail (OMS_IS_PROVIDER_ROW (self));
  g_return_if_fail (provider == NULL || OMS_IS_PROVIDER (provider));

  if (!g_set_object (&self->provider, provider))
    return;

  show_provider (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROVIDER]);
}

/**
 * oms_provider_row_lock:
 * @self: a row
 * @reason: why, in words
 *
 * Leaves the row as it is for good: nobody can choose another provider.
 */
void
oms_provider_row_lock (OmsProviderRow *self,
                       const char     *reason)
{
  g_return_if_fail (OMS_IS_PROVIDER_ROW (self));

  self->locked = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), reason);
}
