# SPDX-License-Identifier: GPL-3.0-or-later
"""sendmail with Cyrus SASL, as on many Unix hosts."""

from .case import WRONG_PASSWORD, Case, usual_cases
from .names import NameServer
from .server import (ADA, BOB, DOMAIN, LONG_PASSWORD, LONG_USER, NOREPLY, PASSWORD, HousedServer,
                     held_connection)


class AnySendmail(HousedServer):
    """What the instances have in common; each is one daemon with one policy at all its ports."""

    PROGRAM = 'sendmail/usr/libexec/sendmail/sendmail'
    ACCOUNTS = ('smmta', 'smmsp', 'ada', 'bob', 'long')
    # Of the ports: the letters of DaemonPortOptions' M=.
    FLAGS = {'tls': 's', 'no-starttls': 'S', 'no-sign-in': 'A', 'only-signed-in': 'a'}
    FILTERS = {}
    MECHANISMS = 'PLAIN LOGIN CRAM-MD5 SCRAM-SHA-256'
    POLICY = ''
    ACCESS = ''

    def write(self):
        super().write()
        self.write_file('/etc/mail/sendmail.mc', self.main())
        self.write_file('/etc/mail/access', self.ACCESS)
        self.write_file('/etc/mail/aliases', '')
        self.write_file('/etc/mail/sasl/Sendmail.conf', 'pwcheck_method: auxprop\n'
                        'auxprop_plugin: sasldb\n'
                        'sasldb_path: /etc/mail/sasldb2\n'
                        f'mech_list: {self.MECHANISMS}\n')
        self.write_file('/etc/mail/run', self.start_script())

    def main(self):
        ports = ''.join(
            f"DAEMON_OPTIONS(`Family=inet, Name={name}, Port={port}, Addr=127.0.0.1, "
            f"M=E{self.FLAGS.get(name, '')}, InputMailFilters={self.FILTERS.get(name, '')}')dnl\n"
            for name, port in self.port.items())
        return f'''divert(0)dnl
include(`/usr/share/sendmail/cf/m4/cf.m4')dnl
OSTYPE(`debian')dnl
DOMAIN(`debian-mta')dnl
undefine(`confHOST_STATUS_DIRECTORY')dnl
define(`confDOMAIN_NAME', `{self.HOSTNAME}')dnl
define(`confPID_FILE', `/run/sendmail.pid')dnl
define(`confCACERT', `/etc/mail/ca.pem')dnl
define(`confCACERT_PATH', `/etc/mail')dnl
define(`confSERVER_CERT', `/etc/mail/good.crt')dnl
define(`confSERVER_KEY', `/etc/mail/good.key')dnl
define(`confAUTH_MECHANISMS', `{self.MECHANISMS}')dnl
define(`confAUTH_OPTIONS', `A p y')dnl
define(`confTO_IDENT', `0')dnl
dnl However busy the machine is
define(`confDELAY_LA', `0')dnl
define(`confQUEUE_LA', `1000')dnl
define(`confREFUSE_LA', `1000')dnl
define(`confCONNECTION_RATE_THROTTLE', `0')dnl
define(`confDONT_BLAME_SENDMAIL', `GroupReadableKeyFile,GroupReadableSASLDBFile')dnl
TRUST_AUTH_MECH(`{self.MECHANISMS}')dnl
dnl While names and aliases cannot be looked up, nobody is unknown.
FEATURE(`nocanonify')dnl
FEATURE(`no_default_msa')dnl
FEATURE(`access_db', `hash -T<TMPF> /etc/mail/access')dnl
FEATURE(`delay_checks', `friend')dnl
FEATURE(`conncontrol', `nodelay', `terminate')dnl
{self.POLICY}
LOCAL_DOMAIN(`{DOMAIN}')dnl
{ports}MAILER_DEFINITIONS
MAILER(`local')dnl
MAILER(`smtp')dnl
'''

    def start_script(self):
        accounts = '\n'.join(
            f"printf %s '{password}' | "
            f"saslpasswd2 -p -c -f sasldb2 -u {DOMAIN} {user.split('@')[0]}"
            for user, password in ((ADA, PASSWORD), (BOB, PASSWORD), (LONG_USER, LONG_PASSWORD)))
        return f'''set -e
cd /etc/mail
mkdir -p /etc/sasl2 /usr/lib/sasl2 /var/spool/mqueue
cp sasl/Sendmail.conf /etc/sasl2
cp sasl/Sendmail.conf /usr/lib/sasl2
cp {self.pki}/good.crt {self.pki}/good.key {self.pki}/ca.pem .
chmod 600 good.key
{accounts}
chmod 640 sasldb2
m4 sendmail.mc > sendmail.cf
program=/usr/libexec/sendmail
$program/makemap -C sendmail.cf hash access < access
$program/sendmail -C /etc/mail/sendmail.cf -bi
exec $program/sendmail -C /etc/mail/sendmail.cf -bD -X {self.folder}/log
'''

    def housed_command(self):
        return ['sh', '/etc/mail/run']


