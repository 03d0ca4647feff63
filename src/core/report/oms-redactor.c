/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-redactor"

#include "oms-redactor.h"

#include "oms-session-token.h"
#include "oms-text.h"
#include "oms-wipe.h"

#include <string.h>

#define HIDDEN "[hidden]"

/* A secret shorter than this is hidden only where it stands alone: hiding each "a" would make a
 * reply unreadable, and tell the secret. */
#define MIN_SECRET_LENGTH 4

/* As much of a long secret (a token) is as good as all of it, since servers cut what they quote. */
#define ENOUGH_LENGTH 32

/* Google shows its app passwords in four groups of four letters. */
#define APP_PASSWORD_LENGTH 16
#define APP_PASSWORD_GROUP 4

typedef enum {
  FORM_RAW,
  FORM_WORD,
  FORM_BASE64,
  FORM_HEX,
} FormKind;

/* One way in which the secret may be written. */
typedef struct {
  FormKind  kind;
  gsize     length;
  char     *bytes;
} Form;

struct _OmsRedactor {
  gatomicrefcount  references;
  GPtrArray       *forms;
};

static void
form_free (gpointer data)
{
  Form *form = data;

  oms_wipe_memory (form->bytes, form->length);
  g_free (form);
}

static void
add_form (OmsRedactor *self,
          FormKind     kind,
          const char  *bytes,
          gsize        length)
{
  Form *form = g_new (Form, 1);

  form->kind = kind;
  form->length = length;
  form->bytes = g_memdup2 (bytes, length);
  g_ptr_array_add (self->forms, form);
}

/* Three bytes become four letters, so that what stands before @bytes decides between three ways
 * of writing them. Of each, the letters that depend on @bytes alone are looked for. */
static void
add_base64_forms (OmsRedactor *self,
                  const char  *bytes,
                  gsize        length)
{
  static const gsize first_letters[] = { 0, 2, 3 };

  for (gsize before = 0; before < G_N_ELEMENTS (first_letters); before++) {
    gsize last = (before + length) * 8 / 6;
    char *padded = g_malloc0 (before + length);
    char *encoded;

    memcpy (padded + before, bytes, length);
    encoded = g_base64_encode ((guchar *) padded, before + length);
    add_form (self, FORM_BASE64, encoded + first_letters[before], last - first_letters[before]);
    oms_wipe_string (encoded);
    oms_wipe_memory (padded, before + length);
  }
}

static void
add_hex_form (OmsRedactor *self,
              const char  *bytes,
              gsize        length)
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (2 * length);

  for (gsize i = 0; i < length; i++) {
    hex[2 * i] = digits[(guchar) bytes[i] >> 4];
    hex[2 * i + 1] = digits[(guchar) bytes[i] & 0xf];
  }

  add_form (self, FORM_HEX, hex, 2 * length);
  oms_wipe_memory (hex, 2 * length);
}

static void
add_long_secret (OmsRedactor *self,
                 const char  *secret)
{
  gsize length = strlen (secret);
  char *readable = oms_text_make_readable (secret, length);

  add_form (self, FORM_RAW, secret, length);
  if (!g_str_equal (readable, secret))
    add_form (self, FORM_RAW, readable, strlen (readable));
  add_base64_forms (self, secret, length);
  add_hex_form (self, secret, length);

  oms_wipe_string (readable);
}

/* So short a secret cannot be told from other letters of base64, but what stands around it in the
 * exchanges of PLAIN and of OAuth can. */
static void
add_short_secret (OmsRedactor *self,
                  const char  *user,
                  const char  *secret)
{
  gsize user_length = user ? strlen (user) : 0;
  gsize secret_length = strlen (secret);
  gsize plain_length = 1 + user_length + 1 + secret_length;
  char *plain = g_malloc0 (plain_length);
  char *bearer = g_strconcat ("auth=Bearer ", secret, "\1\1", NULL);
  char *encoded = g_base64_encode ((const guchar *) secret, secret_length);

  if (user_length > 0)
    memcpy (plain + 1, user, user_length);
  memcpy (plain + 1 + user_length + 1, secret, secret_length);

  add_form (self, FORM_WORD, secret, secret_length);
  add_form (self, FORM_WORD, encoded, strlen (encoded));
  add_base64_forms (self, plain, plain_length);
  if (user_length > 0)
    add_base64_forms (self, plain + 1, plain_length - 1);
  add_base64_forms (self, bearer, strlen (bearer));

  oms_wipe_string (encoded);
  oms_wipe_string (bearer);
  oms_wipe_memory (plain, plain_length);
}

