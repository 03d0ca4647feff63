/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-questions"

#include "config.h"

#include "oms-questions.h"

#include "compat.h"
#include "oms-certificate-words.h"
#include "oms-row-layout.h"

#include <glib/gi18n.h>

/* In characters, as much as the body of a question has. */
#define FACTS_WIDTH 40

/* What the window asks before it does something that cannot be taken back. The answer that
 * leaves everything as it is is always "cancel". */

static void
ask (GtkWidget             *parent,
     const char            *heading,
     const char            *body,
     GtkWidget             *extra_child,
     const char            *id,
     const char            *label,
     AdwResponseAppearance  appearance,
     GCallback              on_response,
     gpointer               target)
{
  const OmsResponse responses[] = {
    { "cancel", _("Cancel"), ADW_RESPONSE_DEFAULT },
    { id, label, appearance },
  };

  oms_compat_ask (parent, heading, body, extra_child, responses, G_N_ELEMENTS (responses),
                  on_response, target);
}

/* Facts, one a line. */
static GtkWidget *
create_facts (const char *facts)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", facts,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "max-width-chars", FACTS_WIDTH,
                                   "xalign", 0.0,
                                   NULL);

  oms_row_layout_break_plainly (GTK_LABEL (label));

  return label;
}

/**
 * oms_ask_about_repeated_password:
 * @parent: a widget in the window that asks
 * @on_response: called with @target and the answer: "send" or "cancel"
 * @target: a [class@GObject.Object]
 *
 * Asks whether to send a password once more that this server has rejected before.
 */
void
oms_ask_about_repeated_password (GtkWidget *parent,
                                 GCallback  on_response,
                                 gpointer   target)
{
  ask (parent, _("Send the Same Password Again?"),
       _("The server has rejected this password before. Many providers lock an account after "
         "a few wrong passwords."),
       NULL, "send", _("Send Again"), ADW_RESPONSE_DEFAULT, on_response, target);
}

/**
 * oms_ask_to_trust_certificate:
 * @parent: a widget in the window that asks
 * @report: the test that met the certificate
 * @on_response: called with @target and the answer: "trust" or "cancel"
 * @target: a [class@GObject.Object]
 *
 * Shows a certificate that could not be verified, and asks whether to trust it all the same.
 */
void
oms_ask_to_trust_certificate (GtkWidget *parent,
                              OmsReport *report,
                              GCallback  on_response,
                              gpointer   target)
{
  OmsCertificate *certificate = oms_report_get_certificate (report);
  g_autofree char *problems = oms_certificate_describe_problems (certificate);
  g_autofree char *facts = oms_certificate_describe (certificate);
  g_autofree char *body =
    g_strdup_printf ("%s\n\n%s", problems,
                     _("Trust it only if the person who runs the server confirms the fingerprint. "
                       "Any other certificate will be refused."));

  ask (parent, _("Trust This Certificate?"), body, create_facts (facts),
       "trust", _("Trust This Certificate"), ADW_RESPONSE_DESTRUCTIVE, on_response, target);
}

/**
 * oms_ask_to_allow_plaintext:
 * @parent: a widget in the window that asks
 * @sender: whose server it is
 * @on_response: called with @target and the answer: "allow" or "cancel"
 * @target: a [class@GObject.Object]
 *
 * Asks whether this one server may get the password without encryption.
 */
void
oms_ask_to_allow_plaintext (GtkWidget *parent,
                            OmsSender *sender,
                            GCallback  on_response,
                            gpointer   target)
{
  /* Translators: %s is the name of a server */
  g_autofree char *body =
    g_strdup_printf (_("Anyone between this computer and %s can read the password and all mail. "
                       "Allow it only on a network that is yours."),
                     oms_sender_get_host (sender));

  ask (parent, _("Send the Password Unencrypted?"), body, NULL,
       "allow", _("Allow for This Server"), ADW_RESPONSE_DESTRUCTIVE, on_response, target);
}

/**
 * oms_ask_to_send_message:
 * @parent: a widget in the window that asks
 * @sender: who sends it, and gets it
 * @on_response: called with @target and the answer: "send" or "cancel"
 * @target: a [class@GObject.Object]
 *
 * Says where a test message is going to go, and asks whether to send it.
 */
void
oms_ask_to_send_message (GtkWidget *parent,
                         OmsSender *sender,
                         GCallback  on_response,
                         gpointer   target)
{
  /* Translators: %1$s is an email address, %2$s the name of a server */
  g_autofree char *body =
    g_strdup_printf (_("A short message goes to %1$s, the sender’s own address, through %2$s."),
                     oms_sender_get_address (sender), oms_sender_get_host (sender));

  ask (parent, _("Send a Test Message?"), body, NULL,
       "send", _("Send"), ADW_RESPONSE_SUGGESTED, on_response, target);
}

/**
 * oms_ask_to_save:
 * @parent: a widget in the window that asks
 * @sender: what was changed
 * @on_response: called with @target and the answer: "save", "discard" or "cancel"
 * @target: a [class@GObject.Object]
 *
 * Asks what to do with changes that are about to be lost.
 */
void
oms_ask_to_save (GtkWidget *parent,
                 OmsSender *sender,
                 GCallback  on_response,
                 gpointer   target)
{
  g_autofree char *title = oms_sender_dup_title (sender);
  /* Translators: %s is the name of a sender */
  g_autofree char *body = g_strdup_printf (_("The changes to %s are not saved yet."), title);
  const OmsResponse responses[] = {
    { "cancel", _("Cancel"), ADW_RESPONSE_DEFAULT },
    { "discard", _("Discard"), ADW_RESPONSE_DESTRUCTIVE },
    { "save", _("Save"), ADW_RESPONSE_SUGGESTED },
  };

  oms_compat_ask (parent, _("Save Changes?"), body, NULL, responses, G_N_ELEMENTS (responses),
                  on_response, target);
}
