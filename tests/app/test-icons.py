#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every picture that the window shows is there: themes drop some from one year to the next."""

import pathlib
import re

import harness

SOURCES = pathlib.Path(__file__).resolve().parents[2] / 'src/app'
# Where libadwaita has its own
ADWAITA = '/org/gnome/Adwaita/icons/'


def read_names():
    """The names of all icons in the sources."""
    return {name for path in SOURCES.rglob('*') if path.suffix in ('.c', '.ui')
            for name in re.findall(r'[">]([a-z-]+-symbolic)["<]', path.read_text(encoding='utf-8'))}


def case_every_icon_is_there():
    try:
        import gi
        gi.require_version('Gtk', '4.0')
        gi.require_version('Adw', '1')
        from gi.repository import Adw, Gtk
    except (ImportError, ValueError) as error:
        raise harness.Skip(f'{error}') from error
    assert Adw.get_major_version() == 1  # only now its icons are known
    theme = Gtk.IconTheme(theme_name='Adwaita')
    theme.add_resource_path(ADWAITA)
    names = read_names()
    assert 'adw-external-link-symbolic' in names
    missing = [name for name in names if not theme.has_icon(name)]
    assert not missing, missing


harness.run([case_every_icon_is_there])
