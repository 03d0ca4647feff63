# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the command against the practice server."""

import configparser
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS / 'app'))

from harness import journal, processes, tap  # noqa: E402

COMMAND = os.environ['OMS_COMMAND']
ADA = ['--user', 'ada@example.com', '--address', 'ada@example.com', '--password-file', '-']
ADA_PASSWORD = 'lovelace-1815'

SENDER_ID = '6f1ed002-ab5f-4b5b-9d1f-3b1a8e3b3a52'
SENDER = f'''[io/github/outgoingmail/OutgoingMail]
senders=['{SENDER_ID}']

[io/github/outgoingmail/OutgoingMail/senders:/:{SENDER_ID}]
name='Ada “Countess” Lovelace'
address='ada@example.com'
host='mail.example.com'
encryption='starttls'
user='ada@example.com'
'''


class Answer:
    """What a run of the command gave."""

    def __init__(self, result):
        self.status = result.returncode
        self.out = result.stdout
        self.err = result.stderr
        self.text = result.stdout.decode()

    @property
    def json(self):
        """The one object on standard output."""
        answer = json.loads(self.text)
        assert isinstance(answer, dict), self.text
        return answer


class Session:
    """A home of its own, a practice server (with @replies, that says these) and a system log."""

    def __init__(self, replies=None):
        self._folder = tempfile.TemporaryDirectory(prefix='outgoing-mail-')
        self.folder = Path(self._folder.name)
        self.log = self.folder / 'log'
        self.journal = journal.Journal(self.folder)
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(('XDG_', 'DBUS_', 'GSETTINGS_BACKEND'))}
        self.environment |= {
            'HOME': str(self.folder),
            'XDG_CONFIG_HOME': str(self.folder / 'config'),
            'XDG_RUNTIME_DIR': str(self.folder),
            'XDG_STATE_HOME': str(self.folder / 'state'),
            'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nonexistent/bus',
            'GSETTINGS_BACKEND': 'keyfile',
            'G_DEBUG': 'fatal-warnings',
            'LC_ALL': 'C.UTF-8',
        }
        self.server = processes.start(
            [os.environ['OMS_PRACTICE_SERVER'], '--directory', str(self.folder),
             *(['--replies', str(replies)] if replies else [])],
            self.environment, self.log, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        processes.read_line(self.server.stdout, self.server, 'the practice server')
        self.environment['OUTGOING_MAIL_PRACTICE'] = str(self.folder / 'practice.conf')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()
        self._folder.cleanup()

    def _conf(self):
        conf = configparser.RawConfigParser(delimiters='=')
        conf.optionxform = str
        conf.read(self.folder / 'practice.conf', encoding='utf-8')
        return conf

    def samples(self):
        """The settings of the sample senders of a demonstration, by their names in the file."""
        return {group.removeprefix('Sender '): settings
                for group, settings in self._conf().items() if group.startswith('Sender ')}

    def hosts(self):
        """The servers that are played: of each, its name and the encryption of its first port."""
        conf = self._conf()
        encryptions = {'465': 'tls', '2465': 'tls', '587': 'starttls', '25': 'none'}
        found = {}
        for key in conf['Hosts']:
            host, port = key.rsplit(':', 1)
            found.setdefault(host, encryptions[port])
        return found

    def add_sender(self, settings=SENDER):
        """Saves the settings of Ada, or others."""
        folder = self.folder / 'config/glib-2.0/settings'
        folder.mkdir(parents=True)
        (folder / 'keyfile').write_text(settings, encoding='utf-8')

    def run(self, *arguments, given=b'', log=False, **environment):
        """Runs the command with @given on standard input; with @log, with a system log."""
        given = given.encode() if isinstance(given, str) else given
        command = [COMMAND, *arguments]
        return Answer(subprocess.run(
            self.journal.wrap(command) if log else command, input=given, check=False,
            env=self.environment | environment, capture_output=True, timeout=90))


__all__ = ['ADA', 'ADA_PASSWORD', 'COMMAND', 'SENDER', 'SENDER_ID', 'TESTS', 'Answer', 'Session',
           'processes', 'tap']
