/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-application"
#define G_SETTINGS_ENABLE_BACKEND

#include "config.h"

#include "oms-application.h"

#include "compat.h"
#include "oms-app-resource.h"
#include "oms-catalogue.h"
#include "oms-demo.h"
#include "oms-help.h"
#include "oms-rules.h"
#include "oms-window.h"

#include <gio/gsettingsbackend.h>
#include <glib/gi18n.h>

#define SCHEMA "io.github.outgoingmail.OutgoingMail"

/**
 * OmsApplication:
 *
 * The program with the window: one of it runs at a time, and a second start shows the window of
 * the first.
 */
struct _OmsApplication {
  AdwApplication    parent_instance;

  OmsSenderStore   *store;
  OmsSecret        *secret;
  OmsPractice      *practice;   /* nullable */
  GSettingsBackend *backend;    /* nullable: the person's own */
  GThread          *reader;     /* nullable: only in the first instance */
  gboolean          demo;
};

G_DEFINE_FINAL_TYPE (OmsApplication, oms_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "demo", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
    N_("Show sample senders against the practice server, in memory only"), NULL },
  { "sender", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL,
    N_("Show the sender with this identifier or address"), N_("SENDER") },
  { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
    N_("Print the version and exit"), NULL },
  { NULL }
};

static OmsWindow *
get_window (OmsApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  while (window && !OMS_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);

  return window ? OMS_WINDOW (window) : NULL;
}

static OmsWindow *
present_window (OmsApplication *self)
{
  OmsWindow *window = get_window (self);

  if (!window) {
    g_autoptr (GSettings) settings =
      self->backend ? g_settings_new_with_backend (SCHEMA, self->backend)
                    : g_settings_new (SCHEMA);

    window = oms_window_new (GTK_APPLICATION (self), self->store, self->secret, self->practice,
                             settings);
  }
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
new_sender_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  oms_window_new_sender (present_window (OMS_APPLICATION (user_data)));
}

static void
test_default_activated (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  oms_window_show_default_sender (present_window (OMS_APPLICATION (user_data)));
}

static void
show_sender_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  OmsApplication *self = OMS_APPLICATION (user_data);
  OmsWindow *window = present_window (self);
  OmsSender *sender = oms_sender_store_find (self->store, g_variant_get_string (parameter, NULL));

  if (sender)
    oms_window_show_sender (window, sender);
}

static void
about_activated (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  oms_compat_show_about (GTK_WINDOW (present_window (OMS_APPLICATION (user_data))));
}

static void
help_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  oms_help_open (GTK_WIDGET (present_window (OMS_APPLICATION (user_data))), "index");
}

static void
show_shortcuts_activated (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  OmsApplication *self = OMS_APPLICATION (user_data);

  oms_compat_show_shortcuts (GTK_WIDGET (present_window (self)));
}

static void
quit_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  OmsWindow *window = get_window (OMS_APPLICATION (user_data));

  if (window)
    gtk_window_close (GTK_WINDOW (window));
}

/* Every program of the session can activate these: none sets a server or sends anything. */
static const GActionEntry actions[] = {
  { "new-sender", new_sender_activated },
  { "test-default", test_default_activated },
  { "show-sender", show_sender_activated, "s" },
  { "show-shortcuts", show_shortcuts_activated },
  { "help", help_activated },
  { "about", about_activated },
  { "quit", quit_activated },
};

static void
set_accels (OmsApplication *self)
{
  const struct {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "app.new-sender", { "<Control>n" } },
    { "app.help", { "F1" } },
    { "app.quit", { "<Control>q" } },
    { "app.show-shortcuts", { "<Control>question" } },
    { "win.save", { "<Control>s" } },
    { "win.test", { "<Control>r", "<Control>Return" } },
    { "win.cancel", { "Escape" } },
    { "window.close", { "<Control>w" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           accels[i].accels);
}

/* Both are read once, and that takes long enough to hold up a frame. */
static gpointer
read_data (gpointer data)
{
  oms_catalogue_get_default ();
  oms_rules_get_default ();

  return NULL;
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, OMS_RESOURCE "style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
oms_application_startup (GApplication *application)
{
  OmsApplication *self = OMS_APPLICATION (application);

  self->reader = g_thread_new ("reader", read_data, NULL);
  G_APPLICATION_CLASS (oms_application_parent_class)->startup (application);

  load_style ();
  oms_compat_prepare_classes ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accels (self);
  if (self->demo)
    self->backend = g_memory_settings_backend_new ();
  self->store = oms_sender_store_new (self->backend);
  self->secret = self->demo ? oms_secret_new_memory () : oms_secret_new ();
  if (self->demo)
    oms_demo_fill (self->practice, self->store, self->secret);
}

static void
oms_application_activate (GApplication *application)
{
  present_window (OMS_APPLICATION (application));
}

static int
fail (const char *message)
{
  g_printerr ("%s: %s\n", g_get_prgname (), message);
  return 2;
}

static int
oms_application_handle_local_options (GApplication *application,
                                      GVariantDict *dict)
{
  OmsApplication *self = OMS_APPLICATION (application);
  g_autoptr (GError) error = NULL;
  const char *sender;

  if (g_variant_dict_contains (dict, "version")) {
    g_print ("outgoing-mail-settings %s\n", OMS_VERSION);
    return 0;
  }

  self->demo = g_variant_dict_contains (dict, "demo");
  self->practice = oms_practice_new_from_environment (&error);
  if (error)
    return fail (error->message);
  if (self->demo && !self->practice)
    return fail (_("--demo needs the practice server: OUTGOING_MAIL_PRACTICE names its file."));
  if (self->demo)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  if (g_variant_dict_lookup (dict, "sender", "&s", &sender)) {
    if (!g_application_register (application, NULL, &error))
      return fail (error->message);
    g_action_group_activate_action (G_ACTION_GROUP (application), "show-sender",
                                    g_variant_new_string (sender));
  }

  return -1;
}

static void
oms_application_finalize (GObject *object)
{
  OmsApplication *self = OMS_APPLICATION (object);

  g_clear_pointer (&self->reader, g_thread_join);
  g_clear_object (&self->store);
  g_clear_object (&self->secret);
  g_clear_object (&self->backend);
  g_clear_pointer (&self->practice, oms_practice_unref);

  G_OBJECT_CLASS (oms_application_parent_class)->finalize (object);
}

static void
oms_application_class_init (OmsApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = oms_application_finalize;
  application_class->startup = oms_application_startup;
  application_class->activate = oms_application_activate;
  application_class->handle_local_options = oms_application_handle_local_options;
}

static void
oms_application_init (OmsApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * oms_application_new:
 *
 * Makes the application.
 *
 * Returns: (transfer full): the application
 */
OmsApplication *
oms_application_new (void)
{
  OmsApplication *self =
    g_object_new (OMS_TYPE_APPLICATION, "application-id", OMS_APPLICATION_ID, NULL);

  /* Icons would be looked for there, too, and GTK would read the whole icon theme once more, in
   * the way of the first frame. */
  g_application_set_resource_base_path (G_APPLICATION (self), NULL);

  return self;
}
