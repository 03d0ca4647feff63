/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-entry-row"

#include "config.h"

#include "oms-entry-row.h"

#include "oms-app-resource.h"
#include "oms-row-message.h"
#include "oms-text-side.h"

/**
 * OmsEntryRow:
 *
 * A row with a title and an entry beneath it, for one thing to type.
 *
 * It looks like libadwaita's own, but the entry is a real [class@Gtk.Entry] or
 * [class@Gtk.PasswordEntry]: libadwaita's entry rows before 1.4 tell assistive technology
 * neither that they have the focus nor that they hold a password.
 */
struct _OmsEntryRow {
  AdwPreferencesRow  parent_instance;

  GtkBox            *column;
  OmsRowMessage     *message;
  GtkWidget         *edit_icon;

  GtkWidget         *entry;
  char              *placeholder;
  gboolean           password;
  gboolean           ltr;
  GtkInputPurpose    input_purpose;
};

G_DEFINE_FINAL_TYPE (OmsEntryRow, oms_entry_row, ADW_TYPE_PREFERENCES_ROW)

enum {
  PROP_0,
  PROP_TEXT,
  PROP_PLACEHOLDER,
  PROP_ERROR,
  PROP_HINT,
  PROP_EDITABLE,
  PROP_PASSWORD,
  PROP_LTR,
  PROP_INPUT_PURPOSE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum {
  ENTRY_ACTIVATED,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* An empty row shows its title large, in the place of the text. */
static void
update_empty (OmsEntryRow *self)
{
  if (*oms_entry_row_get_text (self) || *self->placeholder)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "empty");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "empty");
}

static void
on_notify_error (OmsEntryRow *self)
{
  if (*oms_row_message_get_error (self->message))
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static void
on_notify_hint (OmsEntryRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HINT]);
}

static void
on_changed (OmsEntryRow *self)
{
  update_empty (self);
  oms_entry_row_set_error (self, "");
  oms_entry_row_describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

static void
on_activate (OmsEntryRow *self)
{
  g_signal_emit (self, signals[ENTRY_ACTIVATED], 0);
}

static void
on_leave (OmsEntryRow *self)
{
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  g_signal_emit (self, signals[LEFT], 0);
}

static void
on_pressed (OmsEntryRow *self)
{
  gtk_widget_grab_focus (self->entry);
}

static void
on_notify_title (OmsEntryRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

static GtkWidget *
create_entry (OmsEntryRow *self)
{
  GtkWidget *entry;

  if (self->password) {
    entry = gtk_password_entry_new ();
    gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  } else {
    entry = gtk_entry_new ();
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), self->input_purpose);
    gtk_entry_set_input_hints (GTK_ENTRY (entry), GTK_INPUT_HINT_NO_EMOJI);
  }
  gtk_widget_set_hexpand (entry, TRUE);

  return entry;
}

static gboolean
oms_entry_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (OMS_ENTRY_ROW (widget)->entry);
}

static void
take_suggestion_activated (GtkWidget  *widget,
                           const char *action_name,
                           GVariant   *parameter)
{
  OmsEntryRow *self = OMS_ENTRY_ROW (widget);

  if (!*oms_row_message_get_suggestion (self->message))
    return;

  oms_entry_row_set_text (self, oms_row_message_get_suggestion (self->message));
  gtk_widget_grab_focus (self->entry);
  oms_entry_row_set_suggestion (self, "");
  oms_entry_row_set_hint (self, "");
  g_signal_emit (self, signals[LEFT], 0);
}

/* Entry and suggestion are all that takes the focus: left to itself, the row takes it back on the
 * way out. */
static gboolean
oms_entry_row_focus (GtkWidget        *widget,
                     GtkDirectionType  direction)
{
  OmsEntryRow *self = OMS_ENTRY_ROW (widget);
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;
  GtkWidget *first = back ? GTK_WIDGET (self->message) : self->entry;
  GtkWidget *second = back ? self->entry : GTK_WIDGET (self->message);

  if (!gtk_widget_has_focus (second) && !gtk_widget_get_focus_child (second) &&
      gtk_widget_child_focus (first, direction))
    return TRUE;

  return gtk_widget_child_focus (second, direction);
}

