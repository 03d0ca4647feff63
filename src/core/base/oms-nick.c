/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-nick"

#include "oms-nick.h"

/* A class that was made once is kept: there are few of them, and they are asked often. */
static gpointer
get_class (GType type)
{
  gpointer class = g_type_class_peek (type);

  return class ? class : g_type_class_ref (type);
}

/**
 * oms_enum_to_nick:
 * @type: the type of an enumeration
 * @value: one of its values
 *
 * Gets the word for a value.
 *
 * Returns: the nick
 */
const char *
oms_enum_to_nick (GType type,
                  int   value)
{
  const GEnumValue *found;

  g_return_val_if_fail (G_TYPE_IS_ENUM (type), NULL);

  found = g_enum_get_value (get_class (type), value);
  g_return_val_if_fail (found != NULL, NULL);

  return found->value_nick;
}

/* To the letter: newer GLib finds nicks without regard to case, and files have them as they are. */
static const GEnumValue *
find_nick (GEnumClass *class,
           const char *nick)
{
  for (guint i = 0; i < class->n_values; i++)
    if (g_str_equal (class->values[i].value_nick, nick))
      return &class->values[i];

  return NULL;
}

/**
 * oms_enum_from_nick:
 * @type: the type of an enumeration
 * @nick: a word as from [func@enum_to_nick]
 * @value: (out): the value it stands for
 *
 * Reads the word for a value.
 *
 * Returns: %FALSE if there is no such word
 */
gboolean
oms_enum_from_nick (GType       type,
                    const char *nick,
                    int        *value)
{
  const GEnumValue *found;

  g_return_val_if_fail (G_TYPE_IS_ENUM (type), FALSE);
  g_return_val_if_fail (nick != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  found = find_nick (get_class (type), nick);
  if (found)
    *value = found->value;

  return found != NULL;
}

/**
 * oms_flag_to_nick:
 * @type: the type of a set of flags
 * @flag: one bit
 *
 * Gets the word for a flag. One after the other from the first bit on, they are all of them once
 * there is none.
 *
 * Returns: (nullable): the nick, or %NULL if the type has no such flag
 */
const char *
oms_flag_to_nick (GType type,
                  guint flag)
{
  const GFlagsValue *found;

  g_return_val_if_fail (G_TYPE_IS_FLAGS (type), NULL);

  found = g_flags_get_first_value (get_class (type), flag);

  return found ? found->value_nick : NULL;
}
