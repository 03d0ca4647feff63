#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window offers to do about a result, and asks before it does it."""

import harness
from harness.person import ACCOUNT_PASSWORD, DIALOG, GENERIC_PASSWORD, GMAIL
from harness.screen import BUTTON

SELF_SIGNED = 'self-signed.example.com'
# Notes what it is asked to open
BROWSER = '''[Desktop Entry]
Type=Application
Name=Browser of the test
Exec=/bin/sh -c "echo %u >> {log}"
MimeType=x-scheme-handler/https;x-scheme-handler/help;x-scheme-handler/file;text/html;
'''


def has_text(path):
    """Whether something was written there: a shell makes the file before it has anything to write."""
    return path.exists() and path.stat().st_size > 0


def add_browser(desktop):
    """Makes a program the one that opens every link; returns where it notes them."""
    log = desktop.folder / 'opened'
    applications = desktop.home / '.local/share/applications'
    applications.mkdir(parents=True)
    (applications / 'browser.desktop').write_text(BROWSER.format(log=log), encoding='utf-8')
    (applications / 'mimeapps.list').write_text(
        '[Default Applications]\n' + ''.join(f'{kind}=browser.desktop\n' for kind in (
            'x-scheme-handler/https', 'x-scheme-handler/help', 'x-scheme-handler/file',
            'text/html')), encoding='utf-8')
    return log


def clipboard(person):
    """What was copied, read from the field it is pasted into."""
    person.fill(name='')
    person.tab_to('Name', 'shift+Tab')
    person.key('ctrl+v')
    return person.wait(lambda: person.value('Name'), 'nothing was copied')


def facts(person, question):
    dialog = person.find(question, DIALOG).place
    return '\n'.join(node.name for node in person.all(roles='label')
                     if any(above.place == dialog for above in node.path))


def switch_to(person, address):
    person.choose_sender(address)
    person.wait(lambda: person.value('Email Address') == address, f'{address} is not shown')


def case_one_certificate_is_trusted_and_no_more():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server=SELF_SIGNED)
        person.test('Certificate Not Trusted')
        person.press('Trust This Certificate…')
        shown = facts(person, 'Trust This Certificate?')
        for fact in ('Issued to: ', 'Issued by: ', 'Valid until: ', 'Fingerprint: ', SELF_SIGNED):
            assert fact in shown, shown
        person.answer('Trust This Certificate?', 'Cancel')
        assert not person.has('Trusts One Certificate')

        person.press('Trust This Certificate…')
        person.answer('Trust This Certificate?', 'Trust This Certificate')
        person.wait_for_text('Success', 'Trusts One Certificate')
        person.button('Test SMTP Settings')
        person.save()
        assert person.senders()[0]['server'] == SELF_SIGNED

        person.press('Stop Trusting')
        person.wait_until_gone('Trusts One Certificate')
        person.test('Certificate Not Trusted')


def case_trust_is_for_one_server():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server=SELF_SIGNED)
        person.test('Certificate Not Trusted')
        person.press('Trust This Certificate…')
        person.answer('Trust This Certificate?', 'Trust This Certificate')
        person.wait_for_text('Success')
        person.button('Test SMTP Settings')
        person.fill(server='unknown-ca.example.com')
        person.wait_until_result_gone()
        person.press('Test SMTP Settings')
        person.wait_for_text('Certificate')
        person.button('Test SMTP Settings')
        assert not person.has('Success')


def case_unencrypted_password_is_asked_about():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        person.select('Encryption', 'None')
        person.wait_for_text('Anyone on the way can read along')
        person.press('Test SMTP Settings')
        person.press('Allow for This Server…')
        assert 'mail.example.com' in facts(person, 'Send the Password Unencrypted?')
        person.answer('Send the Password Unencrypted?', 'Cancel')
        assert not person.has('Sends the Password Unencrypted')
        person.press('Allow for This Server…')
        person.answer('Send the Password Unencrypted?', 'Allow for This Server')
        person.wait_for_text('Success', 'Sends the Password Unencrypted')
        person.button('Test SMTP Settings')
        person.press('Stop Allowing')
        person.wait_until_gone('Sends the Password Unencrypted')
        person.key('Tab')
        person.wait(lambda: person.focused() and person.focused().name == 'Encryption',
                    'the focus was not in the field before')
        person.press('Test SMTP Settings')
        person.button('Allow for This Server…')


