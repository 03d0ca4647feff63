# SPDX-License-Identifier: GPL-3.0-or-later
"""The states of the window that are worth looking at, and how to get there from its start."""

from .person import ACCOUNT_PASSWORD, APP_PASSWORD_AS_SHOWN, GMAIL


def first_start(person):
    person.field('Email Address')


def form(person):
    person.start_with(GMAIL)
    person.fill(name='María López')


def other_provider(person):
    person.start_with('ada@example.com')


def bad_credentials(person):
    form(person)
    person.fill(password=ACCOUNT_PASSWORD)
    person.test('Bad Credentials')


def success(person):
    form(person)
    person.fill(password=APP_PASSWORD_AS_SHOWN)
    person.test('Success')
    person.save()
    person.wait_for_text('Stored in the keyring')
    person.wait_until_gone('Settings saved')


def _generic(person, host, words):
    person.set_up_generic(server=host)
    person.fill(name='Ada Lovelace')
    person.test(words)


def testing(person):
    person.set_up_generic(server='stall-auth.example.com')
    person.press('Test SMTP Settings')
    person.button('Cancel')


def certificate(person):
    _generic(person, 'self-signed.example.com', 'Certificate')


def not_found(person):
    _generic(person, 'mial.example.com', 'Server Not Found')


def markup(person):
    _generic(person, 'markup.example.com', 'Details')


def details(person):
    bad_credentials(person)
    person.press('Details')
    person.wait_for_text('EHLO')


def errors(person):
    person.set_up_generic()
    person.fill(email_address='ada at example.com', server='mail example com', port='70000')
    person.key('ctrl+s')
    person.wait(lambda: any('invalid' in node.states for node in person.nodes()), 'no error')


def two_senders(person):
    success(person)
    person.key('ctrl+n')
    person.wait(lambda: person.value('Email Address') == '', 'no new sender')
    person.fill(email_address='ada@example.com')
    if person.all('Continue', 'push button'):
        person.press('Continue')
    person.fill(server='mail.example.com', password='lovelace-1815')
    person.save()
    person.press('Switch Sender')


def menu(person):
    form(person)
    person.key('F10')


def shortcuts(person):
    form(person)
    person.key('ctrl+question')
    person.wait(lambda: len([node for node in person.nodes() if node.parent is None]) == 2,
                'no shortcuts')


SCENES = {scene.__name__.replace('_', '-'): scene for scene in (
    first_start, form, other_provider, testing, bad_credentials, success, certificate, not_found,
    markup, details, errors, two_senders, menu, shortcuts)}
