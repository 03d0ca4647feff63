/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oms-page.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * oms_page_new:
 * @language: the language of the page, such as "pt-BR"
 * @id: the id of the page, and the name of its file
 * @guide: the page, or the section of a page, that lists it
 *
 * Begins a page about one topic. Its description and whatever else is informational comes next,
 * then `</info>`. It holds its license itself: it may be there in a language that nobody has
 * translated the other pages to.
 *
 * Returns: (transfer full): the beginning of a page
 */
GString *
oms_page_new (const char *language,
              const char *id,
              const char *guide)
{
  GString *page = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  g_string_append_printf (page,
                          "<page xmlns=\"http://projectmallard.org/1.0/\"\n"
                          "      xml:lang=\"%s\" type=\"topic\" id=\"%s\">\n"
                          "<info>\n"
                          "<link type=\"guide\" xref=\"%s\"/>\n"
                          "<license href=\"https://www.gnu.org/licenses/gpl-3.0.html\">\n",
                          language, id, guide);
  oms_page_add (page, "p", _("GNU General Public License, version 3 or later"));
  g_string_append (page, "</license>\n");

  return page;
}

/**
 * oms_page_add:
 * @page: a page
 * @element: the name of an element, with attributes if it has any
 * @text: what it holds, plain; nothing is added for an empty text
 *
 * Adds an element with a text.
 */
void
oms_page_add (GString    *page,
              const char *element,
              const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (*text)
    g_string_append_printf (page, "<%s>%s</%.*s>\n", element, escaped,
                            (int) strcspn (element, " "), element);
}

/**
 * oms_page_add_link:
 * @page: a page
 * @address: (nullable): the address of a web page
 *
 * Adds a paragraph with a link whose text is the address: a page can be printed, too.
 */
void
oms_page_add_link (GString    *page,
                   const char *address)
{
  g_autofree char *escaped = address ? g_markup_escape_text (address, -1) : NULL;

  if (address)
    g_string_append_printf (page, "<p><link href=\"%s\">%s</link></p>\n", escaped, escaped);
}

/**
 * oms_page_finish:
 * @page: (transfer full): a page
 *
 * Ends a page.
 *
 * Returns: (transfer full): the page as text
 */
char *
oms_page_finish (GString *page)
{
  g_string_append (page, "</page>\n");

  return g_string_free (page, FALSE);
}
