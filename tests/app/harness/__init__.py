# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window as a person would, in a desktop of its own."""

import sys

try:
    import gi  # noqa: F401 (only whether it is there)
except ImportError:
    print('1..0 # SKIP PyGObject is not installed')
    sys.exit()

from .desktop import Desktop
from .person import Person
from .tap import Skip, lasting, run, run_apart

__all__ = ['Desktop', 'Person', 'Skip', 'lasting', 'run', 'run_apart']
