# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that the tests of packages run."""

import re
import shutil
import subprocess

from harness import Skip

PASSED = re.compile(r'\s*\d+/\d+ .* (OK|SKIP) ')


def need(*programs):
    """Skips the case where one of @programs is missing."""
    for program in programs:
        if not shutil.which(program):
            raise Skip(f'{program} is not installed')


def last_lines(output):
    """Where a long log says what went wrong: not where it names a test that passed."""
    return '\n'.join([line for line in output.splitlines() if not PASSED.match(line)][-60:])


def check(*command, **options):
    """Runs @command, which has to succeed, and returns what it printed."""
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            errors='replace', check=False, **options)
    assert result.returncode == 0, f'{command[0]} failed:\n{last_lines(result.stdout)}'
    return result.stdout
