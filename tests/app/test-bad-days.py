#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong on bad days is said, and nothing is lost by it."""

import time

import harness
from harness.desktop import KEYRING_PASSWORD
from harness.person import GENERIC_PASSWORD, GMAIL
from harness.screen import BUTTON

# Server, encryption, what the result is called
TROUBLE = [
    ('refused.example.com', 'TLS from the start', 'Connection Refused'),
    ('mial.example.com', 'TLS from the start', 'Server Not Found'),
    ('silent.example.com', 'TLS from the start', 'No Answer'),
    ('expired.example.com', 'TLS from the start', 'Certificate Expired'),
    ('wrong-name.example.com', 'TLS from the start', 'Certificate of Another Server'),
    ('self-signed.example.com', 'TLS from the start', 'Certificate Not Trusted'),
    ('cut-auth.example.com', 'TLS from the start', 'Connection Closed'),
    ('not-smtp.example.com', 'STARTTLS', 'Not a Mail Server'),
    ('no-starttls.example.com', 'STARTTLS', 'Encryption Not Offered'),
    ('no-auth.example.com', 'STARTTLS', 'No Sign-In Offered'),
    ('busy.example.com', 'STARTTLS', 'Server Is Busy'),
    ('flood.example.com', 'STARTTLS', 'Details'),
]


def case_each_trouble_has_a_name():
    with harness.Desktop(height=1600) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        for host, encryption, headline in TROUBLE:
            if person.value('Encryption') != encryption:
                person.select('Encryption', encryption)
            person.fill(server=host)
            person.wait_until_result_gone()
            began = time.monotonic()
            person.test(headline)
            assert time.monotonic() - began < 20, host
            assert not person.has('Success'), host
            assert not person.has('Bad Credentials'), host
            assert person.focused() is not None, host


def case_wrong_password_is_typed_again():
    with harness.Desktop(height=1600) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(password='lovelace-1852')
        person.test('Bad Credentials')
        person.press('Go to Password')
        person.wait(lambda: person.focused().name == 'Password', 'the focus is elsewhere')
        person.fill(password=GENERIC_PASSWORD)
        person.test('Success')


def case_field_to_correct_is_one_press_away():
    with harness.Desktop(height=1600) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server='mial.example.com')
        person.test('Server Not Found')
        person.press('Go to Server')
        person.wait(lambda: person.focused().name == 'Server', 'the focus is elsewhere')
        person.fill(server='mail.example.com', email_address='someone.else@example.com',
                    user_name='ada@example.com')
        person.test('Sender Address Refused')
        person.press('Go to Email Address')
        person.wait(lambda: person.focused().name == 'Email Address', 'the focus is elsewhere')


def case_no_other_attempt_is_suggested_where_each_makes_it_worse():
    with harness.Desktop(height=1600) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server='busy.example.com')
        person.test('Server Is Busy')
        assert person.all('Try Again', BUTTON)
        person.fill(server='locked-out.example.com')
        person.wait_until_result_gone()
        person.test('Too Many Attempts')
        assert not person.all('Try Again', BUTTON)


def case_nothing_moves_for_those_who_do_not_want_it():
    for animations in (0, 1):
        with harness.Desktop() as desktop:
            desktop.write_gtk_settings(gtk_enable_animations=animations)
            person = harness.Person(desktop)
            person.set_up_generic(server='stall-auth.example.com')
            person.press('Test SMTP Settings')
            person.wait_for_text('Signing in…')
            # What stands still has a name; the spinner is nothing but movement.
            still = person.all('Running', 'image')
            assert bool(still) != bool(animations), still


