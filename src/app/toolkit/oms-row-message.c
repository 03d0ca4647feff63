/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-row-message"

#include "config.h"

#include "oms-row-message.h"

#include "oms-app-resource.h"

#include <glib/gi18n.h>

/**
 * OmsRowMessage:
 *
 * What there is to say about an entry, beneath it: an error, or else a hint, and what could stand
 * there instead. Assistive technology hears it at the entry itself.
 *
 * The button of the suggestion activates `entry.take-suggestion`, which whoever has the entry
 * provides.
 */
struct _OmsRowMessage {
  GtkBox       parent_instance;

  GtkLabel    *label;
  GtkWidget   *suggestion_button;
  GtkLabel    *suggestion_label;

  GtkEditable *entry;              /* weak */
  char        *error;
  char        *hint;
  char        *suggestion;
};

G_DEFINE_FINAL_TYPE (OmsRowMessage, oms_row_message, GTK_TYPE_BOX)

enum {
  PROP_0,
  PROP_ERROR,
  PROP_HINT,
  PROP_SUGGESTION,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* The focus is never on something that goes away. */
static void
update_suggestion (OmsRowMessage *self)
{
  gboolean visible = *self->suggestion && !*self->error;

  if (!visible && self->entry && gtk_widget_is_focus (self->suggestion_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_widget_set_visible (self->suggestion_button, visible);
}

static void
update_validity (OmsRowMessage *self)
{
  if (!self->entry)
    return;

  if (*self->error)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                                 GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                                 -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
update (OmsRowMessage *self)
{
  const char *text = *self->error ? self->error : self->hint;

  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->label), *text != '\0');
  update_suggestion (self);
  oms_row_message_describe (self);
  update_validity (self);
}

static gboolean
replace_text (char       **field,
              const char  *text)
{
  text = text ? text : "";
  if (g_str_equal (*field, text))
    return FALSE;

  g_free (*field);
  *field = g_strdup (text);
  return TRUE;
}

static void
oms_row_message_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  OmsRowMessage *self = OMS_ROW_MESSAGE (object);

  switch (prop_id) {
  case PROP_ERROR:
    g_value_set_string (value, self->error);
    break;
  case PROP_HINT:
    g_value_set_string (value, self->hint);
    break;
  case PROP_SUGGESTION:
    g_value_set_string (value, self->suggestion);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_row_message_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  OmsRowMessage *self = OMS_ROW_MESSAGE (object);

  switch (prop_id) {
  case PROP_ERROR:
    oms_row_message_set_error (self, g_value_get_string (value));
    break;
  case PROP_HINT:
    oms_row_message_set_hint (self, g_value_get_string (value));
    break;
  case PROP_SUGGESTION:
    oms_row_message_set_suggestion (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_row_message_dispose (GObject *object)
{
  g_clear_weak_pointer (&OMS_ROW_MESSAGE (object)->entry);

  G_OBJECT_CLASS (oms_row_message_parent_class)->dispose (object);
}

static void
oms_row_message_finalize (GObject *object)
{
  OmsRowMessage *self = OMS_ROW_MESSAGE (object);

  g_free (self->error);
  g_free (self->hint);
  g_free (self->suggestion);

  G_OBJECT_CLASS (oms_row_message_parent_class)->finalize (object);
}

static void
oms_row_message_class_init (OmsRowMessageClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = oms_row_message_get_property;
  object_class->set_property = oms_row_message_set_property;
  object_class->dispose = oms_row_message_dispose;
  object_class->finalize = oms_row_message_finalize;

  /**
   * OmsRowMessage:error:
   *
   * What is wrong with the text in the entry, or the empty string.
   */
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, "", flags);

  /**
   * OmsRowMessage:hint:
   *
   * A quiet line, shown while there is no error.
   */
  props[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, "", flags);

  /**
   * OmsRowMessage:suggestion:
   *
   * What could stand in the entry instead, offered while there is no error; or the empty string.
   */
  props[PROP_SUGGESTION] = g_param_spec_string ("suggestion", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-row-message.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsRowMessage, label);
  gtk_widget_class_bind_template_child (widget_class, OmsRowMessage, suggestion_button);
  gtk_widget_class_bind_template_child (widget_class, OmsRowMessage, suggestion_label);
}

static void
oms_row_message_init (OmsRowMessage *self)
{
  self->error = g_strdup ("");
  self->hint = g_strdup ("");
  self->suggestion = g_strdup ("");

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * oms_row_message_set_entry:
 * @self: a message
 * @entry: what it is about
 *
 * From now on the entry is described by the message, and gets the focus of a suggestion that goes
 * away. It is not kept alive.
 */
void
oms_row_message_set_entry (OmsRowMessage *self,
                           GtkEditable   *entry)
{
  g_return_if_fail (OMS_IS_ROW_MESSAGE (self));
  g_return_if_fail (GTK_IS_EDITABLE (entry));

  g_set_weak_pointer (&self->entry, entry);
  update (self);
}

/**
 * oms_row_message_get_error:
 * @self: a message
 *
 * Returns: what is wrong with the text in the entry, or the empty string
 */
const char *
oms_row_message_get_error (OmsRowMessage *self)
{
  g_return_val_if_fail (OMS_IS_ROW_MESSAGE (self), "");

  return self->error;
}

/**
 * oms_row_message_set_error:
 * @self: a message
 * @error: (nullable): what is wrong with the text in the entry
 *
 * Shows an error instead of the hint, or no error any more.
 */
void
oms_row_message_set_error (OmsRowMessage *self,
                           const char    *error)
{
  g_return_if_fail (OMS_IS_ROW_MESSAGE (self));

  if (!replace_text (&self->error, error))
    return;

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

/**
 * oms_row_message_get_hint:
 * @self: a message
 *
 * Returns: the hint, shown or not, or the empty string
 */
const char *
oms_row_message_get_hint (OmsRowMessage *self)
{
  g_return_val_if_fail (OMS_IS_ROW_MESSAGE (self), "");

  return self->hint;
}

/**
 * oms_row_message_set_hint:
 * @self: a message
 * @hint: (nullable): what is good to know about the entry
 *
 * Shows a quiet line where there is no error.
 */
void
oms_row_message_set_hint (OmsRowMessage *self,
                          const char    *hint)
{
  g_return_if_fail (OMS_IS_ROW_MESSAGE (self));

  if (!replace_text (&self->hint, hint))
    return;

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HINT]);
}

/**
 * oms_row_message_get_suggestion:
 * @self: a message
 *
 * Returns: what could stand in the entry instead, or the empty string
 */
const char *
oms_row_message_get_suggestion (OmsRowMessage *self)
{
  g_return_val_if_fail (OMS_IS_ROW_MESSAGE (self), "");

  return self->suggestion;
}

/**
 * oms_row_message_set_suggestion:
 * @self: a message
 * @suggestion: (nullable): what could stand in the entry instead
 *
 * Offers another text, with a button beneath the hint.
 */
void
oms_row_message_set_suggestion (OmsRowMessage *self,
                                const char    *suggestion)
{
  g_autofree char *label = NULL;

  g_return_if_fail (OMS_IS_ROW_MESSAGE (self));

  if (!replace_text (&self->suggestion, suggestion))
    return;

  /* Translators: a button; %s is what could be written instead, such as “smtp.gmail.com” */
  label = g_strdup_printf (_("Use %s"), self->suggestion);
  gtk_label_set_label (self->suggestion_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->suggestion_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  update_suggestion (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUGGESTION]);
}

/**
 * oms_row_message_describe:
 * @self: a message
 *
 * Describes the entry to assistive technology by the error, or hint and placeholder, once more:
 * after its text has changed, or after something else was announced there.
 */
void
oms_row_message_describe (OmsRowMessage *self)
{
  g_autofree char *placeholder = NULL;
  g_autofree char *both = NULL;

  g_return_if_fail (OMS_IS_ROW_MESSAGE (self));

  if (!self->entry)
    return;

  g_object_get (self->entry, "placeholder-text", &placeholder, NULL);
  placeholder = placeholder ? placeholder : g_strdup ("");
  /* What an empty entry shows is seen beside the hint, and has to be heard beside it. */
  if (*self->hint && *placeholder && !*gtk_editable_get_text (self->entry))
    both = g_strjoin (" ", self->hint, placeholder, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *self->error ? self->error : both ? both
                                  : *self->hint ? self->hint : placeholder,
                                  -1);
}
