/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-enums.h"

G_BEGIN_DECLS

/**
 * OmsCause:
 *
 * What a diagnosis can end in: oms-cause-list.h has them all.
 */
typedef enum { /*< skip >*/
#define CAUSE(name, id, headline, stage, traits) name,
#include "oms-cause-list.h"
#undef CAUSE
} OmsCause;

#define OMS_N_CAUSES (OMS_CAUSE_UNKNOWN + 1)

/**
 * OmsConfidence:
 * @OMS_CONFIDENCE_CERTAIN: the server said so, or nothing else can be
 * @OMS_CONFIDENCE_LIKELY: most likely so
 * @OMS_CONFIDENCE_UNCERTAIN: a guess
 *
 * How sure it is that a cause is the true one.
 */
typedef enum {
  OMS_CONFIDENCE_CERTAIN,
  OMS_CONFIDENCE_LIKELY,
  OMS_CONFIDENCE_UNCERTAIN,
} OmsConfidence;

const char *oms_cause_to_id           (OmsCause       cause);
gboolean    oms_cause_from_id         (const char    *id,
                                       OmsCause      *cause) G_GNUC_WARN_UNUSED_RESULT;
const char *oms_cause_get_headline    (OmsCause       cause);
gboolean    oms_cause_get_stage       (OmsCause       cause,
                                       OmsStage      *stage) G_GNUC_WARN_UNUSED_RESULT;
gboolean    oms_cause_refuses_sign_in (OmsCause       cause);
gboolean    oms_cause_blames_password (OmsCause       cause);
gboolean    oms_cause_shows_key       (OmsCause       cause);
gboolean    oms_cause_names_server    (OmsCause       cause);
const char *oms_confidence_to_id      (OmsConfidence  confidence);

G_END_DECLS
