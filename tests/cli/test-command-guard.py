#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A password that a server has refused is not sent again by a job that runs by itself."""

import re
import subprocess
from datetime import datetime, timedelta, timezone

from command import ADA, ADA_PASSWORD, COMMAND, SENDER, SENDER_ID, TESTS, Session, tap
from counting import Counter

WRONG = 'wrong-4711'


def with_keyring(session):
    """What gives the command a keyring in a file of the session."""
    return {'SECRET_BACKEND': 'file', 'SECRET_FILE_TEST_PATH': str(session.folder / 'keyring'),
            'SECRET_FILE_TEST_PASSWORD': 'open sesame'}


class Senders:
    """A saved sender, and how often its server is called."""

    def __init__(self, session, **environment):
        session.add_sender()
        self._session = session
        self._environment = environment
        self.counter = Counter(session.folder / 'practice.conf', 'mail.example.com:587')
        self.file = session.folder / 'state/outgoing-mail/refused'

    def test(self, *arguments, password=WRONG):
        """Tests it with a password; returns the answer and how many connections were made."""
        before = self.counter.count
        answer = self._session.run('test', *arguments, '--password-file', '-', given=password,
                                   **self._environment)
        return answer, self.counter.count - before


def assert_guarded(answer):
    found = answer.json
    assert answer.status == 1 and not answer.err, answer.err
    assert (found['result'], found['cause'], found['guarded']) == (
        'failed', 'bad-credentials', True), found
    assert found['stage'] == 'sign-in' and found['code'] is None and found['reply'] == []
    assert {stage['state'] for stage in found['stages']} == {'waiting'}
    age = datetime.now(timezone.utc) - datetime.fromisoformat(
        found['refused_at'].replace('Z', '+00:00'))
    assert timedelta(0) <= age < timedelta(minutes=2), found['refused_at']


def case_not_sent_twice():
    with Session() as session:
        senders = Senders(session, **with_keyring(session))
        first, sent = senders.test('--json')
        assert sent == 1 and first.status == 1 and first.json['code'] == 535
        assert 'guarded' not in first.json and 'refused_at' not in first.json
        for _ in range(3):
            answer, sent = senders.test('--json')
            assert sent == 0, 'it was sent again'
            assert_guarded(answer)
            assert list(answer.json) == list(first.json) + ['guarded', 'refused_at']

        answer, sent = senders.test()
        assert sent == 0 and answer.status == 1 and not answer.err
        assert 'mail.example.com refused this password at' in answer.text
        assert '--again' in answer.text and 'resolve' not in answer.text

        answer, sent = senders.test('--json', '--again')
        assert sent == 1 and answer.json['code'] == 535 and 'guarded' not in answer.json


def case_another_password_is_sent():
    with Session() as session:
        senders = Senders(session, **with_keyring(session))
        assert senders.test()[1] == 1
        answer, sent = senders.test('--json', password='wrong-4712')
        assert sent == 1 and answer.json['code'] == 535
        answer, sent = senders.test('--json', password=ADA_PASSWORD)
        assert sent == 1 and answer.status == 0
        assert senders.test('--json')[1] == 0, 'another password says nothing about this one'


def case_file_tells_nothing():
    with Session() as session:
        senders = Senders(session, **with_keyring(session))
        senders.test(password=ADA_PASSWORD)
        assert not (session.folder / 'state').exists(), 'there was nothing to remember'
        senders.test()
        assert senders.file.stat().st_mode & 0o777 == 0o600
        text = senders.file.read_text(encoding='utf-8')
        assert re.fullmatch(r'\[Refused\]\n[0-9a-f]{64}=\d+;bad-credentials;\n', text), text

        senders.file.write_text('[Refused\0', encoding='utf-8')
        assert senders.test()[1] == 1 and senders.test()[1] == 0


def case_given_settings_are_free():
    arguments = ['--server', 'mail.example.com', '--encryption', 'starttls', *ADA[:-2]]
    with Session() as session:
        senders = Senders(session, **with_keyring(session))
        for _ in range(2):
            assert senders.test(*arguments)[1] == 1
        assert not (session.folder / 'state').exists()
        assert not (session.folder / 'keyring').exists()


def case_no_keyring():
    with Session() as session:
        senders = Senders(session)
        for _ in range(2):
            answer, sent = senders.test('--json')
            assert sent == 1 and answer.status == 1 and not answer.err, answer.err
        assert not (session.folder / 'state').exists()


def case_keyring():
    """As a timer would run it, with the password in the keyring."""
    script = f'''set -e
mkdir -p "$XDG_CONFIG_HOME/glib-2.0/settings"
printf %s "$SENDER" >"$XDG_CONFIG_HOME/glib-2.0/settings/keyfile"
store () {{
  printf %s "$1" | secret-tool store --label x service smtp sender {SENDER_ID} \\
    xdg:schema io.github.outgoingmail.OutgoingMail.Sender
}}
run () {{
  "$COMMAND" test "$@" >"$HOME/answer" && status=0 || status=$?
  head -n 1 "$HOME/answer" | cut -d ' ' -f 1 | sed "s/^/$status /"
}}
store {WRONG}
run
run
run --again
store {ADA_PASSWORD}
run
ls "$XDG_STATE_HOME/outgoing-mail"'''
    with Session() as session:
        counter = Counter(session.folder / 'practice.conf', 'mail.example.com:587')
        result = subprocess.run(
            [TESTS / 'with-keyring', 'unlocked', 'sh', '-c', script], capture_output=True,
            env=session.environment | {'COMMAND': COMMAND, 'SENDER': SENDER}, check=False)
        text = result.stdout.decode()
        if text.startswith('1..0'):
            raise tap.Skip('gnome-keyring is not installed')
        assert text.splitlines() == ['1 resolve', '1 The', '1 resolve', '0 resolve', 'refused'], (
            text, result.stderr)
        assert counter.count == 3, counter.count


tap.run([value for name, value in list(globals().items()) if name.startswith('case_')])
