# SPDX-License-Identifier: GPL-3.0-or-later
"""Desktops where somebody else has preset a sender: an administrator, or who made the system."""

import pathlib
import shutil
import subprocess

from .desktop import Desktop
from .tap import Skip

SENDER = '0d5f2a52-5f4b-4c4d-9a53-2a6c2f1d1c01'
PATH = 'io/github/outgoingmail/OutgoingMail'
DEFAULTS = f'''[{PATH}]
senders=['{SENDER}']

[{PATH}/senders:/:{SENDER}]
host='mail.example.com'
encryption='starttls'
'''
LOCKED_SERVER = f'/{PATH}/senders:/:{SENDER}/host\n'
LOCKED_LIST = f'/{PATH}/senders\n'
OVERRIDE = f'''[io.github.outgoingmail.OutgoingMail]
senders=['{SENDER}']

[io.github.outgoingmail.OutgoingMail.Sender]
host='mail.example.com'
'''
SCHEMA = pathlib.Path(__file__).resolve().parents[3].joinpath(
    'data/io.github.outgoingmail.OutgoingMail.gschema.xml')
DCONF = pathlib.Path('/usr/share/dbus-1/services/ca.desrt.dconf.service')


class Site(Desktop):
    """A desktop with settings of the site in dconf, some of them locked."""

    def __init__(self, *arguments, locks=LOCKED_SERVER, **options):
        self.locks = locks
        if not shutil.which('dconf') or not DCONF.exists():
            raise Skip('dconf is not installed')
        super().__init__(*arguments, **options)

    def _make_folders(self):
        super()._make_folders()
        site = self.folder / 'site'
        (site / 'locks').mkdir(parents=True)
        (site / 'mail').write_text(DEFAULTS, encoding='utf-8')
        (site / 'locks/mail').write_text(self.locks, encoding='utf-8')
        subprocess.run(['dconf', 'compile', self.folder / 'site.db', site], check=True)
        profile = self.folder / 'profile'
        profile.write_text(f'user-db:user\nfile-db:{self.folder}/site.db\n', encoding='utf-8')
        self.environment |= {'DCONF_PROFILE': str(profile), 'GSETTINGS_BACKEND': 'dconf'}
        shutil.copy(DCONF, self.folder / 'services')


class Vendor(Desktop):
    """A desktop with other defaults than ours."""

    def _make_folders(self):
        super()._make_folders()
        schemas = self.folder / 'schemas'
        schemas.mkdir()
        shutil.copy(SCHEMA, schemas)
        (schemas / '90_site.gschema.override').write_text(OVERRIDE, encoding='utf-8')
        subprocess.run(['glib-compile-schemas', '--strict', schemas], check=True)
        self.environment['GSETTINGS_SCHEMA_DIR'] = str(schemas)
