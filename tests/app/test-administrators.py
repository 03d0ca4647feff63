#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an administrator has preset and locked, as a new user finds it."""

import os
import subprocess

import harness
from harness.site import LOCKED_LIST, Site, Vendor


def case_preset_sender_with_a_locked_server():
    with Site() as desktop:
        person = harness.Person(desktop)
        assert person.value('Server') == 'mail.example.com'
        assert person.value('Encryption') == 'STARTTLS'
        person.wait_for_text('Set by the administrator')
        assert 'sensitive' not in person.field('Server').states
        assert 'sensitive' in person.field('Email Address').states

        person.fill(email_address='ada@example.com', password='lovelace-1815')
        person.test('Success')
        person.save()
        person.quit()

        person = harness.Person(desktop)
        assert person.value('Email Address') == 'ada@example.com'
        assert person.value('Server') == 'mail.example.com'


def case_command_knows_the_preset_sender():
    with Site() as desktop:
        listed = subprocess.run([os.environ['OMS_COMMAND'], 'list'], check=True,
                                env=desktop.environment, stdout=subprocess.PIPE, text=True).stdout
        assert 'mail.example.com' in listed, listed


def case_locked_list_stays_as_it_is():
    with Site(locks=LOCKED_LIST) as desktop:
        person = harness.Person(desktop)
        person.fill(email_address='ada@example.com', password='lovelace-1815')
        person.save()
        person.key('ctrl+n')
        person.wait(lambda: person.value('Email Address') == '', 'no new sender')
        person.fill(email_address='bob@example.com')
        if person.all('Continue', 'push button'):
            person.press('Continue')
        person.fill(server='smtp.example.com', user_name='bob', password='builder-1')
        person.press('Save')
        person.wait_for_text('The administrator of this computer has locked these settings.')
        assert [sender['address'] for sender in person.senders()] == ['ada@example.com']


def case_vendor_override_presets_a_sender():
    with Vendor() as desktop:
        person = harness.Person(desktop)
        assert person.value('Server') == 'mail.example.com'
        person.fill(email_address='ada@example.com', password='lovelace-1815')
        person.test('Success')
        person.save()


harness.run([
    case_preset_sender_with_a_locked_server,
    case_locked_list_stays_as_it_is,
    case_vendor_override_presets_a_sender,
    case_command_knows_the_preset_sender,
])
