#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader finds: names, focus, and word of what has happened.

UPDATE_GOLDEN=1 writes the trees that are expected anew.
"""

import difflib
import os
import pathlib
import re

import harness
from harness.person import ACCOUNT_PASSWORD, DIALOG, GMAIL
from harness.screen import BUTTON, has_gtk

GOLDEN = pathlib.Path(__file__).parent / 'golden'
# They hand the focus on to what is in them.
GROUPS = ('list', 'scroll pane', 'list item', 'panel')
STAGES = ['Looking for the server…', 'Connecting…', 'Encrypting…', 'Waiting for the greeting…',
          'Signing in…']
FIELDS = ('Name', 'Email Address', 'Server', 'Encryption', 'Port', 'User Name', 'Password')


def assert_named(person):
    """Everything that can be reached says what it is."""
    for node in person.nodes():
        assert not re.match('_|Gtk|Adw|Oms', node.name), node.path
        half = node.name[:len(node.name) // 2]
        assert not half or node.name != f'{half} {half}', node.path
        if 'focusable' in node.states and node.role not in GROUPS:
            assert node.name, node.path
    assert person.focused() is not None


def assert_tab_finds_names(person):
    """Wherever the focus goes, it is told what has it."""
    places = []
    while not places or person.focused().place != places[0]:
        assert person.focused().name, person.focused().path
        assert person.focused().place not in places, person.focused()
        places.append(person.focused().place)
        person.key('Tab')
        person.wait(lambda: person.focused() and person.focused().place != places[-1],
                    'Tab leads nowhere')
    assert len(places) > 1


def shorten(text):
    """The beginning of what is said: the sentences themselves may change any day."""
    first = text.partition('. ')[0]
    return text if len(text) <= 60 else f'{first}…' if len(first) <= 60 else '…'


def picture(person):
    """The named parts of the tree, without what differs from run to run."""
    lines = []
    depths = {}
    for node in person.nodes():
        around = [above.place for above in node.path[:-1] if above.place in depths]
        depth = depths[around[-1]] + 1 if around else 0
        if not node.name:
            continue
        if node.role == 'label' and node.parent.name == node.name:
            continue
        depths[node.place] = depth
        states = sorted(node.states & {'focused', 'invalid', 'required', 'expanded'})
        lines.append(' '.join(filter(None, [
            '  ' * depth + node.role, f'“{shorten(node.name)}”',
            f'({shorten(node.description)})' if node.description else '',
            f'= {node.text}' if node.text and node.role in ('text', 'password text') else '',
            ' '.join(states)])))
    text = '\n'.join(lines) + '\n'
    return re.sub(r'\b\d+ (ms|s)\b', 'N \\1', re.sub(r'\d\d:\d\d(:\d\d)?', 'TIME', text))


def essence(text):
    """What newer versions of GTK tell just as the oldest: which things there are, in which order
    and state. They have other groups, no descriptions that repeat a name, and one more picture."""
    lines = [re.match(r' *(.+?) (“.*”)(?: \(.*\))?( = .*?)?((?: [a-z]+)*)$', line).groups()
             for line in text.splitlines()]
    return '\n'.join(f'{role.replace("toggle", "push")} {name}'
                     f'{value if value and role == "text" else ""}{states}'
                     for role, name, value, states in lines
                     if role not in ('list', 'panel', 'grouping') and name != '“Show Text”')


def assert_golden(person, name):
    path = GOLDEN / f'{name}.txt'
    now = picture(person)
    if os.environ.get('UPDATE_GOLDEN'):
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding='utf-8')
    wanted = path.read_text(encoding='utf-8')
    if has_gtk('4.10'):
        wanted, now = essence(wanted), essence(now)
    difference = '\n'.join(difflib.unified_diff(wanted.splitlines(), now.splitlines(),
                                                str(path), 'now', lineterm=''))
    assert not difference, difference


def case_main_states():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.button('Continue')
        assert_named(person)
        assert_golden(person, 'first-start')
        person.start_with(GMAIL)
        person.field('Password')
        assert_named(person)
        assert_golden(person, 'form')
        person.fill(password=ACCOUNT_PASSWORD)
        person.test('Bad Credentials')
        assert_named(person)
        assert_golden(person, 'bad-credentials')


def case_parts_that_come_and_go():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server='self-signed.example.com')
        person.field('Encryption').press()
        person.wait(person.open_items, 'the list does not open')
        assert_named(person)
        person.key('Escape')
        person.test('Certificate Not Trusted')
        person.press('Trust This Certificate…')
        person.find('Trust This Certificate?', DIALOG)
        assert_named(person)
        assert_tab_finds_names(person)
        person.answer('Trust This Certificate?', 'Cancel')
        person.press('Details')
        person.find('Details of the Last Test', 'frame')
        assert_named(person)
        person.leave_window()
        person.save()
        person.press('Main Menu')
        person.wait(lambda: person.all('Help'), 'no menu')
        assert_named(person)
        person.activate_item('Explain an Error…')
        person.find('Explain an Error', 'frame')
        assert_named(person)
        person.leave_window()
        person.remove_sender()
        person.button('Undo')
        assert_named(person)
        # Newer versions of libadwaita have a name for it themselves.
        close, = person.all('Close Message', BUTTON) or person.all('Dismiss', BUTTON)
        close.press()
        person.wait(lambda: not person.all('Undo'), 'the message stays')


def case_every_width():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic()
        for width in (360, 700, 360):
            person.resize(width, 900)
            person.button('Save')
            assert_named(person)


def case_while_testing():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server='stall-auth.example.com')
        person.press('Test SMTP Settings')
        person.button('Cancel')
        assert_named(person)
        assert len(person.all('Cancel', BUTTON)) == 1
        assert not person.all('Test SMTP Settings')
        person.press('Cancel')
        person.button('Test SMTP Settings')


def case_long_wait_is_told_once():
    words = 'Some servers answer slowly after wrong passwords'
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.set_up_generic(server='stall-auth.example.com')
        person.tab_to('Test SMTP Settings')
        person.events.clear()
        person.key('space')
        person.wait_for_text('Signing in…', words)
        person.wait(lambda: words in ' '.join(person.announcements()), 'the wait is not announced')
        person.settle()
        assert ' '.join(person.announcements()).count(words) == 1
        person.press('Cancel')
        person.wait_until_gone(words)


def case_fields_are_unique():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.start_with(GMAIL)
        for name in FIELDS:
            person.field(name)
        for name in ('Test SMTP Settings', 'Save'):
            person.button(name)


def case_each_field_tells_that_it_is_focused():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.start_with(GMAIL)
        for name in FIELDS:
            place = person.field(name).place
            person.tab_to(name)
            person.tab_to(name, 'shift+Tab')
            person.key('shift+Tab')
            person.wait(lambda: person.focused() and person.focused().place != place, 'no way back')
            person.settle()
            person.events.clear()
            person.key('Tab')
            person.wait(lambda: person.focused() and person.focused().place == place,
                        f'“{name}” is not focused')
            person.settle()
            told = [event for event in person.events
                    if event[0] == 'object:state-changed:focused' and event[2] == 1]
            assert [event[1] for event in told] == [place], (name, told)


def case_each_stage_and_the_result_are_told_once():
    with harness.Desktop(height=1800) as desktop:
        person = harness.Person(desktop)
        person.start_with(GMAIL)
        person.fill(password=ACCOUNT_PASSWORD)
        person.tab_to('Test SMTP Settings')
        person.settle()
        person.events.clear()
        person.key('space')
        person.wait_for_text('Bad Credentials')
        person.wait(lambda: person.announcements()[-1:]
                    and person.announcements()[-1].startswith('Result: Bad Credentials. '),
                    'the result is not announced')
        person.button('Test SMTP Settings')
        person.settle()
        assert person.announcements()[:-1] == STAGES, person.announcements()


harness.run([value for name, value in sorted(globals().items()) if name.startswith('case_')])
