/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-diagnosis.h"
#include "oms-guard.h"
#include "oms-practice.h"
#include "oms-report.h"
#include "oms-secret.h"
#include "oms-sender-store.h"

G_BEGIN_DECLS

#define OMS_TYPE_TEST (oms_test_get_type ())
G_DECLARE_FINAL_TYPE (OmsTest, oms_test, OMS, TEST, GObject)

OmsTest          *oms_test_new           (OmsSecret      *secret,
                                          OmsSenderStore *store,
                                          OmsGuard       *guard,
                                          OmsPractice    *practice,
                                          gboolean        search_alternatives)
                                          G_GNUC_WARN_UNUSED_RESULT;
void              oms_test_start         (OmsTest        *self,
                                          OmsSender      *sender,
                                          OmsPassword    *password,
                                          const char     *recipient);
void              oms_test_send_anyway   (OmsTest        *self);
void              oms_test_cancel        (OmsTest        *self);
gboolean          oms_test_is_running    (OmsTest        *self);
OmsReport        *oms_test_get_report    (OmsTest        *self);
OmsDiagnosis     *oms_test_get_diagnosis (OmsTest        *self);
const OmsRefusal *oms_test_get_refusal   (OmsTest        *self);
const GError     *oms_test_get_error     (OmsTest        *self);
void              oms_test_remember      (OmsTest        *self);
char             *oms_test_dup_history   (OmsTest        *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
