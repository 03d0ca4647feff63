#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command, used as people and scripts use it."""

import os
import signal
import subprocess
import time

from command import (ADA, ADA_PASSWORD, COMMAND, SENDER, SENDER_ID, TESTS, Answer, Session, tap)

EXPLAIN_KEYS = ['result', 'cause', 'confidence', 'stage', 'code', 'enhanced', 'reply', 'headline',
                'explanation', 'steps']
TEST_KEYS = EXPLAIN_KEYS + ['stages', 'tls', 'capabilities']
STAGES = ['resolve', 'connect', 'encrypt', 'greeting', 'sign-in', 'sender']
# What each sample sender of a demonstration shows.
SAMPLES = {
    'gmail-account-password': 'app-password-required',
    'gmail': 'ok',
    'gmail-without-two-step': 'app-password-required',
    'microsoft365-tenant-off': 'smtp-access-disabled',
    'outlook': 'basic-auth-disabled',
    'yahoo-account-password': 'app-password-required',
    'generic': 'ok',
    'wrong-password': 'bad-credentials',
    'other-address': 'sender-rejected',
    'certificate-expired': 'certificate-expired',
    'certificate-self-signed': 'certificate-untrusted',
    'no-starttls': 'starttls-unavailable',
    'silent': 'connection-timeout',
    'host-not-found': 'host-not-found',
    'intercepted': 'connection-intercepted',
}
MARIA = ['--server', 'smtp.gmail.com', '--user', 'maria.lopez@gmail.com',
         '--address', 'maria.lopez@gmail.com', '--password-file', '-']


def assert_shape(answer, keys):
    """The members that are promised, each of the promised kind."""
    assert list(answer) == keys, list(answer)
    assert answer['result'] in ('ok', 'failed')
    assert answer['confidence'] in ('certain', 'likely', 'uncertain')
    assert answer['stage'] is None or answer['stage'] in STAGES + ['message']
    assert answer['code'] is None or 200 <= answer['code'] < 600
    assert all(isinstance(line, str) for line in answer['reply'])
    assert answer['headline'] and answer['explanation']
    for step in answer['steps']:
        assert list(step) == ['title', 'text', 'link']
        assert step['link'] is None or step['link'].startswith('https://')


def assert_test_shape(answer):
    assert_shape(answer, TEST_KEYS)
    assert [stage['stage'] for stage in answer['stages']] == STAGES
    for stage in answer['stages']:
        assert list(stage) == ['stage', 'state', 'milliseconds', 'detail']
        took_place = stage['state'] in ('passed', 'failed')
        assert took_place == isinstance(stage['milliseconds'], int), stage
        assert took_place or stage['state'] in ('skipped', 'waiting')
    if answer['tls']:
        assert list(answer['tls']) == ['version', 'cipher', 'certificate']
        if answer['tls']['certificate']:
            assert list(answer['tls']['certificate']) == [
                'subject', 'issuer', 'names', 'not_before', 'not_after', 'fingerprint', 'problems']


def case_help_and_version():
    with Session() as session:
        for arguments in (['--help'], ['list', '--help'], ['test', '--help'],
                          ['explain', '--help']):
            answer = session.run(*arguments)
            assert answer.status == 0 and 'Usage:' in answer.text and not answer.err
        assert session.run('--version').text.startswith('outgoing-mail ')


