# SPDX-License-Identifier: GPL-3.0-or-later
"""Postfix with what often stands beside it: Dovecot, Cyrus SASL, filters that are down.

It is installed, and run as test-real-servers runs it; only its files are others.
"""

import os
import shutil
import signal
import time
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

from .case import Case, usual_cases
from .server import (ADA, BOB, DOMAIN, HERE, LONG_PASSWORD, LONG_USER, NOREPLY, PASSWORD,
                     PATIENCE, Server, Unavailable, closed_port)


def load_program(path):
    """The functions of a program without an extension."""
    loader = SourceFileLoader('with_real_servers', str(path))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


beside = load_program(HERE.parent / 'with-real-servers')
beside.USERS.update({ADA: PASSWORD, BOB: PASSWORD, LONG_USER: LONG_PASSWORD})


class AnyPostfix(Server):
    """What the instances have in common; DAEMONS are the first lines of master.cf."""

    SERVICES = '''
cleanup unix n - n - 0 cleanup
rewrite unix - - n - - trivial-rewrite
discard unix - - n - - discard
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
'''

    def check(self):
        if not os.access(beside.POSTFIX, os.X_OK):
            raise Unavailable('Postfix is not installed')
        if os.getuid() != 0:
            raise Unavailable('Postfix wants to be started by root')

    def main(self):
        return f'''
compatibility_level = 3.6
queue_directory = {self.folder}/spool
data_directory = {self.folder}/data
mail_owner = postfix
setgid_group = postdrop
maillog_file_prefixes = {self.folder}
maillog_file = {self.folder}/maillog
myhostname = localhost
mydestination =
mynetworks = 192.0.2.0/24
virtual_mailbox_domains = {DOMAIN}
virtual_mailbox_maps = inline:{{ {{{ADA}=x}}, {{{BOB}=x}}, {{{LONG_USER}=x}} }}
virtual_transport = discard:
default_transport = discard:
inet_interfaces = loopback-only
inet_protocols = ipv4
alias_maps =
alias_database =
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
smtpd_tls_cert_file = {self.pki}/good.crt
smtpd_tls_key_file = {self.pki}/good.key
smtpd_tls_security_level = may
'''

    def daemons(self):
        raise NotImplementedError

    def write(self):
        etc = self.folder / 'etc'
        etc.mkdir()
        for name in ('data', 'spool'):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / 'data', 'postfix')
        (etc / 'main.cf').write_text(self.main())
        (etc / 'master.cf').write_text(self.daemons() + self.SERVICES)
        # Postfix waits for files that may still be written to.
        past = time.time() - 60
        for name in ('main.cf', 'master.cf'):
            os.utime(etc / name, (past, past))

    def environment(self):
        return os.environ

    def command(self):
        return [beside.POSTFIX, '-c', self.folder / 'etc', 'start-fg']

    def end(self):
        """The program that was started only waits: the master is another one."""
        pid_file = self.folder / 'spool/pid/master.pid'
        if pid_file.exists():
            os.kill(int(pid_file.read_text()), signal.SIGTERM)


class Postfix(AnyPostfix):
    """A daemon for each port, with settings of its own. Dovecot knows who signs in."""

    NAME = 'Postfix'
    PORTS = {
        'starttls': 'starttls',
        'tls': 'tls',
        'owner': 'starttls',
        'client-certificate': 'starttls',
        'filter-down': 'starttls',
        'filter-down-refused': 'starttls',
        'accounts-down': 'starttls',
    }

    CASES = [
        *usual_cases(),
        Case('a password of 700 characters', 'starttls', 'ok', user=LONG_USER, address=LONG_USER,
             password=LONG_PASSWORD),
        Case('sender of another', 'owner', 'sender-rejected', address=BOB),
        Case('relaying without a sign-in', 'starttls', 'auth-required relay-denied', user=None,
             address='ada@example.org'),
        Case('F4 an address without a mailbox', 'starttls', 'ok', address=NOREPLY),
        Case('F7 wants a client certificate', 'client-certificate', '', says='certificate',
             shows='421 4.7.1', silent_about='few minutes'),
        Case('F10 a filter is down', 'filter-down', 'server-busy server-error'),
        Case('F10 a filter is down, refused', 'filter-down-refused', ''),
        Case('F21 accounts cannot be asked', 'accounts-down', 'server-error',
             shows='generic failure'),
    ]

    def __init__(self, folder, pki):
        super().__init__(folder, pki)
        self.dovecot = None

    def check(self):
        super().check()
        if beside.missing():
            raise Unavailable(beside.missing())

    def daemons(self):
        gone = f'inet:127.0.0.1:{closed_port()}'
        settings = {
            'tls': {'smtpd_tls_wrappermode': 'yes'},
            'owner': {'smtpd_sender_restrictions': 'reject_sender_login_mismatch'},
            'client-certificate': {'smtpd_tls_security_level': 'encrypt',
                                   'smtpd_tls_ask_ccert': 'yes', 'smtpd_tls_req_ccert': 'yes'},
            'filter-down': {'smtpd_milters': gone, 'milter_default_action': 'tempfail'},
            'filter-down-refused': {'smtpd_milters': gone, 'milter_default_action': 'reject'},
            'accounts-down': {'smtpd_sasl_type': 'cyrus', 'smtpd_sasl_path': 'down'},
        }
        return ''.join(
            f'127.0.0.1:{port} inet n - n - - smtpd' + ''.join(
                f' -o {key}={value}' for key, value in settings.get(name, {}).items()) + '\n'
            for name, port in self.port.items())

    def main(self):
        return super().main() + f'''
smtpd_tls_auth_only = yes
smtpd_tls_CAfile = {self.pki}/ca.pem
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
cyrus_sasl_config_path = {self.folder}/etc/sasl
smtpd_sender_login_maps = inline:{{ {{{ADA}={ADA}}}, {{{BOB}={BOB}}} }}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
'''

    def write(self):
        super().write()
        # Somewhere Cyrus SASL asks for accounts where nobody answers.
        sasl = self.folder / 'etc/sasl'
        sasl.mkdir()
        (sasl / 'down.conf').write_text('pwcheck_method: saslauthd\n'
                                        'saslauthd_path: /nonexistent/mux\n'
                                        'mech_list: PLAIN LOGIN\n')

    def launch(self):
        super().launch()
        self.wait_for(self.port['starttls'])
        self.dovecot = beside.dovecot_for_postfix(self.folder / 'sign-in', self.pki,
                                                  self.folder / 'spool')
        self.dovecot.start()
        self.wait_for_socket(self.folder / 'spool/private/auth')

    @staticmethod
    def wait_for_socket(path):
        end = time.monotonic() + PATIENCE
        while not path.is_socket():
            if time.monotonic() > end:
                raise Unavailable('Dovecot does not answer')
            time.sleep(0.05)

    def stop(self):
        super().stop()
        if self.dovecot:
            self.dovecot.end()
            self.dovecot.wait()
