/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice-script.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One conversation, in a thread of its own. */
typedef struct {
  PracticeScript   *script;
  const char       *pki;         /* the folder of the certificates */
  const char       *place;       /* "HOST:PORT", as the client calls it */
  char             *host;
  GIOStream        *stream;
  GDataInputStream *input;
  GOutputStream    *output;
  gboolean          encrypted;
  char             *client;      /* its EHLO name */
  char             *line;        /* the last one that was heard */
  char             *user;        /* who signs in, or tries to */
  gboolean          signed_in;
  char             *sender;
} PracticeSession;

void      practice_session_run        (PracticeScript    *script,
                                       const char        *pki,
                                       const char        *place,
                                       GSocketConnection *connection);

/* For those who speak within the session. FALSE, NULL: it is over. */
char     *practice_session_get        (PracticeSession   *self,
                                       const char        *key);
gboolean  practice_session_say        (PracticeSession   *self,
                                       const char        *key);
gboolean  practice_session_write      (PracticeSession   *self,
                                       const char        *bytes,
                                       gssize             length);
char     *practice_session_hear       (PracticeSession   *self);

G_END_DECLS