static void
oms_entry_row_constructed (GObject *object)
{
  OmsEntryRow *self = OMS_ENTRY_ROW (object);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  G_OBJECT_CLASS (oms_entry_row_parent_class)->constructed (object);

  self->entry = create_entry (self);
  gtk_box_insert_child_after (self->column, self->entry,
                              gtk_widget_get_first_child (GTK_WIDGET (self->column)));
  gtk_widget_set_visible (self->edit_icon, !self->password);
  if (self->password)
    gtk_widget_add_css_class (GTK_WIDGET (self), "password");
  /* Assistive technology asks the entry alone. */
  g_object_bind_property (self, "sensitive", self->entry, "sensitive", G_BINDING_SYNC_CREATE);
  oms_text_side_keep (GTK_EDITABLE (self->entry), self->ltr);
  oms_row_message_set_entry (self->message, GTK_EDITABLE (self->entry));

  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_activate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self, "notify::title", G_CALLBACK (on_notify_title), NULL);

  on_notify_title (self);
  update_empty (self);
}

static void
oms_entry_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  OmsEntryRow *self = OMS_ENTRY_ROW (object);

  switch (prop_id) {
  case PROP_TEXT:
    g_value_set_string (value, oms_entry_row_get_text (self));
    break;
  case PROP_PLACEHOLDER:
    g_value_set_string (value, self->placeholder);
    break;
  case PROP_ERROR:
    g_value_set_string (value, oms_entry_row_get_error (self));
    break;
  case PROP_HINT:
    g_value_set_string (value, oms_entry_row_get_hint (self));
    break;
  case PROP_EDITABLE:
    g_value_set_boolean (value, oms_entry_row_get_editable (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_entry_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  OmsEntryRow *self = OMS_ENTRY_ROW (object);

  switch (prop_id) {
  case PROP_TEXT:
    oms_entry_row_set_text (self, g_value_get_string (value));
    break;
  case PROP_PLACEHOLDER:
    oms_entry_row_set_placeholder (self, g_value_get_string (value));
    break;
  case PROP_ERROR:
    oms_entry_row_set_error (self, g_value_get_string (value));
    break;
  case PROP_HINT:
    oms_entry_row_set_hint (self, g_value_get_string (value));
    break;
  case PROP_EDITABLE:
    oms_entry_row_set_editable (self, g_value_get_boolean (value));
    break;
  case PROP_PASSWORD:
    self->password = g_value_get_boolean (value);
    break;
  case PROP_LTR:
    self->ltr = g_value_get_boolean (value);
    break;
  case PROP_INPUT_PURPOSE:
    self->input_purpose = g_value_get_enum (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_entry_row_finalize (GObject *object)
{
  g_free (OMS_ENTRY_ROW (object)->placeholder);

  G_OBJECT_CLASS (oms_entry_row_parent_class)->finalize (object);
}

static void
init_construct_only (void)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * OmsEntryRow:password:
   *
   * Whether the text is hidden, with an icon that shows it.
   */
  props[PROP_PASSWORD] = g_param_spec_boolean ("password", NULL, NULL, FALSE, flags);

  /**
   * OmsEntryRow:ltr:
   *
   * Whether the text reads from left to right in every language, as addresses do.
   */
  props[PROP_LTR] = g_param_spec_boolean ("ltr", NULL, NULL, FALSE, flags);

  /**
   * OmsEntryRow:input-purpose:
   *
   * What kind of text it is, for keyboards on the screen.
   */
  props[PROP_INPUT_PURPOSE] =
    g_param_spec_enum ("input-purpose", NULL, NULL,
                       GTK_TYPE_INPUT_PURPOSE, GTK_INPUT_PURPOSE_FREE_FORM, flags);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * OmsEntryRow:text:
   *
   * What is in the entry. Not to be bound for passwords: bindings leave copies in memory.
   */
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);

  /**
   * OmsEntryRow:placeholder:
   *
   * What the entry shows while it is empty.
   */
  props[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, "", flags);

  /**
   * OmsEntryRow:error:
   *
   * What is wrong with the text, or the empty string. Goes away with the next change.
   */
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, "", flags);

  /**
   * OmsEntryRow:hint:
   *
   * A quiet line beneath, shown while there is no error.
   */
  props[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, "", flags);

  /**
   * OmsEntryRow:editable:
   *
   * Whether the text can be changed.
   */
  props[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, flags);
  init_construct_only ();
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
install_signals (void)
{
  /**
   * OmsEntryRow::entry-activated:
   * @self: the row
   *
   * Return was pressed in the entry.
   */
  signals[ENTRY_ACTIVATED] =
    g_signal_new ("entry-activated", OMS_TYPE_ENTRY_ROW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OmsEntryRow::left:
   * @self: the row
   *
   * The focus left the entry.
   */
  signals[LEFT] =
    g_signal_new ("left", OMS_TYPE_ENTRY_ROW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
oms_entry_row_class_init (OmsEntryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = oms_entry_row_constructed;
  object_class->get_property = oms_entry_row_get_property;
  object_class->set_property = oms_entry_row_set_property;
  object_class->finalize = oms_entry_row_finalize;
  widget_class->focus = oms_entry_row_focus;
  widget_class->grab_focus = oms_entry_row_grab_focus;

  install_properties (object_class);
  install_signals ();

  gtk_widget_class_install_action (widget_class, "entry.take-suggestion", NULL,
                                   take_suggestion_activated);
  g_type_ensure (OMS_TYPE_ROW_MESSAGE);
  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsEntryRow, column);
  gtk_widget_class_bind_template_child (widget_class, OmsEntryRow, message);
  gtk_widget_class_bind_template_child (widget_class, OmsEntryRow, edit_icon);
  gtk_widget_class_bind_template_callback (widget_class, on_notify_error);
  gtk_widget_class_bind_template_callback (widget_class, on_notify_hint);
}

static void
oms_entry_row_init (OmsEntryRow *self)
{
  self->placeholder = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * oms_entry_row_get_text:
 * @self: a row
 *
 * Gets what is in the entry.
 *
 * Returns: (transfer none): the text, which the next change frees
 */
const char *
oms_entry_row_get_text (OmsEntryRow *self)
{
  g_return_val_if_fail (OMS_IS_ENTRY_ROW (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * oms_entry_row_set_text:
 * @self: a row
 * @text: (nullable): the text
 *
 * Replaces the text. The cursor stays where it was when nothing changes.
 */
void
oms_entry_row_set_text (OmsEntryRow *self,
                        const char  *text)
{
  g_return_if_fail (OMS_IS_ENTRY_ROW (self));

  text = text ? text : "";
  if (g_str_equal (oms_entry_row_get_text (self), text))
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

/**
 * oms_entry_row_get_placeholder:
 * @self: a row
 *
 * Gets what the entry shows while it is empty.
 *
 * Returns: (transfer none): the text, or the empty string
 */
const char *
oms_entry_row_get_placeholder (OmsEntryRow *self)
{
  g_return_val_if_fail (OMS_IS_ENTRY_ROW (self), "");

  return self->placeholder;
}

/**
 * oms_entry_row_set_placeholder:
 * @self: a row
 * @placeholder: (nullable): the text; %NULL stands for the empty string
 *
 * Sets what the entry shows while it is empty.
 */
void
oms_entry_row_set_placeholder (OmsEntryRow *self,
                               const char  *placeholder)
{
  g_return_if_fail (OMS_IS_ENTRY_ROW (self));

  placeholder = placeholder ? placeholder : "";
  if (g_str_equal (self->placeholder, placeholder))
    return;

  g_free (self->placeholder);
  self->placeholder = g_strdup (placeholder);
  g_object_set (self->entry, "placeholder-text", self->placeholder, NULL);
  oms_entry_row_describe (self);
  update_empty (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLACEHOLDER]);
}

/**
 * oms_entry_row_get_error:
 * @self: a row
 *
 * Gets what is wrong with the text.
 *
 * Returns: (transfer none): a sentence, or the empty string
 */
const char *
oms_entry_row_get_error (OmsEntryRow *self)
{
  g_return_val_if_fail (OMS_IS_ENTRY_ROW (self), "");

  return oms_row_message_get_error (self->message);
}

/**
 * oms_entry_row_set_error:
 * @self: a row
 * @error: (nullable): a sentence, or %NULL or the empty string where nothing is wrong
 *
 * Shows beneath the entry what is wrong with its text, until the text changes.
 */
void
oms_entry_row_set_error (OmsEntryRow *self,
                         const char  *error)
{
  g_return_if_fail (OMS_IS_ENTRY_ROW (self));

  oms_row_message_set_error (self->message, error);
}

/**
 * oms_entry_row_get_hint:
 * @self: a row
 *
 * Gets the quiet line beneath the entry.
 *
 * Returns: (transfer none): the line, or the empty string
 */
const char *
oms_entry_row_get_hint (OmsEntryRow *self)
{
  g_return_val_if_fail (OMS_IS_ENTRY_ROW (self), "");

  return oms_row_message_get_hint (self->message);
}

/**
 * oms_entry_row_set_hint:
 * @self: a row
 * @hint: (nullable): a line; %NULL stands for the empty string
 *
 * Sets the quiet line beneath the entry, which is shown while there is no error.
 */
void
oms_entry_row_set_hint (OmsEntryRow *self,
                        const char  *hint)
{
  g_return_if_fail (OMS_IS_ENTRY_ROW (self));

  oms_row_message_set_hint (self->message, hint);
}

/**
 * oms_entry_row_set_suggestion:
 * @self: a row
 * @suggestion: (nullable): what could stand in the entry instead
 *
 * Offers another text, which a button beneath the hint puts into the entry.
 */
void
oms_entry_row_set_suggestion (OmsEntryRow *self,
                              const char  *suggestion)
{
  g_return_if_fail (OMS_IS_ENTRY_ROW (self));

  oms_row_message_set_suggestion (self->message, suggestion);
}

/**
 * oms_entry_row_get_editable:
 * @self: a row
 *
 * Gets whether the text can be changed.
 *
 * Returns: %TRUE if it can
 */
gboolean
oms_entry_row_get_editable (OmsEntryRow *self)
{
  g_return_val_if_fail (OMS_IS_ENTRY_ROW (self), FALSE);

  return gtk_editable_get_editable (GTK_EDITABLE (self->entry));
}

/**
 * oms_entry_row_set_editable:
 * @self: a row
 * @editable: whether the text can be changed
 *
 * Sets whether the text can be changed.
 */
void
oms_entry_row_set_editable (OmsEntryRow *self,
                            gboolean     editable)
{
  g_return_if_fail (OMS_IS_ENTRY_ROW (self));

  if (oms_entry_row_get_editable (self) == editable)
    return;

  gtk_editable_set_editable (GTK_EDITABLE (self->entry), editable);
  gtk_widget_set_visible (self->edit_icon, editable && !self->password);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EDITABLE]);
}

/**
 * oms_entry_row_describe:
 * @self: a row
 *
 * Describes the entry to assistive technology by the row's error, or hint and placeholder, after
 * something else was announced there.
 */
void
oms_entry_row_describe (OmsEntryRow *self)
{
  g_return_if_fail (OMS_IS_ENTRY_ROW (self));

  oms_row_message_describe (self->message);
}
