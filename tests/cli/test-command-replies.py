#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real replies, played at their stage: a test finds the cause that explaining their text finds.

Where the text alone does not decide, the facts that only a test has do.
"""

import dataclasses
import os
import re
import subprocess
import tempfile
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import replies
from command import COMMAND, Answer, Session, tap

HEAR_REPLIES = os.environ['OMS_HEAR_REPLIES']
VERDICTS = ('same', 'by facts', 'by words', 'missed')
# So many replies are not heard by the command, but by few processes, so many at once by each.
MANY = 300
AT_ONCE = 40
SENDERS = """[io/github/outgoingmail/OutgoingMail]
senders={ids}
"""
TOKEN_SENDER = """
[io/github/outgoingmail/OutgoingMail/senders:/:{id}]
address='{reply.address}'
host='{reply.host}'
port=uint32 {reply.port}
encryption='tls'
authentication='token'
user='{reply.user}'
"""


def map_all(function, items):
    """Several at a time: each runs a process of its own, and waits for the server."""
    with ThreadPoolExecutor(4 * os.cpu_count()) as pool:
        return list(pool.map(function, items))


def explain(reply):
    """What the text alone leads to."""
    return Answer(subprocess.run([COMMAND, 'explain', '--json', '--server', reply.host],
                                 input=reply.text.encode(), check=False, capture_output=True)).json


class Theatre:
    """A practice server that says @played, each at a port of its own, and who hears them."""

    def __init__(self, played):
        self._folder = tempfile.TemporaryDirectory(prefix='outgoing-mail-')
        script = Path(self._folder.name) / 'replies.ini'
        replies.write_servers(played, script)
        self._session = Session(script)
        self._tokens = {reply.port: str(uuid.uuid4()) for reply in played if reply.is_token}
        self._session.add_sender(SENDERS.format(ids=list(self._tokens.values())) + ''.join(
            TOKEN_SENDER.format(id=self._tokens[reply.port], reply=reply)
            for reply in played if reply.is_token))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._session.__exit__()
        self._folder.cleanup()

    def hear(self, reply):
        """The answer of the command to @reply."""
        if reply.is_token:
            settings = [self._tokens[reply.port]]
        else:
            settings = ['--server', reply.host, '--port', str(reply.port), '--encryption',
                        reply.encryption(), '--address', reply.address]
        if reply.signs_in and not reply.is_token:
            settings += ['--user', reply.user]
        if reply.signs_in:
            settings += ['--password-file', '-']
        answer = self._session.run('test', *settings, '--json', given=reply.password)
        assert answer.status in (0, 1), (reply, answer.err)
        return answer.json

    def hear_at_once(self, played):
        """What all of @played lead to, in one process; of each only the cause."""
        lines = ['\t'.join([reply.host, str(reply.port), reply.encryption(),
                            reply.authentication(), reply.user, reply.password,
                            reply.address, reply.address if reply.is_message() else ''])
                 for reply in played]
        result = subprocess.run([HEAR_REPLIES], input='\n'.join(lines).encode(), check=True,
                                env=self._session.environment, stdout=subprocess.PIPE)
        return [{'cause': cause} for cause in result.stdout.decode().split()]

    def hear_all(self, played):
        """The answers to @played. The command sends no message, and many of it take long."""
        apart = [reply for reply in played if not reply.is_message() and len(played) < MANY]
        rest = [reply for reply in played if reply not in apart]
        heard = dict(zip((reply.port for reply in apart), map_all(self.hear, apart)))
        for first in range(0, len(rest), AT_ONCE):
            some = rest[first:first + AT_ONCE]
            heard |= zip((reply.port for reply in some), self.hear_at_once(some))
        return [heard[reply.port] for reply in played]


def play(found):
    """Plays what has a reply in it. Gives (reply, explained, heard) of each."""
    told = [reply for reply in found if reply.lines]
    explained = map_all(explain, told)
    for reply, answer in zip(told, explained):
        reply.place(answer['cause'], answer['stage'])
    pairs = [(reply, answer) for reply, answer in zip(told, explained) if reply.stage]
    with Theatre([reply for reply, _ in pairs]) as theatre:
        heard = theatre.hear_all([reply for reply, _ in pairs])
    return [(*pair, answer) for pair, answer in zip(pairs, heard)]


def assert_heard(reply, heard):
    """It failed at what was played, word for word but for what identifies somebody."""
    if heard['cause'] == 'ok' or 'reply' not in heard or reply.is_token:
        return
    pattern = re.escape('\n'.join(heard['reply'])).replace(re.escape('[hidden]'), '.*')
    assert re.fullmatch(pattern, reply.lines, re.DOTALL), (reply, heard['reply'])


def judge(reply, explained, heard):
    """Whether the test finds the same, or decides what the text alone left open."""
    # Of a test the sender is the recipient, too: who has no mailbox there can send all the same.
    if reply.stage == 'rcpt' and heard['cause'] == 'ok' and \
            explained['cause'] == 'recipient-rejected':
        return 'by facts'
    if reply.expected:
        return 'same' if heard['cause'] == reply.expected else 'missed'
    if heard['cause'] == explained['cause']:
        return 'same'
    if explained['confidence'] != 'certain' and heard['cause'] in reply.accepted:
        return 'by facts'
    # Programs add words of their own, which no server says.
    alone = dataclasses.replace(reply, text=reply.lines)
    return 'by words' if explain(alone)['cause'] == heard['cause'] else 'missed'


def check_all(found):
    """Prints a table of the causes, and each text that its reply alone does not bear out."""
    found = list(found)
    results = play(found)
    table = Counter()
    misses = 0
    for reply, explained, heard in results:
        assert_heard(reply, heard)
        verdict = judge(reply, explained, heard)
        table[reply.expected or explained['cause'], verdict] += 1
        misses += verdict == 'missed'
        if verdict in ('by words', 'missed'):
            print(f'# {verdict}: {reply.name} at {reply.stage} of {reply.host}: '
                  f'test {heard["cause"]}, explain {explained["cause"]} '
                  f'({explained["confidence"]}), expected {reply.expected or reply.accepted}: '
                  f'{reply.lines!r} in {reply.text!r}')
    print(f'# {"cause":32}', *(f'{verdict:>8}' for verdict in VERDICTS))
    for cause in sorted({cause for cause, verdict in table}):
        print(f'# {cause:32}', *(f'{table[cause, verdict]:8}' for verdict in VERDICTS))
    print(f'# {len(results)} replies played; {len(found) - len(results)} texts without a reply')
    assert results
    assert misses == 0, f'{misses} misses'


# One reply, many meanings: what only a test knows decides. Each line: the cause, where and when it
# is heard, and that fact.
GOOGLE = ('smtp.gmail.com', 'auth',
          '535-5.7.8 Username and Password not accepted. For more information, go to\n'
          '535 5.7.8  https://support.google.com/mail/?p=BadCredentials - gsmtp')
MICROSOFT = '535 5.7.3 Authentication unsuccessful [AM0PR04CA0001.eurprd04.prod.outlook.com]'
MICROSOFT_365 = ('smtp.office365.com', 'auth', MICROSOFT)
OUTLOOK = ('smtp-mail.outlook.com', 'auth', MICROSOFT)
YAHOO = ('smtp.mail.yahoo.com', 'auth', '535 5.7.0 (#AUTH005) Too many bad auth attempts.')
APPLE = ('smtp.mail.me.com', 'auth', '535 5.7.8 Error: authentication failed')
SENDGRID = ('smtp.sendgrid.net', 'auth', '535 Authentication failed: Bad username / password')
HOST = 'smtp.example.net'
REFUSED = '550 5.7.1 Refused'
NO_SUCH_USER = '550 5.1.1 No such user here'
FAILED = '535 5.7.8 Error: authentication failed'
BUSY = '421 4.3.2 Closing'
SHIELD = {'greeting': 'shield.example.net ESMTP Exim 4.96'}
APP_PASSWORD = {'password': 'abcdefghijklmnop'}
TOKEN = {'is_token': True}
FACTS = [
    # The form of the password
    ('app-password-required', GOOGLE, {'password': 'lovelace-1815'}),
    ('app-password-required', GOOGLE, {'password': 'lovelace 1815'}),
    ('bad-credentials', GOOGLE, APP_PASSWORD),
    ('bad-credentials', GOOGLE, {'password': 'abcd efgh ijkl mnop'}),
    ('app-password-required', YAHOO, {'password': 'lovelace-1815'}),
    ('rate-limited', YAHOO, APP_PASSWORD),
    ('app-password-required', APPLE, {'password': 'lovelace-1815'}),
    ('bad-credentials', APPLE, {'password': 'abcd-efgh-ijkl-mnop'}),
    # The form of the user name
    ('username-format', GOOGLE, {'user': 'ada'}),
    ('username-format', SENDGRID, {'user': 'ada@example.com'}),
    ('bad-credentials', SENDGRID, {'user': 'apikey'}),
    # What was signed in with. Whether it was LOGIN or PLAIN says nothing.
    ('oauth-token-rejected', GOOGLE, TOKEN),
    ('oauth-token-rejected', MICROSOFT_365, TOKEN),
    ('oauth-token-rejected', OUTLOOK, TOKEN),
    ('smtp-access-disabled', MICROSOFT_365, {'mechanisms': 'LOGIN'}),
    ('smtp-access-disabled', MICROSOFT_365, {'mechanisms': 'PLAIN'}),
    ('basic-auth-disabled', OUTLOOK, {'mechanisms': 'LOGIN'}),
    # Who answered
    ('connection-intercepted', GOOGLE, SHIELD),
    ('connection-intercepted', MICROSOFT_365, SHIELD),
    ('connection-intercepted', ('smtp.gmail.com', 'mail', REFUSED), SHIELD),
    ('ok', ('smtp.gmail.com', 'auth', '235 2.7.0 Accepted'), SHIELD),
    ('bad-credentials', (HOST, 'auth', FAILED), SHIELD),
    # When it was said
    ('client-blocked', (HOST, 'greeting', REFUSED), {}),
    ('starttls-unavailable', (HOST, 'starttls', REFUSED), {}),
    ('unknown', (HOST, 'auth', REFUSED), {}),
    ('sender-rejected', (HOST, 'mail', REFUSED), {}),
    ('sender-rejected', (HOST, 'rcpt', REFUSED), {}),
    ('message-rejected', (HOST, 'data', REFUSED), {}),
    ('message-rejected', (HOST, 'message', REFUSED), {}),
    ('unknown', (HOST, 'auth', NO_SUCH_USER), {}),
    ('recipient-rejected', (HOST, 'rcpt', NO_SUCH_USER), {}),
    ('bad-credentials', (HOST, 'auth', FAILED), {}),
    ('sender-rejected', (HOST, 'mail', FAILED), {}),
    ('sender-rejected', (GOOGLE[0], 'mail', GOOGLE[2]), {}),
    ('server-busy', (HOST, 'ehlo', BUSY), {}),
    ('server-busy', (HOST, 'auth', BUSY), {}),
    # The sender's address is another one than the user name
    ('sender-rejected', (HOST, 'rcpt', '553 5.7.1 <countess@example.com>: not owned by user'),
     {'address': 'countess@example.com'}),
    ('sender-rejected', ('smtp.office365.com', 'message', '550 5.7.60 SMTP; Client does not '
                         'have permissions to send as this sender'),
     {'address': 'countess@example.com'}),
]


def case_facts():
    found = [replies.Reply(f'{expected}: {facts}', text, host, stage, expected=expected, **facts)
             for expected, (host, stage, text), facts in FACTS]
    check_all(found)


def case_words_of_facts():
    """The same cause, and other words where a fact is known."""
    own = replies.Reply('own', REFUSED, HOST, 'mail')
    other = replies.Reply('other', REFUSED, HOST, 'mail', address='countess@example.com')
    relay = replies.Reply('relay', '554 5.7.1 Relay access denied', HOST, 'rcpt')
    found = [(heard['cause'], heard['explanation'], explained['explanation'])
             for reply, explained, heard in play([own, other, relay])]
    assert found[0][0] == found[1][0] == 'sender-rejected', found
    assert 'countess@example.com' in found[1][1] and 'countess' not in found[0][1], found
    assert found[2][0] == 'relay-denied', found
    assert 'accepted the sign-in' in found[2][1] and 'sign-in' not in found[2][2], found


def case_rules():
    check_all(replies.read_rules())


def case_messages():
    check_all(replies.read_messages())


def case_corpus():
    found = list(replies.read_corpus())
    if not found:
        raise tap.Skip(f'{replies.CORPUS} is not here')
    check_all(found)


if __name__ == '__main__':
    # As long as the whole test may take
    tap.run([value for name, value in list(globals().items()) if name.startswith('case_')], 600)