def case_wrong_use():
    server = ['test', '--server', 'mail.example.com']
    with Session() as session:
        empty = session.folder / 'empty'
        empty.touch()
        wrong = [
            [], ['send'], ['list', 'x'], ['list', '--foo'], ['explain', 'a', 'b'],
            ['explain', '/nonexistent'], ['explain', str(session.folder)],
            ['test', '--port', '465'], ['test', 'a@example.com', '--address', 'b@example.com'],
            ['test', 'a@example.com', '--server', 'mail.example.com'], ['test', 'a', 'b'],
            ['test', '--server', ''], ['test', '--server', 'mail.example.com '],
            ['test', '--server', 'mail.example.com\r\nNOOP'],
            [*server, '--port', '0'], [*server, '--port', '65536'], [*server, '--port', '-1'],
            [*server, '--port', '25x'], [*server, '--encryption', 'ssl'],
            [*server, '--address', 'ada'], [*server, '--address', 'a@example.com\r\nDATA'],
            [*server, '--user', 'ada'], [*server, '--password-file', str(empty)],
            [*server, '--user', 'ada', '--password-file', str(empty)],
            [*server, '--user', 'ada', '--password-file', '/nonexistent'],
            [*server, '--user', 'ada', '--password-file', str(session.folder)],
            [*server, '--user', 'ada\n', '--password-file', '-'],
            [*server, '--user', '', '--password-file', '-'],
        ]
        for arguments in wrong:
            answer = session.run(*arguments, given='secret\n')
            assert answer.status == 2, (arguments, answer.status, answer.err)
            assert not answer.out and answer.err, arguments
        for given in (b'', b'\nsecret', b'a\0b', b'secret\r\n', b'\xff\xfe', b'x' * 9217):
            answer = session.run(*server, '--user', 'ada', '--password-file', '-', given=given)
            assert answer.status == 2 and not answer.out, (given, answer.status)


def case_no_sender():
    with Session() as session:
        assert session.run('list').status == 0
        assert session.run('list', '--json').json == {'senders': []}
        for arguments in (['test'], ['test', 'ada@example.com'], ['test', SENDER_ID, '--json']):
            answer = session.run(*arguments)
            assert answer.status == 3 and not answer.out and answer.err


def case_list():
    with Session() as session:
        session.add_sender()
        assert session.run('list', '--json').json == {'senders': [{
            'id': SENDER_ID, 'name': 'Ada “Countess” Lovelace', 'address': 'ada@example.com',
            'server': 'mail.example.com', 'port': 587, 'encryption': 'starttls',
            'authentication': 'password', 'user': 'ada@example.com', 'default': True}]}
        assert 'mail.example.com, port 587, starttls (default)' in session.run('list').text


def case_samples():
    with Session() as session:
        found = {}
        for name, settings in session.samples().items():
            answer = session.run(
                'test', '--json', '--server', settings['host'], '--encryption',
                settings['encryption'], '--user', settings['user'], '--address',
                settings['address'], '--password-file', '-', given=settings['password'])
            found[name] = answer.json['cause']
        assert found == SAMPLES, found


def case_sender():
    with Session() as session:
        session.add_sender()
        for name in ([], ['ada@example.com'], ['ADA@example.com'], [SENDER_ID]):
            answer = session.run('test', *name, '--json', '--password-file', '-',
                                 given=ADA_PASSWORD)
            assert answer.status == 0 and answer.json['result'] == 'ok', answer.err


def case_no_keyring():
    with Session() as session:
        session.add_sender()
        answer = session.run('test', '--json')
        assert answer.status == 3 and not answer.out and b'keyring' in answer.err


def case_keyring():
    script = f'''set -e
mkdir -p "$XDG_CONFIG_HOME/glib-2.0/settings"
printf %s "$SENDER" >"$XDG_CONFIG_HOME/glib-2.0/settings/keyfile"
"$COMMAND" test --json || echo "status $?"
printf %s '{ADA_PASSWORD}' | secret-tool store --label x service smtp sender {SENDER_ID} \\
  xdg:schema io.github.outgoingmail.OutgoingMail.Sender
exec "$COMMAND" test --json'''
    with Session() as session:
        answer = Answer(subprocess.run(
            [TESTS / 'with-keyring', 'unlocked', 'sh', '-c', script], capture_output=True,
            env=session.environment | {'COMMAND': COMMAND, 'SENDER': SENDER}, check=False))
        if answer.text.startswith('1..0'):
            raise tap.Skip('gnome-keyring is not installed')
        first, answer.text = answer.text.split('\n', 1)
        assert first == 'status 3', answer.text
        assert answer.json['result'] == 'ok', answer.err


