/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-init.h"

int
main (int   argc,
      char *argv[])
{
  oms_init ();
  return 0;
}
