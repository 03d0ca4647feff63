/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-connection"

#include "oms-connection-private.h"

#include "oms-certificate-private.h"
#include "oms-curl-result.h"

/* Looking at a certificate must not make a failed test much longer, and yet takes six round trips
 * after STARTTLS, over a satellite too. */
#define FETCH_TIMEOUT 6000

/* A pin that no key has: the connection ends right after the handshake. */
#define IMPOSSIBLE_KEY "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

/* --- What libcurl's result means for this conversation --- */

static OmsFailure
failure_from_starttls (OmsConnection *self)
{
  return oms_report_builder_has_capability (self->builder, "STARTTLS")
           ? OMS_FAILURE_STARTTLS_REFUSED : OMS_FAILURE_STARTTLS_MISSING;
}

/* Between the 220 to STARTTLS and the handshake nothing may come: libcurl sees an attack in it. */
static OmsFailure
failure_from_odd_reply (OmsConnection *self)
{
  if (self->stage == OMS_STAGE_ENCRYPT)
    return OMS_FAILURE_STARTTLS_REFUSED;

  return self->last_reply ? OMS_FAILURE_REPLY : OMS_FAILURE_NOT_SMTP;
}

/* A server that gives up says why, and then closes (421, RFC 5321 section 3.8): while libcurl
 * tries HELO in place of a refused EHLO. */
static OmsFailure
failure_from_end (OmsConnection *self)
{
  return self->last_reply && oms_smtp_reply_get_code (self->last_reply) >= 400
           ? OMS_FAILURE_REPLY : OMS_FAILURE_CLOSED;
}

/* Asked only after a failure: the first question takes its time, because GLib listens to the
 * kernel and to NetworkManager from then on. Several checks may fail at once, and not every GLib
 * can make what it keeps for all threads in two of them. */
static GResolver *
resolver_if_offline (OmsConnection *self)
{
  static GMutex mutex;
  gboolean is_online;

  if (self->target->practice)
    return NULL;

  g_mutex_lock (&mutex);
  is_online = g_network_monitor_get_network_available (g_network_monitor_get_default ());
  g_mutex_unlock (&mutex);

  return is_online ? NULL : g_resolver_get_default ();
}

/* A name that cannot be looked up while there is no network says nothing about the name; libcurl
 * does not tell the difference. Asked only when the machine has no route out: then the answer comes
 * at once, and where it does not, cancelling ends the wait. */
static OmsFailure
failure_from_look_up (OmsConnection *self)
{
  g_autoptr (GResolver) resolver = resolver_if_offline (self);
  g_autoptr (GError) error = NULL;
  GList *addresses;

  if (!resolver)
    return OMS_FAILURE_HOST_NOT_FOUND;

  addresses = g_resolver_lookup_by_name (resolver, self->target->host, self->cancellable, &error);
  g_resolver_free_addresses (addresses);

  return g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE)
           ? OMS_FAILURE_UNREACHABLE : OMS_FAILURE_HOST_NOT_FOUND;
}

/* Where there is no network, nobody said no. */
static OmsFailure
failure_from_prohibition (OmsConnection *self)
{
  g_autoptr (GResolver) resolver = resolver_if_offline (self);

  return resolver ? OMS_FAILURE_UNREACHABLE : OMS_FAILURE_PROHIBITED;
}

static OmsFailure
failure_from_result (OmsConnection *self,
                     CURLcode       result)
{
  OmsFailure failure;

  if (self->bad_answer != OMS_FAILURE_NONE)
    return self->bad_answer;

  switch ((int) result) {
  case CURLE_COULDNT_RESOLVE_HOST:
    return failure_from_look_up (self);
  case CURLE_USE_SSL_FAILED:
    return failure_from_starttls (self);
  case CURLE_WEIRD_SERVER_REPLY:
    return failure_from_odd_reply (self);
  default:
    failure = oms_curl_result_to_failure (self->easy, result, self->error, self->was_asked);
    if (failure == OMS_FAILURE_PROHIBITED)
      return failure_from_prohibition (self);
    if (self->clear->len > 0 && oms_connection_take_clear_refusal (self))
      return OMS_FAILURE_REPLY;
    return failure == OMS_FAILURE_CLOSED ? failure_from_end (self) : failure;
  }
}

/* --- The certificate --- */

/**
 * oms_connection_read_certificate:
 * @self: a connection that got as far as TLS
 *
 * Reads the facts of the leaf certificate, as far as the TLS library gave them to libcurl.
 *
 * Returns: (transfer full) (nullable): the certificate
 */
