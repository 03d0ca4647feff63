# SPDX-License-Identifier: GPL-3.0-or-later
"""A name server that knows no name, for servers that want to know whether a domain exists."""

import socket
import threading

ADDRESS = '127.0.0.99'
NO_SUCH_NAME = b'\x81\x83'  # a response, recursion, NXDOMAIN (RFC 1035 section 4.1.1)


class NameServer:
    """Answers on ADDRESS; where that is not allowed, nobody does."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def start(self):
        self.socket.bind((ADDRESS, 53))
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        try:
            while True:
                query, client = self.socket.recvfrom(4096)
                self.socket.sendto(answer(query), client)
        except OSError:
            pass  # the end

    def stop(self):
        self.socket.close()


def answer(query):
    """The header, and the question alone: a name, which ends with an empty label, and 4 octets."""
    end = query.index(b'\0', 12) + 5
    return query[:2] + NO_SUCH_NAME + b'\0\1' + bytes(6) + query[12:end]
