# SPDX-License-Identifier: GPL-3.0-or-later
"""Real replies, and what the practice server has to say so that each is heard at its stage."""

import base64
import csv
import os
import re
import xml.etree.ElementTree as xml
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent.parent
RULES = SOURCE / 'data/diagnosis'
MESSAGES = SOURCE / 'tests/core/diagnosis/data/messages.tsv'
CORPUS = Path(os.environ['OMS_CORPUS'])

UNKNOWN_HOST = 'mail.example.com'
USER = 'ada@example.com'
# The beginning of JSON, in Base64: why a token was refused.
TOKEN_CHALLENGE = '334 eyJ'
# What people type, and what has the form of an app password.
ACCOUNT_PASSWORD = 'lovelace-1815'
APP_PASSWORD = 'abcdefghijklmnop'
PASSWORDS = {'sixteen-letters': APP_PASSWORD, 'blanks': 'lovelace 1815',
             'four-by-four': 'abcd efgh ijkl mnop', 'non-ascii': 'lovelacé-1815'}

# Where a reply is heard: the key of the practice server.
CORPUS_STAGES = {'greeting': 'greeting', 'ehlo': 'ehlo', 'starttls': 'starttls', 'auth': 'auth',
                 'mail-from': 'mail', 'rcpt-to': 'rcpt', 'data': 'message'}
STAGES = {'connect': 'greeting', 'greeting': 'greeting', 'sign-in': 'auth', 'sender': 'mail',
          'message': 'message'}
SENDING_STAGES = ('mail', 'rcpt', 'data', 'message')
CAUSES = {'starttls-unavailable': 'starttls', 'starttls-required': 'mail',
          'auth-required': 'mail', 'helo-rejected': 'ehlo', 'client-blocked': 'greeting',
          'tls-version-unsupported': 'auth', 'relay-denied': 'rcpt', 'recipient-rejected': 'rcpt',
          'sending-limit': 'message'}

# Followed by its words: also of Python, (535, b'5.7.8 …'); but not a port, a time or a wanted code.
CODE = re.compile(r'''(?<![\w.:/\[-])(?<!code )(?<!HTTP/1.1 )'''
                  r'''(2[0-5]\d|4[2-57]\d|5[0-57]\d|334(?= eyJ))(?=[ -]\S|: |, b?['"])''')
ENHANCED = re.compile(r'\W{0,3}([245])\.\d\.\d{1,3} ')
TABLE = {'delimiter': '\t', 'quoting': csv.QUOTE_NONE}


@dataclass
class Reply:
    """A text that has the reply of a server in it, and how it is to be heard."""
    name: str
    text: str
    host: str
    stage: str | None = None         # a key of the practice server
    accepted: tuple = ()             # causes that are as good as the one of the text alone
    expected: str | None = None      # the cause, where it is not left to the text alone
    lines: str | None = None         # in the form of the practice server; None: nothing to play
    greeting: str | None = None
    mechanisms: str | None = None
    user: str = USER
    password: str = ACCOUNT_PASSWORD
    address: str = USER
    is_token: bool = False
    signs_in: bool = True
    port: int = 0

    def __post_init__(self):
        host = self.host.strip('"; ,').split(':')[0].lower()
        self.host = host if re.fullmatch(r'([a-z0-9-]+\.)+[a-z]{2,}', host) else UNKNOWN_HOST
        self.lines = find_reply(self.text)
        self.is_token |= bool(self.lines and self.lines.startswith(TOKEN_CHALLENGE))
        if '@' not in self.address:
            self.address = USER

    def place(self, cause, stage):
        """Decides where it is heard, by the stage and the cause that the text alone leads to."""
        if self.lines.startswith('2') and cause != 'ok':
            self.stage = None  # consent is not what went wrong
        elif not self.stage:
            likely = 'auth' if re.match('53[1-9]', self.lines) else 'mail'
            self.stage = CAUSES.get(cause) or STAGES.get(stage) or likely
            if cause == 'bad-credentials':
                self.stage = 'auth'
        # Whoever has signed in is not asked to.
        if cause == 'auth-required' and self.stage in SENDING_STAGES:
            self.signs_in = False

    def authentication(self):
        if self.is_token:
            return 'token'
        return 'password' if self.signs_in else 'none'

    def is_message(self):
        """Whether it is heard only by someone who sends a message."""
        return self.stage in ('data', 'message')

    def encryption(self):
        return 'starttls' if self.stage == 'starttls' else 'tls'

    def group(self):
        """The group of the practice server that plays it."""
        keys = {'tls-ports': '' if self.stage == 'starttls' else str(self.port),
                'greeting': f'220 {self.greeting or self.host + " ESMTP"}'}
        if self.mechanisms:
            keys['ehlo'] = f'250-{self.host}\n250 AUTH {self.mechanisms}'
        if self.stage == 'auth' and self.is_token:
            keys |= token_keys(self.lines)
        elif self.stage == 'auth' and self.lines.startswith('235'):
            keys['accepted'] = self.lines
        elif self.stage == 'ehlo':
            keys |= {'ehlo': self.lines, 'helo': self.lines}
        elif not self.signs_in and self.stage in SENDING_STAGES:
            # The practice server looks first at who has not signed in.
            keys['unauthenticated'] = self.lines
        else:
            keys[self.stage] = self.lines
        return {key: escape(value) for key, value in keys.items()}


