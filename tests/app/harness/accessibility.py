# SPDX-License-Identifier: GPL-3.0-or-later
"""Talks to the accessibility bus as a screen reader does.

It is spoken to directly: asking for a whole tree at once takes a hundredth of the time that a
library needs which asks for each thing by itself, and gives a picture of one moment.
"""

from gi.repository import Gio, GLib

ACCESSIBLE = 'org.a11y.atspi.Accessible'
REGISTRY = 'org.a11y.atspi.Registry'
ROOT = '/org/a11y/atspi/accessible/root'
# Bits of the state set, by their numbers in the protocol
STATES = {0: 'invalid', 1: 'active', 3: 'busy', 4: 'checked', 7: 'editable', 10: 'expanded',
          11: 'focusable', 12: 'focused', 16: 'modal', 20: 'pressed', 23: 'selected',
          24: 'sensitive',
          25: 'showing', 30: 'visible', 33: 'required', 36: 'invalid'}
# Roles by their numbers; the bus names them differently from one toolkit version to the next
ROLES = {2: 'alert', 7: 'check box', 11: 'combo box', 16: 'dialog', 20: 'filler', 23: 'frame',
         27: 'image', 29: 'label', 31: 'list', 32: 'list item', 33: 'menu', 35: 'menu item',
         39: 'panel', 40: 'password text', 42: 'progress bar', 43: 'push button',
         48: 'scroll bar', 49: 'scroll pane', 50: 'separator', 54: 'status bar', 61: 'text',
         62: 'toggle button', 69: 'window', 75: 'application', 83: 'heading', 87: 'form',
         88: 'link', 99: 'grouping', 129: 'switch'}
EVENTS = {('Object', 'StateChanged'): 'object:state-changed',
          ('Object', 'PropertyChange'): 'object:property-change',
          ('Object', 'Announcement'): 'object:announcement',
          ('Object', 'TextChanged'): 'object:text-changed',
          ('Window', 'Activate'): 'window:activate'}
LABELLED_BY = 2  # its number among the relations
BEYOND = 1 << 20  # pixels: no screen is as large
LIMIT = 20000  # milliseconds: an application that does not answer at all is broken


class Bus:
    """The accessibility bus of the session."""

    def __init__(self, on_event):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address, = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                     None, None, 0, LIMIT, None).unpack()
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self._bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self._on_event = on_event
        for (interface, member), event in EVENTS.items():
            self.call((REGISTRY, '/org/a11y/atspi/registry'), REGISTRY, 'RegisterEvent',
                      GLib.Variant('(s)', (event,)))
            self._bus.signal_subscribe(None, f'org.a11y.atspi.Event.{interface}', member,
                                       None, None, Gio.DBusSignalFlags.NONE, self._on_signal, event)

    def _on_signal(self, _bus, sender, path, _interface, _member, parameters, event):
        detail, first, second, value = parameters.unpack()[:4]
        kind = f'{event}:{detail}' if detail else event
        self._on_event(kind, (sender, path), first, second, value)

    def call(self, place, interface, method, arguments=None):
        """Asks one thing of the object at @place, which is a bus name and a path."""
        return self._bus.call_sync(*place, interface, method, arguments, None, 0, LIMIT,
                                   None).unpack()

    def call_all(self, places, interface, method, arguments=None):
        """Asks the same of all @places at once: place → answer, without those that have gone."""
        answers = {}
        left = list(places)

        def on_ready(bus, result, place):
            left.remove(place)
            try:
                answers[place] = bus.call_finish(result).unpack()
            except GLib.Error:
                pass

        for place in places:
            self._bus.call(*place, interface, method, arguments, None, 0, LIMIT, None, on_ready,
                           place)
        while left:
            GLib.MainContext.default().iteration(True)
        return answers

    def applications(self):
        names, = self.call((REGISTRY, ROOT), ACCESSIBLE, 'GetChildren')
        return [name for name, _ in names]

    def items(self, application):
        """What an application has: (place, parent, interfaces, name, role, description, states)
        of each, parents before children and these in their order."""
        order = {(application, ROOT): None}
        level = list(order)
        while level:
            # An object that was never asked for its children has none in the answer below.
            answers = self.call_all(level, ACCESSIBLE, 'GetChildren')
            found = {child: place for place in level for child in answers.get(place, [[]])[0]}
            level = [child for child in found if child not in order]
            order |= {child: found[child] for child in level}
        items, = self.call((application, '/org/a11y/atspi/cache'), 'org.a11y.atspi.Cache',
                           'GetItems')
        items = {item[0]: item for item in items}
        for place, parent in order.items():
            if place in items:
                *_, interfaces, name, role, description, bits = items[place]
                yield (place, parent, {word.rpartition('.')[2] for word in interfaces}, name,
                       ROLES.get(role, str(role)), description,
                       {word for bit, word in STATES.items() if bits[bit // 32] >> bit % 32 & 1})

    def extents(self, places):
        """Position in the window and size of each of @places."""
        answers = self.call_all(places, 'org.a11y.atspi.Component', 'GetExtents',
                                GLib.Variant('(u)', (1,)))
        # Newer versions of GTK answer anything at all for what has no place.
        return {place: answer[0] for place, answer in answers.items()
                if max(map(abs, answer[0])) < BEYOND}

    def texts(self, places):
        return {place: answer[0] for place, answer in self.call_all(
            places, 'org.a11y.atspi.Text', 'GetText', GLib.Variant('(ii)', (0, 1 << 20))).items()}

    def labels(self, places):
        """What is read of each of @places that has no name: the text of what it is labelled by."""
        relations = self.call_all(places, ACCESSIBLE, 'GetRelationSet')
        labels = {place: [label for kind, found in answer[0] if kind == LABELLED_BY
                          for label in found] for place, answer in relations.items()}
        texts = self.texts({label for found in labels.values() for label in found})
        return {place: ' '.join(texts.get(label, '') for label in found)
                for place, found in labels.items()}

    def act(self, place):
        return self.call(place, 'org.a11y.atspi.Action', 'DoAction', GLib.Variant('(i)', (0,)))[0]

    def set_text(self, place, text):
        return self.call(place, 'org.a11y.atspi.EditableText', 'SetTextContents',
                         GLib.Variant('(s)', (text,)))[0]
