/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-password.h"

G_BEGIN_DECLS

OmsPassword *oms_password_file_read (const char  *path,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
