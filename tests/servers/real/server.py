# SPDX-License-Identifier: GPL-3.0-or-later
"""What the servers have in common: a folder, ports, a start and an end."""

import os
import random
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from . import names

HERE = Path(__file__).resolve().parent
CACHE = Path(os.environ.get('XDG_CACHE_HOME') or Path.home() / '.cache') / 'outgoing-mail/servers'
PATIENCE = 20
# Below those that the system gives to clients, one of which could have taken a free one meanwhile.
PORTS = range(20000, 32000)

DOMAIN = 'example.com'
ADA = f'ada@{DOMAIN}'
BOB = f'bob@{DOMAIN}'
NOREPLY = f'noreply@{DOMAIN}'
PASSWORD = 'right-lovelace-1815'
# 700 characters, and who has it.
LONG_USER = f'long@{DOMAIN}'
LONG_PASSWORD = 'lovelace-' * 77 + 'of 1815'


class Unavailable(Exception):
    """Why a server cannot be run here."""


_taken = set()


def free_port():
    """A port on which nothing listens, another one each time."""
    while True:
        port = random.choice(PORTS)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(('127.0.0.1', port))
            except OSError:
                continue
        if port not in _taken:
            _taken.add(port)
            return port


class Server:
    """A server from the cache, with all its files in @folder.

    A class for each says in PORTS what it does on which port: the name of the port, and the
    encryption that it wants there.
    """

    NAME = ''
    PROGRAM = ''  # in the cache
    PORTS = {'starttls': 'starttls', 'tls': 'tls'}
    # In order: what the cases are about.
    CASES = []

    def __init__(self, folder, pki):
        self.folder = Path(folder)
        self.pki = Path(pki)
        self.packages = CACHE / (self.PROGRAM.split('/')[0])
        self.port = {name: free_port() for name in self.PORTS}
        self.process = None
        self.problem = None

    # For the classes

    def command(self):
        raise NotImplementedError

    def write(self):
        """Writes its configuration."""

    def check(self):
        """Raises Unavailable where it cannot be run."""
        if not (CACHE / self.PROGRAM).exists():
            raise Unavailable(f'{self.NAME} is not in {CACHE}: see build-aux/fetch-servers')

    def environment(self):
        """Its libraries are for it alone."""
        libraries = [*self.packages.glob('usr/lib/*-linux-gnu*'), self.packages / 'usr/lib']
        return os.environ | {'LD_LIBRARY_PATH': ':'.join(map(str, libraries))}

    # For the test

    def start(self):
        """Starts it and waits until it listens; what keeps it from that is kept as `problem`."""
        try:
            self.check()
            self.folder.mkdir(parents=True)
            self.write()
            self.launch()
            for port in self.port.values():
                self.wait_for(port)
        except Exception as problem:  # whatever it is, the other servers are run
            self.problem = str(problem) or repr(problem)

    def launch(self):
        with (self.folder / 'output').open('wb') as output:
            self.process = subprocess.Popen(
                self.command(), env=self.environment(), stdin=subprocess.DEVNULL, stdout=output,
                stderr=output, start_new_session=True)

    def wait_for(self, port):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Unavailable(f'{self.NAME} has ended: {self.last_words()!r}')
            if is_listening(port):
                return
            time.sleep(0.05)
        raise Unavailable(f'{self.NAME} does not listen on port {port}: {self.last_words()!r}')

    def stop(self):
        if self.process and self.process.poll() is None:
            self.end()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def end(self):
        self.process.terminate()

    def last_words(self):
        return self.log()[-200:]

    def log(self):
        """All that it has written."""
        return ''.join(path.read_text(errors='replace')
                       for path in sorted([self.folder / 'output', *self.folder.glob('*log')])
                       if path.is_file())


def is_listening(port):
    """Whether some program listens on @port. Nothing connects: a server may count who does, and
    may have only one port for all that it counts."""
    wanted = f'{port:04X}'
    for table in ('/proc/net/tcp', '/proc/net/tcp6'):
        if Path(table).exists():
            for line in Path(table).read_text().splitlines()[1:]:
                fields = line.split()
                if fields[1].rpartition(':')[2] == wanted and fields[3] == '0A':
                    return True
    return False


class HousedServer(Server):
    """A server whose paths and users are fixed: it sees its packages unpacked in a copy of the
    system (see house.sh), with users of its own, and asks nobody about names."""

    ACCOUNTS = ()
    HOSTNAME = f'mail.{DOMAIN}'

    def check(self):
        super().check()
        if os.getuid() != 0:
            raise Unavailable(f'{self.NAME} wants to be started by root')
        if not shutil.which('unshare'):
            raise Unavailable('unshare is not installed')

    @property
    def files(self):
        """What is laid over the system; in it, a path of the system."""
        return self.folder / 'files'

    def write_file(self, path, text, mode=0o644):
        target = self.files / path.lstrip('/')
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        target.chmod(mode)

    def write(self):
        passwd, group = '', ''
        for number, name in enumerate(self.ACCOUNTS, 940):
            passwd += f'{name}:x:{number}:{number}::/nonexistent:/bin/sh\n'
            group += f'{name}:x:{number}:\n'
        self.write_file('/etc/passwd', Path('/etc/passwd').read_text() + passwd)
        self.write_file('/etc/group', Path('/etc/group').read_text() + group)
        self.write_file('/etc/hosts', f'127.0.0.1 localhost {self.HOSTNAME} mail\n')
        self.write_file('/etc/resolv.conf',
                        f'nameserver {names.ADDRESS}\noptions timeout:1 attempts:1\n')

    def housed_command(self):
        """What runs in the house."""
        raise NotImplementedError

    def command(self):
        return ['unshare', '--mount', '--pid', '--fork', '--uts', '--ipc', '--kill-child',
                '--propagation', 'private', 'sh', str(HERE / 'house.sh'), str(self.packages),
                str(self.files), self.HOSTNAME, *map(str, self.housed_command())]

    def environment(self):
        return os.environ | {'PATH': '/usr/sbin:/usr/bin:/sbin:/bin'}

    def end(self):
        """With the first process of its house all others end; asking the one outside is not
        enough."""
        self.process.kill()


class ServerInFront(Server):
    """A server that hands on to another one, which is of the class BEHIND."""

    BEHIND = None

    def __init__(self, folder, pki):
        super().__init__(folder, pki)
        self.behind = self.BEHIND(self.folder / 'behind', pki)

    def launch(self):
        self.behind.start()
        if self.behind.problem:
            raise Unavailable(self.behind.problem)
        super().launch()

    def stop(self):
        super().stop()
        self.behind.stop()


@contextmanager
def held_connection(port):
    """Somebody else's connection to @port, who says nothing, until the end of the block."""
    with socket.create_connection(('127.0.0.1', port), timeout=PATIENCE) as connection:
        connection.recv(512)
        yield


def closed_port():
    """A port on which nothing will listen."""
    return free_port()