static char *
remove_blanks (const char *secret)
{
  char *joined = g_malloc0 (strlen (secret) + 1);
  gsize length = 0;

  for (const char *p = secret; *p; p++) {
    if (*p != ' ')
      joined[length++] = *p;
  }

  return joined;
}

static char *
group_letters (const char *secret)
{
  char *grouped = g_malloc0 (2 * APP_PASSWORD_LENGTH);
  gsize length = 0;

  for (gsize i = 0; i < APP_PASSWORD_LENGTH; i++) {
    if (i > 0 && i % APP_PASSWORD_GROUP == 0)
      grouped[length++] = ' ';
    grouped[length++] = secret[i];
  }

  return grouped;
}

static void
add_app_password (OmsRedactor *self,
                  const char  *secret)
{
  char *joined = remove_blanks (secret);
  gsize length = strlen (joined);

  if (length == APP_PASSWORD_LENGTH) {
    char *grouped = group_letters (joined);

    if (!g_str_equal (joined, secret))
      add_long_secret (self, joined);
    if (!g_str_equal (grouped, secret))
      add_long_secret (self, grouped);
    oms_wipe_string (grouped);
  }

  oms_wipe_memory (joined, length);
}

/**
 * oms_redactor_new:
 * @user: (nullable): the user name that goes with the secret
 * @secret: (nullable): a password or a token
 *
 * Makes a redactor for one conversation. Without a secret it hides session tokens only.
 *
 * Returns: (transfer full): a redactor
 */
OmsRedactor *
oms_redactor_new (const char *user,
                  const char *secret)
{
  OmsRedactor *self = g_new0 (OmsRedactor, 1);

  g_atomic_ref_count_init (&self->references);
  self->forms = g_ptr_array_new_with_free_func (form_free);

  if (!secret || *secret == '\0')
    return self;

  if (strlen (secret) < MIN_SECRET_LENGTH) {
    add_short_secret (self, user, secret);
  } else {
    add_long_secret (self, secret);
    add_app_password (self, secret);
  }

  return self;
}

/**
 * oms_redactor_ref:
 * @self: a redactor
 *
 * Takes a reference.
 *
 * Returns: (transfer full): the same redactor
 */
OmsRedactor *
oms_redactor_ref (OmsRedactor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * oms_redactor_unref:
 * @self: (transfer full): a redactor
 *
 * Gives a reference back; the last one wipes what the redactor knows.
 */
void
oms_redactor_unref (OmsRedactor *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_ptr_array_unref (self->forms);
  g_free (self);
}

/* "%" is for "%2B" and the like. */
static gboolean
is_base64 (char byte)
{
  return g_ascii_isalnum (byte) || (byte != '\0' && strchr ("+/-_=%", byte));
}

/* Whether @byte is the second or a later one of a character in UTF-8. */
static gboolean
is_continuation (char byte)
{
  return ((guchar) byte & 0xc0) == 0x80;
}

/* Base64 for addresses of pages has two letters of its own. */
static char
normalize (FormKind kind,
           char     byte)
{
  if (kind == FORM_HEX)
    return g_ascii_tolower (byte);
  if (kind == FORM_BASE64 && byte == '-')
    return '+';
  if (kind == FORM_BASE64 && byte == '_')
    return '/';

  return byte;
}

/* Reads one byte of @text and says how many were needed to write it. @escaped: as in the address
 * of a page ("%20", "+"), or as in a quoted string. */
static gsize
read_byte (const char *text,
           gsize       length,
           gboolean    escaped,
           char       *byte)
{
  *byte = text[0];

  if (!escaped)
    return 1;

  if (length >= 3 && text[0] == '%' && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2])) {
    *byte = (char) (g_ascii_xdigit_value (text[1]) << 4 | g_ascii_xdigit_value (text[2]));
    return 3;
  }

  if (length >= 2 && text[0] == '\\') {
    *byte = text[1];
    return 2;
  }

  return 1;
}

/* How many bytes of @text, from its start on, are @form. @cut: the end of @text was lost, so that
 * the beginning of @form at its end counts too. */
static gsize
match_form (const Form *form,
            const char *text,
            gsize       length,
            gboolean    escaped,
            gboolean    cut)
{
  gsize at = 0;
  gsize matched = 0;

  while (matched < form->length && at < length) {
    char byte;
    gsize step = read_byte (text + at, length - at, escaped, &byte);
    char wanted = form->bytes[matched];

    if (normalize (form->kind, byte) != wanted && !(escaped && byte == '+' && wanted == ' '))
      break;
    at += step;
    matched++;
  }

  if (matched >= MIN (form->length, ENOUGH_LENGTH))
    return at;
  if (cut && at == length && matched >= MIN_SECRET_LENGTH)
    return at;

  return 0;
}

