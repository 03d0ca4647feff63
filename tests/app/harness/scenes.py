# SPDX-License-Identifier: GPL-3.0-or-later
"""The states of the window that are worth looking at, and how to get there from its start."""

from .desktop import Desktop
from .person import ACCOUNT_PASSWORD, APP_PASSWORD_AS_SHOWN, GENERIC_PASSWORD, GMAIL
from .site import Site

# Results at servers that are not in the catalogue: what is filled in, what is then shown
RESULTS = {
    'gmail-password': ({'email_address': 'noah.berg@gmail.com', 'user_name': 'noah.berg@gmail.com',
                        'server': 'smtp.gmail.com'}, 'Bad Credentials'),
    'administrator': ({'email_address': 'tenant-off@contoso.example',
                       'user_name': 'tenant-off@contoso.example',
                       'server': 'smtp.office365.com'}, 'Copy Note for Administrator'),
    'outlook': ({'email_address': 'emma.novak@outlook.com', 'user_name': 'emma.novak@outlook.com',
                 'server': 'smtp-mail.outlook.com'}, 'Details'),
    'wrong-password': ({'password': 'lovelace-1852'}, 'Bad Credentials'),
    'certificate': ({'server': 'self-signed.example.com'}, 'Certificate Not Trusted'),
    'wrong-name': ({'server': 'wrong-name.example.com'}, 'Certificate of Another Server'),
    'other-port': ({'server': 'tls-only.example.com'}, 'Connection Refused'),
    'refused': ({'server': 'refused.example.com'}, 'Connection Refused'),
    'no-answer': ({'server': 'silent.example.com'}, 'No Answer'),
    'not-found': ({'server': 'mial.example.com'}, 'Server Not Found'),
    'not-encrypted': ({'server': 'no-starttls.example.com'}, 'Encryption Not Offered'),
    'busy': ({'server': 'busy.example.com'}, 'Server Is Busy'),
    'locked-out': ({'server': 'locked-out.example.com'}, 'Details'),
    'intercepted': ({'server': 'smtp.zoho.com'}, 'Details'),
    'sender-refused': ({'email_address': 'bob@example.com'}, 'Details'),
    'unknown': ({'server': 'puzzling.example.com'}, 'Signing In Failed'),
    'long-reply': ({'server': 'long-line-auth.example.com'}, 'Details'),
    'markup': ({'server': 'markup.example.com'}, 'Signing In Failed'),
}
STARTTLS = ('administrator', 'other-port', 'not-encrypted')
LONG = 'Wolfeschlegelsteinhausenbergerdorff'

SCENES = {}


def scene(name, desktop=Desktop, **options):
    """Makes the function beneath the scene @name, on a @desktop with such @options."""
    def add(function):
        SCENES[name] = (function, desktop, options)
        return function
    return add


def show_result(person, name):
    settings, words = RESULTS[name]
    person.set_up_generic(**settings)
    person.fill(name='Ada Lovelace')
    if name in STARTTLS:
        person.select('Encryption', 'STARTTLS')
    person.test(words)


for result in RESULTS:
    scene(result)(lambda person, name=result: show_result(person, name))


@scene('first-start')
def first_start(person):
    person.field('Email Address')


@scene('form')
def form(person):
    person.start_with(GMAIL)
    person.fill(name='María López')


@scene('other-provider')
def other_provider(person):
    person.start_with('ada@example.com')


@scene('bad-credentials')
def bad_credentials(person):
    form(person)
    person.fill(password=ACCOUNT_PASSWORD)
    person.test('Bad Credentials')


@scene('success')
def success(person):
    form(person)
    person.fill(password=APP_PASSWORD_AS_SHOWN)
    person.test('Success')
    person.save()
    person.wait_for_text('Stored in the keyring')
    person.wait_until_gone('Settings saved')