def case_rejected_password_is_not_sent_twice_unasked():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.start_with(GMAIL)
        person.fill(password=ACCOUNT_PASSWORD)
        person.test('Bad Credentials')
        person.press('Test SMTP Settings')
        person.answer('Send the Same Password Again?', 'Cancel')
        person.button('Test SMTP Settings')
        person.press('Test SMTP Settings')
        person.answer('Send the Same Password Again?', 'Send Again')
        person.wait_for_text('Bad Credentials')
        person.button('Test SMTP Settings')


def case_error_of_another_program_is_explained():
    with harness.Desktop(height=1200) as desktop:
        person = harness.Person(desktop)
        person.press('Main Menu')
        person.activate_item('Explain an Error…')
        person.field('Error Message').set_text(
            '534-5.7.9 Application-specific password required. For more information, go to\n'
            '534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp')
        person.wait_for_text('Bad Credentials', 'How to Fix It', 'Create an App Password')
        assert not person.all(roles='password text'), 'a password goes nowhere from here'
        person.leave_window()


def case_test_message_is_asked_about():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        person.press('Sender Options')
        person.activate_item('Send a Test Message…')
        assert 'ada@example.com' in facts(person, 'Send a Test Message?')
        person.answer('Send a Test Message?', 'Cancel')
        assert not person.has_result()
        person.press('Sender Options')
        person.activate_item('Send a Test Message…')
        person.answer('Send a Test Message?', 'Send')
        person.wait_for_text('Success', 'Test message sent')


def case_two_tests_at_once():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server='stall-auth.example.com')
        person.save()
        person.key('ctrl+n')
        person.wait(lambda: person.value('Email Address') == '', 'no new sender')
        person.fill(email_address='other@example.com', server='mail.example.com',
                    user_name='ada@example.com', password=GENERIC_PASSWORD)
        person.save()
        switch_to(person, 'ada@example.com')
        person.press('Test SMTP Settings')
        person.button('Cancel')
        switch_to(person, 'other@example.com')
        person.press('Test SMTP Settings')
        person.wait(person.has_result, 'no result beside another test')
        person.button('Test SMTP Settings')
        switch_to(person, 'ada@example.com')
        assert not person.has_result()
        person.press('Cancel')
        person.button('Test SMTP Settings')


def case_note_for_the_administrator_is_copied():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.start_with('mailbox-off@contoso.example')
        person.fill(server='smtp.office365.com', user_name='mailbox-off@contoso.example',
                    password='winter-sun-7')
        person.select('Encryption', 'STARTTLS')
        person.press('Test SMTP Settings')
        person.press('Copy Note for Administrator')
        note = clipboard(person)
        assert 'mailbox-off@contoso.example' in note, note
        assert 'winter-sun-7' not in note


def case_note_for_those_who_run_a_server_is_copied():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server=SELF_SIGNED)
        person.test('Certificate Not Trusted')
        person.press('Copy Note')
        note = clipboard(person)
        assert 'smtpd_tls_chain_files' in note and SELF_SIGNED in note, note
        assert GENERIC_PASSWORD not in note


def case_help_is_opened_at_the_right_page():
    with harness.Desktop(height=1800) as desktop:
        opened = add_browser(desktop)
        person = harness.Person(desktop)
        person.set_up_generic(server='refused.example.com')
        person.key('F1')
        person.wait(lambda: has_text(opened), 'the help is not opened')
        assert 'outgoing-mail' in opened.read_text(encoding='utf-8')
        person.test('Connection Refused')
        person.press('Learn More')
        person.wait(lambda: 'cause-connection-refused' in opened.read_text(encoding='utf-8'),
                    'the page about the cause is not opened')


def case_page_that_does_not_open_is_told():
    failure = 'The page could not be opened'
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        person.start_with('ada@example.com')
        person.key('F1')
        person.wait_for_text(failure)
        person.wait_until_gone(failure)
        person.press('Main Menu')
        person.activate_item('Explain an Error…')
        person.field('Error Message').set_text('535 5.7.8 Error: authentication failed')
        person.press('Learn More')
        person.wait_for_text(failure)


def case_next_step_is_opened():
    with harness.Desktop(height=1800) as desktop:
        opened = add_browser(desktop)
        person = harness.Person(desktop)
        person.start_with(GMAIL)
        person.fill(password=ACCOUNT_PASSWORD)
        person.test('Bad Credentials')
        person.find('Create an App Password', BUTTON).press()
        person.wait(lambda: has_text(opened), 'the page is not opened')
        assert 'https://myaccount.google.com/apppasswords' in opened.read_text(encoding='utf-8')


harness.run([value for name, value in sorted(globals().items()) if name.startswith('case_')])
