# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay that hears what a client says to a server."""

import select
import socket
import threading
import time

from .server import PATIENCE

# RFC 4954 section 4, with the line end: of the command itself, and of what follows a challenge.
LONGEST_COMMAND = 512
LONGEST_ANSWER = 12288
# A way so long that what is sent at once arrives at once, however busy the machine is.
DELAY = 0.05


class Wire:
    """A way to @port that keeps each piece that the client sends, as it was sent."""

    def __init__(self, port):
        self.target = port
        self.pieces = []
        self.pumps = []
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]

    def __enter__(self):
        threading.Thread(target=self.serve, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.close()

    def serve(self):
        try:
            while True:
                client, _ = self.listener.accept()
                server = socket.create_connection(('127.0.0.1', self.target), timeout=PATIENCE)
                for arguments in ((client, server, self.pieces), (server, client, None)):
                    self.pumps.append(threading.Thread(target=pump, args=arguments, daemon=True))
                    self.pumps[-1].start()
        except OSError:
            pass  # the end

    def settle(self):
        """Waits until all that has been said has been heard."""
        for each in self.pumps:
            each.join(PATIENCE)

    @property
    def lines(self):
        return b''.join(self.pieces).splitlines(keepends=True)

    def check_lengths(self):
        """No command to sign in is too long, and no answer to a challenge."""
        commands = [line for line in self.lines if line.upper().startswith(b'AUTH ')]
        assert commands, self.lines
        longest = max(map(len, commands))
        assert longest <= LONGEST_COMMAND, f'a command of {longest} octets'
        assert max(map(len, self.lines)) <= LONGEST_ANSWER

    def check_turns(self):
        """No piece has a command after another one."""
        for piece in self.pieces:
            assert piece.count(b'\n') <= 1, f'at once: {piece}'


def pump(source, target, kept):
    try:
        while piece := receive(source, 0 if kept is None else DELAY):
            if kept is not None:
                kept.append(piece)
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # one of them has gone, and the other one notices


def receive(source, delay):
    """What has arrived @delay seconds after there was something."""
    select.select([source], [], [])
    time.sleep(delay)
    return source.recv(65536)
