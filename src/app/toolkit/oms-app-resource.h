/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Where the templates of this folder are found. */
#define OMS_RESOURCE "/io/github/outgoingmail/OutgoingMail/"