def case_gmail():
    with Session() as session:
        answer = session.run('test', *MARIA, '--json', given='sunflower42\n')
        assert answer.status == 1
        assert_test_shape(answer.json)
        found = answer.json
        assert found['cause'] == 'app-password-required', found['cause']
        assert (found['stage'], found['code'], found['enhanced']) == ('sign-in', 534, '5.7.9')
        assert found['headline'] == 'Bad Credentials'
        assert len(found['steps']) == 3
        assert found['reply'][0].startswith('534-5.7.9')

        answer = session.run('test', *MARIA, '--json', given='abcd efgh ijkl mnop\n')
        assert answer.status == 0
        assert_test_shape(answer.json)
        assert answer.json['cause'] == 'ok' and answer.json['code'] in (None, 235, 250)
        assert answer.json['tls']['version'].startswith('TLS')
        assert answer.json['tls']['certificate']['problems'] == []
        assert any(line.startswith('AUTH') for line in answer.json['capabilities'])
        assert all(stage['state'] == 'passed' for stage in answer.json['stages'])


def case_without_user():
    with Session() as session:
        answer = session.run('test', '--server', 'mail.example.com', '--json')
        assert answer.status == 0, answer.text
        states = {stage['stage']: stage['state'] for stage in answer.json['stages']}
        assert states['sign-in'] == 'skipped' and states['greeting'] == 'passed', states


def case_password_file():
    with Session() as session:
        path = session.folder / 'password'
        arguments = ['test', '--server', 'mail.example.com', *ADA[:-1], str(path)]
        for content, status in ((f'{ADA_PASSWORD}\nrest', 0), (ADA_PASSWORD, 0),
                                (f'{ADA_PASSWORD} \n', 1)):
            path.write_text(content, encoding='utf-8')
            assert session.run(*arguments).status == status, content


def case_no_encryption():
    with Session() as session:
        answer = session.run('test', '--server', 'mail.example.com', '--encryption', 'none',
                             *ADA, '--json', given=ADA_PASSWORD)
        assert answer.status == 1 and answer.json['stage'] == 'sign-in'
        assert answer.json['tls'] is None


def case_people():
    with Session() as session:
        answer = session.run('test', *MARIA, given='sunflower42\n')
        assert answer.status == 1 and not answer.err
        lines = answer.text.splitlines()
        assert [line.split()[0] for line in lines[:5]] == STAGES[:5]
        assert 'Bad Credentials' in lines
        assert any(line.startswith(' 3. ') for line in lines)
        assert 'https://myaccount.google.com/apppasswords' in answer.text

        lines = session.run('test', '--server', 'refused.example.com').text.splitlines()
        assert [line.split()[:2] for line in lines[:2]] == [['resolve', 'passed'],
                                                            ['connect', 'failed']]


def case_every_server():
    with Session() as session:
        for host, encryption in session.hosts().items():
            if host.startswith(('stall-', 'silent')):
                continue
            arguments = ['test', '--server', host, '--encryption', encryption, *ADA]
            answer = session.run(*arguments, '--json', given=ADA_PASSWORD)
            assert_test_shape(answer.json)
            assert answer.status == (0 if answer.json['result'] == 'ok' else 1), host
            assert not answer.err, answer.err
            if answer.json['result'] == 'ok':
                assert 'passed' in [stage['state'] for stage in answer.json['stages']
                                    if stage['stage'] == 'sign-in'], host


def case_terminal():
    with Session() as session:
        for host in ('garbage.example.com', 'markup.example.com', 'echo.example.com'):
            text = session.run('test', '--server', host, *ADA, given=ADA_PASSWORD).text
            assert not [c for c in text if ord(c) < 32 and c != '\n' or 127 <= ord(c) < 160], text


def catches(pid, number):
    """Whether a process has begun to listen to a signal."""
    with open(f'/proc/{pid}/status', encoding='utf-8') as status:
        masks = dict(line.split(':', 1) for line in status)
    return int(masks['SigCgt'], 16) >> number - 1 & 1


