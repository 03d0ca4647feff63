#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The keyboard alone does everything."""

import harness
from harness.person import ACCOUNT_PASSWORD, APP_PASSWORD_AS_SHOWN, GMAIL


def type_into(person, name, text):
    """Reaches a field, replaces what is in it, and waits until it has arrived."""
    person.tab_to(name)
    person.key('ctrl+a', 'Delete')
    person.type(text)
    person.wait(lambda: person.holds(name, text), f'“{text}” does not arrive in “{name}”')


def case_the_main_job():
    with harness.Desktop(height=700) as desktop:
        person = harness.Person(desktop)
        type_into(person, 'Email Address', GMAIL)
        person.key('Return')
        person.field('Password')
        type_into(person, 'Password', ACCOUNT_PASSWORD)
        person.key('ctrl+r')
        person.wait_for_text('Bad Credentials')
        type_into(person, 'Password', APP_PASSWORD_AS_SHOWN)
        person.tab_to('Test SMTP Settings')
        person.key('space')
        person.wait_for_text('Success')
        person.key('ctrl+s')
        person.wait_for_text('Stored in the keyring')
        person.key('ctrl+w')
        person.wait_for_end()


def case_tab_passes_everything_once():
    with harness.Desktop(height=700) as desktop:
        person = harness.Person(desktop)
        person.start_with(GMAIL)
        person.button('Test SMTP Settings')
        first = person.focused()
        assert first is not None
        order = [first.name]
        while len(order) < 60:
            place = person.focused().place
            person.key('Tab')
            now = person.wait(lambda: (person.focused() or 0)
                              if person.focused() and person.focused().place != place else None,
                              f'Tab does not leave {order[-1]}')
            if now.place == first.place:
                break
            order.append(now.name)
        assert '' not in order, order
        form = ['Name', 'Email Address', 'Server', 'Encryption', 'Port', 'User Name', 'Password',
                'Test SMTP Settings']
        start = order.index('Name')
        turned = order[start:] + order[:start]
        positions = [turned.index(name) for name in form]
        assert positions == sorted(positions), order


def case_suggestion_is_taken():
    with harness.Desktop(height=900) as desktop:
        person = harness.Person(desktop)
        person.start_with(GMAIL)
        type_into(person, 'Server', 'smpt.gmail.com')
        person.key('Tab')
        person.button('Use smtp.gmail.com')
        person.tab_to('Use smtp.gmail.com', 'shift+Tab')
        person.key('space')
        person.wait(lambda: person.value('Server') == 'smtp.gmail.com', 'it is not taken')
        assert person.focused().name == 'Server'
        assert not person.all('Use smtp.gmail.com')
        person.tab_to('Encryption')


def case_escape_cancels_a_test():
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server='silent.example.com')
        person.key('ctrl+Return')
        person.button('Cancel')
        person.key('Escape')
        person.button('Test SMTP Settings')
        assert person.focused() is not None


def case_shortcuts():
    with harness.Desktop() as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        person.save()
        person.key('F10')
        person.item('Keyboard Shortcuts')
        person.key('Escape')
        person.wait_until_gone('Keyboard Shortcuts')
        person.key('ctrl+question')
        person.wait(person.in_front, 'no shortcuts')
        person.wait_for_text('Open Main Menu', 'F10')
        person.leave_window()
        person.key('ctrl+n')
        person.wait(lambda: person.value('Email Address') == '', 'no new sender')


harness.run([
    case_the_main_job,
    case_suggestion_is_taken,
    case_tab_passes_everything_once,
    case_escape_cancels_a_test,
    case_shortcuts,
])
