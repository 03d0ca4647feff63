# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of its own for one test case: display, session bus, keyring, practice server, home.

Everything lives in a temporary folder and ends with the case. Nothing outside of it is read or
written, and nothing but the loopback interface is used.
"""

import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

from . import processes
from .journal import Journal
from .tap import Skip

# What GTK 4.24 and libadwaita 1.10 say of themselves: where nothing composes the windows, and when
# the shortcuts are shown.
OF_THE_TOOLKIT = ('gdk_frame_timings_submitted', 'GtkWindow::keys-changed')
KEYRING_PASSWORD = 'keyring-of-the-test'

BUS_CONFIGURATION = '''<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
'''

SERVICES = pathlib.Path('/usr/share/dbus-1/services')
# The C library translates nothing in a locale whose name begins with “C”: this one gets another.
LOCALE = pathlib.Path('/usr/lib/locale/C.utf8')
PROMPTERS = ('org.gnome.keyring.SystemPrompter', 'org.gnome.keyring.PrivatePrompter')


def _need(*programs):
    for program in programs:
        if not shutil.which(program):
            raise Skip(f'{program} is not installed')


class Desktop:
    """A context: what it starts is ended when it is left.

    @keyring is 'unlocked', 'locked' or 'absent'. @environment is added to that of the window.
    @warning is one that the window may write: all others make the case fail.
    """

    def __init__(self, width=1280, height=900, keyring='unlocked', environment=None,
                 warning=None):
        _need('Xvfb', 'dbus-daemon', 'xdotool', *(['gnome-keyring-daemon', 'gdbus']
                                                  if keyring != 'absent' else []))
        if not (SERVICES / 'org.a11y.Bus.service').exists():
            raise Skip('the accessibility bus is not installed')
        self.size = (width, height)
        self.keyring = keyring
        self.extra = environment or {}
        self.warning = warning
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='outgoing-mail-'))
        self.home = self.folder / 'home'
        self.logs = self.folder / 'logs'
        self.windows = 0

    def __enter__(self):
        try:
            self._make_folders()
            self._start_display()
            self._start_bus()
            if self.keyring != 'absent':
                self._start_keyring()
            self._start_practice_server()
            self.journal = Journal(self.folder)
        except BaseException:
            self._close()
            raise
        os.environ.update(self.environment)
        return self

    def __exit__(self, failed=None, *_):
        try:
            if failed:
                self._print_logs()
            else:
                self._assert_no_warnings()
        finally:
            self._close()

    def _window_logs(self):
        return [log.read_text(encoding='utf-8', errors='replace')
                for log in sorted(self.logs.glob('window-*'))]

    def _print_logs(self):
        for number, text in enumerate(self._window_logs(), 1):
            print(f'Window {number} wrote:\n{text[-4000:]}', file=sys.stderr)

    def _assert_no_warnings(self):
        for text in self._window_logs():
            known = (*OF_THE_TOOLKIT, *filter(None, [self.warning]))
            text = '\n'.join(line for line in text.splitlines()
                             if not any(words in line for words in known))
            assert 'WARNING **' not in text and 'CRITICAL **' not in text, text

    def _close(self):
        processes.end_descendants()
        if not os.environ.get('KEEP_FOLDER'):
            shutil.rmtree(self.folder, ignore_errors=True)

    def _make_folders(self):
        folders = {'HOME': self.home, 'TMPDIR': self.folder / 'tmp',
                   'XDG_RUNTIME_DIR': self.folder / 'run',
                   'XDG_CONFIG_HOME': self.home / '.config', 'XDG_CACHE_HOME': self.home / '.cache',
                   'XDG_DATA_HOME': self.home / '.local/share',
                   'XDG_STATE_HOME': self.home / '.local/state'}
        for folder in (*folders.values(), self.logs, self.folder / 'services'):
            folder.mkdir(mode=0o700, parents=True)
        self.environment = {name: str(path) for name, path in folders.items()}
        locales = self.folder / 'locales'
        locales.mkdir()
        (locales / 'en_US.UTF-8').symlink_to(LOCALE)
        self.environment |= {
            'PATH': os.environ['PATH'], 'LOCPATH': str(locales), 'LC_ALL': 'en_US.UTF-8',
            'GDK_BACKEND': 'x11',
            'ADW_DISABLE_PORTAL': '1', 'GIO_USE_VFS': 'local', 'GSETTINGS_BACKEND': 'keyfile',
            'GSETTINGS_SCHEMA_DIR': os.environ.get('GSETTINGS_SCHEMA_DIR', ''),
            'G_DEBUG': 'fatal-criticals', 'G_ENABLE_DIAGNOSTIC': '1', 'GSK_RENDERER': 'cairo',
        }
        self.write_gtk_settings()

    def write_gtk_settings(self, **settings):
        """Writes the person's settings of GTK. Nothing moves unless @settings say so."""
        settings = {'gtk-enable-animations': 0, 'gtk-cursor-blink': 0} | {
            name.replace('_', '-'): value for name, value in settings.items()}
        path = self.home / '.config/gtk-4.0/settings.ini'
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('[Settings]\n' + ''.join(
            f'{name}={value}\n' for name, value in settings.items()), encoding='utf-8')

    def set_text_size(self, factor):
        """Makes all text larger, as people do in the settings of their desktop. The window reads
        it from the display: on X11 it does not ask the file above."""
        _need('xprop')
        subprocess.run(['xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set',
                        'RESOURCE_MANAGER', f'Xft.dpi: {96 * factor}\n'], env=self.environment,
                       check=True)

    def _start_display(self):
        width, height = self.size
        # A number by chance: the numbers that a server chooses are those that others use, who may
        # share the folder of the sockets without being seen.
        display = f':{random.randrange(1000, 60000)}'
        server = processes.start(
            ['Xvfb', display, '-displayfd', '1', '-screen', '0', f'{width}x{height}x24',
             '-nolisten', 'tcp', '-noreset',
             '-fbdir', str(self.folder)],
            self.environment, self.logs / 'display', stdout=subprocess.PIPE)
        self.environment['DISPLAY'] = ':' + processes.read_line(server.stdout, server, 'Xvfb')

    def _start_bus(self):
        wanted = ['org.a11y.Bus'] + (list(PROMPTERS) if self.keyring != 'absent' else [])
        for name in wanted:
            service = SERVICES / f'{name}.service'
            if service.exists():
                shutil.copy(service, self.folder / 'services')
        configuration = self.folder / 'bus.conf'
        configuration.write_text(BUS_CONFIGURATION.format(
            folder=self.environment['XDG_RUNTIME_DIR'], services=self.folder / 'services'),
            encoding='utf-8')
        bus = processes.start(
            ['dbus-daemon', f'--config-file={configuration}', '--nofork', '--print-address=1'],
            self.environment, self.logs / 'bus', stdout=subprocess.PIPE)
        self.environment['DBUS_SESSION_BUS_ADDRESS'] = processes.read_line(
            bus.stdout, bus, 'dbus-daemon')

    def _start_keyring(self):
        daemon = processes.start(
            ['gnome-keyring-daemon', '--unlock', '--components=secrets', '--foreground'],
            self.environment, self.logs / 'keyring', stdin=subprocess.PIPE)
        daemon.stdin.write(KEYRING_PASSWORD.encode())
        daemon.stdin.close()
        subprocess.run(['gdbus', 'wait', '--session', '--timeout', '20', 'org.freedesktop.secrets'],
                       env=self.environment, check=True)
        if self.keyring == 'locked':
            self.lock_keyring()

    def lock_keyring(self):
        self._call('org.freedesktop.secrets', '/org/freedesktop/secrets',
                   'org.freedesktop.Secret.Service.Lock',
                   "[objectpath '/org/freedesktop/secrets/collection/login']")

    def answer_keyring(self, screen, password):
        """Answers the prompt of a locked keyring, or dismisses it if @password is None."""
        screen.wait(lambda: len(screen.windows()) > 2, 'the keyring does not ask')
        screen.xdotool('mousemove', 20, 20)
        if password:
            screen.type(password)
        screen.key('Return' if password else 'Escape')
        screen.wait(lambda: len(screen.windows()) == 2, 'the keyring still asks')

    def _call(self, name, path, method, *arguments):
        subprocess.run(['gdbus', 'call', '--session', '-d', name, '-o', path, '-m', method,
                        *arguments], env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def _start_practice_server(self):
        program = os.environ.get('OMS_PRACTICE_SERVER')
        if not program:
            return
        folder = self.folder / 'practice'
        folder.mkdir()
        server = processes.start([program, '--directory', str(folder)], self.environment,
                                 self.logs / 'practice', stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE)
        processes.read_line(server.stdout, server, 'the practice server')
        self.environment['OUTGOING_MAIL_PRACTICE'] = str(folder / 'practice.conf')

    def start(self, *arguments, **environment):
        """Starts the window program; what it prints goes to a log of its own."""
        self.windows += 1
        return processes.start(
            self.journal.wrap([os.environ['OMS_WINDOW'], *arguments]),
            self.environment | self.extra | environment,
            self.logs / f'window-{self.windows}')
