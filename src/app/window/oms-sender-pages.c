/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-sender-pages"

#include "config.h"

#include "oms-sender-pages.h"

#include "oms-app-resource.h"
#include "oms-guard.h"
#include "oms-welcome.h"

/**
 * OmsSenderPages:
 *
 * A page for each sender that was looked at, one of which is shown; or the welcome, where there is
 * no sender. The others are hidden; their tests go on.
 */
struct _OmsSenderPages {
  AdwBin          parent_instance;

  GtkStack       *stack;

  OmsSenderStore *store;
  OmsSecret      *secret;
  OmsGuard       *guard;
  OmsPractice    *practice;   /* nullable */
};

G_DEFINE_FINAL_TYPE (OmsSenderPages, oms_sender_pages, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_STORE,
  PROP_SECRET,
  PROP_PRACTICE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum {
  SHOWN,
  CHANGED,
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static OmsSender *
get_stored (OmsSenderPage *page)
{
  return oms_draft_get_stored (oms_sender_page_get_draft (page));
}

static void
emit_changed (OmsSenderPages *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_saved (OmsSenderPages *self,
          OmsSenderPage  *page)
{
  emit_changed (self);
  if (page == oms_sender_pages_get_shown (self))
    g_signal_emit (self, signals[SAVED], 0);
}

/* What is not shown is not visible, either: assistive technology sees all of a stack. */
static void
add_hidden (OmsSenderPages *self,
            GtkWidget      *child)
{
  gtk_widget_set_visible (child, FALSE);
  gtk_stack_add_child (self->stack, child);
}

static OmsSenderPage *
add_page (OmsSenderPages *self,
          OmsSender      *stored)
{
  g_autoptr (OmsDraft) draft = oms_draft_new (self->store, stored);
  GtkWidget *page = oms_sender_page_new (draft, self->secret, self->guard, self->practice);

  add_hidden (self, page);
  g_signal_connect_object (draft, "notify::changed", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "state-changed", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);

  return OMS_SENDER_PAGE (page);
}

/* For good, with the test that may still run there. */
static void
close_page (OmsSenderPages *self,
            OmsSenderPage  *page)
{
  oms_sender_page_cancel (page);
  gtk_stack_remove (self->stack, GTK_WIDGET (page));
}

/* Pages are hidden, not taken out: GTK 4.8 does not find the actions of a page again that is put
 * back, and its buttons stay insensitive. A new sender that was not saved, like the welcome, is
 * given up by leaving it. */
static void
show_child (OmsSenderPages *self,
            GtkWidget      *child,
            GtkWidget      *before)
{
  gtk_widget_set_visible (child, TRUE);
  gtk_stack_set_visible_child (self->stack, child);
  g_signal_emit (self, signals[SHOWN], 0);
  if (!before)
    return;

  gtk_widget_set_visible (before, FALSE);
  if (!OMS_IS_SENDER_PAGE (before))
    gtk_stack_remove (self->stack, before);
  else if (!get_stored (OMS_SENDER_PAGE (before)))
    close_page (self, OMS_SENDER_PAGE (before));
}

static void
show_page (OmsSenderPages *self,
           OmsSenderPage  *page)
{
  GtkWidget *before = gtk_stack_get_visible_child (self->stack);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (before == GTK_WIDGET (page))
    return;

  /* The focus is never on something that goes away. */
  gtk_widget_set_visible (GTK_WIDGET (page), TRUE);
  if (!focus || (before && gtk_widget_is_ancestor (focus, before)))
    oms_sender_page_focus_test (page);
  show_child (self, GTK_WIDGET (page), before);
}

static void
on_continued (OmsSenderPages *self,
              const char     *address)
{
  oms_sender_pages_show_new (self, address);
}

static void
show_welcome (OmsSenderPages *self)
{
  GtkWidget *before = gtk_stack_get_visible_child (self->stack);
  GtkWidget *welcome = oms_welcome_new ();

  g_signal_connect_object (welcome, "continued", G_CALLBACK (on_continued), self,
                           G_CONNECT_SWAPPED);
  add_hidden (self, welcome);
  gtk_widget_set_visible (welcome, TRUE);
  gtk_widget_grab_focus (welcome);
  show_child (self, welcome, before);
}

/* Those of senders that are not in the store any more. */
static GPtrArray *
list_gone (OmsSenderPages *self)
{
  GPtrArray *gone = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stack));
       child;
       child = gtk_widget_get_next_sibling (child)) {
    OmsSender *stored = OMS_IS_SENDER_PAGE (child) ? get_stored (OMS_SENDER_PAGE (child)) : NULL;

    if (stored && !oms_sender_store_find (self->store, oms_sender_get_id (stored)))
      g_ptr_array_add (gone, child);
  }

  return gone;
}

/* Pages of senders that are gone, by whatever hand, go too; their tests are cancelled. */
static void
on_items_changed (OmsSenderPages *self)
{
  OmsSenderPage *shown = oms_sender_pages_get_shown (self);
  g_autoptr (GPtrArray) gone = list_gone (self);

  if (g_ptr_array_find (gone, shown, NULL) ||
      (!shown && oms_sender_store_get_default (self->store)))
    oms_sender_pages_show_any (self);
  for (guint i = 0; i < gone->len; i++)
    close_page (self, g_ptr_array_index (gone, i));
  emit_changed (self);
}

