#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries the walls of the house: what a room must not include, the compiler refuses. Prints TAP.

Argument: the build folder. Each room is tried with the options that its own files are compiled with.
"""

import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

BUILD = Path(sys.argv[1])

CORE = {
    'base': (),
    'sender': ('base',),
    'report': ('base', 'sender'),
    'storage': ('base', 'sender', 'report'),
    'providers': ('base', 'sender'),
    'smtp': ('base', 'sender', 'report'),
    'check': ('base', 'sender', 'report', 'providers', 'smtp'),
    'diagnosis': ('base', 'sender', 'report', 'providers'),
    'test': ('base', 'sender', 'report', 'storage', 'providers', 'smtp', 'check', 'diagnosis'),
}
MODEL = ('base', 'sender', 'report', 'storage', 'providers', 'smtp')
APP = {
    'model': MODEL,
    'toolkit': (),
    'page': ('toolkit', 'model', *CORE),
    'window': ('page', 'toolkit', 'model', *CORE),
}
MAY_USE = {**CORE, **APP}

# A header that only this room offers.
HEADERS = {
    'base': 'oms-wipe.h',
    'sender': 'oms-sender.h',
    'report': 'oms-transcript.h',
    'storage': 'oms-secret.h',
    'providers': 'oms-catalogue.h',
    'smtp': 'oms-smtp-session.h',
    'check': 'oms-check.h',
    'diagnosis': 'oms-diagnosis.h',
    'test': 'oms-test.h',
    'model': 'oms-draft.h',
    'toolkit': 'oms-entry-row.h',
    'page': 'oms-sender-page.h',
    'window': 'oms-window.h',
}
LIBRARIES = {
    'curl/curl.h': ('smtp',),
    'libsecret/secret.h': ('storage',),
    'gtk/gtk.h': ('toolkit', 'page', 'window'),
    'adwaita.h': ('toolkit', 'page', 'window'),
}
REFUSALS = ('No such file or directory', 'file not found', 'libcurl is used in')


def compile_options():
    """How the files of each room are compiled, without their names."""
    options = {}
    for entry in json.loads((BUILD / 'compile_commands.json').read_text(encoding='utf-8')):
        parts = Path(entry['file']).parts
        if len(parts) < 4 or parts[-4] != 'src' or parts[-2] in options:
            continue
        words = shlex.split(entry['command'])
        options[parts[-2]] = [word for word in words[:words.index('-MD')] if word != 'ccache']
    return options


def include(command, header):
    """What the compiler says to a file that includes nothing but this header."""
    with tempfile.NamedTemporaryFile('w', suffix='.c') as source:
        source.write(f'#include <glib.h>\n#include "{header}"\nint oms_walls (void);\n')
        source.flush()
        return subprocess.run([*command, '-fsyntax-only', source.name], cwd=BUILD, text=True,
                              check=False, env={'LC_ALL': 'C', 'PATH': '/usr/bin:/bin'},
                              capture_output=True)


def check(command, header, allowed):
    """Returns what is wrong, or nothing."""
    result = include(command, header)
    if allowed:
        return '' if result.returncode == 0 else f'{header} is refused: {result.stderr}'
    if result.returncode == 0:
        return f'{header} is let in'
    return '' if any(words in result.stderr for words in REFUSALS) else result.stderr


def faults_of(room, command):
    """Tries everything that a room may and may not use."""
    tries = [(header, other == room or other in MAY_USE[room])
             for other, header in HEADERS.items()]
    tries += [(header, room in rooms) for header, rooms in LIBRARIES.items()]
    return [fault for fault in (check(command, *one) for one in tries) if fault]


def main():
    options = compile_options()
    print(f'1..{len(MAY_USE)}')
    for number, room in enumerate(MAY_USE, 1):
        faults = faults_of(room, options[room])
        for fault in faults:
            print('#', fault.replace('\n', '\n# '))
        print('not ok' if faults else 'ok', number, f'- the walls of {room}')


if __name__ == '__main__':
    main()
