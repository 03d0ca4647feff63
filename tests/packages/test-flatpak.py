#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak, built from its manifest, installed from its bundle and used in its sandbox."""

import configparser
import os
import pathlib
import re
import shutil
import tempfile
import time

import runtime
from commands import check, last_lines, need
from harness import Desktop, Person, Skip, lasting, leaks, processes, run
from harness.person import ACCOUNT_PASSWORD, APP_PASSWORD, APP_PASSWORD_AS_SHOWN, GMAIL

PATIENCE = 600
MAKING = 2400  # what is made once is made on a busy machine, and others may be making it
APP_ID = 'io.github.outgoingmail.OutgoingMail'
SOURCE = pathlib.Path(os.environ['OMS_SOURCE'])
DATA = (pathlib.Path('/usr/local/share'), pathlib.Path('/usr/share'))
SERVICES = pathlib.Path('/usr/share/dbus-1/services')
FLATPAK_SERVICE = 'org.freedesktop.portal.Flatpak'
PORTAL_SERVICES = (
    'org.freedesktop.portal.Desktop',
    'org.freedesktop.impl.portal.PermissionStore',
    'org.freedesktop.impl.portal.desktop.gtk',
)
BROWSER = '''[Desktop Entry]
Type=Application
Name=Browser of the test
Exec=sh -c 'echo "$0" >>{log}' %u
MimeType={types};
'''
BROWSER_TYPES = ('x-scheme-handler/https', 'text/html')
PERMISSIONS = {
    'shared': {'network', 'ipc'},
    'sockets': {'wayland', 'fallback-x11', 'x11'},
    'devices': {'dri'},
}


def handlers(folders=DATA):
    """What the person has chosen for web pages: the browser of the test, and none of those that are
    installed on this machine. Portals ask for the default of a scheme, but of a type for all that
    open it, and let the person choose where there are several."""
    installed = {kind: set() for kind in BROWSER_TYPES}
    for folder in folders:
        for path in (folder / 'applications').rglob('*.desktop'):
            entry = path.read_text(encoding='utf-8', errors='replace')
            for kind in BROWSER_TYPES:
                if re.search(rf'^MimeType=(.*;)?{re.escape(kind)}(;|$)', entry, re.MULTILINE):
                    name = '-'.join(path.relative_to(folder / 'applications').parts)
                    installed[kind].add(name)
    chosen = [f'{kind}=browser.desktop' for kind in BROWSER_TYPES]
    removed = [f'{kind}={";".join(sorted(names))};' for kind, names in installed.items() if names]
    return '\n'.join(['[Default Applications]', *chosen, '[Added Associations]', *chosen,
                      '[Removed Associations]', *removed, ''])