/* A reply code at the start of a line stays even if it is the secret. */
static gboolean
stands_alone (const char *text,
              gsize       length,
              gsize       start,
              gsize       end)
{
  static const char separators[] = " \t\r\n\"'`()[]{}<>,;:=&?";

  if (start > 0 && !strchr (separators, text[start - 1]))
    return FALSE;
  if (end < length && !strchr (separators, text[end]))
    return FALSE;

  return end - start != 3 || (start > 0 && text[start - 1] != '\n') ||
         !g_ascii_isdigit (text[start]);
}

/* Marks @form where it stands at @start, and the whole run of letters around it where these are
 * an encoding of more than the secret. Returns where to go on, or @start if it does not stand
 * there. */
static gsize
mark_form (const Form *form,
           const char *text,
           gsize       length,
           gsize       start,
           gboolean    cut,
           guint8     *hidden)
{
  gsize first = start;
  gsize end = start + MAX (match_form (form, text + start, length - start, FALSE, cut),
                           match_form (form, text + start, length - start, TRUE, cut));

  if (end == start)
    return start;
  if (form->kind == FORM_WORD && !stands_alone (text, length, start, end))
    return start;

  if (form->kind == FORM_BASE64) {
    while (first > 0 && !hidden[first - 1] && is_base64 (text[first - 1]))
      first--;
    while (end < length && is_base64 (text[end]))
      end++;
  }

  /* No half characters stay. */
  while (first > 0 && is_continuation (text[first]))
    first--;
  while (end < length && is_continuation (text[end]))
    end++;

  memset (hidden + first, TRUE, end - first);

  return end;
}

static void
mark_forms (OmsRedactor *self,
            const char  *text,
            gsize        length,
            gboolean     cut,
            guint8      *hidden)
{
  for (guint i = 0; i < self->forms->len; i++) {
    const Form *form = g_ptr_array_index (self->forms, i);
    gsize at = 0;

    while (at < length) {
      gsize end = mark_form (form, text, length, at, cut, hidden);

      at = end > at ? end : at + 1;
    }
  }
}

static char *
hide (const char   *text,
      const guint8 *hidden)
{
  GString *shown = g_string_new (NULL);

  for (gsize i = 0; text[i]; i++) {
    if (!hidden[i])
      g_string_append_c (shown, text[i]);
    else if (i == 0 || !hidden[i - 1])
      g_string_append (shown, HIDDEN);
  }

  return g_string_free (shown, FALSE);
}

/**
 * oms_redactor_scrub:
 * @self: a redactor
 * @text: (array length=length) (element-type guint8): any bytes
 * @length: how many there are
 *
 * Makes @text readable as [func@text_make_readable] does, and replaces each secret in it by
 * "[hidden]". The time it takes grows with @length alone.
 *
 * Returns: (transfer full): valid UTF-8 without secrets
 */
char *
oms_redactor_scrub (OmsRedactor *self,
                    const char  *text,
                    gsize        length)
{
  gboolean in_link = FALSE;

  return oms_redactor_scrub_line (self, text, length, FALSE, &in_link);
}

/**
 * oms_redactor_scrub_line:
 * @self: a redactor
 * @line: (array length=length) (element-type guint8): any bytes
 * @length: how many there are
 * @cut: whether the end of @line may be missing, so that it can end within a secret
 * @in_link: (inout): %FALSE before the first line; carries a link from one line into the next
 *
 * Does what [method@Redactor.scrub] does to one of several lines that belong together.
 *
 * Returns: (transfer full): valid UTF-8 without secrets
 */
char *
oms_redactor_scrub_line (OmsRedactor *self,
                         const char  *line,
                         gsize        length,
                         gboolean     cut,
                         gboolean    *in_link)
{
  g_autofree char *readable = NULL;
  g_autofree guint8 *hidden = NULL;
  gsize readable_length;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (line != NULL || length == 0, NULL);
  g_return_val_if_fail (in_link != NULL, NULL);

  /* First, since it could make a secret of what was none. */
  readable = oms_text_make_readable (line, length);
  readable_length = strlen (readable);
  hidden = g_malloc0 (readable_length + 1);
  mark_forms (self, readable, readable_length, cut, hidden);
  oms_session_token_mark (readable, readable_length, hidden, in_link);

  return hide (readable, hidden);
}
