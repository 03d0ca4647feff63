/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-certificate.h"
#include "oms-enums.h"

#include <curl/curl.h>

G_BEGIN_DECLS

/* What libcurl's results mean. @words: its error buffer. */
OmsFailure             oms_curl_result_to_failure (CURL       *easy,
                                                   CURLcode    result,
                                                   const char *words,
                                                   gboolean    was_asked);
OmsCertificateProblem  oms_curl_result_to_problem (CURL       *easy,
                                                   CURLcode    result,
                                                   const char *words);

G_END_DECLS
