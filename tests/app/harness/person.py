# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does with the window, again and again."""

import json
import os
import subprocess

from .screen import BUTTON, Missing, Screen, fits

ACCOUNT_PASSWORD = 'sunflower42'
APP_PASSWORD = 'abcdefghijklmnop'
APP_PASSWORD_AS_SHOWN = 'abcd efgh ijkl mnop'
GMAIL = 'maria.lopez@gmail.com'
GENERIC = {'email_address': 'ada@example.com', 'server': 'mail.example.com',
           'user_name': 'ada@example.com'}
GENERIC_PASSWORD = 'lovelace-1815'
DIALOG = ('dialog', 'alert')


class Person(Screen):
    """Someone in front of the window, which is open."""

    def __init__(self, desktop, *arguments, **environment):
        self.window = desktop.start(*arguments, **environment)
        super().__init__(desktop)
        self.wait(lambda: self.window.poll() is not None
                  or self.all('Outgoing Mail Settings', 'frame', prefix=True), 'no window')
        assert self.window.poll() is None, 'the window program ended at once'
        # Without a window manager the keyboard belongs to the window below the pointer.
        self.xdotool('mousemove', 200, 12)

    def start_with(self, address):
        """Answers the one question of the first start."""
        self.fill(email_address=address)
        self.press('Continue')
        self.field('User Name')

    def set_up_generic(self, password=GENERIC_PASSWORD, **changes):
        """Fills in a server that no catalogue knows."""
        settings = GENERIC | changes
        self.start_with(settings.pop('email_address'))
        self.fill(**settings, password=password)

    def test(self, *texts):
        """Tests the settings and waits until @texts are shown and the test is over."""
        self.press('Test SMTP Settings')
        self.wait_for_text(*texts)
        self.button('Test SMTP Settings')

    def has_result(self):
        return any(node.name.startswith('Result: ') for node in self.nodes())

    def wait_until_result_gone(self):
        self.wait(lambda: not self.has_result(), 'the result is still shown')

    def save(self):
        self.press('Save')
        self.wait(lambda: not self.can_save(), 'still something to save')

    def can_save(self):
        return any('sensitive' in node.states for node in self.all('Save', 'push button'))

    def wait_for_end(self):
        self.wait(lambda: self.window.poll() is not None, 'the window program does not end')
        if self.window.returncode:
            raise Missing(f'the window program ended with {self.window.returncode}')

    def quit(self):
        """Leaves the program as with the keyboard."""
        self.key('ctrl+q')
        self.wait_for_end()

    def tab_to(self, name, key='Tab'):
        """Moves the focus with @key until something called @name has it."""
        passed = []
        name = self.words.get(name, name)
        for _ in range(80):
            focus = self.focused()
            if focus and focus.name == name:
                return focus
            passed.append(str(focus))
            self.key(key)
            self.wait(lambda: str(self.focused()) != passed[-1] or self.focused() is None,
                      f'{key} does not leave {passed[-1]}', 2)
        raise Missing(f'“{name}” cannot be reached with {key}: {passed}')

    def answer(self, question, answer):
        """Answers the question with the heading @question, and waits until it has gone."""
        dialog = self.find(question, DIALOG).place
        self.wait(lambda: [node for node in self.all(answer, BUTTON)
                           if any(above.place == dialog for above in node.path)], f'no answer “{answer}”')[0].press()
        self.wait(lambda: not self.all(question, DIALOG), f'“{question}” is still asked')

    def resize(self, width, height):
        def ask():
            # Again and again: the window may just be about to take a size of its own. There can be
            # others, of what the pointer is on.
            frame = self.all(roles='frame')[0]
            window = next((window for window in self.windows() if fits(window, frame)), None)
            if window and (window['WIDTH'], window['HEIGHT']) != (width, height):
                self.xdotool('windowsize', window['WINDOW'], width, height)
                window = None
            return window
        self.wait(ask, f'the window is not {width} × {height}')

    def remove_sender(self):
        self.press('Sender Options')
        self.activate_item('Remove Sender')

    def choose_sender(self, address):
        """Switches to another sender with the list in the title."""
        self.press('Switch Sender')
        self.activate_item(address)

    def in_front(self):
        """What lies in front of the main window: others, and dialogs, which newer versions of
        libadwaita show inside of it."""
        nodes = self.nodes()
        return [node for node in nodes if node.role in DIALOG
                or node.parent is None and node != nodes[0]]

    def leave_window(self):
        """Closes what is in front of the main window."""
        self.key('Escape')
        self.wait(lambda: not self.in_front(), 'the window stays')

    def activate_item(self, name):
        """Activates an item of the menu or list that is open."""
        self.item(name).press()

    def item(self, name):
        """An item of the menu or list that is open."""
        name = self.words.get(name, name)

        def find():
            return next((node for node in self.nodes() if node.name == name
                         and any('menu' in above.role for above in node.path)), None)
        return self.wait(find, f'no item “{name}”')

    def senders(self):
        """What the settings hold, as the command lists it."""
        listed = subprocess.run(
            [os.environ['OMS_COMMAND'], 'list', '--json'], env=self.desktop.environment,
            stdout=subprocess.PIPE, check=True, timeout=60).stdout
        return json.loads(listed)['senders']
