#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window has room for other languages and sizes: longer words, right to left, large text."""

import gettext
import os
import pathlib
import re
import subprocess
import tempfile

import harness
from harness.person import ACCOUNT_PASSWORD, GMAIL

WIDTH = 360
EDGE = 5  # what a window without a window manager has around it
BORDER = 2  # lines around what is inside can lie beyond it
TRANSLATIONS = pathlib.Path(os.environ['OUTGOING_MAIL_LOCALEDIR'])


def read_english():
    """Everything that can be translated, as the German translation knows it."""
    with open(TRANSLATIONS / 'de/LC_MESSAGES/outgoing-mail.mo', 'rb') as stream:
        catalogue = gettext.GNUTranslations(stream)._catalog
    return [words for words in catalogue if isinstance(words, str) and words]


def lengthen(words):
    """@words with each word longer by two fifths, but for what is filled in at run time."""
    return re.sub(r'(?<![{%\w])\w{2,}(?![}\w])',
                  lambda word: word[0] + 'ö' * -(-len(word[0]) * 2 // 5), words)


def quote(words):
    return '"' + words.translate({10: '\\n', 9: '\\t', 13: '\\r', 34: '\\"', 92: '\\\\'}) + '"'


def write_pseudo_language(folder):
    lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\n"']
    for words in read_english():
        context, _, english = words.rpartition('\4')
        lines += [f'msgctxt {quote(context)}'] if context else []
        lines += [f'msgid {quote(english)}', f'msgstr {quote(lengthen(english))}']
    target = folder / 'xx/LC_MESSAGES'
    target.mkdir(parents=True)
    subprocess.run(['msgfmt', '-', '-o', str(target / 'outgoing-mail.mo')], check=True,
                   input='\n'.join(lines).encode())


def assert_fits(language='', folder=TRANSLATIONS, width=WIDTH, height=1900, text_size=1):
    """Nothing of a failed test reaches beyond a narrow window, and no word of it is cut."""
    environment = {'LANGUAGE': language, 'OUTGOING_MAIL_LOCALEDIR': str(folder)}
    outer = width + 2 * EDGE
    with harness.Desktop(width=outer, height=height, environment=environment) as desktop:
        desktop.set_text_size(text_size)
        person = harness.Person(desktop)
        person.resize(outer, height)
        person.start_with(GMAIL)
        person.fill(name='María López', password=ACCOUNT_PASSWORD)
        person.test('Bad Credentials')
        shown = [node for node in person.nodes() if node.extents]
        assert person.has('How to Fix It') and len(shown) > 50
        heading = person.find('Last Test', 'label').extents
        assert heading[3] > 15 * text_size, f'the text is not as large as it should be: {heading}'
        assert shown[0].extents[2] == width, f'the inside of the window: {shown[0].extents}'
        for node in shown:
            left, _, extent, _ = node.extents
            assert left >= -BORDER and left + extent <= width + BORDER, f'{node}: {node.extents}'


def case_words_that_are_longer():
    assert lengthen('%s is {server}: one ab') == '%s isö {server}: oneöö abö'
    with tempfile.TemporaryDirectory() as folder:
        write_pseudo_language(pathlib.Path(folder))
        assert_fits('xx', folder)


def case_from_right_to_left():
    assert_fits('ar')


def case_text_twice_as_large():
    for width in (WIDTH, 620):
        assert_fits(width=width, height=3600, text_size=2)


def case_french():
    assert_fits('fr')


harness.run([value for name, value in sorted(globals().items()) if name.startswith('case_')])
