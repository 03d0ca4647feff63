/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-test.h"

G_BEGIN_DECLS

struct _OmsTest {
  GObject         parent_instance;

  OmsSecret      *keyring;
  OmsSenderStore *store;         /* nullable */
  OmsGuard       *guard;         /* nullable */
  OmsPractice    *practice;      /* nullable */
  gboolean        search_alternatives;

  OmsSender      *sender;        /* the one being tested, as it was at the start */
  OmsPassword    *password;      /* released as soon as it is no longer needed */
  char           *recipient;
  GCancellable   *cancellable;   /* only while running */
  OmsRefusal     *refusal;       /* an earlier one */
  OmsReport      *report;
  OmsDiagnosis   *diagnosis;
  GError         *error;
  GCancellable   *search;        /* for another way, after a failure */
};

enum {
  OMS_TEST_STAGE_CHANGED,
  OMS_TEST_WAITING,
  OMS_TEST_REPEATED,
  OMS_TEST_FINISHED,
  OMS_TEST_ALTERNATIVE_FOUND,
  OMS_TEST_N_SIGNALS,
};

extern guint oms_test_signals[OMS_TEST_N_SIGNALS];

void oms_test_finish          (OmsTest     *self);
void oms_test_forget_password (OmsTest     *self);
void oms_test_forget_result   (OmsTest     *self);
void oms_test_run             (OmsTest     *self);
void oms_test_begin           (OmsTest     *self,
                               OmsPassword *password);

G_END_DECLS
