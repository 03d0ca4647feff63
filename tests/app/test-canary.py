#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No password gets out: not to files, logs, standard output, nor to what the window shows."""

import subprocess

import harness
from harness import leaks

CANARY = 'Zwitscher%Kanari 7/+ä€'


def assert_silent(desktop, person):
    for folder in (desktop.home, desktop.logs):
        assert not leaks.leaks_below(folder, CANARY), leaks.leaks_below(folder, CANARY)
    entries = b'\n'.join(desktop.journal.entries)
    assert not leaks.leaks_in(entries, CANARY), entries
    shown = '\n'.join(node.name + '\n' + node.description + '\n' + node.text
                      for node in person.nodes() if node.role != 'password text')
    assert not leaks.leaks_in(shown, CANARY), shown


def assert_not_in_details(person):
    person.press('Details')
    conversation = person.wait(
        lambda: [node.text for node in person.nodes() if 'EHLO' in node.text], 'no conversation')
    assert not leaks.leaks_in('\n'.join(conversation), CANARY), conversation


def test_host(host, *texts):
    with harness.Desktop(environment={'G_MESSAGES_DEBUG': 'all'}) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server=host, password=CANARY)
        person.test(*texts)
        assert_silent(desktop, person)
        assert_not_in_details(person)
        assert_silent(desktop, person)
        if desktop.journal.works:
            assert any(b'SYSLOG_IDENTIFIER=outgoing-mail' in entry
                       for entry in desktop.journal.entries)


def case_refused_password():
    test_host('mail.example.com', 'Bad Credentials')


def case_server_that_echoes_what_it_hears():
    test_host('echo.example.com', 'Details')


def case_saved_password():
    with harness.Desktop(environment={'G_MESSAGES_DEBUG': 'all'}) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(password=CANARY)
        person.save()
        person.wait_for_text('Stored in the keyring')
        assert_silent(desktop, person)
        assert not leaks.leaks_in(person.text(), CANARY)
        found = subprocess.run(
            ['gdbus', 'call', '--session', '-d', 'org.freedesktop.secrets', '-o',
             '/org/freedesktop/secrets', '-m', 'org.freedesktop.Secret.Service.SearchItems',
             "{'service': 'smtp', 'host': 'mail.example.com', 'user': 'ada@example.com'}"],
            env=desktop.environment, stdout=subprocess.PIPE, check=True).stdout
        assert b'/org/freedesktop/secrets/collection/login/' in found


harness.run([
    case_refused_password,
    case_server_that_echoes_what_it_hears,
    case_saved_password,
])
