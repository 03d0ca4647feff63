/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-error-text.h"
#include "oms-provider.h"
#include "oms-reading.h"
#include "oms-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether a text is about outgoing mail at all. */
typedef enum {
  OMS_CONTEXT_OTHER,      /* about something else */
  OMS_CONTEXT_POSSIBLE,   /* nothing speaks against it */
  OMS_CONTEXT_MAIL,
} OmsContext;

/* What is known about a failure, from a test or from a text; what the rules look at. Private to the
 * diagnosis. Strings are never NULL unless said. */
typedef struct {
  OmsProvider            *provider;         /* nullable, unowned: the catalogue keeps it */
  const char             *family;           /* of the server asked for: "google", …, or "" */
  char                   *host;             /* the server asked for, or "" */
  guint                   port;             /* 0: not known */
  char                   *user;
  char                   *address;

  gboolean                is_report;        /* from a test: every field is a fact */
  gboolean                is_ok;
  gboolean                is_signed_in;
  gboolean                has_stage;
  OmsStage                stage;
  OmsFailure              failure;
  guint                   timeout;          /* the missed deadline in ms, or 0 */
  OmsEncryption           encryption;       /* only in a report */
  OmsAuthentication       authentication;   /* only in a report */
  OmsPasswordShape        password_shape;   /* only in a report */
  OmsCertificateProblem   problems;
  OmsCertificate         *certificate;      /* nullable */
  char                   *mechanism;        /* the one used, or "" */
  GStrv                   offered;          /* mechanisms; nullable */

  const char             *command;          /* the one that was refused, as "rcpt"; nullable */
  guint                   code;             /* 0: not known */
  char                   *enhanced;         /* nullable */
  GStrv                   reply;            /* the server's own lines */
  OmsReading             *reading;          /* what was said, line by line */
  OmsErrorTextIndex       lines_index;      /* of the words of all lines */
  char                   *lines_text;
  char                   *text;             /* all words there are, as the rules want them */
  OmsErrorTextIndex       index;            /* of @text */
  char                   *greeting;         /* as @text, or "" */
  OmsErrorTextIndex       greeting_index;
  char                   *answered_by;      /* what the one who answered calls itself, or "" */
  GDateTime              *today;

  /* What the rules recognise in the words: see oms_rules_recognize(). */
  OmsContext              context;
  const char             *wording;          /* the family that the words give away, or "" */
} OmsFacts;

OmsFacts *oms_facts_new_for_report (OmsReport *report,
                                    GDateTime *today) G_GNUC_WARN_UNUSED_RESULT;
OmsFacts *oms_facts_new_for_text   (const char *text,
                                    gssize      length,
                                    const char *host,
                                    GDateTime  *today) G_GNUC_WARN_UNUSED_RESULT;
void      oms_facts_set_greeting   (OmsFacts   *self,
                                    const char *greeting);
void      oms_facts_free           (OmsFacts   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsFacts, oms_facts_free)

G_END_DECLS
