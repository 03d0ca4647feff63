# SPDX-License-Identifier: GPL-3.0-or-later
"""The mail proxy of nginx in front of Exim."""

import http.server
import threading

from .case import Case, usual_cases
from .exim import Exim
from .server import ADA, PASSWORD, ServerInFront, closed_port

LOST = 'lost@example.com'
LATER = 'later@example.com'


class SignIn(http.server.BaseHTTPRequestHandler):
    """Whom nginx asks about a user and a password, and where to hand on to."""

    def do_GET(self):
        self.send_response(200)
        for name, value in self.decide(self.headers['Auth-User'], self.headers['Auth-Pass']):
            self.send_header(name, str(value))
        self.end_headers()

    def decide(self, user, password):
        if user == LATER:
            return [('Auth-Status', 'Temporary server problem, try again later'),
                    ('Auth-Error-Code', '451 4.3.0')]
        if (user, password) not in ((ADA, PASSWORD), (LOST, PASSWORD)):
            return [('Auth-Status', 'Invalid login or password')]
        nowhere = user == LOST
        return [('Auth-Status', 'OK'), ('Auth-Server', '127.0.0.1'),
                ('Auth-Port', self.server.nothing if nowhere else self.server.behind)]

    def log_message(self, *_):
        """The log of nginx is enough."""


class Nginx(ServerInFront):
    NAME = 'nginx'
    PROGRAM = 'nginx/usr/sbin/nginx'
    BEHIND = Exim
    PORTS = {
        'starttls': 'starttls',
        'tls': 'tls',
        'login': 'starttls',
        'client-certificate': 'tls',
        'lost-accounts': 'starttls',
    }

    CASES = [
        *usual_cases(),
        Case('only LOGIN', 'login', 'ok'),
        Case('without a sign-in', 'starttls', 'auth-required', user=None),
        Case('accounts for the moment unknown', 'tls', 'server-busy', user=LATER),
        Case('F7 wants a client certificate', 'client-certificate', '', says='certificate',
             shows='421 4.7.1', silent_about='few minutes'),
        Case('F15 nothing behind', 'tls', 'server-error', user=LOST),
        Case('F15 accounts cannot be asked', 'lost-accounts', 'server-error', explained=True),
    ]

    def __init__(self, folder, pki):
        super().__init__(folder, pki)
        self.accounts = None

    def launch(self):
        super().launch()
        self.accounts.behind = self.behind.port['plain']
        self.accounts.nothing = closed_port()
        threading.Thread(target=self.accounts.serve_forever, daemon=True).start()

    def stop(self):
        super().stop()
        if self.accounts:
            self.accounts.server_close()

    def write(self):
        self.accounts = http.server.ThreadingHTTPServer(('127.0.0.1', 0), SignIn)
        module = self.packages / 'usr/lib/nginx/modules/ngx_mail_module.so'
        self.folder.joinpath('nginx.conf').write_text(f'''
daemon off;
master_process off;
pid {self.folder}/pid;
error_log {self.folder}/log;
load_module {module};
events {{}}
mail {{
  server_name localhost;
  auth_http 127.0.0.1:{self.accounts.server_port}/;
  proxy_pass_error_message on;
  ssl_certificate {self.pki}/good.crt;
  ssl_certificate_key {self.pki}/good.key;
  ssl_client_certificate {self.pki}/ca.pem;
  smtp_auth login plain;
  xclient off;
''' + self.server('starttls', 'starttls only') + self.server('tls') +
            self.server('login', 'starttls only', 'smtp_auth login') +
            self.server('client-certificate', 'ssl_verify_client on') +
            self.server('lost-accounts', 'starttls only', f'auth_http 127.0.0.1:{closed_port()}/') +
            '}\n')

    def server(self, name, *settings):
        tls = ' ssl' if self.PORTS[name] == 'tls' else ''
        more = ''.join(f' {setting};' for setting in settings)
        return f'  server {{ listen 127.0.0.1:{self.port[name]}{tls}; protocol smtp;{more} }}\n'

    def command(self):
        return [self.packages / 'usr/sbin/nginx', '-e', self.folder / 'log', '-p', self.folder,
                '-c', self.folder / 'nginx.conf']