class Sendmail(AnySendmail):
    NAME = 'sendmail'
    PORTS = {
        'starttls': 'starttls',
        'tls': 'tls',
        'no-starttls': 'none',
        'no-sign-in': 'starttls',
        'only-signed-in': 'starttls',
        'filter-down': 'starttls',
        'filter-down-refused': 'starttls',
    }
    FILTERS = {'filter-down': 'later', 'filter-down-refused': 'never'}
    POLICY = ("FEATURE(`accept_unresolvable_domains')dnl\n"
              "MAIL_FILTER(`later', `S=local:/run/nobody, F=T')dnl\n"
              "MAIL_FILTER(`never', `S=local:/run/nobody, F=R')dnl")

    CASES = [
        *usual_cases(),
        Case('a password of 700 characters', 'starttls', 'ok', user=LONG_USER, address=LONG_USER,
             password=LONG_PASSWORD),
        Case('without a sign-in', 'only-signed-in', 'auth-required', user=None),
        Case('no STARTTLS', 'no-starttls', 'starttls-unavailable', encryption='starttls'),
        Case('no sign-in offered', 'no-sign-in', 'auth-not-offered'),
        Case('F4 an address without a mailbox', 'tls', 'ok', address=NOREPLY),
        Case('F10 a filter is down', 'filter-down', 'server-busy server-error'),
        Case('F16 a filter is down, refused in the greeting', 'filter-down-refused',
             'client-blocked server-error'),
    ]


class SendmailStrict(AnySendmail):
    """Only one mechanism, and only senders whose domain exists."""

    NAME = 'sendmail, strict'
    PORTS = {'starttls': 'starttls'}
    MECHANISMS = 'SCRAM-SHA-256'

    CASES = [
        Case('only SCRAM-SHA-256', 'starttls', 'ok'),
        Case('only SCRAM-SHA-256, wrong password', 'starttls', 'bad-credentials',
             password=WRONG_PASSWORD),
        Case('F18 domain of the sender does not exist', 'starttls', 'sender-rejected', user=None,
             address='ada@nowhere.example.net', says='@|domain', silent_about='user name'),
    ]

    def __init__(self, folder, pki):
        super().__init__(folder, pki)
        self.names = NameServer()

    def launch(self):
        self.names.start()
        super().launch()

    def stop(self):
        super().stop()
        self.names.stop()


class SendmailCrowded(AnySendmail):
    NAME = 'sendmail, one connection'
    PORTS = {'starttls': 'starttls', 'tls': 'tls'}
    ACCESS = 'ClientConn:127.0.0.1\t1\n'

    CASES = [
        Case('F2 421 in the clear at the TLS port', 'tls', 'rate-limited',
             shows='421 4.3.2 Too many open connections',
             beside=lambda server: held_connection(server.port['starttls'])),
    ]


class SendmailClosed(AnySendmail):
    NAME = 'sendmail, closed to this client'
    PORTS = {'starttls': 'starttls'}
    POLICY = "FEATURE(`accept_unresolvable_domains')dnl"
    ACCESS = 'Connect:127.0.0.1\tREJECT\nConnect:localhost\tREJECT\n'

    CASES = [
        Case('F19 refused when the recipient is named', 'starttls', 'client-blocked relay-denied',
             user=None),
    ]


class SendmailSlow(AnySendmail):
    NAME = 'sendmail, slow'
    PORTS = {'starttls': 'starttls'}
    POLICY = "FEATURE(`greet_pause', `9000')dnl"

    CASES = [
        Case('F11 greets after 9 seconds', 'starttls', 'ok'),
    ]


class SendmailFull(AnySendmail):
    NAME = 'sendmail, disk full'
    PORTS = {'starttls': 'starttls', 'tls': 'tls'}
    POLICY = "define(`confMIN_FREE_BLOCKS', `9000000000')dnl"

    CASES = [
        Case('F10 no space left, at STARTTLS', 'starttls', 'server-busy server-error'),
        Case('F15 no space left, at the sign-in', 'tls', 'server-error', explained=True),
    ]


SENDMAILS = [Sendmail, SendmailStrict, SendmailCrowded, SendmailClosed, SendmailSlow, SendmailFull]
