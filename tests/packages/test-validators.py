#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tells desktops and software centres of the program, judged by the newest validators. Those of
this system, which know less of it, are asked by the tests of the data."""

import os
import pathlib

import runtime
from harness import run

APP_ID = 'io.github.outgoingmail.OutgoingMail'
DATA = pathlib.Path(os.environ['OMS_BUILD'], 'data')


def check(*command):
    """Runs @command with the newest tools, in the folder of the files; it has to succeed."""
    runtime.make()
    status, output = runtime.run_in_tree(runtime.FOLDER / 'newest', DATA,
                                         f'cd /mnt; {" ".join(command)}')
    assert status == 0, output
    return output


def case_metainfo_is_right_for_appstream_1():
    version = check('appstreamcli', '--version')
    assert 'version: 1.' in version, version
    check('appstreamcli', 'validate', '--no-net', '--strict', f'{APP_ID}.metainfo.xml')


def case_desktop_file_is_right():
    hints = check('desktop-file-validate', f'{APP_ID}.desktop')
    assert not hints, hints


if __name__ == '__main__':
    run([case_metainfo_is_right_for_appstream_1, case_desktop_file_is_right])
