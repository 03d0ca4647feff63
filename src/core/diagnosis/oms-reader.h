/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who reads the words of a diagnosis. Private to it. */
typedef enum {
  OMS_READER_FORM,      /* of a test in the window: the settings stand in a form */
  OMS_READER_COMMAND,   /* of a test in a terminal: the settings are options */
  OMS_READER_EXPLAIN,   /* of another program's error: its settings are elsewhere */
} OmsReader;

#define OMS_N_READERS (OMS_READER_EXPLAIN + 1)
