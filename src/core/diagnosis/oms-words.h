/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-cause.h"
#include "oms-diagnosis.h"
#include "oms-reader.h"

G_BEGIN_DECLS

/* The words for causes, as tables. Private to the diagnosis.
 *
 * A text has placeholders, which oms-advice fills in; a translation keeps them:
 * {server} {Server}  the server's name, or "the server" where it is not known (at the start: "The")
 * {provider}         the provider's name, or "the provider"; {Provider} at the start of a sentence
 * {user} {address}   as in the settings
 * {in-time}          "in 8 seconds", or "in time" where the deadline is not known
 * {secret}           what the provider calls its app password
 * {who}              who answered in the server's place
 * {port} {encryption} what was tried
 * {servers}          the servers of a provider's regions
 * {use-letters}      a sentence: what to do with the letters of an app password */

#define OMS_MAX_STEPS 6
#define OMS_MAX_MARKS 16

/* What causes of more than one table say. */
#define OMS_WORDS_CLIENT_CERTIFICATE \
  N_("{Server} takes mail only from programs that show a certificate of their own (a client " \
     "certificate). No password was sent.")
#define OMS_MARKS_CLIENT_CERTIFICATE \
  { "certificate required", "no client certificate", "no required ssl certificate", \
    "client certificate", "peer did not return a certificate" }
#define OMS_WORDS_SIGN_IN_OPTIONS \
  N_("Give the user name from your provider with --user, and the password with --password-file.")
#define OMS_WORDS_SIGN_IN_THERE \
  N_("Look in the settings of the program that failed for “authentication”, “SMTP AUTH” or " \
     "“login”: it did not sign in. Enter the user name and password from your provider.")
#define OMS_STEP_CLIENT_CERTIFICATE \
  { .title = N_("Ask for Another Way In"), \
    .text = N_("The people who run the server know whether another port or server takes a user " \
               "name and password, or who gives out such certificates.") }

/* In whose hands the settings are, as a mask. */
typedef enum {
  OMS_FOR_FORM = 1 << OMS_READER_FORM,
  OMS_FOR_COMMAND = 1 << OMS_READER_COMMAND,
  OMS_FOR_EXPLAIN = 1 << OMS_READER_EXPLAIN,
} OmsReaders;

typedef enum {
  OMS_LINK_NONE,
  OMS_LINK_APP_PASSWORD,
  OMS_LINK_TWO_STEP,
  OMS_LINK_HELP,
} OmsLink;

typedef struct {
  const char *title;
  const char *text;         /* "" where the title says it all */
  const char *command;      /* the same where the settings are options; NULL: as @text */
  const char *explain;      /* the same where another program failed; NULL: as @text */
  OmsReaders  readers;      /* 0: all */
  OmsLink     link;
  gboolean    proven;       /* the server has just shown that this one is done */
  gboolean    own_checks;   /* say here what we see ourselves in user name and password */
  gboolean    note;         /* the note for an administrator belongs here, where there is one */
} OmsStepWords;

/* What some servers or texts need besides, as a mask: oms-words-hints.c has the steps. */
typedef enum {
  OMS_HINT_REGION = 1 << 0,      /* accounts are known in one region only */
  OMS_HINT_CONFIRMED = 1 << 1,   /* addresses are confirmed for one region only */
  OMS_HINT_BOUNCE = 1 << 2,      /* the recipient's server may have said it */
  OMS_HINT_RELAY = 1 << 3,       /* a relay passes mail on, with settings of its own */
  OMS_HINT_LOG = 1 << 4,         /* the log of one's own server has the reason */
  OMS_HINT_SILENT = 1 << 5,      /* both sides may be waiting */
} OmsHintKind;

typedef struct {
  OmsCause      cause;
  const char   *variant;    /* a rule's "words", or a family; NULL: in general */
  const char   *marks[OMS_MAX_MARKS];   /* one of these in a text means this variant */
  OmsHintKind   hints;      /* for all meanings; only in general */
  const char   *detail;     /* what tells it from causes with the same headline; only in general */
  const char   *certain;
  const char   *likely;     /* NULL: as @certain */
  OmsRemedy     remedy;
  const char   *admin;      /* what an administrator has to do, for the note; or NULL */
  const char   *host_note;  /* the same where the server is of no known provider; or NULL */
  OmsStepWords  steps[OMS_MAX_STEPS];
} OmsWords;

/* Each ends with a row without words. */
extern const OmsWords oms_words_connection[];
extern const OmsWords oms_words_sign_in[];
extern const OmsWords oms_words_oauth[];
extern const OmsWords oms_words_mail[];
/* All of them, and NULL. */
extern const OmsWords * const oms_words_tables[];

const char     *oms_words_get_headline (OmsCause    cause,
                                        gboolean    has_stage,
                                        OmsStage    stage);
/* The best there is: @variant, or the words of the @family, or those in general. */
const OmsWords *oms_words_find         (OmsCause    cause,
                                        const char *variant,
                                        const char *family);
const char     *oms_words_choose_text  (const OmsStepWords *step,
                                        OmsReader           reader);

G_END_DECLS
