/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A Mallard page under construction. All text is plain: it is escaped here. */
GString *oms_page_new      (const char *language,
                            const char *id,
                            const char *guide) G_GNUC_WARN_UNUSED_RESULT;
void     oms_page_add      (GString    *page,
                            const char *element,
                            const char *text);
void     oms_page_add_link (GString    *page,
                            const char *address);
char    *oms_page_finish   (GString    *page) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
