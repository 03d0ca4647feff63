/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-application.h"
#include "oms-init.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (OmsApplication) application = NULL;

  oms_init ();
  application = oms_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
