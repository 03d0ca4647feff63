/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-provider.h"

G_BEGIN_DECLS

/* Filled once, by the reader, before anyone else sees it; never changed afterwards. */
struct _OmsProvider {
  GObject          parent_instance;

  char            *id;
  char            *family;
  char            *name;
  guint            rank;             /* place among the most used, from 1; 0 for all others */
  gboolean         takes_mail;

  /* Names in ASCII and lower case; "*.example.com" stands for every name below example.com. */
  char           **domains;
  char           **mail_exchangers;
  char           **hosts;            /* GPattern: other names of its servers */

  GArray          *endpoints;        /* OmsEndpoint; the host is owned by the array */
  GArray          *candidates;

  OmsUserForm      user_form;
  char            *user_word;
  gboolean         user_lenient;     /* takes addresses and local parts alike */
  OmsPasswordKind  password_kind;
  char            *password_name;
  char            *password_shape;   /* a regular expression that the whole must match */
  gboolean         password_grouped;
  gboolean         switched_off;

  char            *app_password_url;
  char            *two_step_url;
  char            *help_url;
  char            *switch_on_url;
  GPtrArray       *notes;            /* OmsProviderNote */
  char            *limits;
  gboolean         domain_in_ehlo;
};

/* A sentence that is true from one day to another, both included; NULL: without bound. */
typedef struct {
  char *from;
  char *until;
  char *text;
} OmsProviderNote;

void oms_provider_note_free (OmsProviderNote *note);

G_END_DECLS
