#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No password gets out of the command, in whatever form."""

import command
from harness import leaks

CANARY = 'Zwitscher%Kanari 7/+ä€'
HOSTS = ['mail.example.com', 'smtp.gmail.com', 'echo.example.com', 'garbage.example.com',
         'markup.example.com', 'cram-only.example.com', 'scram-only.example.com',
         'login-only.example.com', 'cut-auth.example.com']


def assert_silent(session, *arguments):
    answer = session.run('test', *arguments, given=CANARY + '\n', log=True, G_MESSAGES_DEBUG='all')
    assert answer.status == 1, (arguments, answer.status, answer.err)
    for heard in (answer.out, answer.err, *session.journal.entries):
        assert not leaks.leaks_in(heard, CANARY), (arguments, heard)


def case_hosts():
    with command.Session() as session:
        for host in HOSTS:
            assert_silent(session, '--server', host, *command.ADA)
            assert_silent(session, '--server', host, *command.ADA, '--json')


def case_sender():
    with command.Session() as session:
        session.add_sender()
        assert_silent(session, 'ada@example.com', '--password-file', '-')
        assert not leaks.leaks_below(session.folder / 'config', CANARY)


def case_wrong_use():
    """A password that cannot be is not repeated in the complaint."""
    with command.Session() as session:
        answer = session.run('test', '--server', 'mail.example.com', *command.ADA,
                             given=CANARY + '\r\n', G_MESSAGES_DEBUG='all')
        assert answer.status == 2
        assert not leaks.leaks_in(answer.out + answer.err, CANARY), answer.err


command.tap.run([case_hosts, case_sender, case_wrong_use])
