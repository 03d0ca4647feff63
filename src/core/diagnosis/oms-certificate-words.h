/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-certificate.h"

G_BEGIN_DECLS

char *oms_certificate_describe_problems (OmsCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
char *oms_certificate_describe          (OmsCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
