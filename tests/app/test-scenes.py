#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scenes of build-aux/screenshots. All of them take minutes, so that most are only read."""

import ast
import inspect
import os

import harness
from harness import scenes
from harness.desktop import Desktop

ARABIC = {'LANGUAGE': 'ar', 'OUTGOING_MAIL_LOCALEDIR': os.environ['OUTGOING_MAIL_LOCALEDIR']}


def steps_of(tree):
    """What is done with the person and with the desktop: (whose it is, its name, line)."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        whose = ast.unparse(node.value)
        if whose in ('person', 'person.desktop'):
            yield whose, node.attr, node.lineno


def case_steps_exist():
    own = {'person': set(dir(harness.Person)) | {'desktop'}, 'person.desktop': set(dir(Desktop))}
    steps = list(steps_of(ast.parse(inspect.getsource(scenes))))
    assert len(steps) > len(scenes.SCENES), steps
    unknown = [step for step in steps if step[1] not in own[step[0]]]
    assert not unknown, unknown


def show(name, **environment):
    function, kind, options = scenes.SCENES[name]
    with kind(environment=environment, **options) as desktop:
        function(harness.Person(desktop))


def case_markup():
    show('markup')


def case_message_question():
    show('message-question')


def case_hints_in_arabic():
    show('hints', **ARABIC)


def case_word_with_context_in_arabic():
    show('unencrypted', **ARABIC)


harness.run([value for name, value in list(globals().items()) if name.startswith('case_')])
