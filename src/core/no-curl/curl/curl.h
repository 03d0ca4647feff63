/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#error "libcurl is used in src/core/smtp only: see docs/architecture.md"
