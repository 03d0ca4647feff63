/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-rules"

#include "config.h"

#include "oms-rules.h"

typedef struct {
  OmsFailure  failure;
  OmsCause    cause;
  const char *words;
} FailureMeaning;

static const FailureMeaning failure_meanings[] = {
  { OMS_FAILURE_HOST_NOT_FOUND, OMS_CAUSE_HOST_NOT_FOUND, NULL },
  { OMS_FAILURE_REFUSED, OMS_CAUSE_CONNECTION_REFUSED, NULL },
  { OMS_FAILURE_UNREACHABLE, OMS_CAUSE_NETWORK_UNREACHABLE, NULL },
  { OMS_FAILURE_TIMEOUT, OMS_CAUSE_CONNECTION_TIMEOUT, NULL },
  { OMS_FAILURE_CLOSED, OMS_CAUSE_CONNECTION_DROPPED, NULL },
  { OMS_FAILURE_TLS, OMS_CAUSE_TLS_VERSION_UNSUPPORTED, NULL },
  { OMS_FAILURE_NOT_TLS, OMS_CAUSE_TLS_MODE_MISMATCH, NULL },
  { OMS_FAILURE_STARTTLS_MISSING, OMS_CAUSE_STARTTLS_UNAVAILABLE, NULL },
  { OMS_FAILURE_STARTTLS_REFUSED, OMS_CAUSE_STARTTLS_UNAVAILABLE, "refused" },
  { OMS_FAILURE_NOT_SMTP, OMS_CAUSE_NOT_SMTP, NULL },
  { OMS_FAILURE_TOO_MUCH, OMS_CAUSE_SERVER_ERROR, NULL },
  { OMS_FAILURE_AUTH_NOT_OFFERED, OMS_CAUSE_AUTH_NOT_OFFERED, NULL },
  { OMS_FAILURE_NO_COMMON_MECHANISM, OMS_CAUSE_AUTH_MECHANISM_UNSUPPORTED, NULL },
  { OMS_FAILURE_INSECURE, OMS_CAUSE_STARTTLS_REQUIRED, "insecure" },
  { OMS_FAILURE_SERVER_NOT_PROVEN, OMS_CAUSE_AUTH_MECHANISM_UNSUPPORTED, "not-proven" },
  { OMS_FAILURE_LOCAL, OMS_CAUSE_UNKNOWN, "local" },
};

static OmsVerdict
judge_certificate (OmsCertificateProblem problems)
{
  if (problems & OMS_CERTIFICATE_PROBLEM_KEY_CHANGED)
    return (OmsVerdict) { OMS_CAUSE_CERTIFICATE_UNTRUSTED, OMS_CONFIDENCE_CERTAIN, "key-changed" };
  if (problems & OMS_CERTIFICATE_PROBLEM_WRONG_NAME)
    return (OmsVerdict) { OMS_CAUSE_CERTIFICATE_HOSTNAME_MISMATCH, OMS_CONFIDENCE_CERTAIN };
  if (problems & OMS_CERTIFICATE_PROBLEM_EXPIRED)
    return (OmsVerdict) { OMS_CAUSE_CERTIFICATE_EXPIRED, OMS_CONFIDENCE_CERTAIN };
  if (problems & OMS_CERTIFICATE_PROBLEM_NOT_YET_VALID)
    return (OmsVerdict) { OMS_CAUSE_CERTIFICATE_EXPIRED, OMS_CONFIDENCE_CERTAIN, "future" };

  return (OmsVerdict) { OMS_CAUSE_CERTIFICATE_UNTRUSTED, OMS_CONFIDENCE_CERTAIN };
}

static OmsVerdict
judge_reply (const OmsFacts *facts)
{
  if (facts->code == 534)
    return (OmsVerdict) { OMS_CAUSE_APP_PASSWORD_REQUIRED, OMS_CONFIDENCE_CERTAIN, "google-two-step" };
  if (facts->code / 100 == 4)
    return (OmsVerdict) { OMS_CAUSE_SERVER_BUSY, OMS_CONFIDENCE_CERTAIN };
  if (facts->has_stage && facts->stage == OMS_STAGE_SENDER)
    return (OmsVerdict) { OMS_CAUSE_SENDER_REJECTED, OMS_CONFIDENCE_CERTAIN };
  if (facts->code == 535)
    return (OmsVerdict) { OMS_CAUSE_BAD_CREDENTIALS, OMS_CONFIDENCE_CERTAIN };

  return (OmsVerdict) { OMS_CAUSE_UNKNOWN, OMS_CONFIDENCE_UNCERTAIN };
}

/**
 * oms_rules_judge:
 * @facts: what is known
 *
 * Finds the cause that the facts mean.
 *
 * Returns: the verdict; its strings live as long as the program
 */
OmsVerdict
oms_rules_judge (const OmsFacts *facts)
{
  if (facts->is_ok)
    return (OmsVerdict) { OMS_CAUSE_OK, OMS_CONFIDENCE_CERTAIN };
  if (facts->failure == OMS_FAILURE_CERTIFICATE)
    return judge_certificate (facts->problems);
  for (guint i = 0; i < G_N_ELEMENTS (failure_meanings); i++)
    if (failure_meanings[i].failure == facts->failure)
      return (OmsVerdict) { failure_meanings[i].cause, OMS_CONFIDENCE_CERTAIN,
                            failure_meanings[i].words };

  return judge_reply (facts);
}
