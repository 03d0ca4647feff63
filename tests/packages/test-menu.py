#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as it is installed: from its menu entry, through the session bus, its actions.

OMS_PREFIX names where it is installed; without it, it is installed into a temporary folder.
"""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from harness import Desktop, Skip, processes, run
from harness.screen import Screen

APP_ID = 'io.github.outgoingmail.OutgoingMail'
OBJECT = '/io/github/outgoingmail/OutgoingMail'
IN_MENU = {'new-sender', 'test-default'}
# None of these can set a server or send a credential: any program of the session may call them.
OF_PROGRAM = IN_MENU | {'about', 'help', 'quit', 'show-sender', 'show-shortcuts'}
OF_WINDOW = {'show-sender'}


class Menu(Desktop):
    """A desktop with the program in its menu."""

    def __init__(self):
        for program in ('gtk-launch', 'gapplication'):
            if not shutil.which(program):
                raise Skip(f'{program} is not installed')
        super().__init__(keyring='absent')

    def _make_folders(self):
        super()._make_folders()
        share = PREFIX / 'share'
        self.environment |= {
            'PATH': f'{PREFIX}/bin:{self.environment["PATH"]}',
            'XDG_DATA_DIRS': f'{share}:/usr/local/share:/usr/share',
            'GSETTINGS_SCHEMA_DIR': str(share / 'glib-2.0/schemas'),
        }
        name = f'{APP_ID}.service'
        service = (share / 'dbus-1/services' / name).read_text(encoding='utf-8')
        (self.folder / 'services' / name).write_text(
            re.sub('^Exec=.*/bin/', f'Exec={PREFIX}/bin/', service, flags=re.MULTILINE),
            encoding='utf-8')

    def launch(self, *command):
        """Runs a program of the desktop that ends by itself, and returns what it prints."""
        return subprocess.run(command, env=self.environment, check=True, timeout=60,
                              stdout=subprocess.PIPE, text=True).stdout

    def offers(self, path):
        """The actions that every program of the session can find at @path and activate."""
        return set(re.findall("'([^']+)'", self.launch(
            'gdbus', 'call', '--session', '-d', APP_ID, '-o', path, '-m', 'org.gtk.Actions.List')))

    def choose_in_menu(self, action):
        """Starts what the desktop file names for @action."""
        entry = (PREFIX / f'share/applications/{APP_ID}.desktop').read_text(encoding='utf-8')
        command, = re.findall(rf'^Exec=(gapplication .* {action})$', entry, re.MULTILINE)
        self.launch(*command.split())

    def started_by_bus(self):
        """Whether the program runs as a service of the session bus."""
        commands = [pathlib.Path(f'/proc/{pid}/cmdline').read_bytes()
                    for pid in processes.descendants()]
        return any(b'--gapplication-service' in command for command in commands)

    def windows_of_program(self, screen):
        return [node for node in screen.nodes() if node.role in ('frame', 'window')
                and node.parent is None]


def install():
    """Installs into a temporary folder, as a package would. Returns the prefix there."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix='outgoing-mail-'))
    subprocess.run(['meson', 'install', '-C', os.environ['OMS_BUILD'], '--no-rebuild', '--quiet',
                    '--destdir', folder], check=True, stdout=subprocess.DEVNULL)
    prefix = next(folder.rglob('share/applications')).parent.parent
    subprocess.run(['glib-compile-schemas', prefix / 'share/glib-2.0/schemas'], check=True)
    return folder, prefix


def case_menu_entry_opens_the_window():
    with Menu() as desktop:
        desktop.launch('gtk-launch', APP_ID)
        screen = Screen(desktop)
        screen.field('Email Address')
        assert desktop.started_by_bus(), 'not started through the session bus'


def case_second_start_keeps_to_one_window():
    with Menu() as desktop:
        desktop.launch('gtk-launch', APP_ID)
        screen = Screen(desktop)
        screen.field('Email Address')
        desktop.launch('outgoing-mail-settings')
        desktop.launch('gtk-launch', APP_ID)
        screen.field('Email Address')
        assert len(desktop.windows_of_program(screen)) == 1, screen.dump()


def case_actions_are_harmless():
    with Menu() as desktop:
        offered = set(desktop.launch('gapplication', 'list-actions', APP_ID).split())
        assert offered == IN_MENU, offered
        desktop.launch('gtk-launch', APP_ID)
        Screen(desktop).field('Email Address')
        for path, harmless in ((OBJECT, OF_PROGRAM), (f'{OBJECT}/window/1', OF_WINDOW)):
            offered = desktop.offers(path)
            assert offered == harmless, (path, offered)


def case_actions_of_the_menu_entry_start_the_program():
    for action in IN_MENU:
        with Menu() as desktop:
            desktop.choose_in_menu(action)
            Screen(desktop).field('Email Address')


def case_actions_of_the_menu_entry_show_a_sender_and_send_nothing():
    with Menu() as desktop:
        desktop.launch('gtk-launch', APP_ID)
        screen = Screen(desktop)
        screen.fill(email_address='ada@example.com')
        screen.press('Continue')
        screen.fill(server='mail.example.com')
        screen.press('Save')
        screen.wait_for_text('Settings saved')
        desktop.choose_in_menu('new-sender')
        screen.wait(lambda: screen.value('Email Address') == '', 'no new sender')
        desktop.choose_in_menu('test-default')
        screen.wait(lambda: screen.value('Email Address') == 'ada@example.com', 'another sender')
        screen.wait(lambda: 'focused' in screen.button('Test SMTP Settings').states, 'no focus')
        assert not screen.has('Result:'), screen.dump()
        assert len(desktop.windows_of_program(screen)) == 1, screen.dump()


def main():
    run([case_menu_entry_opens_the_window, case_second_start_keeps_to_one_window,
         case_actions_are_harmless, case_actions_of_the_menu_entry_start_the_program,
         case_actions_of_the_menu_entry_show_a_sender_and_send_nothing])


if __name__ == '__main__':
    if 'OMS_PREFIX' in os.environ:
        PREFIX = pathlib.Path(os.environ['OMS_PREFIX'])
        main()
    else:
        FOLDER, PREFIX = install()
        try:
            main()
        finally:
            shutil.rmtree(FOLDER, ignore_errors=True)
