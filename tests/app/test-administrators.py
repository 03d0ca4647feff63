#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an administrator has preset and locked, as a new user finds it."""

import os
import subprocess

import harness
from harness.site import Site


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


harness.run([
    case_preset_sender_with_a_locked_server,
    case_command_knows_the_preset_sender,
])
