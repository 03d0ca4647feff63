# SPDX-License-Identifier: GPL-3.0-or-later
"""postscreen, which looks at strangers before Postfix does: whether they take turns."""

from dataclasses import dataclass

from .case import WiredCase
from .postfix import AnyPostfix
from .wire import Wire


@dataclass
class Visits(WiredCase):
    """The first visit is put off, the second one let in: who was polite is known by then."""

    def run(self, server, client):
        with Wire(server.port[self.port]) as wire:
            first = self.ask(wire, server, client)
            assert first['cause'] == 'server-busy', first
            wire.settle()
            self.judge(self.ask(wire, server, client))
        self.afterwards(server)


def assert_passed(postscreen):
    """Its log has the client among those that keep to the protocol."""
    log = postscreen.log()
    assert 'COMMAND PIPELINING' not in log, 'postscreen has seen commands sent at once'
    assert 'PASS NEW' in log, 'postscreen has not let the client pass'


class Postscreen(AnyPostfix):
    """All tests are on, those after the greeting too, which only a second visit gets past."""

    NAME = 'postscreen'
    PORTS = {'gate': 'none'}

    CASES = [
        Visits('F5 let in at the second visit', 'gate', 'ok', user=None, afterwards=assert_passed),
    ]

    def main(self):
        return super().main() + '''
postscreen_access_list =
postscreen_greet_wait = 1s
postscreen_greet_action = enforce
postscreen_pipelining_enable = yes
postscreen_pipelining_action = enforce
postscreen_non_smtp_command_enable = yes
postscreen_bare_newline_enable = yes
postscreen_bare_newline_action = enforce
postscreen_dnsbl_sites =
smtpd_relay_restrictions = reject_unauth_destination
'''

    def daemons(self):
        return f'''
127.0.0.1:{self.port['gate']} inet n - n - 1 postscreen
smtpd pass - - n - - smtpd
tlsproxy unix - - n - 0 tlsproxy
dnsblog unix - - n - 0 dnsblog
'''
