# SPDX-License-Identifier: GPL-3.0-or-later
"""The command, asked about servers that really are there."""

import json
import os
import subprocess

COMMAND = os.environ['OMS_COMMAND']
PATIENCE = 60

SENDER_ID = '6f1ed002-ab5f-4b5b-9d1f-3b1a8e3b3a52'
SENDER = f'''[io/github/outgoingmail/OutgoingMail]
senders=['{SENDER_ID}']

[io/github/outgoingmail/OutgoingMail/senders:/:{SENDER_ID}]
address='{{user}}'
host='localhost'
port=uint32 {{port}}
encryption='{{encryption}}'
authentication='token'
user='{{user}}'
'''


class Client:
    """Runs the command with a home of its own in @folder."""

    def __init__(self, folder, pki):
        self.folder = folder
        self.pki = pki
        folder.mkdir()
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(('XDG_', 'DBUS_', 'OUTGOING_MAIL_'))}
        self.environment = kept | {
            'HOME': str(folder),
            'XDG_CONFIG_HOME': str(folder / 'config'),
            'XDG_RUNTIME_DIR': str(folder),
            'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nonexistent/bus',
            'GSETTINGS_BACKEND': 'keyfile',
            'G_DEBUG': 'fatal-warnings',
            'LC_ALL': 'C.UTF-8',
            'SSL_CERT_FILE': str(pki / 'ca.pem'),
        }

    def test(self, *arguments, password='', unknown_authority=False, way=()):
        """What `test` finds; the command is run by the command @way."""
        trust = {}
        if unknown_authority:
            trust['SSL_CERT_FILE'] = str(self.pki / 'unknown-authority.pem')
        return self.run('test', '--json', *arguments, given=password, way=way, **trust)

    def save_sender(self, name, port, user, encryption):
        """Saves a sender that signs in with a token, in settings of its own: where they are."""
        settings = self.folder / name.replace(' ', '-') / 'glib-2.0/settings/keyfile'
        settings.parent.mkdir(parents=True)
        settings.write_text(SENDER.format(port=port, user=user, encryption=encryption))
        return settings.parent.parent.parent

    def test_sender(self, settings, token):
        """What `test` finds about the sender saved in @settings."""
        return self.run('test', '--json', SENDER_ID, '--password-file', '-', given=token,
                        XDG_CONFIG_HOME=str(settings))

    def explain(self, reply):
        """What the lines of a reply lead to by themselves."""
        return self.run('explain', '--json', given='\n'.join(reply))

    def run(self, *arguments, given='', way=(), **environment):
        result = subprocess.run([*way, COMMAND, *arguments], input=given.encode(),
                                check=False, env=self.environment | environment,
                                capture_output=True, timeout=PATIENCE)
        assert result.returncode in (0, 1), (arguments, result.returncode, result.stderr.decode())
        assert not given or given.encode() not in result.stdout + result.stderr or \
            'explain' in arguments, 'the password is in the output'
        return json.loads(result.stdout)