static void
oms_sender_pages_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  OmsSenderPages *self = OMS_SENDER_PAGES (object);
  OmsPractice *practice;

  switch (prop_id) {
  case PROP_STORE:
    self->store = g_value_dup_object (value);
    break;
  case PROP_SECRET:
    self->secret = g_value_dup_object (value);
    break;
  case PROP_PRACTICE:
    practice = g_value_get_pointer (value);
    self->practice = practice ? oms_practice_ref (practice) : NULL;
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    break;
  }
}

static void
oms_sender_pages_constructed (GObject *object)
{
  OmsSenderPages *self = OMS_SENDER_PAGES (object);

  G_OBJECT_CLASS (oms_sender_pages_parent_class)->constructed (object);

  self->guard = oms_guard_new (self->secret);
  g_signal_connect_object (self->store, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
oms_sender_pages_dispose (GObject *object)
{
  OmsSenderPages *self = OMS_SENDER_PAGES (object);

  g_clear_object (&self->store);
  g_clear_object (&self->secret);
  g_clear_object (&self->guard);
  g_clear_pointer (&self->practice, oms_practice_unref);

  G_OBJECT_CLASS (oms_sender_pages_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * OmsSenderPages:store:
   *
   * The senders.
   */
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, OMS_TYPE_SENDER_STORE, flags);

  /**
   * OmsSenderPages:secret:
   *
   * Their passwords.
   */
  props[PROP_SECRET] = g_param_spec_object ("secret", NULL, NULL, OMS_TYPE_SECRET, flags);

  /**
   * OmsSenderPages:practice:
   *
   * The practice server to test against, or %NULL.
   */
  props[PROP_PRACTICE] = g_param_spec_pointer ("practice", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
install_signals (void)
{
  /**
   * OmsSenderPages::shown:
   * @self: the pages
   *
   * Another page is shown.
   */
  signals[SHOWN] =
    g_signal_new ("shown", OMS_TYPE_SENDER_PAGES, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OmsSenderPages::changed:
   * @self: the pages
   *
   * Something else can be done with a page.
   */
  signals[CHANGED] =
    g_signal_new ("changed", OMS_TYPE_SENDER_PAGES, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OmsSenderPages::saved:
   * @self: the pages
   *
   * The page that is shown is saved, as far as it can be.
   */
  signals[SAVED] =
    g_signal_new ("saved", OMS_TYPE_SENDER_PAGES, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
oms_sender_pages_class_init (OmsSenderPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = oms_sender_pages_set_property;
  object_class->constructed = oms_sender_pages_constructed;
  object_class->dispose = oms_sender_pages_dispose;
  install_properties (object_class);
  install_signals ();

  gtk_widget_class_set_template_from_resource (widget_class, OMS_RESOURCE "oms-sender-pages.ui");
  gtk_widget_class_bind_template_child (widget_class, OmsSenderPages, stack);
}

static void
oms_sender_pages_init (OmsSenderPages *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * oms_sender_pages_new:
 * @store: the senders
 * @secret: their passwords
 * @practice: (nullable): the practice server to test against
 *
 * Returns: (transfer floating): pages, none of which is shown yet
 */
GtkWidget *
oms_sender_pages_new (OmsSenderStore *store,
                      OmsSecret      *secret,
                      OmsPractice    *practice)
{
  return g_object_new (OMS_TYPE_SENDER_PAGES,
                       "store", store,
                       "secret", secret,
                       "practice", practice,
                       NULL);
}

/**
 * oms_sender_pages_get_shown:
 * @self: the pages
 *
 * Returns: (transfer none) (nullable): the page that is shown, unless it is the welcome
 */
OmsSenderPage *
oms_sender_pages_get_shown (OmsSenderPages *self)
{
  GtkWidget *child;

  g_return_val_if_fail (OMS_IS_SENDER_PAGES (self), NULL);

  child = gtk_stack_get_visible_child (self->stack);
  return OMS_IS_SENDER_PAGE (child) ? OMS_SENDER_PAGE (child) : NULL;
}

/**
 * oms_sender_pages_show_stored:
 * @self: the pages
 * @sender: a stored sender
 *
 * Shows the page of a sender as it was left, or a new one.
 */
void
oms_sender_pages_show_stored (OmsSenderPages *self,
                              OmsSender      *sender)
{
  g_return_if_fail (OMS_IS_SENDER_PAGES (self));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stack));
       child;
       child = gtk_widget_get_next_sibling (child)) {
    if (OMS_IS_SENDER_PAGE (child) && get_stored (OMS_SENDER_PAGE (child)) == sender) {
      show_page (self, OMS_SENDER_PAGE (child));
      return;
    }
  }

  show_page (self, add_page (self, sender));
}

/**
 * oms_sender_pages_show_new:
 * @self: the pages
 * @address: its address, or the empty string
 *
 * Shows the form for a sender that is not stored yet.
 */
void
oms_sender_pages_show_new (OmsSenderPages *self,
                           const char     *address)
{
  OmsSenderPage *page;

  g_return_if_fail (OMS_IS_SENDER_PAGES (self));

  page = add_page (self, NULL);
  oms_sender_set_address (oms_draft_get_sender (oms_sender_page_get_draft (page)), address);
  show_page (self, page);
  oms_sender_page_focus_first (page);
}

/**
 * oms_sender_pages_show_any:
 * @self: the pages
 *
 * Shows the sender that is used by default, or the welcome where there is none.
 */
void
oms_sender_pages_show_any (OmsSenderPages *self)
{
  OmsSender *sender;

  g_return_if_fail (OMS_IS_SENDER_PAGES (self));

  sender = oms_sender_store_get_default (self->store);
  if (sender)
    oms_sender_pages_show_stored (self, sender);
  else
    show_welcome (self);
}