OmsCertificate *
oms_connection_read_certificate (OmsConnection *self)
{
  struct curl_certinfo *info = NULL;
  g_autoptr (GPtrArray) facts = g_ptr_array_new ();

  curl_easy_getinfo (self->easy, CURLINFO_CERTINFO, &info);
  if (!info || info->num_of_certs < 1)
    return NULL;

  for (struct curl_slist *fact = info->certinfo[0]; fact; fact = fact->next)
    g_ptr_array_add (facts, fact->data);
  g_ptr_array_add (facts, NULL);

  return oms_certificate_new ((const char * const *) facts->pdata, self->public_key);
}

/* Makes a second connection, without verification and without credentials, only to look at the
 * certificate: it is pinned to a key that no server has, and so ends with the handshake. */
static OmsCertificate *
fetch_certificate (OmsConnection *self)
{
  OmsConnectionTarget target = *self->target;
  g_autoptr (OmsReportBuilder) unread = oms_report_builder_new (self->redactor);
  g_autoptr (OmsConnection) second = NULL;

  target.pinned_key = (char *) IMPOSSIBLE_KEY;
  target.timeouts.connect = target.timeouts.greeting = target.timeouts.slow_greeting =
    target.timeouts.total = FETCH_TIMEOUT;

  second = oms_connection_new (&target, unread, self->redactor, self->cancellable);
  oms_connection_open (second);

  return oms_connection_read_certificate (second);
}

static void
judge_certificate (OmsConnection *self,
                   CURLcode       result)
{
  gboolean pinned = *self->target->pinned_key != '\0';
  g_autoptr (OmsCertificate) certificate = pinned ? oms_connection_read_certificate (self)
                                                  : fetch_certificate (self);

  if (certificate)
    oms_certificate_judge (certificate, self->target->host,
                           oms_curl_result_to_problem (self->easy, result, self->error));
  oms_report_builder_set_certificate (self->builder, certificate);
}

/* --- The report --- */

/* Words of the libraries are kept only where ours could not say as much. */
static gboolean
needs_words (OmsFailure failure)
{
  return failure == OMS_FAILURE_TLS || failure == OMS_FAILURE_NOT_TLS ||
         failure == OMS_FAILURE_CERTIFICATE || failure == OMS_FAILURE_CLIENT_CERTIFICATE ||
         failure == OMS_FAILURE_LOCAL;
}

/* libcurl speaks here, one command at a time: which one its last reply answers is seen from where
 * it has got to. */
static OmsCommand
find_command (OmsConnection *self,
              OmsFailure     failure)
{
  if (!self->last_reply ||
      (failure == OMS_FAILURE_REPLY &&
       self->last_reply == oms_report_builder_get_greeting (self->builder)))
    return OMS_COMMAND_NONE;
  if (failure == OMS_FAILURE_STARTTLS_REFUSED || self->stage == OMS_STAGE_ENCRYPT)
    return OMS_COMMAND_STARTTLS;

  return OMS_COMMAND_EHLO;
}

/* A server that says nothing for long and then hangs up has waited for us to begin: a proxy for TLS
 * in front of it gives up before we do. Milliseconds, or 0 where it was not so. */
static guint
find_silence (OmsConnection *self)
{
  gint64 left = (self->deadline - g_get_monotonic_time ()) / 1000;
  gint64 waited = self->patience - MAX (left, 0);

  if (self->stage != OMS_STAGE_GREETING || self->last_reply ||
      waited < self->target->timeouts.notice)
    return 0;

  return waited;
}

/**
 * oms_connection_fail_opening:
 * @self: a connection that could not be opened
 * @result: what libcurl says
 *
 * Enters into the report why the connection could not be opened.
 */
void
oms_connection_fail_opening (OmsConnection *self,
                             CURLcode       result)
{
  OmsFailure failure = failure_from_result (self, result);
  const char *words = *self->error ? self->error : curl_easy_strerror (result);
  gboolean has_reply = failure == OMS_FAILURE_REPLY || failure == OMS_FAILURE_STARTTLS_REFUSED;

  /* Finding out why may have taken a while. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (failure == OMS_FAILURE_CERTIFICATE)
    judge_certificate (self, result);
  if (failure == OMS_FAILURE_CLIENT_CERTIFICATE)
    self->stage = OMS_STAGE_ENCRYPT;
  oms_report_builder_set_command (self->builder, find_command (self, failure));
  if (failure == OMS_FAILURE_TIMEOUT)
    oms_report_builder_fail_timeout (self->builder, self->stage, self->patience);
  else if (failure == OMS_FAILURE_CLOSED && find_silence (self) > 0)
    oms_report_builder_fail_timeout (self->builder, self->stage, find_silence (self));
  else
    oms_report_builder_fail (self->builder, self->stage, failure,
                             has_reply ? self->last_reply : NULL,
                             needs_words (failure) ? words : NULL);
}
