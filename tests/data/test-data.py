#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the files that are not compiled: data, translations, scripts. Prints TAP.

Arguments: the source folder and the build folder.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

APP_ID = 'io.github.outgoingmail.OutgoingMail'
SOURCE = Path(sys.argv[1])
BUILD = Path(sys.argv[2])

# Where words for people can be, and how they are marked there.
MARKED = re.compile(r'\b[CN]?_ ?\("|ngettext ?\(|g_dpgettext2? ?\(|translatable="yes"')
MSGID = re.compile(r'^msgid(?:_plural)? ((?:".*"\n)+)', re.MULTILINE)
# Typewriter signs where a printer has better ones. Apostrophes and quotes inside markup, and
# names of options, are not words.
TYPEWRITER = re.compile(r'''\.\.\.|\b'\b|(?<!=)"(?![>/\s])|\s-\s''')


class Skip(Exception):
    """The check cannot run here."""


def run(*command, cwd=SOURCE):
    """Runs a tool of the desktop, and returns what it prints when it is content."""
    if not shutil.which(command[0]):
        raise Skip(f'{command[0]} is not installed')
    result = subprocess.run(command, cwd=cwd, text=True, check=False,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert result.returncode == 0, result.stdout
    return result.stdout


def files(*patterns):
    """All files of the project that match, relative to the source folder."""
    found = {path for top in ('build-aux', 'data', 'docs', 'flatpak', 'help', 'po', 'src', 'tests')
             for pattern in patterns for path in (SOURCE / top).rglob(pattern)}
    return sorted(path.relative_to(SOURCE) for path in found if path.is_file())


def scripts():
    """The programs in the shell's language."""
    return [path for path in files('*') + [Path('.ci/run')]
            if (SOURCE / path).read_bytes()[:20].startswith((b'#!/usr/bin/env bash', b'#!/bin/sh',
                                                             b'#!/bin/bash'))]


def potfiles():
    """The files that translators' tools look at."""
    lines = (SOURCE / 'po/POTFILES.in').read_text(encoding='utf-8').splitlines()
    return [line for line in lines if line and not line.startswith('#')]


def check_desktop_file():
    run('desktop-file-validate', str(BUILD / f'data/{APP_ID}.desktop'))


def check_metainfo():
    run('appstreamcli', 'validate', '--no-net', str(BUILD / f'data/{APP_ID}.metainfo.xml'))


def check_schemas():
    run('glib-compile-schemas', '--strict', '--dry-run', 'data')


def check_xml():
    run('xmllint', '--noout', '--nonet', *map(str, files('*.ui', '*.xml', '*.svg', '*.xml.in',
                                                         '*.page')))


def check_providers():
    found = files('providers/*.xml')
    run('xmllint', '--noout', '--nonet', '--relaxng', 'data/providers/providers.rng',
        *map(str, found))
    compiled = (SOURCE / 'data/outgoing-mail.gresource.xml').read_text(encoding='utf-8')
    missing = [path.name for path in found if f'<file>providers/{path.name}</file>' not in compiled]
    assert not missing, f'not compiled in: {missing}'


def check_scripts():
    run('shellcheck', *map(str, scripts()))


def check_licences():
    sources = files('*.c', '*.h', '*.py', '*.svg', '*.css') + scripts()
    bare = [str(path) for path in sources
            if 'SPDX-License-Identifier: ' not in (SOURCE / path).read_text(encoding='utf-8')[:400]]
    assert not bare, 'no licence named in ' + ', '.join(bare)


def check_potfiles():
    listed = potfiles()
    assert listed == sorted(listed), 'po/POTFILES.in is not sorted'
    marked = [str(path) for path in files('*.c', '*.h', '*.ui') if path.parts[0] == 'src'
              and MARKED.search((SOURCE / path).read_text(encoding='utf-8'))]
    missing = sorted(set(marked) - set(listed))
    assert not missing, 'not in po/POTFILES.in: ' + ', '.join(missing)
    gone = [path for path in listed if not (SOURCE / path).exists()]
    assert not gone, 'in po/POTFILES.in, but not there: ' + ', '.join(gone)


def check_typography():
    with tempfile.TemporaryDirectory() as folder:
        run('xgettext', '--from-code=UTF-8', '--add-comments=Translators:', '--keyword=_',
            '--keyword=N_', '--keyword=C_:1c,2', '--keyword=ngettext:1,2',
            f'--output={folder}/words.pot', *potfiles())
        template = Path(folder, 'words.pot').read_text(encoding='utf-8')
    words = [''.join(line[1:-1] for line in match.group(1).splitlines()).replace('\\"', '"')
             for match in MSGID.finditer(template)][1:]
    assert words, 'no words for people at all'
    bad = [word for word in words if TYPEWRITER.search(word) or word != word.strip()]
    assert not bad, 'typewriter signs or outer blanks:\n' + '\n'.join(bad)


def check_phrases():
    """Every phrase of the diagnosis stands in some example."""
    run(str(SOURCE / 'build-aux/phrases'))


def check_causes():
    """A cause stands in the list and in the words: a second table would be forgotten."""
    table = 'src/core/diagnosis/oms-cause-list.h'
    ids = re.findall(r'^CAUSE \((\w+), "([a-z-]+)"', (SOURCE / table).read_text(encoding='utf-8'),
                     re.MULTILINE)
    assert len(ids) > 30, f'{table} is no longer read here'
    own_words = [f'"{word}"' for _, word in ids if '-' in word]
    wrong = []
    for path in files('*.c', '*.h'):
        if path.parts[0] == 'tests' or str(path) == table:
            continue
        text = re.sub(r'/\*.*?\*/|^    \.cause = OMS_CAUSE_\w+,$', '',
                      (SOURCE / path).read_text(encoding='utf-8'), flags=re.DOTALL | re.MULTILINE)
        named = set(re.findall(r'\bOMS_CAUSE_\w+', text)) & {name for name, _ in ids}
        listed = re.search(r'\bcase OMS_CAUSE_|[\[{]\s*OMS_CAUSE_', text)
        if len(named) > 3 or listed or any(word in text for word in own_words):
            wrong.append(str(path))
    assert not wrong, f'to be asked of {table}, not listed again: ' + ', '.join(wrong)


def check_translations():
    for language in (SOURCE / 'po/LINGUAS').read_text(encoding='utf-8').split():
        run('msgfmt', '--check', '--output-file=/dev/null', f'po/{language}.po')


def check_rooms():
    """Nothing points upward in the house; and what does would be found."""
    rooms = str(SOURCE / 'build-aux/rooms')
    run(rooms)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SOURCE / 'src', f'{folder}/src')
        header = Path(folder) / 'src/core/base/oms-text.h'
        header.write_text('#include "oms-sender.h"\n', encoding='utf-8')
        result = subprocess.run([rooms, folder], capture_output=True, text=True, check=False)
    assert result.returncode == 1, result.stdout
    assert 'upward: base uses sender in oms-text.h\ncircle: base sender\n' in result.stdout, result


def main():
    checks = [(name[len('check_'):], function) for name, function in globals().items()
              if name.startswith('check_')]
    print(f'1..{len(checks)}')
    failed = False
    for number, (name, check) in enumerate(checks, 1):
        try:
            check()
            print(f'ok {number} {name}')
        except Skip as reason:
            print(f'ok {number} {name} # SKIP {reason}')
        except AssertionError as problem:
            failed = True
            print(f'not ok {number} {name}')
            print('\n'.join('# ' + line for line in str(problem).splitlines()))
    sys.exit(1 if failed else 0)


main()
