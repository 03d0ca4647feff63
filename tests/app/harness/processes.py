# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts programs and ends them, with all that they have started, by process id."""

import ctypes
import os
import signal
import subprocess
import time

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans():
    """Makes this process the parent of its descendants' orphans.

    Daemons leave the process that started them; this way they can still be found and ended.
    """
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def descendants():
    """The process ids below this process, parents before children, without the dead."""
    children = {}
    for entry in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{entry}/stat', encoding='utf-8', errors='replace') as stat:
                fields = stat.read().rpartition(')')[2].split()
        except OSError:
            continue
        if fields[0] != 'Z':
            children.setdefault(int(fields[1]), []).append(int(entry))
    found = [os.getpid()]
    for pid in found:
        found += children.get(pid, [])
    return found[1:]


def reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def end_descendants(patience=5):
    """Asks every descendant to end, and ends those that do not within @patience seconds."""
    for number, deadline in ((signal.SIGTERM, patience), (signal.SIGKILL, patience)):
        for pid in descendants():
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass
        deadline += time.monotonic()
        while descendants() and time.monotonic() < deadline:
            reap()
            time.sleep(0.01)
        reap()
        if not descendants():
            return


def start(arguments, environment, log, stdin=subprocess.DEVNULL, stdout=None):
    """Starts a program whose errors, and output unless @stdout is given, go to the file @log."""
    with open(log, 'ab') as output:
        return subprocess.Popen(arguments, env=environment, stdin=stdin,
                                stdout=stdout or output, stderr=output, start_new_session=True)


def read_line(stream, process, what, patience=20):
    """The first line a program prints, which tells that it is ready."""
    os.set_blocking(stream.fileno(), False)
    line = b''
    deadline = time.monotonic() + patience
    while not line.endswith(b'\n'):
        chunk = stream.read(4096)
        line += chunk or b''
        if chunk == b'' or process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f'{what} did not start: {line!r}')
        time.sleep(0.005)
    return line.decode().strip()
