/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-look-alike"

#include "config.h"

#include "oms-look-alike.h"

#include <string.h>

/* More slips of the fingers than this make another name. */
#define MOST_SLIPS 2

/* In a name as short as "aol" two slips lead to every other short name. */
#define SHORT_NAME 5

/* Longer than any host name; what is longer is like none. */
#define LONGEST_NAME 255

/* Letters of other alphabets that look like those of smtp.example.com in most fonts. */
static const struct {
  gunichar letter;
  char     like;
} twins[] = {
  { 0x0131, 'i' }, { 0x0251, 'a' }, { 0x0261, 'g' }, { 0x0269, 'i' }, { 0x03B1, 'a' },
  { 0x03B9, 'i' }, { 0x03BA, 'k' }, { 0x03BD, 'v' }, { 0x03BF, 'o' }, { 0x03C1, 'p' },
  { 0x03C4, 't' }, { 0x03C5, 'u' }, { 0x03F2, 'c' }, { 0x0430, 'a' }, { 0x0432, 'b' },
  { 0x0433, 'r' }, { 0x0435, 'e' }, { 0x043A, 'k' }, { 0x043C, 'm' }, { 0x043D, 'h' },
  { 0x043E, 'o' }, { 0x043F, 'n' }, { 0x0440, 'p' }, { 0x0441, 'c' }, { 0x0442, 't' },
  { 0x0443, 'y' }, { 0x0445, 'x' }, { 0x0455, 's' }, { 0x0456, 'i' }, { 0x0458, 'j' },
  { 0x04AF, 'y' }, { 0x04BB, 'h' }, { 0x04CF, 'l' }, { 0x0501, 'd' }, { 0x051B, 'q' },
  { 0x051D, 'w' }, { 0x0578, 'n' }, { 0x057D, 'u' }, { 0x0585, 'o' },
};

/**
 * oms_look_alike_distance:
 * @a: a name in ASCII
 * @b: another one
 *
 * Counts the slips of the fingers that lead from one name to the other: a letter too many, too few,
 * a wrong one, or two neighbours swapped ("optimal string alignment").
 *
 * Returns: the number of slips, or %G_MAXUINT for names longer than any host
 */
guint
oms_look_alike_distance (const char *a,
                         const char *b)
{
  guint rows[3][LONGEST_NAME + 1];
  gsize n_a;
  gsize n_b;

  g_return_val_if_fail (a != NULL, G_MAXUINT);
  g_return_val_if_fail (b != NULL, G_MAXUINT);

  n_a = strlen (a);
  n_b = strlen (b);
  if (n_a > LONGEST_NAME || n_b > LONGEST_NAME)
    return G_MAXUINT;

  for (gsize j = 0; j <= n_b; j++)
    rows[0][j] = j;

  for (gsize i = 1; i <= n_a; i++) {
    guint *row = rows[i % 3];
    guint *above = rows[(i + 2) % 3];
    guint *two_above = rows[(i + 1) % 3];

    row[0] = i;
    for (gsize j = 1; j <= n_b; j++) {
      row[j] = MIN (above[j], row[j - 1]) + 1;
      row[j] = MIN (row[j], above[j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = MIN (row[j], two_above[j - 2] + 1);
    }
  }

  return rows[n_a % 3][n_b];
}

/**
 * oms_look_alike_skeleton:
 * @host: the name of a server, as typed or as an A-label
 *
 * Writes a name with the letters that a reader takes it for: accents away, and letters of other
 * alphabets replaced by their twins (compare Unicode Technical Standard 39, section 4).
 *
 * Returns: (transfer full) (nullable): the name, or %NULL if it is not the name of a server
 */
char *
oms_look_alike_skeleton (const char *host)
{
  g_autofree char *readable = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *decomposed = NULL;
  g_autoptr (GString) skeleton = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  readable = g_utf8_validate (host, -1, NULL) ? g_hostname_to_unicode (host) : NULL;
  if (readable == NULL)
    return NULL;

  lower = g_utf8_strdown (readable, -1);
  decomposed = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
  skeleton = g_string_new (NULL);

  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_ismark (c))
      continue;

    for (guint i = 0; i < G_N_ELEMENTS (twins); i++) {
      if (twins[i].letter == c) {
        c = twins[i].like;
        break;
      }
    }
    g_string_append_unichar (skeleton, c);
  }

  return g_string_free (g_steal_pointer (&skeleton), FALSE);
}

