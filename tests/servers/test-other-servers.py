#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command against real mail servers of many makes, on loopback and in a temporary folder.

test-other-servers.py [WORD…]: only cases with one of the words in their names. With
OMS_SHOW_LOGS in the environment, what the servers have written follows a failure.

The servers are those that build-aux/fetch-servers has unpacked, and some that are installed. Those
that cannot be run here are skipped with the reason. A case that comes from a fault once found at
that server has its number in its name (F1, …).
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'app'))

from harness import processes  # noqa: E402
from real import SERVERS  # noqa: E402
from real.client import Client  # noqa: E402
from real.server import Unavailable  # noqa: E402

# Most of a case is waiting.
AT_ONCE = 8


def make_authority(folder):
    """The certificates; unprivileged servers read the keys too, which are worth nothing."""
    pki = folder / 'pki'
    subprocess.run([HERE / 'make-pki', pki, 'localhost'], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    pki.chmod(0o755)
    for path in pki.iterdir():
        path.chmod(0o644)
    return pki


def run_case(server, case, client):
    """The outcome as TAP has it, and what is to be said about it."""
    if server.problem:
        return 'ok', ' # SKIP ' + ' '.join(server.problem.split()), ''
    try:
        case.run(server, client)
    except Unavailable as reason:
        return 'ok', f' # SKIP {reason}', ''
    except AssertionError as failure:
        return 'not ok', '', str(failure) or traceback.format_exc()
    except Exception:  # whatever it was, the other cases are run
        return 'not ok', '', traceback.format_exc()
    return 'ok', '', ''


def choose(servers):
    """All cases with their servers, or those that the arguments name."""
    pairs = [(server, case) for server in servers for case in server.CASES]
    return [(server, case) for server, case in pairs if len(sys.argv) < 2 or
            any(word in f'{server.NAME}: {case.name}' for word in sys.argv[1:])]


def report(number, server, case, result, directive, why):
    print(f'{result} {number} {server.NAME}: {case.name}{directive}')
    print(''.join(f'# {line}\n' for line in why.splitlines()), end='', flush=True)


def run_all(folder):
    pki = make_authority(folder)
    client = Client(folder / 'client', pki)
    servers = [make(folder / make.__name__.lower(), pki) for make in SERVERS]
    chosen = choose(servers)
    needed = list(dict.fromkeys(server for server, _ in chosen))
    print(f'1..{len(chosen)}', flush=True)
    failed = False
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            list(pool.map(lambda server: server.start(), needed))
            outcomes = pool.map(lambda pair: run_case(*pair, client), chosen)
            for number, (pair, outcome) in enumerate(zip(chosen, outcomes), 1):
                failed |= outcome[0] != 'ok'
                report(number, *pair, *outcome)
        finally:
            list(pool.map(lambda server: server.stop(), needed))
    if failed and 'OMS_SHOW_LOGS' in os.environ:
        for server in needed:
            sys.stderr.write(f'{server.NAME}:\n{server.log()}\n')
    return 1 if failed else 0


def main():
    processes.adopt_orphans()
    # Asked to end, it still ends its servers.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = Path(tempfile.mkdtemp(prefix='outgoing-mail-'))
    folder.chmod(0o755)
    try:
        return run_all(folder)
    finally:
        processes.end_descendants()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())
