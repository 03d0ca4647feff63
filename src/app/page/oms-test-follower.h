/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-draft.h"
#include "oms-outcome-view.h"
#include "oms-test.h"

G_BEGIN_DECLS

#define OMS_TYPE_TEST_FOLLOWER (oms_test_follower_get_type ())
G_DECLARE_FINAL_TYPE (OmsTestFollower, oms_test_follower, OMS, TEST_FOLLOWER, GObject)

OmsTestFollower *oms_test_follower_new (OmsTest        *test,
                                        OmsDraft       *draft,
                                        OmsOutcomeView *view) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
