/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-smtp-reply.h"

G_BEGIN_DECLS

gboolean oms_no_mailbox_is_meant (OmsSmtpReply *reply);

G_END_DECLS
