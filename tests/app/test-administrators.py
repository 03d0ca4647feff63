#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an administrator has preset and locked, as a new user finds it."""

import os
import pathlib
import shutil
import subprocess

import harness

SENDER = '0d5f2a52-5f4b-4c4d-9a53-2a6c2f1d1c01'
PATH = 'io/github/outgoingmail/OutgoingMail'
DEFAULTS = f'''[{PATH}]
senders=['{SENDER}']

[{PATH}/senders:/:{SENDER}]
host='mail.example.com'
encryption='starttls'
'''
LOCKS = f'/{PATH}/senders:/:{SENDER}/host\n'
DCONF = pathlib.Path('/usr/share/dbus-1/services/ca.desrt.dconf.service')


class Site(harness.Desktop):
    """A desktop with settings of the site in dconf."""

    def __init__(self):
        if not shutil.which('dconf') or not DCONF.exists():
            raise harness.Skip('dconf is not installed')
        super().__init__()

    def _make_folders(self):
        super()._make_folders()
        site = self.folder / 'site'
        (site / 'locks').mkdir(parents=True)
        (site / 'mail').write_text(DEFAULTS, encoding='utf-8')
        (site / 'locks/mail').write_text(LOCKS, encoding='utf-8')
        subprocess.run(['dconf', 'compile', self.folder / 'site.db', site], check=True)
        profile = self.folder / 'profile'
        profile.write_text(f'user-db:user\nfile-db:{self.folder}/site.db\n', encoding='utf-8')
        self.environment |= {'DCONF_PROFILE': str(profile), 'GSETTINGS_BACKEND': 'dconf'}
        shutil.copy(DCONF, self.folder / 'services')


def case_preset_sender_with_a_locked_server():
    with Site() as desktop:
        person = harness.Person(desktop)
        assert person.value('Server') == 'mail.example.com'
        assert person.value('Encryption') == 'STARTTLS'
        person.wait_for_text('Set by the administrator')
        assert 'sensitive' not in person.field('Server').states
        assert 'sensitive' in person.field('Email Address').states

        person.fill(email_address='ada@example.com', password='lovelace-1815')
        person.test('Success')
        person.save()
        person.quit()

        person = harness.Person(desktop)
        assert person.value('Email Address') == 'ada@example.com'
        assert person.value('Server') == 'mail.example.com'


def case_command_knows_the_preset_sender():
    with Site() as desktop:
        listed = subprocess.run([os.environ['OMS_COMMAND'], 'list'], check=True,
                                env=desktop.environment, stdout=subprocess.PIPE, text=True).stdout
        assert 'mail.example.com' in listed, listed


harness.run([
    case_preset_sender_with_a_locked_server,
    case_command_knows_the_preset_sender,
])
