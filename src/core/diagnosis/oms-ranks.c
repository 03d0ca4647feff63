/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-ranks"

#include "config.h"

#include "oms-ranks.h"

#include <gio/gio.h>

#define PATH "/io/github/outgoingmail/OutgoingMail/core/reading/ranks.xml"

typedef struct {
  char     *id;
  gboolean  is_vague;
} Rank;

static void
clear_rank (gpointer data)
{
  g_free (((Rank *) data)->id);
}

static void
on_start_element (GMarkupParseContext  *context,
                  const char           *element,
                  const char          **names,
                  const char          **values,
                  gpointer              user_data,
                  GError              **error)
{
  GArray *ranks = user_data;
  const char *id;
  Rank rank = { 0 };

  if (!g_str_equal (element, "rank"))
    return;
  if (!g_markup_collect_attributes (element, names, values, error,
                                    G_MARKUP_COLLECT_STRING, "id", &id,
                                    G_MARKUP_COLLECT_BOOLEAN | G_MARKUP_COLLECT_OPTIONAL, "vague",
                                    &rank.is_vague, G_MARKUP_COLLECT_INVALID))
    return;

  rank.id = g_strdup (id);
  g_array_append_val (ranks, rank);
}

static GArray *
read_ranks (void)
{
  static const GMarkupParser parser = { on_start_element };
  GArray *ranks = g_array_new (FALSE, FALSE, sizeof (Rank));
  g_autoptr (GError) error = NULL;
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  gsize length;
  const char *xml;

  g_array_set_clear_func (ranks, clear_rank);
  context = g_markup_parse_context_new (&parser, G_MARKUP_PREFIX_ERROR_POSITION, ranks, NULL);
  if (bytes) {
    xml = g_bytes_get_data (bytes, &length);
    if (g_markup_parse_context_parse (context, xml, length, &error))
      g_markup_parse_context_end_parse (context, &error);
  }
  if (error)
    g_warning ("The ranks of the rules are not all there: %s", error->message);

  return ranks;
}

/* Read once; never changed: safe from every thread. */
static const GArray *
get_ranks (void)
{
  static GArray *ranks;

  if (g_once_init_enter (&ranks))
    g_once_init_leave (&ranks, read_ranks ());

  return ranks;
}

/**
 * oms_ranks_find:
 * @id: the name of a rank
 * @rank: (out): its place: lower ones are asked first
 *
 * Finds a rank.
 *
 * Returns: %FALSE if there is none of that name
 */
gboolean
oms_ranks_find (const char *id,
                guint      *rank)
{
  const GArray *ranks = get_ranks ();

  for (guint i = 0; i < ranks->len; i++)
    if (g_str_equal (g_array_index (ranks, Rank, i).id, id)) {
      *rank = i;
      return TRUE;
    }

  return FALSE;
}

/**
 * oms_ranks_is_vague:
 * @rank: a place, as from oms_ranks_find()
 *
 * Whether rules of this rank know only numbers and vague words.
 *
 * Returns: whether they do
 */
gboolean
oms_ranks_is_vague (guint rank)
{
  const GArray *ranks = get_ranks ();

  return rank < ranks->len && g_array_index (ranks, Rank, rank).is_vague;
}
