# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs test cases, each in a process of its own, and reports them in the Test Anything Protocol."""

import os
import signal
import sys
import time
import traceback

from . import processes

PATIENCE = 150


class Skip(Exception):
    """Raised by a case that cannot run here; the text says why."""


def _child(case, report):
    processes.adopt_orphans()
    outcome = 'ok'
    try:
        case()
    except Skip as reason:
        outcome = f'skip {reason}'
    except BaseException:  # whatever it was, the parent must hear of it
        outcome = 'not ok'
        traceback.print_exc()
    finally:
        processes.end_descendants()
    os.write(report, outcome.encode())
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def run_apart(case, patience=PATIENCE):
    """Runs @case in a process of its own: a process knows one session bus only."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _child(case, writer)
    os.close(writer)
    deadline = time.monotonic() + patience
    while os.waitpid(pid, os.WNOHANG)[0] == 0:
        if time.monotonic() > deadline:
            print(f'no end after {patience} seconds', file=sys.stderr)
            os.kill(pid, signal.SIGKILL)
            deadline += patience
        time.sleep(0.01)
    processes.end_descendants()
    with os.fdopen(reader, 'rb') as stream:
        return stream.read().decode() or 'not ok'


def run(cases, patience=PATIENCE):
    """Runs @cases, functions named case_…, each for at most @patience seconds; arguments of the
    program choose some of them."""
    processes.adopt_orphans()
    chosen = [case for case in cases
              if len(sys.argv) < 2 or any(word in case.__name__ for word in sys.argv[1:])]
    print(f'1..{len(chosen)}', flush=True)
    failed = False
    for number, case in enumerate(chosen, 1):
        name = case.__name__.removeprefix('case_').replace('_', ' ')
        outcome = run_apart(case, patience)
        failed |= outcome == 'not ok'
        skip = f' # SKIP {outcome[5:]}' if outcome.startswith('skip ') else ''
        print(f'{"not ok" if outcome == "not ok" else "ok"} {number} {name}{skip}', flush=True)
    sys.exit(1 if failed else 0)
