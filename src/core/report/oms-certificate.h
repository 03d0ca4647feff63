/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OmsCertificateProblem:
 *
 * What is wrong with a certificate; more than one can be true at a time.
 */
typedef enum {
  OMS_CERTIFICATE_PROBLEM_EXPIRED        = 1 << 0,
  OMS_CERTIFICATE_PROBLEM_NOT_YET_VALID  = 1 << 1,   /* most often this machine's clock */
  OMS_CERTIFICATE_PROBLEM_WRONG_NAME     = 1 << 2,
  OMS_CERTIFICATE_PROBLEM_SELF_SIGNED    = 1 << 3,
  OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER = 1 << 4,
  OMS_CERTIFICATE_PROBLEM_KEY_CHANGED    = 1 << 5,   /* not the key that was trusted */
  OMS_CERTIFICATE_PROBLEM_OTHER          = 1 << 6,
} OmsCertificateProblem;

/* What a server showed as its certificate. Immutable. */
#define OMS_TYPE_CERTIFICATE (oms_certificate_get_type ())
G_DECLARE_FINAL_TYPE (OmsCertificate, oms_certificate, OMS, CERTIFICATE, GObject)

const char            *oms_certificate_get_subject     (OmsCertificate *self);
const char            *oms_certificate_get_issuer      (OmsCertificate *self);
const char * const    *oms_certificate_get_names       (OmsCertificate *self);
GDateTime             *oms_certificate_get_not_before  (OmsCertificate *self);   /* nullable */
GDateTime             *oms_certificate_get_not_after   (OmsCertificate *self);   /* nullable */
const char            *oms_certificate_get_fingerprint (OmsCertificate *self);
const char            *oms_certificate_get_key         (OmsCertificate *self);
OmsCertificateProblem  oms_certificate_get_problems    (OmsCertificate *self);   /* 0: verified */

G_END_DECLS
