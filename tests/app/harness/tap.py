# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs test cases, each in a process of its own, and reports them in the Test Anything Protocol."""

import os
import signal
import sys
import tempfile
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
        outcome = 'not ok\n' + traceback.format_exc()
    finally:
        processes.end_descendants()
    report.write(outcome)
    report.flush()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def run_apart(case, patience=PATIENCE):
    """Runs @case in a process of its own: a process knows one session bus only. Returns 'ok', 'skip'
    and the reason, or 'not ok' and, in further lines, what happened."""
    with tempfile.TemporaryFile('w+', encoding='utf-8', errors='backslashreplace') as report:
        pid = os.fork()
        if pid == 0:
            _child(case, report)
        start = time.monotonic()
        too_late = False
        while os.waitpid(pid, os.WNOHANG)[0] == 0:
            if time.monotonic() > start + patience and not too_late:
                too_late = True
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.01)
        processes.end_descendants()
        if too_late:
            return f'not ok\nno end after {patience} seconds'
        report.seek(0)
        return report.read() or 'not ok\nit ended without a word'


def lasting(seconds):
    """Marks a case that has @seconds of its own, however long the others have."""
    def mark(case):
        case.patience = seconds
        return case
    return mark


def run(cases, patience=PATIENCE):
    """Runs @cases, functions named case_…, each for at most @patience seconds unless it is marked as
    lasting; arguments of the program choose some of them."""
    processes.adopt_orphans()
    chosen = [case for case in cases
              if len(sys.argv) < 2 or any(word in case.__name__ for word in sys.argv[1:])]
    print(f'1..{len(chosen)}', flush=True)
    failed = False
    for number, case in enumerate(chosen, 1):
        name = case.__name__.removeprefix('case_').replace('_', ' ')
        outcome, *why = run_apart(case, getattr(case, 'patience', patience)).splitlines()
        failed |= outcome == 'not ok'
        skip = f' # SKIP {outcome[5:]}' if outcome.startswith('skip ') else ''
        print(f'{"not ok" if outcome == "not ok" else "ok"} {number} {name}{skip}')
        print(''.join(f'# {line}\n' for line in why), end='', flush=True)
    sys.exit(1 if failed else 0)