class Sandbox(Desktop):
    """A desktop on which the program is installed as a Flatpak."""

    def __init__(self, keyring='unlocked', portals=True):
        super().__init__(keyring=keyring)
        self.portals = portals
        self.links = self.folder / 'links'

    @property
    def own_folder(self):
        """What the sandboxed program has of the person's home."""
        return self.home / '.var/app' / APP_ID

    def _make_folders(self):
        super()._make_folders()
        for name in ('GDK_BACKEND', 'GSETTINGS_BACKEND', 'GSETTINGS_SCHEMA_DIR', 'ADW_DISABLE_PORTAL',
                     'GSK_RENDERER', 'G_DEBUG', 'GIO_USE_VFS', 'LOCPATH'):
            self.environment.pop(name, None)
        self.environment |= {'LC_ALL': 'C.UTF-8',
                             'FLATPAK_USER_DIR': str(runtime.FOLDER / 'installation'),
                             'XDG_CURRENT_DESKTOP': 'GNOME',
                             'XDG_DATA_DIRS': ':'.join(map(str, DATA))}
        applications = self.home / '.local/share/applications'
        applications.mkdir(parents=True)
        browser = BROWSER.format(log=self.links, types=';'.join(BROWSER_TYPES))
        (applications / 'browser.desktop').write_text(browser, encoding='utf-8')
        (self.home / '.config/mimeapps.list').write_text(handlers(), encoding='utf-8')

    def _start_bus(self):
        for name in (FLATPAK_SERVICE, *(PORTAL_SERVICES if self.portals else ())):
            service = SERVICES / f'{name}.service'
            if not service.exists():
                raise Skip(f'{name} is not installed')
            shutil.copy(service, self.folder / 'services')
        super()._start_bus()

    def _start_practice_server(self):
        super()._start_practice_server()
        # The sandbox sees nothing of the person's files but its own folder.
        there = self.own_folder / 'practice'
        there.mkdir(parents=True)
        settings = pathlib.Path(self.environment['OUTGOING_MAIL_PRACTICE'])
        practice = configparser.RawConfigParser(delimiters='=')
        practice.optionxform = str
        practice.read(settings, encoding='utf-8')
        shutil.copy(practice['Practice']['ca-file'], there / 'ca.pem')
        practice['Practice']['ca-file'] = str(there / 'ca.pem')
        with open(there / settings.name, 'w', encoding='utf-8') as copy:
            practice.write(copy, space_around_delimiters=False)
        self.environment['OUTGOING_MAIL_PRACTICE'] = str(there / settings.name)

    def forget_practice(self):
        """Removes what names the passwords that the practice server takes."""
        shutil.rmtree(self.own_folder / 'practice')

    def read_page(self, person, name):
        """Waits until the browser has the page @name of the help, and reads it as the browser does."""
        def find():
            opened = self.links.read_text(encoding='utf-8') if self.links.exists() else ''
            return re.search(rf'^(?:file://)?(/.*/{name}\.html)$', opened, re.MULTILINE)
        page = pathlib.Path(person.wait(find, f'{name} is not opened').group(1))
        text = page.read_text(encoding='utf-8')
        for style in re.findall(r'<link rel="stylesheet"[^>]*href="([^"]*)"', text):
            assert page.with_name(style).exists(), style
        return text

    def flatpak_run(self, *arguments):
        return ['flatpak', 'run', '--user', *arguments]

    def start(self, *arguments, **environment):
        self.windows += 1
        return processes.start(self.journal.wrap(self.flatpak_run(APP_ID, *arguments)),
                               self.environment | environment,
                               self.logs / f'window-{self.windows}')


def flatpak(*arguments):
    """Runs Flatpak on the installation of the tests."""
    return check('flatpak', '--user', *arguments,
                 env=os.environ | {'FLATPAK_USER_DIR': str(runtime.FOLDER / 'installation')})


def need_installed():
    """Skips what needs the Flatpak where it could not be installed."""
    if not (FOLDER / 'installed').exists():
        raise Skip('the Flatpak is not installed')


def show(person, name):
    """Saves a picture of the screen, if a folder for pictures is named."""
    if 'PICTURES' in os.environ:
        folder = pathlib.Path(os.environ['PICTURES'])
        folder.mkdir(parents=True, exist_ok=True)
        time.sleep(1)  # what moves has come to rest
        person.save_picture(folder / f'flatpak-{name}.png')


@lasting(MAKING)
def case_runtime_is_there():
    need('flatpak', 'flatpak-builder', 'eu-strip')
    runtime.make()


def case_manifest_builds_tests_and_makes_a_bundle():
    need('flatpak', 'flatpak-builder', 'eu-strip')
    runtime.make()  # at once, for the case above or an earlier run has made it
    source = FOLDER / 'source'
    shutil.copytree(SOURCE, source, symlinks=True, ignore=lambda folder, names: [
        name for name in names if pathlib.Path(folder) == SOURCE and name.startswith(('_', '.git'))])
    output = check('build-aux/flatpak', cwd=source,
                   env=os.environ | {'FLATPAK_USER_DIR': str(runtime.FOLDER / 'installation')})
    tested = re.search(r'^Ok: +[1-9]', output, re.MULTILINE)
    assert tested, 'no test was run:\n' + last_lines(output)
    warnings = re.findall(r'.*\.[ch]:\d+.*warning:.*', output)
    assert not warnings, '\n'.join(warnings)
    # Without the runtime that the bundle names: it would be looked for in the network.
    flatpak('install', '-y', '--noninteractive', '--no-related', '--no-deps', '--reinstall',
            source / f'_flatpak/{APP_ID}.flatpak')
    (FOLDER / 'installed').touch()


def case_permissions_are_the_smallest():
    need_installed()
    metadata = configparser.ConfigParser()
    metadata.read_string(flatpak('info', '--show-metadata', APP_ID))
    context = {name: set(filter(None, value.split(';')))
               for name, value in metadata['Context'].items()}
    assert context == PERMISSIONS, context
    assert 'Session Bus Policy' not in metadata, metadata['Session Bus Policy']