def case_another_port_is_offered_and_taken_back():
    with harness.Desktop(height=1600) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        person.select('Encryption', 'STARTTLS')
        person.fill(server='no-starttls.example.com')
        person.test('Encryption Not Offered')
        person.wait_for_text('answers at port 465')
        person.press('Use Port 465')
        person.wait_for_text('Success')
        assert person.value('Port') == '465'
        assert person.value('Encryption') == 'TLS from the start'
        person.press('Undo')
        person.wait(lambda: person.value('Port') == '587', 'the port is not back')
        assert person.value('Encryption') == 'STARTTLS'


def case_what_changed_since_it_worked():
    with harness.Desktop(height=1600) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        person.test('Success')
        person.save()
        person.fill(server='refused.example.com')
        person.wait_until_result_gone()
        person.test('Connection Refused')
        person.wait_for_text('last worked', 'The server was “mail.example.com” then.')


def case_markup_of_a_server_stays_text():
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server='markup.example.com')
        person.test('Details')
        person.wait_for_text('<b>', '&amp;')
        person.press('Details')
        person.wait(person.in_front, 'no details')


def case_errors_at_the_fields():
    with harness.Desktop(height=1600) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        for name, bad in (('Email Address', 'ada at example.com'), ('Server', 'mail example com'),
                          ('Server', ''), ('Port', '70000'), ('Port', 'smtp'), ('User Name', '')):
            good = person.value(name)
            person.field(name).set_text(bad)
            person.key('ctrl+s')
            field = person.wait(lambda: 'invalid' in person.field(name).states
                                and person.field(name), f'“{bad}” is no error in “{name}”')
            assert field.description, f'“{bad}” in “{name}” is not explained'
            assert person.has(field.description)
            person.wait(lambda: person.focused() and person.focused().name == name,
                        f'“{name}” is not focused')
            assert person.value(name) == bad
            person.field(name).set_text(good)
            person.wait(lambda: 'invalid' not in person.field(name).states,
                        f'the error stays at “{name}”')
        assert person.senders() == []
        person.save()
        assert len(person.senders()) == 1


def case_second_start_raises_the_window():
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        person.find('Email Address', 'text')
        second = desktop.start()
        person.wait(lambda: second.poll() is not None, 'the second start does not end')
        assert second.returncode == 0
        assert not person.in_front()
        assert person.window.poll() is None


def case_window_closed_during_a_test():
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server='silent.example.com')
        person.save()
        person.press('Test SMTP Settings')
        person.button('Cancel')
        began = time.monotonic()
        person.key('ctrl+w')
        person.wait_for_end()
        assert time.monotonic() - began < 5


def case_cancel_at_once():
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        for host in ('silent.example.com', 'stall-ehlo.example.com', 'stall-auth.example.com'):
            if not person.all('Server', 'text'):
                person.set_up_generic(server=host)
            person.fill(server=host)
            person.press('Test SMTP Settings')
            person.button('Cancel')
            began = time.monotonic()
            person.press('Cancel')
            person.button('Test SMTP Settings')
            # Less than any deadline, and more than looking takes on a busy machine
            assert time.monotonic() - began < 6, host


def case_changed_draft_is_asked_about_once():
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        person.save()
        person.fill(name='Countess')
        person.key('ctrl+w')
        person.answer('Save Changes?', 'Cancel')
        assert person.value('Name') == 'Countess'
        person.key('ctrl+w')
        person.answer('Save Changes?', 'Save')
        person.wait_for_end()
        assert [sender['name'] for sender in person.senders()] == ['Countess']


def case_removed_during_a_test_and_brought_back():
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server='silent.example.com')
        person.save()
        person.wait_for_text('Stored in the keyring')
        person.press('Test SMTP Settings')
        person.button('Cancel')
        person.remove_sender()
        person.wait(lambda: person.senders() == [], 'the sender is still there')
        person.press('Undo')
        person.wait(lambda: len(person.senders()) == 1, 'the sender does not come back')
        person.wait_for_text('Stored in the keyring')
        assert person.value('Server') == 'silent.example.com'


