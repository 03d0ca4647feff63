/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-cause.h"
#include "oms-diagnosis.h"

G_BEGIN_DECLS

/* The words for causes, as tables. Private to the diagnosis.
 *
 * A text has placeholders, which oms-advice fills in; a translation keeps them:
 * {server} {Server}  the server's name, or "the server" where it is not known (at the start: "The")
 * {provider}         the provider's name, or "the provider"; {Provider} at the start of a sentence
 * {user} {address}   as in the settings
 * {in-time}          "in 8 seconds", or "in time" where the deadline is not known
 * {secret}           what the provider calls its app password
 * {who}              who answered in the server's place */

#define OMS_MAX_STEPS 4

typedef enum {
  OMS_LINK_NONE,
  OMS_LINK_APP_PASSWORD,
  OMS_LINK_TWO_STEP,
  OMS_LINK_HELP,
} OmsLink;

typedef struct {
  const char *title;
  const char *text;         /* "" where the title says it all */
  OmsLink     link;
  gboolean    proven;       /* the server has just shown that this one is done */
  gboolean    own_checks;   /* say here what we see ourselves in user name and password */
  gboolean    note;         /* the note for an administrator belongs here, where there is one */
} OmsStepWords;

typedef struct {
  OmsCause      cause;
  const char   *variant;    /* a rule's "words", or a family; NULL: in general */
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
extern const OmsWords oms_words_mail[];

const char     *oms_words_get_headline (OmsCause    cause,
                                        gboolean    has_stage,
                                        OmsStage    stage);
/* The best there is: @variant, or the words of the @family, or those in general. */
const OmsWords *oms_words_find         (OmsCause    cause,
                                        const char *variant,
                                        const char *family);

G_END_DECLS
