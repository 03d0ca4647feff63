# SPDX-License-Identifier: GPL-3.0-or-later
"""Courier, which waits before it refuses."""

from .case import WRONG_PASSWORD, Case, usual_cases
from .server import ADA, BOB, DOMAIN, NOREPLY, PASSWORD, HousedServer


class Courier(HousedServer):
    """One listener for each port, with settings of its own, in a file that is read by a shell."""

    NAME = 'Courier'
    PROGRAM = 'courier/usr/sbin/couriertcpd'
    ACCOUNTS = ('courier',)
    PORTS = {
        'starttls': 'starttls',
        'tls': 'tls',
        'only-signed-in': 'starttls',
        'cram': 'starttls',
        'no-starttls': 'none',
    }
    SETTINGS = {
        'only-signed-in': 'AUTH_REQUIRED=1',
        'cram': 'ESMTPAUTH_TLS=CRAM-MD5',
        'no-starttls': 'COURIERTLS=\nESMTPAUTH="PLAIN LOGIN"',
    }

    CASES = [
        *usual_cases(),
        Case('without a sign-in', 'only-signed-in', 'auth-required', user=None),
        Case('only CRAM-MD5', 'cram', 'ok'),
        Case('only CRAM-MD5, wrong password', 'cram', 'bad-credentials', password=WRONG_PASSWORD),
        Case('no STARTTLS', 'no-starttls', 'starttls-unavailable', encryption='starttls'),
        Case('F4 an address without a mailbox', 'starttls', 'ok', address=NOREPLY),
        Case('F11 refuses to relay after 8 seconds', 'starttls', 'relay-denied auth-required',
             user=None, address='ada@example.org', shows='513 Relaying denied'),
        # Where the whole address is wanted.
        Case('F20 user name without its domain', 'starttls', 'username-format bad-credentials',
             user='ada', says='(full|whole|complete|entire) (e?mail )?address|ada@example.com'),
    ]

    def write(self):
        super().write()
        self.write_file('/etc/courier/me', self.HOSTNAME + '\n')
        self.write_file('/etc/courier/locals', f'localhost\n{self.HOSTNAME}\n')
        for folder in ('hosteddomains', 'esmtpacceptmailfor.dir'):
            self.write_file(f'/etc/courier/{folder}/ours', DOMAIN + '\n')
        self.write_file('/etc/courier/smtpaccess/default', '127.0.0.1\tallow\n')
        for name, port in self.port.items():
            self.write_file(f'/etc/courier/esmtpd-{name}', self.listener(name, port))
        self.write_file('/etc/courier/run', self.start_script())

    def listener(self, name, port):
        original = (self.packages / 'etc/courier/esmtpd').read_text()
        return original + f'''
PORT={port}
BOFHCHECKDNS=0
TLS_DHPARAMS=
ESMTPAUTH=
ESMTPAUTH_TLS="PLAIN LOGIN CRAM-MD5"
{self.SETTINGS.get(name, '')}
'''

    def start_script(self):
        return f'''set -e
cd /etc/courier
cat {self.pki}/good.key {self.pki}/good.crt > esmtpd.pem
chmod 600 esmtpd.pem
ln -s ../lib/courier/makedat /usr/bin/makedat
sed -i 's/^authmodulelist=.*/authmodulelist=authuserdb/' authdaemonrc
mkdir -p /run/courier/authdaemon userdb
chmod 700 userdb
mkdir -p /home/mail/ada
maildirmake.courier /home/mail/ada/Maildir
chown -R courier: /etc/courier /run/courier /var/lib/courier /home/mail
''' + ''.join(map(self.account, (ADA, BOB))) + '''
makeuserdb
for make in hosteddomains acceptmailfor smtpaccess; do
  make$make
done
authdaemond start
courier start
''' + ''.join(map(self.start_listener, self.port)) + 'wait\n'

    @staticmethod
    def account(user):
        home = '/home/mail/ada'
        return f'''
userdb userdb/{user} set uid=$(id -u courier) gid=$(id -g courier) home={home} mail={home}/Maildir
echo {PASSWORD} | userdbpw -md5 | userdb userdb/{user} set systempw
echo {PASSWORD} | userdbpw -hmac-md5 | userdb userdb/{user} set hmac-md5pw
'''

    def start_listener(self, name):
        """Where TLS begins with the first byte, the part for TLS comes first."""
        tls, first = '', ''
        if self.PORTS[name] == 'tls':
            tls = 'ESMTPAUTH=$ESMTPAUTH_TLS ESMTP_TLS=1'
            first = '/usr/bin/couriertls -server -tcpd'
        return f'''(
  set -a
  . /etc/courier/esmtpd-{name}
  PATH=/usr/sbin:/usr/bin {tls}
  exec couriertcpd -address=127.0.0.1 -nodnslookup -noidentlookup -maxprocs=40 -maxperc=40 \\
    -maxperip=40 -access=/etc/courier/smtpaccess.dat -user=courier -group=courier $PORT \\
    {first} /usr/sbin/courieresmtpd
) &
'''

    def housed_command(self):
        return ['sh', '/etc/courier/run']
