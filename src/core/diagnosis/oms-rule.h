/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-cause.h"
#include "oms-facts.h"

G_BEGIN_DECLS

/* One rule of the diagnosis: which facts mean which cause. Private to it. */

typedef enum {
  OMS_WANTED_EITHER,
  OMS_WANTED_YES,
  OMS_WANTED_NO,
} OmsWanted;

/* What one <when> or <unless> wants; data/diagnosis/README.md says it for those who write rules.
 * Where nothing is wanted of a fact, its list is NULL, its mask 0. */
typedef struct {
  GStrv       families;
  GStrv       providers;
  guint       stages;             /* 1 << OmsStage */
  guint       lines;              /* 1 << OmsLineKind */
  guint       failures;           /* 1 << OmsFailure */
  guint       encryptions;        /* 1 << OmsEncryption */
  guint       authentications;    /* 1 << OmsAuthentication */
  guint       wants;              /* 1 << OmsPasswordKind of the provider */
  guint       certificate;        /* OmsCertificateProblem */
  guint       password;           /* OmsPasswordShape */
  guint       password_not;       /* OmsPasswordShape */
  GStrv       codes;              /* "535", "4xx" */
  GStrv       enhanced;
  GStrv       commands;           /* "mail", "rcpt": the one that was answered */
  GStrv       ports;
  GStrv       mechanisms;
  GStrv       offers_only;        /* mechanisms */
  GPtrArray  *needles;            /* of GStrv: parts that follow each other */
  GPtrArray  *greeting;           /* the same, for the greeting */
  GStrv       plain_words;        /* the reply says more than these */
  GRegex     *regex;
  GRegex     *near;               /* words of two sets, near each other */
  GDateTime  *since;
  GDateTime  *before;
  OmsWanted   answer;             /* nothing but what a server said, and no refusal */
  OmsWanted   conversation;       /* a text that shows what client and server said */
  OmsWanted   test;               /* a test of ours, not only a text */
  OmsWanted   mail;               /* a text that is certainly about mail */
  OmsWanted   signed_in;
  OmsWanted   other_sender;       /* address and user name are different addresses */
  OmsWanted   user_address;       /* the user name has an "@" */
  OmsWanted   known_provider;
} OmsCondition;

/* A real reply or message, with what else was known then. */
typedef struct {
  char  *text;
  char  *host;
  GStrv  names;       /* attributes besides "host" … */
  GStrv  values;      /* … and their values */
} OmsExample;

typedef struct {
  char           *id;
  char           *file;
  guint           rank;        /* of its file: see oms-ranks.h */
  OmsWanted       mail;        /* as in OmsCondition, for all of its file */
  OmsCause        cause;
  OmsConfidence   confidence;
  char           *words;       /* the variant of the cause's words; nullable */
  GPtrArray      *when;        /* of OmsCondition: one of them must be met */
  GPtrArray      *unless;      /* of OmsCondition: none of them may be met */
  GPtrArray      *examples;    /* of OmsExample */
} OmsRule;

OmsRule      *oms_rule_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void          oms_rule_free      (OmsRule        *self);
gboolean      oms_rule_matches   (const OmsRule  *self,
                                  const OmsFacts *facts,
                                  const OmsLine  *line);
char         *oms_rule_dup_words (const OmsRule  *self,
                                  const OmsFacts *facts,
                                  const OmsLine  *line) G_GNUC_WARN_UNUSED_RESULT;
OmsCondition *oms_condition_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void          oms_condition_free (OmsCondition   *self);
const char   *oms_needles_find   (GPtrArray                *needles,
                                  const OmsErrorTextIndex  *index,
                                  const char               *text,
                                  const char              **end);
gboolean      oms_needles_match  (GPtrArray               *needles,
                                  const OmsErrorTextIndex *index,
                                  const char              *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsRule, oms_rule_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsCondition, oms_condition_free)

G_END_DECLS
