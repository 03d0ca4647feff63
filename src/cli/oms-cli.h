/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses: part of the interface, see outgoing-mail(1). */
typedef enum {
  OMS_EXIT_OK          = 0,
  OMS_EXIT_FAILED      = 1,     /* the settings do not work */
  OMS_EXIT_USAGE       = 2,     /* used in a wrong way, or with a value that cannot be */
  OMS_EXIT_CANNOT_RUN  = 3,     /* no such sender, no keyring, … */
  OMS_EXIT_INTERRUPTED = 130,
} OmsExit;

OmsExit oms_verb_explain (int            argc,
                          char         **argv);
OmsExit oms_verb_list    (int            argc,
                          char         **argv);
OmsExit oms_verb_test    (int            argc,
                          char         **argv);

OmsExit oms_cli_complain (OmsExit        status,
                          const GError  *error);

G_END_DECLS
