#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tarball of a release makes a Debian package that installs, starts and purges clean."""

import os
import pathlib
import tempfile

import runtime
from commands import check, last_lines, need
from harness import Skip, run

PATIENCE = 900
SOURCE = pathlib.Path(os.environ['OMS_SOURCE'])

INSTALL = '''
export DEBIAN_FRONTEND=noninteractive
apt-get -q update
apt-get -q -y --no-install-recommends install /mnt/*.deb
dpkg-query --listfiles outgoing-mail >/root/files
outgoing-mail --version
OMS_PREFIX=/usr PYTHONPATH=/mnt/source/tests/app python3 -B /mnt/source/tests/packages/test-menu.py
apt-get -q -y purge outgoing-mail
! dpkg-query --status outgoing-mail
while read -r file; do
  [ -d "$file" ] || [ ! -e "$file" ] || { echo "left behind: $file"; exit 1; }
done </root/files
find / -xdev -path /mnt -prune -o -iname '*outgoing*mail*' -print >/root/left
[ ! -s /root/left ] || { cat /root/left; exit 1; }
'''


def packages():
    """The packages of the first case, or the reason why there are none."""
    found = sorted(FOLDER.glob('outgoing-mail_*.deb'))
    if not found:
        raise Skip('there is no package')
    return found


def case_tarball_builds_and_tests_a_package():
    need('dpkg-buildpackage', 'dh', 'git')
    if not (SOURCE / '.git').exists():
        raise Skip('this is not a git checkout')
    check('meson', 'dist', '-C', os.environ['OMS_BUILD'], '--no-tests', '--allow-dirty')
    tarball, = pathlib.Path(os.environ['OMS_BUILD'], 'meson-dist').glob('*.tar.xz')
    check('tar', '-C', FOLDER, '-xf', tarball)
    folder, = (path for path in FOLDER.iterdir() if path.is_dir())
    folder.rename(FOLDER / 'source')
    output = check('dpkg-buildpackage', '-b', '-us', '-uc', cwd=FOLDER / 'source')
    assert 'Fail:               0' in output, 'no test was run:\n' + last_lines(output)


def case_lintian_finds_no_error():
    packages()
    need('lintian')
    changes, = FOLDER.glob('*.changes')
    check('lintian', '--allow-root', '--fail-on', 'error', changes)


def case_package_installs_starts_and_purges_clean():
    packages()
    runtime.make()
    tree = FOLDER / 'tree'
    check('cp', '-a', '--reflink=auto', runtime.FOLDER / 'debian', tree)
    status, output = runtime.run_in_tree(tree, FOLDER, INSTALL)
    assert status == 0 and '# SKIP' not in output, last_lines(output)


if __name__ == '__main__':
    with tempfile.TemporaryDirectory(prefix='outgoing-mail-') as name:
        FOLDER = pathlib.Path(name)
        run([case_tarball_builds_and_tests_a_package, case_lintian_finds_no_error,
             case_package_installs_starts_and_purges_clean], patience=PATIENCE)
