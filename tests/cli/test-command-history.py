#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""That the command remembers the success of a saved sender, and that nothing depends on it."""

import os
import shutil
import subprocess

from command import ADA, ADA_PASSWORD, COMMAND, SENDER, SENDER_ID, Answer, Session, tap

GIVEN = ['--server', 'mail.example.com', '--encryption', 'starttls', *ADA]
LOCK = f'/io/github/outgoingmail/OutgoingMail/senders:/:{SENDER_ID}/last-success\n'


def settings(session):
    return session.folder / 'config/glib-2.0/settings/keyfile'


def test(session, *arguments, password=ADA_PASSWORD, **environment):
    """A test of the saved sender; what is on standard error is what a timer would mail."""
    answer = session.run('test', *arguments, '--json', given=password, **environment)
    assert not answer.err, answer.err
    return answer


def stored(session, *arguments, **options):
    return test(session, *arguments, '--password-file', '-', **options)


def case_success_is_remembered():
    with Session() as session:
        session.add_sender()
        answer = stored(session)
        assert answer.status == 0 and answer.json['result'] == 'ok'
        text = settings(session).read_text(encoding='utf-8')
        assert "last-success={" in text and "'host': <'mail.example.com'>" in text, text
        assert ADA_PASSWORD not in text

        assert stored(session, password='wrong-4711').status == 1
        assert settings(session).read_text(encoding='utf-8') == text, 'a failure changes nothing'


def case_given_settings_are_not():
    with Session() as session:
        session.add_sender()
        assert test(session, *GIVEN).status == 0
        assert settings(session).read_text(encoding='utf-8') == SENDER


def case_read_only():
    if os.geteuid() == 0:
        raise tap.Skip('nothing is read-only for root')
    with Session() as session:
        session.add_sender()
        expected = stored(session).json
        settings(session).write_text(SENDER, encoding='utf-8')
        settings(session).chmod(0o400)
        settings(session).parent.chmod(0o500)
        try:
            answer = stored(session)
        finally:
            settings(session).parent.chmod(0o700)
        assert answer.status == 0 and list(answer.json) == list(expected)


def case_disk_full():
    script = 'trap "" XFSZ; ulimit -f 0; exec "$0" test --json --password-file -'
    with Session() as session:
        session.add_sender()
        answer = Answer(subprocess.run(
            ['sh', '-c', script, COMMAND], input=ADA_PASSWORD.encode(), capture_output=True,
            env=session.environment, check=False, timeout=90))
        # A build with coverage complains for itself.
        err = [line for line in answer.err.splitlines() if not line.startswith(b'libgcov')]
        assert answer.status == 0 and answer.json['result'] == 'ok' and not err, err
        assert settings(session).read_text(encoding='utf-8') == SENDER


def in_dconf(session, locks=''):
    """Saves the sender in dconf, which cannot be written: there is no session bus."""
    site = session.folder / 'site'
    (site / 'locks').mkdir(parents=True)
    (site / 'senders').write_text(SENDER, encoding='utf-8')
    (site / 'locks/senders').write_text(locks, encoding='utf-8')
    subprocess.run(['dconf', 'compile', f'{site}.db', site], check=True)
    profile = session.folder / 'profile'
    profile.write_text(f'user-db:user\nfile-db:{site}.db\n', encoding='utf-8')
    return {'DCONF_PROFILE': str(profile), 'GSETTINGS_BACKEND': 'dconf', 'G_DEBUG': ''}


def case_no_bus():
    if not shutil.which('dconf'):
        raise tap.Skip('dconf is not installed')
    with Session() as session:
        answer = stored(session, **in_dconf(session))
        assert answer.status == 0 and answer.json['result'] == 'ok'


def case_locked():
    if not shutil.which('dconf'):
        raise tap.Skip('dconf is not installed')
    with Session() as session:
        answer = stored(session, **in_dconf(session, LOCK))
        assert answer.status == 0 and answer.json['result'] == 'ok'


tap.run([value for name, value in list(globals().items()) if name.startswith('case_')])
