# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window shows and offers, read and used as people with a screen reader do."""

import functools
import gettext
import pathlib
import re
import subprocess
import time

from gi.repository import GLib

from .accessibility import Bus

PATIENCE = 20
F0 = 66  # the key before F1, if there were one
BUTTON = ('push button', 'button', 'toggle button')
ANNOUNCED = 'object:announcement'
DESCRIBED = 'object:property-change:accessible-description'
FIELD = ('text', 'password text', 'combo box')


def read_words(environment):
    """What is asked for in English → how the window says it in the language of @environment. What
    has a context can be asked for with it, and \4 between them."""
    language = environment.get('LANGUAGE')
    if not language:
        return {}
    folder = pathlib.Path(environment['OUTGOING_MAIL_LOCALEDIR'])
    with open(folder / language / 'LC_MESSAGES/outgoing-mail.mo', 'rb') as stream:
        catalogue = gettext.GNUTranslations(stream)._catalog
    return {asked.replace('_', ''): words.replace('_', '')
            for english, words in catalogue.items() if isinstance(english, str) and english
            for asked in (english, english.split('\4')[-1])}


@functools.cache
def has_gtk(version):
    """Whether GTK is at least of @version, and tells things as it does since then."""
    return subprocess.run(['pkg-config', f'gtk4 >= {version}'], check=False).returncode == 0


def fits(window, frame):
    """Whether @frame of the tree is @window of the display, which can have a border around it."""
    _, _, width, height = frame.extents
    return window['WIDTH'] - width in range(80) and window['HEIGHT'] - height in range(80)


class Missing(AssertionError):
    """What should have come to be did not, in all the time it had."""


class Node:
    """One thing on the screen, as it was when the tree was read."""

    def __init__(self, screen, parent, item, label, extents, text):
        self.screen = screen
        self.parent = parent
        self.place, _, self.interfaces, self.name, self.role, self.description, self.states = item
        self.name = self.name or label
        self.extents = extents  # position in the window and size; None for what has none
        self.text = text

    @property
    def path(self):
        """This and all that is around it, from the outside in."""
        return ((*self.parent.path, self) if self.parent else (self,))

    def press(self):
        """Does what a click on it would do."""
        if not self.screen.bus.act(self.place):
            raise AssertionError(f'{self} cannot be pressed')

    def set_text(self, text):
        if not self.screen.bus.set_text(self.place, text):
            raise AssertionError(f'{self} cannot be written to')

    def __repr__(self):
        return f'{self.role} “{self.name}”'