@scene('testing')
def testing(person):
    person.set_up_generic(server='stall-auth.example.com')
    person.press('Test SMTP Settings')
    person.button('Cancel')


@scene('errors')
def errors(person):
    person.set_up_generic()
    person.fill(email_address='ada at example.com', server='mail example com', port='70000')
    person.key('ctrl+s')
    person.wait(lambda: any('invalid' in node.states for node in person.nodes()), 'no error')


@scene('hints')
def hints(person):
    person.set_up_generic(server='smtp.gmial.com', user_name='ada')
    person.tab_to('Server')
    person.key('Tab')
    person.wait(lambda: person.has('smtp.gmail.com'), 'no hint')


@scene('unencrypted')
def unencrypted(person):
    person.set_up_generic()
    person.select('Encryption', 'None')
    person.press('Test SMTP Settings')
    person.button('Allow for This Server…')


@scene('long-words')
def long_words(person):
    host = f'mail.{LONG}.{LONG}.example.com'.lower()
    person.set_up_generic(server=host, user_name=f'{LONG}@{host}'.lower(),
                          email_address=f'hubert.{LONG}@{host}'.lower())
    person.fill(name=f'Hubert Blaine {LONG} Sr.')
    person.test('Server Not Found')


@scene('several-senders')
def several_senders(person):
    success(person)
    person.key('ctrl+n')
    person.wait(lambda: person.value('Email Address') == '', 'no new sender')
    person.fill(email_address='ada@example.com')
    if person.all('Continue', 'push button'):
        person.press('Continue')
    person.fill(server='mail.example.com', password=GENERIC_PASSWORD)
    person.save()
    person.wait_until_gone('Settings saved')


@scene('switcher')
def switcher(person):
    several_senders(person)
    person.press('Switch Sender')


@scene('removed')
def removed(person):
    several_senders(person)
    person.remove_sender()
    person.button('Undo')


@scene('locked-settings', Site)
def locked_settings(person):
    person.wait_for_text('Set by the administrator')


@scene('no-keyring', keyring='absent')
def no_keyring(person):
    person.set_up_generic()
    person.save()
    person.wait_for_text('There is no keyring on this desktop to keep passwords in.')


@scene('locked-keyring', keyring='locked')
def locked_keyring(person):
    person.set_up_generic()
    person.press('Save')
    person.desktop.answer_keyring(person, None)
    person.wait_for_text('The keyring is locked, and was not unlocked.')


@scene('menu')
def menu(person):
    form(person)
    person.key('F10')


@scene('sender-options')
def sender_options(person):
    form(person)
    person.press('Sender Options')


@scene('close-question')
def close_question(person):
    form(person)
    person.key('ctrl+w')
    person.button('Discard')


@scene('trust-question')
def trust_question(person):
    show_result(person, 'certificate')
    person.press('Trust This Certificate…')
    person.find('Trust This Certificate?', 'label')


@scene('message-question')
def message_question(person):
    form(person)
    person.fill(password=APP_PASSWORD_AS_SHOWN)
    person.press('Sender Options')
    person.activate_item('Send a Test Message…')
    person.button('Send')


@scene('details')
def details(person):
    bad_credentials(person)
    person.press('Details')
    person.wait_for_text('EHLO')


@scene('explain')
def explain(person):
    form(person)
    person.press('Main Menu')
    person.activate_item('Explain an Error…')
    person.field('Error Message')


@scene('explained')
def explained(person):
    explain(person)
    person.field('Error Message').set_text(
        '534-5.7.9 Application-specific password required. For more information, go to\n'
        '534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp')
    person.wait_for_text('Bad Credentials')


@scene('about')
def about(person):
    form(person)
    person.press('Main Menu')
    person.activate_item('About Outgoing Mail')
    person.wait(person.in_front, 'no other window')


@scene('shortcuts')
def shortcuts(person):
    form(person)
    person.key('ctrl+question')
    person.wait(person.in_front, 'no other window')
