# SPDX-License-Identifier: GPL-3.0-or-later
"""smtp-server, on which many servers written in JavaScript are built."""

import json
import shutil

from .case import WRONG_PASSWORD, Case, TokenCase, WiredCase, usual_cases
from .server import (ADA, BOB, HERE, LONG_PASSWORD, LONG_USER, PASSWORD, Server, Unavailable,
                     held_connection)
from .wire import Wire

# As long as those of Microsoft's can be.
TOKEN = 'eyJ0eXAiOiJKV1QifQ.' + 'x0Y1z2' * 996 + '.abcd'


class SmtpServer(Server):
    NAME = 'smtp-server'
    PROGRAM = 'smtp-server/node_modules/smtp-server'
    PORTS = {
        'starttls': 'starttls',
        'tls': 'tls',
        'clear': 'none',
        'cram': 'starttls',
        'token': 'none',
        'simple': 'none',
        'crowded': 'starttls',
        'closed': 'starttls',
        'broken': 'starttls',
        'client-certificate': 'tls',
        'lmtp': 'none',
    }

    CASES = [
        *usual_cases(),
        Case('only CRAM-MD5', 'cram', 'ok'),
        Case('only CRAM-MD5, wrong password', 'cram', 'bad-credentials', password=WRONG_PASSWORD),
        Case('without a sign-in', 'starttls', 'auth-required', user=None),
        Case('only tokens, a password', 'token', 'basic-auth-disabled auth-mechanism-unsupported'),
        Case('no STARTTLS', 'clear', 'starttls-unavailable', encryption='starttls'),
        Case('too many connections', 'crowded', 'rate-limited server-busy',
             beside=lambda server: held_connection(server.port['crowded'])),
        WiredCase('a password of 700 characters, on the wire', 'clear', 'ok', user=LONG_USER,
                  address=LONG_USER, password=LONG_PASSWORD),
        WiredCase('a short password, on the wire', 'clear', 'ok'),
        TokenCase('a token of 6000 characters, on the wire', 'token', 'ok', password=TOKEN),
        TokenCase('a token of 900 characters, on the wire', 'token', 'ok', password=TOKEN[:900]),
        TokenCase('a refused token', 'token', 'oauth-token-rejected', password='ya29.expired-9Q'),
        WiredCase('F5 without PIPELINING, a command at a time', 'simple', 'ok',
                  check=Wire.check_turns),
        Case('F7 wants a client certificate', 'client-certificate', '', says='certificate'),
        Case('F13 a server for local delivery (LMTP)', 'lmtp', 'not-smtp server-error',
             user=None),
        Case('F15 broken inside', 'broken', 'server-error'),
        Case('F19 sender of another', 'starttls', 'sender-rejected', address=BOB, explained=True),
        Case('F19 connection refused with words', 'closed', 'client-blocked', explained=True),
    ]

    def check(self):
        super().check()
        if not shutil.which('node'):
            raise Unavailable('node is not installed')

    def command(self):
        settings = {
            'ports': self.port,
            'accounts': {ADA: PASSWORD, BOB: PASSWORD, LONG_USER: LONG_PASSWORD},
            'tokens': [TOKEN, TOKEN[:900]],
            'key': (self.pki / 'good.key').read_text(),
            'cert': (self.pki / 'good.crt').read_text(),
            'ca': (self.pki / 'ca.pem').read_text(),
        }
        return ['node', HERE / 'smtp-server.js', self.packages, json.dumps(settings)]
