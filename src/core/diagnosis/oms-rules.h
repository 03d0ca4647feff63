/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-rule.h"

G_BEGIN_DECLS

/* How the replies of a family of providers are known, whatever the server is called. */
typedef struct {
  char      *family;
  char      *provider;  /* whose name and pages to show where the server is not known; nullable */
  GPtrArray *needles;   /* as in OmsCondition; nullable */
  GStrv      hosts;     /* patterns with "*", for servers that the catalogue does not list */
} OmsWording;

/* What shows that a text is about mail, or about something else. */
typedef struct {
  OmsContext  context;
  GPtrArray  *needles;   /* nullable */
  GRegex     *regex;     /* nullable */
} OmsContextMarks;

/* All rules of the diagnosis. Private to it. Once read they are never changed: safe from every
 * thread. */
typedef struct {
  GPtrArray *rules;        /* of OmsRule, in the order in which they are tried */
  GPtrArray *wordings;     /* of OmsWording */
  GPtrArray *contexts;     /* of OmsContextMarks */
} OmsRules;

OmsRules       *oms_rules_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void            oms_rules_free         (OmsRules       *self);
void            oms_rules_append       (OmsRules       *self,
                                        OmsRules       *more);
const OmsRules *oms_rules_get_default  (void);
void            oms_rules_recognize    (const OmsRules *self,
                                        OmsFacts       *facts);
const OmsRule  *oms_rules_match        (const OmsRules  *self,
                                        const OmsFacts  *facts,
                                        const OmsLine  **line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OmsRules, oms_rules_free)

G_END_DECLS
