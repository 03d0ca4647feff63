#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The other compiler builds all without a warning, and its fuzzers find nothing in a few seconds.

They are built and run as docs/testing.md says."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from commands import check, last_lines, need
from harness import Skip, run

PATIENCE = 900
SECONDS = 5
SOURCE = pathlib.Path(os.environ['OMS_SOURCE'])
RECIPE = re.compile(r'The fuzzers of `tests/fuzz/`.*?\n\n((?:    [^\n]*\n)+)', re.DOTALL)
RUNS = re.compile(r'^Done (\d+) runs', re.MULTILINE)


def need_fuzzing():
    """Skips the case where clang has no libFuzzer or no sanitizers."""
    need('clang')
    options = ['-fsanitize=fuzzer,address,undefined', '-x', 'c', '-', '-o', '/dev/null']
    program = 'int LLVMFuzzerTestOneInput (void) { return 0; }'
    if subprocess.run(['clang', *options], input=program, text=True, check=False,
                      stderr=subprocess.PIPE).returncode:
        raise Skip('clang has no libFuzzer or no sanitizers here')


def copy_checkout(folder):
    """A checkout to build in, without what others have built in this one."""
    shutil.copytree(SOURCE, folder, symlinks=True,
                    ignore=shutil.ignore_patterns('_[!_]*', '.git', 'build'))


def read_recipe(name):
    """What docs/testing.md says, for the fuzzer called @name and a shorter time."""
    text = (SOURCE / 'docs/testing.md').read_text(encoding='utf-8')
    recipe = RECIPE.search(text).group(1)
    changed = recipe.replace('smtp-reply', name).replace('=60\n', f'={SECONDS} -seed=1\n')
    assert changed.endswith(f'={SECONDS} -seed=1\n'), recipe
    return changed


def case_builds_without_a_warning():
    need('clang')
    with tempfile.TemporaryDirectory(prefix='outgoing-mail-') as folder:
        environment = os.environ | {'CC': 'clang'}
        check('meson', 'setup', folder, SOURCE, '-Dhelp=disabled', env=environment)
        output = check('meson', 'compile', '-C', folder, env=environment)
    assert 'warning:' not in output, output


def case_fuzzers_find_nothing():
    need_fuzzing()
    with tempfile.TemporaryDirectory(prefix='outgoing-mail-') as folder:
        checkout = pathlib.Path(folder, 'checkout')
        copy_checkout(checkout)
        for corpus in sorted((SOURCE / 'tests/fuzz/corpus').iterdir()):
            output = check('bash', '-e', '-c', read_recipe(corpus.name), cwd=checkout)
            runs = RUNS.search(output)
            assert runs and int(runs.group(1)) > len(list(corpus.iterdir())), last_lines(output)
            print(f'# {corpus.name}: {runs.group(1)} inputs', flush=True)


if __name__ == '__main__':
    run([case_builds_without_a_warning, case_fuzzers_find_nothing], patience=PATIENCE)
