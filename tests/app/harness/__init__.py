# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window as a person would, in a desktop of its own."""

from .desktop import Desktop
from .tap import Skip, run

try:
    from .screen import Missing, Screen
except ImportError as error:
    REASON = str(error)

    def Screen(_desktop):  # noqa: N802 (stands in for the class)
        raise Skip(f'PyGObject is not installed: {REASON}')

__all__ = ['Desktop', 'Missing', 'Screen', 'Skip', 'run']
