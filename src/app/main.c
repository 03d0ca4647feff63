/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "oms-app-resources.h"
#include "oms-application.h"
#include "oms-init.h"
#include "oms-log.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (OmsApplication) application = NULL;

  oms_init ();
  oms_app_register_resource ();
  oms_log_init ();
  application = oms_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