/**
 * oms_look_alike_is_mixed:
 * @host: the name of a server, as typed or as an A-label
 *
 * Whether a part of the name mixes alphabets that look alike, which no honest name does.
 *
 * Returns: %TRUE if Latin, Greek, Cyrillic and Armenian letters stand side by side
 */
gboolean
oms_look_alike_is_mixed (const char *host)
{
  g_autofree char *readable = NULL;
  GUnicodeScript seen = G_UNICODE_SCRIPT_COMMON;

  g_return_val_if_fail (host != NULL, FALSE);

  readable = g_utf8_validate (host, -1, NULL) ? g_hostname_to_unicode (host) : NULL;

  for (const char *p = readable; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (p));

    if (*p == '.') {
      seen = G_UNICODE_SCRIPT_COMMON;
    } else if (script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_GREEK ||
               script == G_UNICODE_SCRIPT_CYRILLIC || script == G_UNICODE_SCRIPT_ARMENIAN) {
      if (seen != G_UNICODE_SCRIPT_COMMON && seen != script)
        return TRUE;
      seen = script;
    }
  }

  return FALSE;
}

/* The length of what is left of a name without its first and last part: "gmail" of
 * smtp.gmail.com. */
static gsize
get_core_length (const char *host)
{
  const char *first = strchr (host, '.');
  const char *last = strrchr (host, '.');

  if (first == NULL)
    return strlen (host);

  return first == last ? (gsize) (first - host) : (gsize) (last - first - 1);
}

typedef struct {
  const char *typed;
  const char *best;
  guint       slips;   /* from @typed to @best */
} Search;

static void
search_endpoints (Search            *search,
                  const OmsEndpoint *endpoints,
                  gsize              n_endpoints,
                  gboolean           likely)
{
  gsize length = strlen (search->typed);

  for (gsize i = 0; i < n_endpoints; i++) {
    const char *host = endpoints[i].host;
    gsize other_length = strlen (host);
    guint slips;

    if (MAX (length, other_length) - MIN (length, other_length) >= search->slips)
      continue;

    slips = oms_look_alike_distance (search->typed, host);
    if (!likely && slips > 1 && get_core_length (host) < SHORT_NAME)
      continue;

    if (slips < search->slips) {
      search->slips = slips;
      search->best = host;
    }
  }
}

static void
search_provider (Search      *search,
                 OmsProvider *provider,
                 gboolean     likely)
{
  const OmsEndpoint *endpoints;
  gsize n_endpoints;

  endpoints = oms_provider_get_endpoints (provider, &n_endpoints);
  search_endpoints (search, endpoints, n_endpoints, likely);
  endpoints = oms_provider_get_candidates (provider, &n_endpoints);
  search_endpoints (search, endpoints, n_endpoints, likely);
}

/**
 * oms_look_alike_find:
 * @catalogue: the catalogue
 * @host: the name of a server, in ASCII and lower case
 * @likely: (nullable): the provider that it most likely belongs to
 *
 * Finds the known server whose name was probably meant by a name that is not known: one or two
 * slips of the fingers away, and in a short name only one, unless the provider is likely.
 *
 * Returns: (transfer none) (nullable): the name of the known server
 */
const char *
oms_look_alike_find (OmsCatalogue *catalogue,
                     const char   *host,
                     OmsProvider  *likely)
{
  Search search = { .typed = host, .slips = MOST_SLIPS + 1 };
  guint n_providers;

  g_return_val_if_fail (OMS_IS_CATALOGUE (catalogue), NULL);
  g_return_val_if_fail (host != NULL, NULL);

  if (likely != NULL)
    search_provider (&search, likely, TRUE);

  n_providers = g_list_model_get_n_items (G_LIST_MODEL (catalogue));
  for (guint i = 0; i < n_providers; i++) {
    g_autoptr (OmsProvider) provider = g_list_model_get_item (G_LIST_MODEL (catalogue), i);

    search_provider (&search, provider, FALSE);
  }

  return search.best;
}
