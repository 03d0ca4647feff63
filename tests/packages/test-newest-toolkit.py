#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same source builds without a warning with the newest GTK, and its tests pass there."""

import json
import os
import re
import sys

import runtime
from harness import Skip

SUITES = ('core', 'cli', 'data', 'help', 'app')
# Without our bounds: the lower ones hide what has been deprecated since, and what is newer than the
# upper one is not there on the floor.
BUILD = '''
meson setup /tmp/build /mnt \
  -Dc_args='-UGLIB_VERSION_MIN_REQUIRED -UGLIB_VERSION_MAX_ALLOWED -UGDK_VERSION_MIN_REQUIRED
            -UADW_VERSION_MIN_REQUIRED'
meson compile -C /tmp/build
'''
TEST = f'''
meson test -C /tmp/build --no-rebuild {' '.join('--suite ' + suite for suite in SUITES)} || true
echo; echo RESULTS; cat /tmp/build/meson-logs/testlog.json
'''


def report(number, passed, name, output=''):
    """Prints one case in the Test Anything Protocol."""
    print(f'{"ok" if passed else "not ok"} {number} {name}', flush=True)
    if not passed:
        print(output, file=sys.stderr)


def main():
    try:
        runtime.make()
    except Skip as reason:
        print(f'1..0 # SKIP {reason}')
        return
    status, output = runtime.run_in_tree(runtime.FOLDER / 'newest', os.environ['OMS_SOURCE'],
                                         BUILD + TEST)
    built, _, results = output.partition('\nRESULTS\n')
    warnings = re.findall(r'.*\.[ch]:\d+.*warning:.*', built)
    report(1, status == 0 and not warnings, 'builds without a warning', built)
    tests = [json.loads(line) for line in results.splitlines() if line.startswith('{')]
    report(2, bool(tests), 'has tests', output)
    for number, test in enumerate(tests, 3):
        passed = test['result'] in ('OK', 'SKIP')
        report(number, passed, test['name'] + (' # SKIP there' if test['result'] == 'SKIP' else ''),
               test.get('stdout', '') + test.get('stderr', ''))
    print(f'1..{len(tests) + 2}')
    sys.exit(status != 0)


main()
