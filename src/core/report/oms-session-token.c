/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-session-token"

#include "oms-session-token.h"

#include <string.h>

#define MIN_ID_LENGTH 8
#define MAX_PAGE_LENGTH 512

/* A text in which bytes are marked as hidden. */
typedef struct {
  const char *text;
  gsize       length;
  guint8     *hidden;
} Marked;

static gboolean
starts_with (const Marked *marked,
             gsize         at,
             const char   *words)
{
  gsize length = strlen (words);

  return marked->length - at >= length &&
         g_ascii_strncasecmp (marked->text + at, words, length) == 0;
}

static gboolean
is_blank (char byte)
{
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static gboolean
ends_link (char byte)
{
  return is_blank (byte) || byte == '>' || byte == '<' || byte == '"' || byte == '\'';
}

static gsize
skip_digits (const Marked *marked,
             gsize         at,
             gsize         most)
{
  gsize end = MIN (marked->length, at + most);

  while (at < end && g_ascii_isdigit (marked->text[at]))
    at++;

  return at;
}

/* Where the code "5.7.14" that begins at @at ends, or @at if there is none. */
static gsize
skip_enhanced (const Marked *marked,
               gsize         at)
{
  gsize end = skip_digits (marked, at, 1);

  for (guint part = 0; part < 2; part++) {
    gsize digits;

    if (end == at || end >= marked->length || marked->text[end] != '.')
      return at;
    digits = skip_digits (marked, end + 1, 3);
    if (digits == end + 1)
      return at;
    end = digits;
  }

  return end;
}

/* Replies repeat their codes on each line: "534-5.7.14 ". */
static gsize
skip_codes (const Marked *marked,
            gsize         at)
{
  at = skip_digits (marked, at, 3);
  if (at < marked->length && (marked->text[at] == '-' || marked->text[at] == ' '))
    at++;
  at = skip_enhanced (marked, at);
  while (at < marked->length && marked->text[at] == ' ')
    at++;

  return at;
}

/* Whether the word that ends at @end ends in "534-5.7.14", as it does where somebody has lost the
 * line breaks of a reply. */
static gboolean
ends_in_codes (const Marked *marked,
               gsize         start,
               gsize         end)
{
  for (gsize at = start; at < end; at++) {
    gsize dash = skip_digits (marked, at, 3);

    if (dash == at + 3 && dash + 1 < end && marked->text[dash] == '-' &&
        skip_enhanced (marked, dash + 1) == end)
      return TRUE;
  }

  return FALSE;
}

/* Hides the rest of a link. Google breaks links in angle brackets anywhere, also in the middle of
 * a token, so these go on in the next line until the bracket or a blank closes them. */
static gsize
hide_link (Marked   *marked,
           gsize     at,
           gboolean  bracketed,
           gboolean *in_link)
{
  *in_link = FALSE;

  for (;;) {
    gsize start = at;

    while (at < marked->length && !ends_link (marked->text[at]))
      marked->hidden[at++] = TRUE;

    if (!bracketed)
      return at;
    if (at == marked->length) {
      *in_link = TRUE;
      return at;
    }

    if (starts_with (marked, at, "\r\n"))
      at = skip_codes (marked, at + 2);
    else if (marked->text[at] == '\n')
      at = skip_codes (marked, at + 1);
    else if (marked->text[at] == ' ' && ends_in_codes (marked, start, at))
      at++;
    else
      return at;
  }
}

static gboolean
is_bracketed (const Marked *marked,
              gsize         at)
{
  while (at > 0 && !ends_link (marked->text[at - 1]))
    at--;

  return at > 0 && marked->text[at - 1] == '<';
}

/* Where the secret part of a link begins, if something at @at says so; or @at. */
static gsize
find_secret_part (const Marked *marked,
                  gsize         at)
{
  static const char * const names[] = { "plt=", "sarp=" };

  if (starts_with (marked, at, "accounts.google.com/")) {
    gsize end = MIN (marked->length, at + MAX_PAGE_LENGTH);

    for (gsize i = at; i < end && !ends_link (marked->text[i]); i++) {
      if (marked->text[i] == '?')
        return i + 1;
    }
  }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (starts_with (marked, at, names[i]) && (at == 0 || !g_ascii_isalnum (marked->text[at - 1])))
      return at + strlen (names[i]);
  }

  return at;
}

/* Hides the word that ends at @end, if it looks like an id and not like a word or a page. */
static void
hide_id (Marked *marked,
         gsize   end)
{
  gsize start = end;
  gboolean has_digit = FALSE;

  while (start > 0 && !ends_link (marked->text[start - 1])) {
    char byte = marked->text[--start];

    if (byte == '/' || byte == '@' || byte == ':')
      return;
    has_digit |= g_ascii_isdigit (byte);
  }

  if (has_digit && end - start >= MIN_ID_LENGTH)
    memset (marked->hidden + start, TRUE, end - start);
}

/**
 * oms_session_token_mark:
 * @text: (array length=length) (element-type guint8): the words of a server
 * @length: how many bytes there are
 * @hidden: (array length=length): set to 1 for each byte that is part of a token
 * @in_link: (inout): whether a link goes on from the text before, and into the one after
 *
 * Finds what belongs to one session of one person in the replies of Google: the query of a link to
 * its sign-in page, which signs in whoever opens it, and the id before "gsmtp". The page itself
 * stays, since it tells what the reply is about.
 */
void
oms_session_token_mark (const char *text,
                        gsize       length,
                        guint8     *hidden,
                        gboolean   *in_link)
{
  Marked marked = { text, length, hidden };
  gsize at = 0;

  g_return_if_fail (text != NULL || length == 0);
  g_return_if_fail (in_link != NULL);

  if (*in_link)
    at = hide_link (&marked, skip_codes (&marked, 0), TRUE, in_link);

  while (at < length) {
    gsize secret = find_secret_part (&marked, at);

    if (secret > at) {
      at = hide_link (&marked, secret, is_bracketed (&marked, at), in_link);
      continue;
    }

    if (starts_with (&marked, at, " - gsmtp"))
      hide_id (&marked, at);
    at++;
  }
}