def case_main_job_in_the_sandbox():
    need_installed()
    with Sandbox() as desktop:
        person = Person(desktop)
        show(person, 'start')
        person.start_with(GMAIL)
        show(person, 'form')
        person.fill(password=ACCOUNT_PASSWORD)
        person.test('Bad Credentials', 'Turn On 2-Step Verification')
        show(person, 'bad-credentials')
        person.fill(password=APP_PASSWORD_AS_SHOWN)
        person.test('Success')
        show(person, 'success')
        person.save()
        person.quit()

        person = Person(desktop)
        person.wait_for_text('Stored in the keyring')
        assert person.value('Server') == 'smtp.gmail.com'
        person.test('Success')
        if desktop.journal.works:
            person.wait(lambda: any(b'smtp.gmail.com' in entry
                                    for entry in desktop.journal.entries), 'nothing is logged')
        assert list(desktop.own_folder.glob('data/keyrings/*')), 'no keyring in the sandbox'
        desktop.forget_practice()
        assert not leaks.leaks_below(desktop.home, ACCOUNT_PASSWORD, APP_PASSWORD)


def case_links_go_out_through_the_portal():
    need_installed()
    with Sandbox() as desktop:
        person = Person(desktop)
        person.start_with(GMAIL)
        person.fill(password=ACCOUNT_PASSWORD)
        person.test('Bad Credentials')
        person.press('Open the Page: Turn On 2-Step Verification')
        # A shell makes the file before it has anything to write.
        person.wait(lambda: desktop.links.exists() and desktop.links.stat().st_size > 0,
                    'no link was opened')
        assert 'https://myaccount.google.com/' in desktop.links.read_text(encoding='utf-8')


def case_help_opens_in_the_browser():
    need_installed()
    with Sandbox() as desktop:
        person = Person(desktop)
        person.set_up_generic(server='refused.example.com')
        person.key('F1')
        assert '<title>Outgoing Mail' in desktop.read_page(person, 'index')
        person.test('Connection Refused')
        person.press('Learn More')
        assert 'Connection Refused' in desktop.read_page(person, 'cause-connection-refused')


def case_without_portals_it_says_that_no_page_opens():
    need_installed()
    with Sandbox(keyring='absent', portals=False) as desktop:
        person = Person(desktop)
        person.start_with(GMAIL)
        person.key('F1')
        person.wait_for_text('The page could not be opened')


def case_without_a_secret_portal_it_says_so():
    need_installed()
    with Sandbox(keyring='absent', portals=False) as desktop:
        person = Person(desktop)
        person.start_with(GMAIL)
        person.fill(password=APP_PASSWORD)
        person.press('Save')
        person.wait_for_text('There is no keyring on this desktop')
        show(person, 'no-keyring')
        person.test('Success')
        assert not list(desktop.own_folder.glob('data/keyrings/*'))
        desktop.forget_practice()
        assert not leaks.leaks_below(desktop.home, APP_PASSWORD)


def case_command_runs_in_the_sandbox():
    need_installed()
    with Sandbox(keyring='absent', portals=False) as desktop:
        command = desktop.flatpak_run('--command=outgoing-mail', APP_ID)
        assert '0.1' in check(*command, '--version', env=desktop.environment)
        output = check(*command, 'test', '--json', '--server', 'mail.example.com',
                       env=desktop.environment)
        assert '"ok"' in output, output


def case_exports_start_it_from_the_menu():
    need_installed()
    exports = runtime.FOLDER / 'installation/exports/share'
    entry = (exports / f'applications/{APP_ID}.desktop').read_text(encoding='utf-8')
    assert 'flatpak run' in entry and 'DBusActivatable=true' in entry, entry
    for name in (f'dbus-1/services/{APP_ID}.service', f'icons/hicolor/scalable/apps/{APP_ID}.svg',
                 f'icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg'):
        assert (exports / name).exists(), name


if __name__ == '__main__':
    with tempfile.TemporaryDirectory(prefix='outgoing-mail-') as name:
        FOLDER = pathlib.Path(name)
        run([
            case_runtime_is_there,
            case_manifest_builds_tests_and_makes_a_bundle,
            case_permissions_are_the_smallest,
            case_main_job_in_the_sandbox,
            case_links_go_out_through_the_portal,
            case_help_opens_in_the_browser,
            case_without_portals_it_says_that_no_page_opens,
            case_without_a_secret_portal_it_says_so,
            case_command_runs_in_the_sandbox,
            case_exports_start_it_from_the_menu,
        ], patience=PATIENCE)
