# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for a password in whatever form it may have been let out."""

import base64
import os
import urllib.parse


def forms(password):
    """The ways in which a program could have written @password, as bytes."""
    raw = password.encode()
    found = {raw, raw[::-1], raw.hex().encode(), raw.hex().upper().encode(),
             raw.hex(' ').encode(), urllib.parse.quote(password, safe='').encode(),
             b''.join(b'%%%02X' % byte for byte in raw), b''.join(b'%%%02x' % byte for byte in raw),
             raw.decode().encode('utf-16-le'), repr(password)[1:-1].encode()}
    # Base64 looks different at each of three positions, so this also finds it inside of PLAIN.
    for before in range(3):
        encoded = base64.b64encode(b'\0' * before + raw)
        whole = (before + len(raw)) // 3 * 4
        found.add(encoded[(before * 8 + 5) // 6:whole])
    return found


def leaks_in(data, *passwords):
    """The forms of @passwords that are part of @data."""
    data = data.encode() if isinstance(data, str) else data
    return [form for password in passwords for form in forms(password) if form in data]


def leaks_below(folder, *passwords):
    """Files below @folder that contain or are named after one of @passwords."""
    found = []
    for place, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(place, name)
            data = name.encode()
            if os.path.isfile(path):
                with open(path, 'rb') as stream:
                    data += b'\n' + stream.read()
            found += [(path, form) for form in leaks_in(data, *passwords)]
    return found
