# SPDX-License-Identifier: GPL-3.0-or-later
"""Exim, the server of most shared hosts."""

from .case import Case, usual_cases
from .server import (ADA, BOB, DOMAIN, LONG_PASSWORD, NOREPLY, PASSWORD, HousedServer,
                     held_connection)


class Exim(HousedServer):
    """One daemon; what a port does is decided by the number of the port."""

    NAME = 'Exim'
    PROGRAM = 'exim/usr/sbin/exim4'
    ACCOUNTS = ('Debian-exim',)
    PORTS = {
        'starttls': 'starttls',
        'tls': 'tls',
        'plain': 'none',
        'cram': 'starttls',
        'crowded': 'tls',
        'blocked-tls': 'tls',
        'blocked': 'starttls',
        'client-certificate': 'tls',
        'owner': 'starttls',
        'deny-auth': 'starttls',
        'limit-auth': 'starttls',
        'no-accounts': 'starttls',
        'deny-mail': 'starttls',
        'limit-mail': 'starttls',
        '530-mail': 'starttls',
        'grey': 'starttls',
        'forgetful': 'starttls',
    }

    CASES = [
        *usual_cases(),
        Case('only CRAM-MD5', 'cram', 'ok'),
        Case('a password of 700 characters', 'starttls', 'ok', password=LONG_PASSWORD),
        Case('without a sign-in, own domain', 'starttls', 'ok', user=None),
        Case('relaying without a sign-in', 'starttls', 'auth-required relay-denied', user=None,
             address='ada@example.org'),
        Case('no STARTTLS', 'plain', 'starttls-unavailable', encryption='starttls'),
        Case('greylisting', 'grey', 'server-busy'),
        Case('F1 530 to the sender after a sign-in', '530-mail', 'sender-rejected', address=BOB,
             explained=True),
        Case('F2 421 in the clear at the TLS port', 'crowded', 'rate-limited',
             shows='421 Too many concurrent',
             beside=lambda exim: held_connection(exim.port['plain'])),
        Case('F2 554 in the clear at the TLS port', 'blocked-tls', 'client-blocked',
             shows='554 SMTP service not available'),
        Case('F4 an address without a mailbox', 'forgetful', 'ok', address=NOREPLY),
        Case('F7 wants a client certificate', 'client-certificate', '', says='certificate'),
        Case('F8 sender denied without a word', 'deny-mail', 'sender-rejected client-blocked',
             never_certain=True),
        Case('F9 sign-in denied without a word', 'deny-auth', 'unknown'),
        Case('F9 too many sign-ins', 'limit-auth', 'rate-limited', explained=True),
        Case('F16 554 in the greeting', 'blocked', 'client-blocked server-error'),
        Case('F17 too many messages of the sender', 'limit-mail', 'rate-limited', explained=True),
        Case('F19 sender of another', 'owner', 'sender-rejected', address=BOB, explained=True),
        Case('F19 accounts cannot be read', 'no-accounts', 'server-busy server-error',
             explained=True),
    ]

    def at(self, *names):
        """A condition of Exim: the connection came to one of these ports."""
        return f'inlist{{$received_port}}{{{" : ".join(str(self.port[name]) for name in names)}}}'

    def write(self):
        super().write()
        self.write_file('/etc/exim4/exim4.conf', self.main() + self.policy() + self.delivery() +
                        self.mechanisms())

    def main(self):
        listen = ' ; '.join(f'[127.0.0.1]:{port}' for port in self.port.values())
        tls = ':'.join(str(port) for name, port in self.port.items() if self.PORTS[name] == 'tls')
        return f'''
local_interfaces = <; {listen}
tls_on_connect_ports = {tls}
primary_hostname = mail.{DOMAIN}
domainlist local_domains = {DOMAIN}
spool_directory = /var/spool/exim4
log_file_path = {self.folder}/%slog
pid_file_path = /run/exim.pid
notifier_socket =
exim_user = Debian-exim
exim_group = Debian-exim
never_users = root
host_lookup =
rfc1413_hosts =
queue_only
check_spool_space = 0
tls_advertise_hosts = ${{if {self.at('plain')}{{}}{{*}}}}
tls_certificate = {self.pki}/good.crt
tls_privatekey = {self.pki}/good.key
tls_verify_hosts = ${{if {self.at('client-certificate')}{{*}}{{}}}}
tls_verify_certificates = {self.pki}/ca.pem
auth_advertise_hosts = ${{if or{{{{{self.at('plain')}}}{{!eq{{$tls_in_cipher}}{{}}}}}}{{*}}{{}}}}
smtp_accept_max = 100
# What counts is how many there are at all ports.
smtp_accept_max_per_host = ${{if {self.at('crowded')}{{1}}{{100}}}}
host_reject_connection = ${{if {self.at('blocked', 'blocked-tls')}{{*}}{{}}}}
acl_smtp_auth = on_auth
acl_smtp_mail = on_mail
acl_smtp_rcpt = on_rcpt
'''

    def policy(self):
        another = '!eq{$authenticated_id}{$sender_address}'
        return f'''
begin acl
on_auth:
  deny condition = ${{if {self.at('deny-auth')}}}
  deny condition = ${{if {self.at('limit-auth')}}}
       ratelimit = 0 / 1h / per_cmd / strict / auth-$sender_host_address
       message = Rate limit exceeded: $sender_rate attempts in $sender_rate_period
  accept
on_mail:
  deny condition = ${{if {self.at('deny-mail')}}}
  deny condition = ${{if {self.at('limit-mail')}}}
       message = Sender rate overlimit - 5.3 / 1h
  deny condition = ${{if and{{{{{self.at('530-mail')}}}{{{another}}}}}}}
       message = 530 Sender rejected
  deny condition = ${{if and{{{{{self.at('owner')}}}{{{another}}}}}}}
       message = Sender address $sender_address does not belong to $authenticated_id
  accept
on_rcpt:
  defer condition = ${{if {self.at('grey')}}}
        message = greylisted. Please try again in 300 seconds
  deny condition = ${{if {self.at('forgetful')}}}
       !verify = recipient
       message = Unknown user
  accept authenticated = *
  require message = relay not permitted
          domains = +local_domains
  accept
'''

    def delivery(self):
        return '''
begin routers
local:
  driver = accept
  domains = +local_domains
  local_parts = ada : bob
  transport = nowhere
begin transports
nowhere:
  driver = appendfile
  file = /dev/null
'''

    def mechanisms(self):
        known = f'or{{{{eq{{$auth2}}{{{ADA}}}}}{{eq{{$auth2}}{{{BOB}}}}}}}'
        secret = f'or{{{{eq{{$auth3}}{{{PASSWORD}}}}}{{eq{{$auth3}}{{{LONG_PASSWORD}}}}}}}'
        right = f'${{if and{{{{{known}}}{{{secret}}}}}}}'
        # As where the file with the accounts is gone.
        broken = '${lookup{$auth2}lsearch{/nonexistent/passwd}}'
        return f'''
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if {self.at('no-accounts')}{{{broken}}}{{{right}}}}}
  server_set_id = $auth2
  server_advertise_condition = ${{if !{self.at('cram')}}}
cram:
  driver = cram_md5
  public_name = CRAM-MD5
  server_secret = ${{if eq{{$auth1}}{{{ADA}}}{{{PASSWORD}}}fail}}
  server_set_id = $auth1
  server_advertise_condition = ${{if {self.at('cram')}}}
'''

    def housed_command(self):
        spool = '/var/spool/exim4'
        return ['sh', '-c', f'mkdir -p {spool} && chown Debian-exim: {spool} {self.folder} && '
                            'exec exim4 -bdf']
