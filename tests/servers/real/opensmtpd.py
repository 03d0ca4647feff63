# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenSMTPD, mostly as a server without a sign-in: not every build of it can do TLS."""

import socket
import ssl
from dataclasses import dataclass

from .case import Case, WiredCase
from .server import DOMAIN, PATIENCE, HousedServer, Unavailable
from .wire import Wire

BUSY = '421 4.3.2 Too many connections, try again later'


@dataclass
class BrokenTlsCase(Case):
    """Only where the server cannot do TLS, as OpenSMTPD 6.8 cannot with OpenSSL 3: it ends every
    handshake with the alert internal_error."""

    def run(self, server, client):
        if can_do_tls(server.port['tls']):
            raise Unavailable('this OpenSMTPD can do TLS')
        super().run(server, client)


def can_do_tls(port):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection(('127.0.0.1', port), timeout=PATIENCE) as connection:
        try:
            context.wrap_socket(connection).close()
        except ssl.SSLError as error:
            return 'internal error' not in str(error)
    return True


def assert_polite(server):
    assert 'Pipelining not supported' not in server.log(), 'it has seen commands sent at once'


class Opensmtpd(HousedServer):
    NAME = 'OpenSMTPD'
    PROGRAM = 'opensmtpd/usr/sbin/smtpd'
    ACCOUNTS = ('opensmtpd', 'opensmtpq', 'ada', 'bob')
    PORTS = {
        'plain': 'none',
        'starttls': 'starttls',
        'tls': 'tls',
        'name-refused': 'none',
        'busy': 'none',
    }

    CASES = [
        Case('without a sign-in, own domain', 'plain', 'ok', user=None),
        Case('no STARTTLS', 'plain', 'starttls-unavailable', encryption='starttls'),
        Case('no sign-in offered', 'plain', 'auth-not-offered'),
        Case('too many connections', 'busy', 'rate-limited server-busy', user=None),
        Case('F12 relaying without a sign-in', 'plain', 'relay-denied', user=None,
             address='ada@example.org', shows='550 Invalid recipient'),
        WiredCase('F5 a command at a time', 'plain', '', user=None, address='ada@example.org',
                  check=Wire.check_turns, afterwards=assert_polite),
        Case('F13 550 to the name that it was greeted with', 'name-refused', 'helo-rejected',
             user=None, shows='I do not like your name'),
        BrokenTlsCase('F14 TLS breaks inside the server', 'tls', 'server-error', user=None),
        BrokenTlsCase('F14 TLS breaks inside the server, STARTTLS', 'starttls', 'server-error',
                      user=None),
    ]

    def write(self):
        super().write()
        self.write_file('/etc/smtpd.conf', self.main())
        self.write_file('/etc/run', f'''set -e
mkdir -p /etc/mail /var/spool/smtpd /var/empty
chmod 711 /var/spool/smtpd
cp {self.pki}/good.crt {self.pki}/good.key /etc/mail
chmod 600 /etc/mail/good.key
exec smtpd -d -v -f /etc/smtpd.conf
''')

    def main(self):
        def listen(name, *options):
            return (f'listen on 127.0.0.1 port {self.port[name]} {" ".join(options)} '
                    f'hostname {self.HOSTNAME}\n')

        return f'''
pki good cert "/etc/mail/good.crt"
pki good key "/etc/mail/good.key"
table here {{ "127.0.0.1" }}
filter strange-ehlo phase ehlo match src <here> reject "550 I do not like your name"
filter strange-helo phase helo match src <here> reject "550 I do not like your name"
filter strange chain {{ strange-ehlo, strange-helo }}
filter crowd phase connect match src <here> disconnect "{BUSY}"
''' + listen('plain') + listen('starttls', 'tls pki good') + listen('tls', 'smtps pki good') + \
            listen('name-refused', 'filter strange') + listen('busy', 'filter crowd') + f'''
action "local" maildir "/tmp/mail"
match from local for domain "{DOMAIN}" action "local"
'''

    def housed_command(self):
        return ['sh', '/etc/run']
