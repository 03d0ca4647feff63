# SPDX-License-Identifier: GPL-3.0-or-later
"""A system log of the test's own, put in the place of the real one for the window alone."""

import os
import socket
import subprocess
import threading

SETUP = '''set -e
mount -t tmpfs none /run
mkdir -p /run/systemd/journal
touch /run/systemd/journal/socket
mount --bind "$1" /run/systemd/journal/socket
shift
exec "$@"
'''
NAMESPACE = ['unshare', '--user', '--map-current-user', '--mount']


class Journal:
    """Keeps what is logged. Where the system allows no namespaces nothing arrives."""

    def __init__(self, folder):
        self.path = str(folder / 'journal')
        self.entries = []
        self.works = os.path.isdir('/run') and subprocess.run(
            [*NAMESPACE, 'mount', '-t', 'tmpfs', 'none', '/run'],
            stderr=subprocess.DEVNULL, check=False).returncode == 0
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.path)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        while True:
            self.entries.append(self._socket.recv(1 << 20))

    def wrap(self, arguments):
        """The command line that runs @arguments with this journal."""
        if not self.works:
            return arguments
        return [*NAMESPACE, 'sh', '-c', SETUP, 'sh', self.path, *arguments]
