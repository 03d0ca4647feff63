# SPDX-License-Identifier: GPL-3.0-or-later
"""HAProxy in front of Exim: what the client sees of a load balancer."""

from .case import WRONG_PASSWORD, Case, silent_tls_port
from .exim import Exim
from .server import ServerInFront, closed_port


class Haproxy(ServerInFront):
    NAME = 'HAProxy'
    PROGRAM = 'haproxy/usr/sbin/haproxy'
    BEHIND = Exim
    PORTS = {
        'handed-on': 'starttls',
        'with-header': 'starttls',
        'nothing-behind': 'starttls',
        'rejected': 'starttls',
        'tls': 'tls',
        'tls-nothing-behind': 'tls',
        'web': 'none',
    }

    CASES = [
        Case('handed on', 'handed-on', 'ok'),
        Case('encrypted in front', 'tls', 'ok'),
        Case('encrypted in front, wrong password', 'tls', 'bad-credentials',
             password=WRONG_PASSWORD),
        Case('nothing behind', 'nothing-behind', 'connection-dropped'),
        Case('encrypted in front, nothing behind', 'tls-nothing-behind', 'connection-dropped'),
        # Which of two errors comes is up to who is faster. Only IPv4: the other way to this machine
        # is refused, which is another error.
        Case('F3 connection rejected', 'rejected', 'connection-dropped', host='127.0.0.1',
             times=8),
        silent_tls_port('tls'),
        Case('F6 STARTTLS at the port of a web server', 'web', 'not-smtp tls-mode-mismatch',
             encryption='starttls'),
        Case('F13 a header that the server does not expect', 'with-header',
             'not-smtp server-error'),
    ]

    def write(self):
        bundle = self.folder / 'good.pem'
        bundle.write_text(''.join((self.pki / f'good.{kind}').read_text()
                                  for kind in ('crt', 'key')))
        exim, nothing = self.behind.port, closed_port()
        tls = f'ssl crt {bundle}'
        self.folder.joinpath('haproxy.cfg').write_text('''
defaults
  mode tcp
  timeout connect 2s
  timeout client 20s
  timeout server 20s
''' + self.proxy('handed-on', exim['starttls']) +
            self.proxy('with-header', exim['starttls'], server='send-proxy') +
            self.proxy('nothing-behind', nothing) +
            self.proxy('rejected', exim['starttls'], rule='tcp-request connection reject') +
            self.proxy('tls', exim['plain'], tls) +
            self.proxy('tls-nothing-behind', nothing, tls) +
            f'''
frontend web
  bind 127.0.0.1:{self.port['web']}
  mode http
  http-request return status 200 content-type text/plain string hello
''')

    def proxy(self, name, target, bind='', rule='', server=''):
        return f'''
listen {name}
  bind 127.0.0.1:{self.port[name]} {bind}
  {rule}
  server behind 127.0.0.1:{target} {server}
'''

    def command(self):
        return [self.packages / 'usr/sbin/haproxy', '-db', '-f', self.folder / 'haproxy.cfg']
