#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The job the program is for: from a wrong kind of password to settings that work."""

import harness
from harness import leaks
from harness.person import (ACCOUNT_PASSWORD, APP_PASSWORD, APP_PASSWORD_AS_SHOWN,
                            GENERIC_PASSWORD, GMAIL)

PASSWORDS = (ACCOUNT_PASSWORD, APP_PASSWORD, APP_PASSWORD_AS_SHOWN)


def assert_kept_to_itself(desktop, person):
    """No password is anywhere but in the keyring, which is encrypted."""
    assert not leaks.leaks_below(desktop.home, *PASSWORDS)
    assert not leaks.leaks_below(desktop.logs, *PASSWORDS)
    assert not leaks.leaks_in(b'\n'.join(desktop.journal.entries), *PASSWORDS)
    assert not leaks.leaks_in(person.text(), *PASSWORDS)


def assert_gmail_is_set_up(person):
    assert person.value('Name') == 'María López'
    assert person.value('Email Address') == GMAIL
    assert person.value('Server') == 'smtp.gmail.com'
    assert person.value('Encryption') == 'TLS from the start'
    assert person.value('Port') == '465'
    assert person.value('User Name') == GMAIL


def case_gmail_from_account_password_to_success():
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        person.start_with(GMAIL)
        person.fill(name='María López', password=ACCOUNT_PASSWORD)
        assert_gmail_is_set_up(person)

        person.test('Bad Credentials', 'How to Fix It')
        person.wait_for_text('Check Your User Name and Password', 'Turn On 2-Step Verification',
                             'Create an App Password')

        person.fill(password=APP_PASSWORD_AS_SHOWN)
        person.test('Success')
        assert not person.has('Bad Credentials')
        person.save()
        assert_kept_to_itself(desktop, person)
        person.quit()

        person = harness.Person(desktop)
        person.wait_for_text('Stored in the keyring')
        assert_gmail_is_set_up(person)
        assert person.value('Password') == ''
        assert not person.can_save()
        person.test('Success')
        assert_kept_to_itself(desktop, person)


def case_a_server_nobody_knows():
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        person.start_with('ada@example.com')
        assert person.value('User Name') == 'ada@example.com'
        person.fill(server='mail.example.com', password='wrong-guess-17')
        person.test('Bad Credentials')
        person.fill(password=GENERIC_PASSWORD)
        person.wait_until_result_gone()
        person.test('Success')


def case_provider_from_the_list():
    with harness.Desktop(height=1600) as desktop:
        person = harness.Person(desktop)
        person.start_with('ada@example.com')
        assert person.value('Provider') == 'Other'
        person.fill(email_address=GMAIL)
        person.wait(lambda: person.value('Provider') == 'Gmail', 'the provider does not follow')
        for provider, server in (('Yahoo Mail', 'smtp.mail.yahoo.com'), ('Gmail', 'smtp.gmail.com')):
            person.select('Provider', provider)
            person.wait(lambda: person.value('Server') == server, f'the server is not {server}')
            assert person.value('Provider') == provider
        person.select('Provider', 'Other')
        person.wait(lambda: person.value('Provider') == 'Other', 'the provider stays')


def case_encryption_sets_the_port_unless_typed():
    with harness.Desktop(height=1600) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        for encryption, port in (('STARTTLS', '587'), ('TLS from the start', '465')):
            person.select('Encryption', encryption)
            person.wait(lambda: person.value('Port') == port, f'the port is not {port}')
        person.fill(port='2525')
        person.select('Encryption', 'STARTTLS')
        assert person.value('Port') == '2525'
        person.fill(port='')
        person.wait(lambda: person.value('Port') in ('587', ''), 'the port does not follow again')
        person.test('Success')


harness.run([
    case_gmail_from_account_password_to_success,
    case_a_server_nobody_knows,
    case_provider_from_the_list,
    case_encryption_sets_the_port_unless_typed,
])