def interrupt(session, number, *arguments):
    with subprocess.Popen([COMMAND, 'test', '--server', 'silent.example.com', '--encryption',
                           'starttls', *arguments], env=session.environment,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not catches(process.pid, number) or not os.listdir(f'/proc/{process.pid}/task')[1:]:
            time.sleep(0.01)
        time.sleep(0.3)  # By then it waits for the server; sooner is as good.
        began = time.monotonic()
        process.send_signal(number)
        out, _ = process.communicate()
        assert process.returncode == 130, process.returncode
        assert time.monotonic() - began < 5
        return out


def case_waiting():
    """A wait is explained to someone at a terminal, and to nobody else."""
    arguments = [COMMAND, 'test', '--server', 'stall-mail.example.com', *ADA]
    terminal, stderr = os.openpty()
    with Session() as session, subprocess.Popen(
            arguments, env=session.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=stderr) as watched:
        os.close(stderr)
        watched.stdin.write(ADA_PASSWORD.encode())
        watched.stdin.close()
        alone = session.run(*arguments[1:], given=ADA_PASSWORD)
        assert alone.status == 1 and not alone.err, alone.err
        text = watched.stdout.read().decode()
        assert watched.wait() == 1 and 'Still waiting' not in text and 'No Answer' in text, text
        assert os.read(terminal, 1000).decode().count('Still waiting') == 1
    os.close(terminal)


def case_interrupted():
    with Session() as session:
        assert b'Success' not in interrupt(session, signal.SIGINT)
        assert interrupt(session, signal.SIGTERM, '--json') == b''


def case_explain():
    text = '535-5.7.8 Username and Password not accepted.\n535 5.7.8 BadCredentials\n'
    with Session() as session:
        path = session.folder / 'text'
        path.write_text(text, encoding='utf-8')
        answer = session.run('explain', '--json', '--server', 'smtp.gmail.com', given=text)
        assert answer.status == 1
        assert_shape(answer.json, EXPLAIN_KEYS)
        answer_of_short = answer.json['cause']
        assert session.run('explain', str(path), '--json', '--server',
                           'smtp.gmail.com').json == answer.json
        assert answer.json['headline'] in session.run('explain', '--server', 'smtp.gmail.com',
                                                      given=text).text
        for given in (b'\xff\0\x1b[31m<b>&amp;', 'ж'.encode() * 1000, b'', b'\n',
                      b'x' * (1 << 20)):
            answer = session.run('explain', '--json', given=given)
            assert_shape(answer.json, EXPLAIN_KEYS)
            assert answer.json['cause'] == 'unknown'
        # Of a text of any size the end decides.
        long_text = b'nothing of note\n' * 200000 + text.encode()
        assert session.run('explain', '--json', '--server', 'smtp.gmail.com',
                           given=long_text).json['cause'] == answer_of_short


def case_answer_cannot_be_written():
    with Session() as session, open('/dev/full', 'wb') as full:
        for arguments in (['list'], ['list', '--json'], ['--help']):
            result = subprocess.run([COMMAND, *arguments], env=session.environment, stdout=full,
                                    stderr=subprocess.PIPE, check=False)
            assert result.returncode == 3 and result.stderr, arguments


def case_system_log():
    with Session() as session:
        if not session.journal.works:
            raise tap.Skip('no mount namespaces here')
        session.run('test', *MARIA, given='sunflower42', log=True)
        session.run('test', '--server', 'mail.example.com', *ADA, given=ADA_PASSWORD, log=True)
        session.run('test', '--server', 'nowhere.example.com', log=True)
        entries = session.journal.entries
        assert len(entries) == 3, entries
        for entry, identifier in zip(entries, (b'14117b592f9a40b58ad7b684b94bec8a',
                                               b'1e01b295c8694a2fa836986bd89caf91',
                                               b'f413c9d199944af8ac9520b1e25ed6e6')):
            assert b'MESSAGE_ID=' + identifier in entry, entry
            assert b'SYSLOG_IDENTIFIER=outgoing-mail\n' in entry
            assert b'OUTGOING_MAIL_PORT=465' in entry
            assert b'maria' not in entry and b'ada@' not in entry and b'sunflower' not in entry


tap.run([value for name, value in list(globals().items()) if name.startswith('case_')])
