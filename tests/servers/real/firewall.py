# SPDX-License-Identifier: GPL-3.0-or-later
"""A firewall on the way, which says that it lets nobody through."""

import os
import shutil
import subprocess
from dataclasses import dataclass

from .case import Case
from .server import HERE, Server

WAY = ['unshare', '--net', 'sh', str(HERE / 'firewall.sh')]


@dataclass
class FirewallCase(Case):
    """Asks from behind the firewall."""

    def run(self, server, client):
        self.judge(client.test(*self.arguments(server), password=self.password, way=WAY))


class Firewall(Server):
    """No server at all."""

    NAME = 'a firewall'
    PORTS = {'forbidden': 'starttls'}

    CASES = [
        FirewallCase('F3 forbidden by a router', 'forbidden',
                     'network-unreachable connection-refused connection-timeout client-blocked',
                     host='198.51.100.25', says=r'\bport\b'),
    ]

    def start(self):
        if os.getuid() != 0:
            self.problem = 'a network of its own wants root'
        elif not all(map(shutil.which, ('unshare', 'nsenter', 'ip'))):
            self.problem = 'unshare, nsenter or ip is not installed'
        else:
            self.try_way()

    def try_way(self):
        """Not every machine lets root make networks."""
        result = subprocess.run([*WAY, 'true'], capture_output=True, text=True, check=False)
        if result.returncode != 0:
            self.problem = f'no network of its own: {result.stderr}'
