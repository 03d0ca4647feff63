/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-curl-result"

#include "oms-curl-result.h"

#include <errno.h>
#include <string.h>

static gboolean
says (const char *words,
      const char *part)
{
  g_autofree char *lower = g_ascii_strdown (words, -1);

  return strstr (lower, part) != NULL;
}

static OmsFailure
failure_from_errno (CURL *easy)
{
  long number = 0;

  curl_easy_getinfo (easy, CURLINFO_OS_ERRNO, &number);
  switch (number) {
  case ECONNREFUSED:
    return OMS_FAILURE_REFUSED;
  case ETIMEDOUT:
    return OMS_FAILURE_TIMEOUT;
  case ECONNRESET:
  case ECONNABORTED:
  case EPIPE:
    return OMS_FAILURE_CLOSED;
  /* A firewall's "administratively prohibited" (ICMP, RFC 1812 section 5.2.7.1) arrives as the
   * first of these; one on this machine, or a sandbox, makes the others. */
  case EHOSTUNREACH:
  case EACCES:
  case EPERM:
    return OMS_FAILURE_PROHIBITED;
  default:
    return OMS_FAILURE_UNREACHABLE;
  }
}

/* TLS 1.3 has an alert of its own for it (116, RFC 8446 section 6.2), which comes when the client
 * believes that the handshake is done. Before, servers that had asked for a certificate used
 * others. */
static gboolean
wants_certificate (const char *words,
                   gboolean    was_asked)
{
  if (says (words, "certificate required") || says (words, "certificate is required"))
    return TRUE;

  return was_asked && says (words, "alert") &&
         (says (words, "handshake failure") || says (words, "bad certificate") ||
          says (words, "unknown ca") || says (words, "certificate unknown") ||
          says (words, "no certificate"));
}

/* A TLS library says only in words whether the other side speaks no TLS, hung up, or disagrees. */
static OmsFailure
failure_from_handshake (const char *words)
{
  if (says (words, "wrong version number") || says (words, "unexpected tls packet") ||
      says (words, "unexpected message") || says (words, "packet length too long") ||
      says (words, "http request") || says (words, "record layer"))
    return OMS_FAILURE_NOT_TLS;
  if (says (words, "syscall") || says (words, "reset by peer") || says (words, "broken pipe") ||
      says (words, "eof") || says (words, "non-properly terminated"))
    return OMS_FAILURE_CLOSED;

  return OMS_FAILURE_TLS;
}

/**
 * oms_curl_result_to_failure:
 * @easy: the handle that failed
 * @result: how it failed, but for %CURLE_OK
 * @words: what libcurl has written into its buffer for errors, or the empty string
 * @was_asked: whether the server has asked for a certificate of ours
 *
 * Tells what a result of libcurl means for a connection that was being opened. What depends on the
 * conversation is for the caller to know.
 *
 * Returns: the failure
 */
OmsFailure
oms_curl_result_to_failure (CURL       *easy,
                            CURLcode    result,
                            const char *words,
                            gboolean    was_asked)
{
  if (wants_certificate (words, was_asked))
    return OMS_FAILURE_CLIENT_CERTIFICATE;

  switch ((int) result) {
  case CURLE_COULDNT_RESOLVE_HOST:
    return OMS_FAILURE_HOST_NOT_FOUND;
  case CURLE_COULDNT_CONNECT:
    return failure_from_errno (easy);
  case CURLE_OPERATION_TIMEDOUT:
    return OMS_FAILURE_TIMEOUT;
  case CURLE_SSL_CONNECT_ERROR:
    return failure_from_handshake (words);
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    return OMS_FAILURE_CERTIFICATE;
  case CURLE_REMOTE_ACCESS_DENIED:
    return OMS_FAILURE_REPLY;
  case CURLE_RECV_ERROR:
  case CURLE_SEND_ERROR:
  case CURLE_GOT_NOTHING:
    return says (words, "too large") ? OMS_FAILURE_TOO_MUCH : OMS_FAILURE_CLOSED;
  case 100: /* CURLE_TOO_LARGE, since 8.6 */
    return OMS_FAILURE_TOO_MUCH;
  default:
    return OMS_FAILURE_LOCAL;
  }
}

/**
 * oms_curl_result_to_problem:
 * @easy: the handle that failed
 * @result: how it failed
 * @words: what libcurl has written into its buffer for errors, or the empty string
 *
 * Tells why a certificate was not accepted, as far as the TLS library says.
 *
 * Returns: the first problem that was found, or 0 if the library does not say
 */
OmsCertificateProblem
oms_curl_result_to_problem (CURL       *easy,
                            CURLcode    result,
                            const char *words)
{
  long code = 0;

  if (result == CURLE_SSL_PINNEDPUBKEYNOTMATCH)
    return OMS_CERTIFICATE_PROBLEM_KEY_CHANGED;
  if (says (words, "subject name") || says (words, "does not match"))
    return OMS_CERTIFICATE_PROBLEM_WRONG_NAME;

  /* OpenSSL's X509_V_ERR_… numbers; where another library is in use, the comparisons of
   * oms_certificate_judge() have to find out by themselves. */
  curl_easy_getinfo (easy, CURLINFO_SSL_VERIFYRESULT, &code);
  switch (code) {
  case 9:
    return OMS_CERTIFICATE_PROBLEM_NOT_YET_VALID;
  case 10:
    return OMS_CERTIFICATE_PROBLEM_EXPIRED;
  case 62:
    return OMS_CERTIFICATE_PROBLEM_WRONG_NAME;
  case 2:
  case 18:
  case 19:
  case 20:
  case 21:
    return OMS_CERTIFICATE_PROBLEM_UNKNOWN_ISSUER;
  default:
    return 0;
  }
}
