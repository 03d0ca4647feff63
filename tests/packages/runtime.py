# SPDX-License-Identifier: GPL-3.0-or-later
"""The look-alike of the GNOME runtime and the trees for tests of packages, made when they are first
wanted and kept for later runs."""

import os
import pathlib
import subprocess

from harness import Skip

FOLDER = pathlib.Path(os.environ.get('OUTGOING_MAIL_CACHE')
                      or pathlib.Path.home() / '.cache/outgoing-mail')
ENTER_TREE = '''set -e
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
mount -t tmpfs tmpfs "$1/tmp"
mount -t tmpfs tmpfs "$1/run"
mount --bind -o ro "$2" "$1/mnt"
shift
exec chroot "$0" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/tmp \\
  sh -e -c "$2"
'''


def make():
    """Makes it where it is missing, or says why that cannot be."""
    maker = pathlib.Path(os.environ['OMS_SOURCE'], 'tests/flatpak/make-runtime')
    result = subprocess.run([maker, FOLDER], stdout=subprocess.PIPE, text=True, check=False)
    if result.returncode == 77:
        raise Skip(result.stdout.strip())
    if result.returncode != 0:
        raise AssertionError('The runtime could not be made:\n' + result.stdout)


def run_in_tree(tree, folder, script):
    """Runs @script in @tree, where @folder is /mnt. Returns its exit status and what it prints.
    Its mounts vanish with its last process."""
    result = subprocess.run(
        ['unshare', '--mount', '--pid', '--fork', '--kill-child',
         'bash', '-c', ENTER_TREE, tree, tree, folder, script],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace', check=False)
    return result.returncode, result.stdout