def case_two_senders():
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        person.save()
        person.key('ctrl+n')
        person.wait(lambda: person.value('Email Address') == '', 'no new sender')
        person.fill(email_address=GMAIL)
        if person.all('Continue', 'push button'):
            person.press('Continue')
        person.fill(password='sunflower42')
        person.save()
        assert [sender['address'] for sender in person.senders()] == ['ada@example.com', GMAIL]
        person.fill(name='María')
        person.choose_sender('ada@example.com')
        person.answer('Save Changes?', 'Discard')
        person.wait(lambda: person.value('Email Address') == 'ada@example.com', 'no change')
        assert person.value('Name') == ''
        assert not person.can_save()
        person.test('Success')


def case_window_is_as_it_was():
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        person.save()
        person.resize(700, 800)
        person.key('ctrl+w')
        person.wait_for_end()
        person = harness.Person(desktop)
        person.field('Server')
        size = person.windows()[0]
        assert (size['WIDTH'], size['HEIGHT']) == (700, 800), size


def assert_kept_for_now(person):
    person.wait(lambda: person.field('Password').text == ''
                and person.has('Kept until the program ends'), 'the password is not kept')
    assert not person.has('Stored in the keyring')


def case_keyring_absent():
    with harness.Desktop(keyring='absent') as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        person.save()
        person.wait_for_text('no keyring')
        assert_kept_for_now(person)
        person.test('Success')
        person.remove_sender()
        person.press('Undo')
        assert_kept_for_now(person)
        person.test('Success')
        person.quit()
        person = harness.Person(desktop)
        assert person.value('Server') == 'mail.example.com'
        assert person.value('Password') == ''
        assert not person.has('Stored in the keyring')
        assert not person.has('Kept until')


def case_keyring_locked_and_not_unlocked():
    with harness.Desktop(keyring='locked') as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        person.press('Save')
        desktop.answer_keyring(person, None)
        person.wait_for_text('keyring is locked')
        assert_kept_for_now(person)
        person.test('Success')


def case_keyring_locked_and_unlocked():
    with harness.Desktop(keyring='locked') as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        person.press('Save')
        desktop.answer_keyring(person, KEYRING_PASSWORD)
        person.wait_for_text('Stored in the keyring')


def case_settings_that_cannot_be_written():
    with harness.Desktop(warning='Not a directory') as desktop:
        # A file in the place of the folder: not even the administrator could write there.
        (desktop.home / '.config/glib-2.0').write_text('', encoding='utf-8')
        person = harness.Person(desktop)
        person.set_up_generic()
        person.press('Save')
        person.wait_for_text('Settings Not Saved')
        assert person.value('Server') == 'mail.example.com'
        assert person.holds('Password', GENERIC_PASSWORD)
        person.test('Success')


def case_low_window_begins_with_the_question():
    with harness.Desktop(width=360, height=640) as desktop:
        person = harness.Person(desktop)
        person.resize(360, 294)

        def is_in_view():
            _, top, _, height = person.field('Email Address').extents
            return top + height <= 294
        person.wait(is_in_view, 'the question is below the edge')


def case_narrow_window():
    with harness.Desktop(width=360, height=640) as desktop:
        person = harness.Person(desktop)
        person.resize(360, 640)
        person.set_up_generic(password='lovelace-1852')
        person.test('Bad Credentials')
        details, more = person.button('Details'), person.button('Learn More')
        assert details.extents[1] == more.extents[1], 'each button has a line of its own'
        person.fill(password=GENERIC_PASSWORD)
        person.test('Success')
        for node in person.nodes():
            if node.extents and node.path[0].name.startswith('Outgoing Mail'):
                left, _, width, _ = node.extents
                assert left + width <= 362, f'{node} ends at {left + width}'
        person.resize(360, 294)
        button = person.button('Test SMTP Settings')
        assert button.extents[1] + button.extents[3] <= 294


harness.run([value for name, value in sorted(globals().items()) if name.startswith('case_')])
