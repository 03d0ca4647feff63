/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-certificate.h"

G_BEGIN_DECLS

/* For whoever reads a certificate off the wire. */
OmsCertificate *oms_certificate_new   (const char * const    *facts,
                                       const char            *key)
                                       G_GNUC_WARN_UNUSED_RESULT;
void            oms_certificate_judge (OmsCertificate        *self,
                                       const char            *host,
                                       OmsCertificateProblem  known);

G_END_DECLS
