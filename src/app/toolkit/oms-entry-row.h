/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OMS_TYPE_ENTRY_ROW (oms_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (OmsEntryRow, oms_entry_row, OMS, ENTRY_ROW, AdwPreferencesRow)

const char *oms_entry_row_get_text        (OmsEntryRow *self);
void        oms_entry_row_set_text        (OmsEntryRow *self,
                                           const char  *text);
const char *oms_entry_row_get_placeholder (OmsEntryRow *self);
void        oms_entry_row_set_placeholder (OmsEntryRow *self,
                                           const char  *placeholder);
const char *oms_entry_row_get_error       (OmsEntryRow *self);
void        oms_entry_row_set_error       (OmsEntryRow *self,
                                           const char  *error);
const char *oms_entry_row_get_hint        (OmsEntryRow *self);
void        oms_entry_row_set_hint        (OmsEntryRow *self,
                                           const char  *hint);
void        oms_entry_row_set_suggestion  (OmsEntryRow *self,
                                           const char  *suggestion);
gboolean    oms_entry_row_get_editable    (OmsEntryRow *self);
void        oms_entry_row_set_editable    (OmsEntryRow *self,
                                           gboolean     editable);
void        oms_entry_row_describe        (OmsEntryRow *self);

G_END_DECLS