def token_keys(lines):
    """A refused token gets a challenge that says why (in Base64), and only then a reply."""
    if lines.startswith(TOKEN_CHALLENGE):
        return {'token-refused': base64.b64decode(lines[4:]).decode()}
    return {'wrong': lines}


def escape(value):
    """As key files have it."""
    value = value.replace('\\', '\\\\').replace('\n', '\\n').replace('\r', '')
    return re.sub('^ ', r'\\s', value)


def unescape(text):
    """The line ends of tables, and the bytes of Python, which are Chinese here."""
    if '\\x' in text:
        text = text.encode('latin-1').decode('unicode_escape').encode('latin-1').decode('gb18030')
    return text.replace('\\r', '').replace('\\n', '\n')


def find_reply(text):
    """The reply in @text with a code on each line (RFC 5321 section 4.2.1), or None.

    A program that swallowed the code has mostly kept the enhanced one.
    """
    text = unescape(text).strip()
    found = CODE.search(text)
    if found:
        code, words = found[1], text[found.end():]
    else:
        found = ENHANCED.match(text)
        if not found:
            return None
        code, words = found[1] + '50', text
    lines = [re.sub(rf'^{code}[ -]', '', re.sub(r"^[ ,:-]*(b?['\"])?", '', line)).rstrip(' \'")}')
             for line in re.split(rf'\s*\n\s*|\s(?={code}[ -]\d)', words)]
    lines = [line for line in lines if line] or ['']
    return '\n'.join([f'{code}-{line}' for line in lines[:-1]] + [f'{code} {lines[-1]}'])


def read_examples():
    for path in sorted(RULES.glob('*.xml')):
        for rule in xml.parse(path).iter('rule'):
            for number, example in enumerate(rule.iter('example'), 1):
                yield f'{rule.get("id")} {number}', rule.get('cause'), example


def read_rules():
    """The examples of the rules: texts, and replies with the facts that make the difference.

    Where one text is an example of several rules, any of their causes is right for it.
    """
    causes = defaultdict(set)
    for name, cause, example in read_examples():
        causes[example.get('host'), example.text].add(cause)

    for name, cause, example in read_examples():
        facts = example.attrib
        # Another day than today, and what is no reply, is not for the practice server.
        if 'today' in facts or facts.get('failure', 'reply') != 'reply':
            continue
        # A password of the right form, where it is wrong for all that; else an account's.
        shape = facts.get('password') or {'bad-credentials': 'sixteen-letters'}.get(cause)
        yield Reply(name, example.text, facts.get('host', UNKNOWN_HOST),
                    'ehlo' if facts.get('command') == 'ehlo' else STAGES.get(facts.get('stage')),
                    accepted=tuple(causes[facts.get('host'), example.text]),
                    expected=cause if 'failure' in facts else None,
                    greeting=facts.get('greeting'), mechanisms=facts.get('mechanism'),
                    user=facts.get('user', USER),
                    password=PASSWORDS.get(shape, ACCOUNT_PASSWORD),
                    address=facts.get('address', facts.get('user', USER)),
                    is_token=facts.get('authentication') == 'token',
                    signs_in=facts.get('signed-in') != 'no')


def read_messages():
    """The table of texts of many programs."""
    with MESSAGES.open(encoding='utf-8', newline='') as table:
        for number, row in enumerate(csv.DictReader(table, **TABLE), 2):
            yield Reply(f'line {number}', row['text'], row['host'],
                        accepted=tuple(row['causes'].split(',')))


def read_corpus():
    """The table of real replies that is not part of the project; nothing where there is none."""
    for path in (CORPUS, CORPUS.with_name('reports.tsv')):
        if not path.exists():
            continue
        with path.open(encoding='utf-8', newline='') as table:
            for row in csv.DictReader(table, **TABLE):
                if path == CORPUS or row['kind'] == 'reply':
                    yield Reply(row['id'], row['text'], row['host'],
                                CORPUS_STAGES.get(row['stage']),
                                accepted=(row['cause'],
                                          *filter(None, (row['also'] or '').split(','))))


def write_servers(replies, path):
    """Writes what the practice server says: each reply is heard at a port of its own."""
    ports = {}
    groups = []
    for number, reply in enumerate(replies, 2001):
        reply.port = number
        ports.setdefault(reply.host, []).append(str(number))
        groups.append((f'{reply.host}:{number}', reply.group()))
        groups.append((f'{reply.host}:{number} {reply.user}', {'password': reply.password}))
    groups += [(host, {'ports': ';'.join(numbers)}) for host, numbers in ports.items()]
    path.write_text(''.join(
        f'[{name}]\n' + ''.join(f'{key}={value}\n' for key, value in keys.items())
        for name, keys in groups), encoding='utf-8')