class Screen:
    """Everything that the window program shows."""

    def __init__(self, desktop):
        self.desktop = desktop
        self.words = read_words(desktop.extra)
        self.events = []  # (kind, place, detail, second detail, value)
        self.bus = Bus(lambda *event: self.events.append(event))

    def settle(self):
        """Takes in the events that have arrived."""
        while GLib.MainContext.default().iteration(False):
            pass

    def wait(self, condition, what, patience=PATIENCE):
        """Waits until @condition returns something true, which is returned."""
        deadline = time.monotonic() + patience
        while True:
            self.settle()
            try:
                value = condition()
            except GLib.Error:
                value = None  # the tree changed while it was read
            if value:
                return value
            if time.monotonic() > deadline:
                raise Missing(f'{what}\nThere is:\n{self.dump()}')
            time.sleep(0.03)

    def nodes(self):
        """Everything showing, from top to bottom."""
        return [node for application in self.bus.applications()
                for node in self._nodes_of(application)]

    def _nodes_of(self, application):
        items = list(self.bus.items(application))
        children = {}
        for item in items:
            children.setdefault(item[1], []).append(item)
        extents = self.bus.extents([item[0] for item in items if 'Component' in item[2]])
        texts = self.bus.texts([item[0] for item in items if 'Text' in item[2]])
        labels = self.bus.labels([item[0] for item in items
                                  if not item[3] and 'focusable' in item[6]])

        def below(place, parent=None, corner=(0, 0)):
            for item in children.get(place, []):
                area = extents.get(item[0])
                if not parent:
                    # Newer versions of GTK count from the border of a window, this from its inside.
                    area = next((extents[child[0]] for child in children.get(item[0], [])
                                 if child[0] in extents), area)
                    corner = area[:2] if area else corner
                if 'visible' not in item[6] or (area and (area[2] <= 0 or area[3] <= 0)):
                    continue
                if area:
                    area = (area[0] - corner[0], area[1] - corner[1], *area[2:])
                node = Node(self, parent, item, labels.get(item[0], ''), area,
                            texts.get(item[0], ''))
                yield node
                yield from below(item[0], node, corner)
        return list(below(items[0][0]))

    def all(self, name=None, roles=None, prefix=False):
        roles = (roles,) if isinstance(roles, str) else roles
        name = self.words.get(name, name)
        return [node for node in self.nodes()
                if (roles is None or node.role in roles)
                and (name is None or node.name == name
                     or (prefix and node.name.startswith(name)))]

    def find(self, name, roles=None, patience=PATIENCE, prefix=False):
        """The one thing of that name, as soon as there is exactly one."""
        def one():
            found = self.all(name, roles, prefix)
            # A menu button is made of two, one in the other: it is the inner one that acts.
            outer = {above.place for node in found for above in node.path[:-1]}
            found = [node for node in found if node.place not in outer]
            return found[0] if len(found) == 1 else None
        return self.wait(one, f'no single {roles or "thing"} named “{name}”', patience)

    def field(self, name):
        return self.find(name, FIELD)

    def button(self, name):
        return self.find(name, BUTTON)

    def press(self, name):
        self.button(name).press()

    def fill(self, **fields):
        """Writes into fields: fill(user_name='ada') writes into “User Name”."""
        for name, text in fields.items():
            self.field(name.replace('_', ' ').title()).set_text(text)

    def value(self, name):
        """What a field holds: its text, or the chosen words of a combo row."""
        field = self.field(name)
        if field.role != 'combo box':
            return field.text
        words = [node.name for node in self.all(roles='label')
                 if any(above.place == field.place for above in node.path) and node.name != name]
        return words[0] if words else ''

    def holds(self, name, text):
        """Whether @text is in the field, as far as can be told: newer versions of GTK keep what is
        in a password field to themselves."""
        return self.value(name) in (text, '●' * len(text))

    def has(self, *texts):
        """Whether all of @texts are part of what is shown."""
        shown = self.text()
        return all(self.words.get(text, text) in shown for text in texts)

    def wait_for_text(self, *texts, patience=PATIENCE):
        for text in texts:
            self.wait(lambda: self.has(text), f'“{text}” is not shown', patience)

    def wait_until_gone(self, *texts):
        for text in texts:
            self.wait(lambda: not self.has(text), f'“{text}” is still shown')

    def text(self):
        """Names, descriptions and contents of everything showing."""
        return '\n'.join(part for node in self.nodes()
                         for part in (node.name, node.description, node.text) if part)

    def dump(self):
        """The tree in words, for people."""
        def line(node):
            extra = [f'({node.description})' if node.description else '',
                     f'= {node.text!r}' if node.text and node.role != 'label' else '',
                     ' '.join(sorted(node.states & {'focused', 'invalid', 'checked'}))]
            return ' '.join(['  ' * (len(node.path) - 1) + str(node), *filter(None, extra)])
        try:
            return '\n'.join(map(line, self.nodes()))
        except GLib.Error as error:
            return f'(the tree cannot be read: {error.message})'

    def focused(self):
        """What has the keyboard focus, or None."""
        found = [node for node in self.nodes() if 'focused' in node.states]
        return found[-1] if found else None

    def announcements(self):
        """What a screen reader was told, one thing after another, since the events were cleared:
        as announcements or, where GTK has none, as descriptions of what is focused."""
        focus = self.focused()
        told = [event for event in self.events if event[0] == ANNOUNCED
                or event[0] == DESCRIBED and focus and event[1] == focus.place and event[-1]]
        way = ANNOUNCED if has_gtk('4.14') else DESCRIBED
        assert all(event[0] == way for event in told), told
        return [event[-1] for event in told]

    def select(self, name, item):
        """Chooses @item in the combo row @name."""
        self.field(name).press()
        items = self.wait(self.open_items, f'“{name}” does not open')
        words = self.words.get(f'{name.lower()}\4{item}', self.words.get(item, item))
        self.key('Home', *['Down'] * items.index(words), 'Return')
        self.wait(lambda: not self.open_items(), f'“{name}” does not close')

    def open_items(self):
        """The words of the list that has popped up."""
        return [node.name for node in self.all(roles='label')
                if re.search('combo box.*scroll pane.*list item',
                             ' '.join(above.role for above in node.path))]

    def windows(self):
        """Places and sizes of the windows on the display, the latest first."""
        found = self.xdotool('search', '--onlyvisible', '--name', '.*', check=False).split()
        windows = []
        for number in reversed(found):
            lines = self.xdotool('getwindowgeometry', '--shell', number, check=False).split()
            windows.append({name: int(value) for name, value in
                            (line.split('=') for line in lines if '=' in line)})
        return [window for window in windows if window.get('WIDTH', 0) > 1]

    def key(self, *keys):
        # By their codes: newer versions of xdotool find F10 where Alt is held down as well.
        codes = [re.sub(r'^F(\d+)$', lambda key: str(F0 + int(key[1])), key) for key in keys]
        self.xdotool('key', '--clearmodifiers', *codes)

    def type(self, text):
        self.xdotool('type', '--delay', '2', text)

    def xdotool(self, *arguments, check=True):
        return subprocess.run(['xdotool', *map(str, arguments)], env=self.desktop.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                              check=check).stdout

    def save_picture(self, path):
        subprocess.run(['import', '-window', 'root', str(path)], env=self.desktop.environment,
                       check=True)
