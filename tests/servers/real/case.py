# SPDX-License-Identifier: GPL-3.0-or-later
"""A case: what is asked of the command at a server, and what it has to find."""

import re
from contextlib import nullcontext
from dataclasses import dataclass, field

from .server import ADA, PASSWORD
from .wire import Wire

WRONG_PASSWORD = 'wrong-lovelace-1815'


@dataclass
class Case:
    """One run of the command, or several. A fault it comes from is named Fn as in @name."""
    name: str
    port: str                        # a name in the server's PORTS
    causes: str                      # one of these, blanks between them; '' where any will do
    host: str = 'localhost'
    encryption: str | None = None    # None: the one that the port wants
    user: str | None = ADA           # None: without a sign-in
    password: str = PASSWORD
    address: str = ADA
    unknown_authority: bool = False
    times: int = 1                   # each has to find it
    never_certain: bool = False
    says: str = ''                   # a pattern that its own words have to have, in any case
    silent_about: str = ''           # a pattern that no step has
    shows: str = ''                  # a part of the server's reply, which has to be shown
    explained: bool = False          # the reply alone has to lead to one of the causes too
    beside: object = field(default=lambda server: nullcontext())  # what goes on meanwhile
    afterwards: object = field(default=lambda server: None)       # raises where it was not right

    def arguments(self, server):
        arguments = ['--server', self.host, '--port', str(server.port[self.port]),
                     '--encryption', self.encryption or server.PORTS[self.port]]
        if self.address:
            arguments += ['--address', self.address]
        if self.user is not None:
            arguments += ['--user', self.user, '--password-file', '-']
        return arguments

    def judge(self, answer):
        """Raises where @answer is not what it has to be."""
        found = summary(answer)
        causes = self.causes.split()
        assert not causes or answer['cause'] in causes, f'{found}; wanted {self.causes}'
        assert not self.never_certain or answer['confidence'] != 'certain', f'{found}; too sure'
        assert self.shows in '\n'.join(answer['reply']), f'{found}; without “{self.shows}”'
        words = repr([answer['headline'], answer['explanation'], answer['steps']])
        assert re.search(self.says, words, re.IGNORECASE), \
            f'{found}; nothing about “{self.says}”'
        titles = [step['title'] for step in answer['steps']]
        assert len(set(titles)) == len(titles), f'{found}; twice the same step: {titles}'
        if self.silent_about:
            steps = repr(answer['steps'])
            assert not re.search(self.silent_about, steps), f'{found}; “{self.silent_about}”'

    def judge_explanation(self, answer):
        assert answer['cause'] in self.causes.split(), \
            f'explained: {summary(answer)}; wanted {self.causes}'

    def run(self, server, client):
        with self.beside(server):
            for _ in range(self.times):
                answer = client.test(*self.arguments(server), password=self.password,
                                     unknown_authority=self.unknown_authority)
                self.judge(answer)
        self.afterwards(server)
        if self.explained:
            self.judge_explanation(client.explain(answer['reply']))


def summary(answer):
    """What a failure says was found."""
    titles = ' / '.join(step['title'] for step in answer['steps'])
    replied = ' | '.join(answer['reply']) or '; '.join(
        stage['detail'] for stage in answer.get('stages', [])
        if stage['state'] == 'failed' and stage['detail'])
    return (f'{answer["cause"]} ({answer["confidence"]}, {answer["stage"]}): '
            f'{answer["headline"]}: {titles}; {replied!r}')


def usual_cases():
    """What every server has to do that signs people in with STARTTLS and at a TLS port."""
    return [
        Case('right password, STARTTLS', 'starttls', 'ok'),
        Case('right password, TLS', 'tls', 'ok'),
        Case('wrong password', 'starttls', 'bad-credentials', password=WRONG_PASSWORD),
        Case('unknown user', 'tls', 'bad-credentials username-format', user='zoe@example.com'),
        Case('authority unknown, STARTTLS', 'starttls', 'certificate-untrusted',
             unknown_authority=True),
        Case('authority unknown, TLS', 'tls', 'certificate-untrusted', unknown_authority=True),
        Case('TLS at the plain port', 'starttls', 'tls-mode-mismatch', encryption='tls'),
        silent_tls_port('tls'),
    ]


def silent_tls_port(port):
    return Case('F6 STARTTLS at the TLS port', port, 'tls-mode-mismatch', encryption='starttls')


@dataclass
class WiredCase(Case):
    """A case of which the wire is heard: without encryption, and @check is asked about it."""
    check: object = Wire.check_lengths

    def ask(self, wire, server, client):
        arguments = self.arguments(server)
        arguments[arguments.index('--port') + 1] = str(wire.port)
        return client.test(*arguments, password=self.password)

    def run(self, server, client):
        with Wire(server.port[self.port]) as wire:
            self.judge(self.ask(wire, server, client))
            wire.settle()
            self.check(wire)
        self.afterwards(server)


@dataclass
class TokenCase(WiredCase):
    """A sign-in with a token, which only a saved sender can want."""

    def ask(self, wire, server, client):
        sender = client.save_sender(self.name, port=wire.port, user=self.user,
                                    encryption=server.PORTS[self.port])
        return client.test_sender(sender, token=self.password)
