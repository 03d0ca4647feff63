/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What shows of what kind a line of a text is: data/diagnosis/marks.xml. Private to the
 * diagnosis. */

typedef enum {
  OMS_MARK_STAMP,        /* what a log puts before its lines; left out */
  OMS_MARK_PREFIX,       /* what else stands before the words; left out */
  OMS_MARK_SERVER,       /* before what the server said; left out */
  OMS_MARK_CLIENT,       /* before what the client said; left out */
  OMS_MARK_COMMAND,      /* a command of SMTP */
  OMS_MARK_FRAME,        /* a line of a stack trace */
  OMS_MARK_CAPABILITY,   /* what a server offers, not what it says */
  OMS_MARK_TOPIC,        /* a line about what the mail was about */
  OMS_MARK_QUOTED,       /* the words of a mail within a line; left out */
  OMS_MARK_PAIR,         /* key=value; left out */
  OMS_MARK_NOT_A_CODE,   /* ends before a number that is no reply's code */
  OMS_MARK_CODE,         /* ends before a number that is */
  OMS_MARK_TROUBLE,      /* a program speaks of something that went wrong */
  OMS_MARK_NESTED,       /* the reason of what stands above it */
  OMS_MARK_DELIVERED,    /* a log says that the next server took the message */
  OMS_N_MARKS,
} OmsMark;

typedef struct _OmsMarks OmsMarks;

OmsMarks       *oms_marks_new_from_xml   (const char      *xml,
                                          gssize           length,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void            oms_marks_free           (OmsMarks        *self);
const OmsMarks *oms_marks_get_default    (void);
gboolean        oms_marks_find           (const OmsMarks  *self,
                                          OmsMark          mark,
                                          const char      *text);
gsize           oms_marks_measure_prefix (const OmsMarks  *self,
                                          OmsMark          mark,
                                          const char      *text);
char           *oms_marks_leave_out      (const OmsMarks  *self,
                                          OmsMark          mark,
                                          const char      *text) G_GNUC_WARN_UNUSED_RESULT;
const char     *oms_marks_find_command   (const OmsMarks  *self,
                                          const char      *text);
const char     *oms_marks_find_mechanism (const OmsMarks  *self,
                                          const char      *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsMarks, oms_marks_free)

G_END_DECLS
