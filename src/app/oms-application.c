/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-application"

#include "config.h"

#include "oms-application.h"

struct _OmsApplication {
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (OmsApplication, oms_application, ADW_TYPE_APPLICATION)

static void
oms_application_class_init (OmsApplicationClass *klass)
{
}

static void
oms_application_init (OmsApplication *self)
{
}

OmsApplication *
oms_application_new (void)
{
  return g_object_new (OMS_TYPE_APPLICATION, "application-id", OMS_APPLICATION_ID, NULL);
}
