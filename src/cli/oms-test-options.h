/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-cli.h"
#include "oms-password.h"
#include "oms-sender-store.h"

G_BEGIN_DECLS

/* What “test” was asked to do. */
typedef struct {
  gboolean        json;
  gboolean        again;
  OmsSenderStore *store;       /* or NULL: the settings are not those of a saved sender */
  OmsSender      *sender;
  OmsPassword    *password;    /* or NULL: it is in the keyring, or there is none */
} OmsTestOptions;

OmsExit oms_test_options_parse (OmsTestOptions  *self,
                                int              argc,
                                char           **argv,
                                GError         **error);
void    oms_test_options_clear (OmsTestOptions  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OmsTestOptions, oms_test_options_clear)

G_END_DECLS
