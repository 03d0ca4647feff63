#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command that builds the program and opens its window, in a checkout that is already built."""

import configparser
import http.client
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

from harness import Desktop, Person, Skip, processes, run

SOURCE = pathlib.Path(os.environ['OMS_SOURCE'])
OWN = '.config', '.local', '.var'  # where a person's settings, files and keyring are
OFFLINE = ['unshare', '--user', '--map-root-user', '--net', 'sh', '-c',
           'ip link set lo up && exec "$@"', 'sh']
UPGRADE = '''GET /socket HTTP/1.1
Host: {host}
Origin: http://{host}
Upgrade: websocket
Connection: Upgrade
Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
Sec-WebSocket-Version: 13
Sec-WebSocket-Protocol: broadway

'''


class Checkout(Desktop):
    """A desktop with a checkout that has been built in _build."""

    def __init__(self, offline=False):
        super().__init__()
        self.command = [*(OFFLINE if offline else []), self.folder / 'checkout/build-aux/run']

    def _make_folders(self):
        super()._make_folders()
        del self.environment['GSETTINGS_SCHEMA_DIR']
        checkout = self.folder / 'checkout'
        checkout.mkdir()
        (checkout / 'build-aux').symlink_to(SOURCE / 'build-aux')
        (checkout / '_build').symlink_to(os.environ['OMS_BUILD'])

    def _start_practice_server(self):
        """The command starts it."""

    def start(self, *arguments, **environment):
        self.windows += 1
        return processes.start([*self.command, *arguments], self.environment | environment,
                               self.logs / f'window-{self.windows}')

    def start_without_display(self, *arguments):
        """Starts it as on a server: no display, and nobody has logged in to a desktop."""
        for name in ('DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'GDK_BACKEND'):
            del self.environment[name]
        return self.start(*arguments)

    def written(self):
        return ''.join(self._window_logs())

    def temporary_files(self):
        return list(pathlib.Path(self.environment['TMPDIR']).iterdir())

    def own_files(self):
        """What the person has: paths and contents."""
        return {path: path.read_bytes() for name in OWN for path in (self.home / name).rglob('*')
                if path.is_file()}


def usage(*arguments):
    """Runs it where it can do nothing but say how it is used."""
    return subprocess.run([SOURCE / 'build-aux/run', *arguments], env={'PATH': '/usr/bin:/bin'},
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=20,
                          check=False)


def sample_addresses():
    senders = configparser.RawConfigParser()
    senders.read(SOURCE / 'tests/servers/personalities/senders.ini', encoding='utf-8')
    return [senders[name]['address'] for name in senders.sections()]


def wait_for(condition, what, patience=60):
    """Waits until @condition returns something true, which is returned."""
    deadline = time.monotonic() + patience
    while not (value := condition()):
        assert time.monotonic() < deadline, what()
        time.sleep(0.1)
    return value


def answers_with_a_page(host):
    page = http.client.HTTPConnection(host, timeout=20)
    page.request('GET', '/')
    answer = page.getresponse()
    return answer.status == 200 and b'broadway' in answer.read()


def draws_a_window(host):
    """Whether the page gets more than the reply to its request."""
    address, port = host.split(':')
    with socket.create_connection((address, int(port)), 20) as connection:
        connection.sendall(UPGRADE.format(host=host).replace('\n', '\r\n').encode())
        return len(connection.recv(1 << 16)) > 1000


def case_help_says_how_and_does_nothing_else():
    shown = usage('--help')
    assert shown.returncode == 0 and '--demo' in shown.stdout and not shown.stderr, shown
    wrong = usage('--dome')
    assert wrong.returncode == 2 and wrong.stderr == shown.stdout and not wrong.stdout, wrong


def case_demo_shows_the_samples_and_leaves_the_rest_alone():
    with Checkout() as desktop:
        before = desktop.own_files()
        assert [path for path in before if path.suffix == '.keyring'], before.keys()
        person = Person(desktop, '--demo')
        person.press('Switch Sender')
        person.wait_for_text(*sample_addresses())
        person.key('Escape')
        person.fill(password='typed-in-the-demo')
        person.save()
        person.quit()
        assert 'Installing' not in desktop.written(), desktop.written()
        assert desktop.own_files() == before, desktop.own_files().keys() ^ before.keys()
        assert not desktop.temporary_files(), desktop.temporary_files()


def case_demo_works_without_a_network():
    if subprocess.run([*OFFLINE, 'true'], check=False, stderr=subprocess.PIPE).returncode:
        raise Skip('the system allows no namespaces')
    with Checkout(offline=True) as desktop:
        person = Person(desktop, '--demo')
        person.test('Bad Credentials')
        person.quit()


def case_without_a_display_it_is_a_web_page():
    with Checkout() as desktop:
        before = set(processes.descendants())
        command = desktop.start_without_display('--demo')
        address = wait_for(lambda: re.search('http://(127.0.0.1:[0-9]+)/', desktop.written()),
                           desktop.written).group(1)
        assert answers_with_a_page(address), address
        wait_for(lambda: draws_a_window(address), desktop.written)

        command.send_signal(signal.SIGINT)
        assert command.wait(20) == 130, command.returncode
        wait_for(lambda: not set(processes.descendants()) - before, processes.descendants)
        assert not desktop.temporary_files(), desktop.temporary_files()
        assert not list(desktop.folder.glob('run/broadway*.socket'))


if __name__ == '__main__':
    run([case_help_says_how_and_does_nothing_else,
         case_demo_shows_the_samples_and_leaves_the_rest_alone,
         case_demo_works_without_a_network,
         case_without_a_display_it_is_a_web_page])
