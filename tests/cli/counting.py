# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts how often a server of the practice server is called."""

import socket
import threading


def _pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


class Counter:
    """Stands between the command and one server, @place, of the practice server with the file @conf."""

    def __init__(self, conf, place):
        self.count = 0
        self._listener = socket.create_server(('127.0.0.1', 0))
        lines = conf.read_text(encoding='utf-8').splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith(place + '='))
        host, port = lines[at].split('=')[1].rsplit(':', 1)
        self._server = (host, int(port))
        lines[at] = f'{place}=127.0.0.1:{self._listener.getsockname()[1]}'
        conf.write_text('\n'.join(lines) + '\n', encoding='utf-8')
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            client, _ = self._listener.accept()
            self.count += 1
            server = socket.create_connection(self._server)
            for pair in ((client, server), (server, client)):
                threading.Thread(target=_pump, args=pair, daemon=True).start()


__all__ = ['Counter']
