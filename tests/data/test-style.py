#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the form of the C sources, which no compiler looks at. Prints TAP.

Argument: the source folder.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

COLUMNS = 100
FUNCTION_LINES = 40
FILE_LINES = 600
LICENCE = '/* SPDX-License-Identifier: GPL-3.0-or-later */'

# Lists for the preprocessor, which are included in the middle of what is made of them, repeatedly.
LISTS = ('oms-cause-list.h',)
# What may be longer, by name: each with its reason.
LONG_FUNCTIONS = {}
LONG_FILES = {}

INCLUDE = re.compile(rf'#include (?!"(?:{"|".join(LISTS)})")([<"].*[>"])')
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)
DOCUMENTATION = re.compile(r'^ */\*\*\n(?: *\* ?.*\n)*? *\*/\n', re.MULTILINE)
DIRECTIVE = re.compile(r'^#(?:.*\\\n)*.*', re.MULTILINE)
BODY = re.compile(r'\{[^{}]*\}')
DOCUMENTED = re.compile(r'^/\*\*\n \* (\w+):\n((?: \*.*\n)*?) \*/\n((?:.+\n)+)\{', re.MULTILINE)
ATTRIBUTE = re.compile(r'\s+G_GNUC_\w+(?: \([^()]*\))?')
FUNCTION = re.compile(r'([\w\s*]+?)\b(\w+)\s*\((.*)\)$', re.DOTALL)


class Source(NamedTuple):
    """A file of the project."""
    path: str
    text: str

    @property
    def lines(self):
        return self.text.splitlines()

    @property
    def is_header(self):
        return self.path.endswith('.h')


class Function(NamedTuple):
    """What a declaration or a definition says."""
    name: str
    parameters: list
    returns: bool


class Fault(NamedTuple):
    """Where something is wrong, and what."""
    path: str
    line: int
    what: str

    def __str__(self):
        return f'{self.path}:{self.line}: {self.what}'


def check_columns(sources):
    for source in sources:
        for number, line in enumerate(source.lines, 1):
            if len(line) > COLUMNS:
                yield Fault(source.path, number, f'{len(line)} columns')


def check_blanks(sources):
    for source in sources:
        for number, line in enumerate(source.lines, 1):
            if '\t' in line or line != line.rstrip():
                yield Fault(source.path, number, 'a tab, or blanks at the end')
        if not source.text.endswith('\n') or source.text.endswith('\n\n'):
            yield Fault(source.path, len(source.lines), 'not exactly one line break at the end')


def check_heads(sources):
    for source in sources:
        once = source.is_header and not source.path.endswith(LISTS)
        head = [LICENCE, '#pragma once'] if once else [LICENCE]
        if source.lines[:len(head)] != head:
            yield Fault(source.path, 1, 'does not begin with ' + ', '.join(head))


def find_own(path, headers):
    """The header that @path implements: of its name, or for one part of a class, of the class."""
    words = Path(path).stem.split('-')
    for count in range(len(words), 0, -1):
        name = '-'.join(words[:count])
        for header in f'"{name}.h"', f'"{name}-private.h"':
            if header in headers:
                return header
    return None


def order(path, headers):
    """The blocks of includes as they have to be."""
    own = None if path.endswith('.h') else find_own(path, headers)
    project = {header for header in headers if header[0] == '"'} - {own, '"config.h"'}
    blocks = [{'"config.h"'} & set(headers), {own} - {None}, project,
              {header for header in headers if header[0] == '<'}]
    return [sorted(block) for block in blocks if block]


def check_includes(sources):
    for source in sources:
        numbers = [n for n, line in enumerate(source.lines) if INCLUDE.match(line)]
        if not numbers:
            continue
        first, last = numbers[0], numbers[-1]
        headers = [INCLUDE.match(source.lines[number]).group(1) for number in numbers]
        wanted = '\n\n'.join('\n'.join(f'#include {header}' for header in block)
                             for block in order(source.path, headers))
        if '\n'.join(source.lines[first:last + 1]) != wanted:
            yield Fault(source.path, first + 1, 'includes not in order; they should be\n' + wanted)
        if any(line.startswith('#define G_LOG_DOMAIN') for line in source.lines[first:]):
            yield Fault(source.path, first + 1, 'G_LOG_DOMAIN is too late for the includes')


def parse_function(text):
    """The function that @text declares, or None where it declares something else."""
    text = ATTRIBUTE.sub('', text).strip()
    found = FUNCTION.match(text)
    if not found or text.startswith(('typedef ', 'static ')):
        return None
    result, name, parameters = found.groups()
    names = [re.search(r'\w*$', re.sub(r'\[.*', '', parameter)).group()
             for parameter in parameters.split(',')]
    return Function(name, [name for name in names if name != 'void'], result.split() != ['void'])


def find_declared(header):
    """The functions that a header declares, with the lines where it does. Those that GLib's macros
    define are left out."""
    bare = DIRECTIVE.sub('', COMMENT.sub('', header.text))
    while BODY.search(bare):
        bare = BODY.sub('', bare)
    for statement in re.split(r';|^G_\w+(?: \(.*\))?$', bare, flags=re.MULTILINE):
        function = parse_function(statement.strip())
        if function and not function.name.endswith(('_get_type', '_quark')):
            place = re.search(rf'\b{function.name} *\(', header.text).start()
            yield function, header.text.count('\n', 0, place) + 1


def find_documented(sources):
    """The comments of functions, by name."""
    comments = {}
    for source in sources:
        for name, comment, definition in DOCUMENTED.findall(source.text):
            function = parse_function(definition)
            if function and function.name == name:
                comments[name] = comment
    return comments


def list_undocumented(function, comment):
    """What @comment does not say of @function."""
    if comment is None:
        return ['a comment before its definition']
    parts = [f'@{name}' for name in function.parameters if f' * @{name}: ' not in comment]
    return parts + (['Returns'] if function.returns and ' * Returns: ' not in comment else [])


def check_documentation(sources):
    sources = [source for source in sources if source.path.startswith('src/')]
    comments = find_documented(source for source in sources if not source.is_header)
    for header in sources:
        for function, number in find_declared(header) if header.is_header else []:
            for part in list_undocumented(function, comments.get(function.name)):
                yield Fault(header.path, number, f'{function.name}() lacks {part}')


def count_lines(lines):
    """How many lines there are without those that are documentation."""
    return DOCUMENTATION.sub('', '\n'.join(lines) + '\n').count('\n')


def find_functions(source):
    """The functions that are defined in @source: name, line and number of lines."""
    start, name = None, None
    for number, line in enumerate(source.lines, 1):
        if line == '{':
            start = number
        elif line == '}' and start:
            yield name, start, count_lines(source.lines[start:number - 1])
            start = None
        elif not start and (found := re.match(r'(\w+) \(', line)):
            name = found.group(1)


def check_function_lengths(sources):
    unused = set(LONG_FUNCTIONS)
    for source in sources:
        for name, number, length in find_functions(source):
            if length > FUNCTION_LINES and name not in LONG_FUNCTIONS:
                yield Fault(source.path, number, f'{name}() has {length} lines')
            elif length > FUNCTION_LINES:
                unused.discard(name)
    yield from (Fault(name, 0, 'is an exception that is none') for name in unused)


def check_file_lengths(sources):
    unused = set(LONG_FILES)
    for source in sources:
        length = count_lines(source.lines)
        if length > FILE_LINES and source.path not in LONG_FILES:
            yield Fault(source.path, len(source.lines), f'has {length} lines')
        elif length > FILE_LINES:
            unused.discard(source.path)
    yield from (Fault(name, 0, 'is an exception that is none') for name in unused)


CHECKS = [check_columns, check_blanks, check_heads, check_includes, check_documentation,
          check_function_lengths, check_file_lengths]

# The checks are checked with a project of two files, in which each has nothing to find …
GOOD = [
    Source('src/oms-lamp.h', '''\
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oms-room.h"

#include <glib.h>

G_BEGIN_DECLS

/* How bright it is (at most). */
typedef struct {
  guint lumen;
} OmsLight;

typedef void (*OmsLampNotify) (gpointer data);

#define OMS_TYPE_LAMP (oms_lamp_get_type ())
G_DECLARE_FINAL_TYPE (OmsLamp, oms_lamp, OMS, LAMP, GObject)

OmsLamp  *oms_lamp_new    (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean  oms_lamp_switch (OmsLamp *self,
                           guint    how);

G_END_DECLS
'''),
    Source('src/oms-lamp.c', '''\
/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "oms-lamp"

#include "config.h"

#include "oms-lamp.h"

#include "oms-bulb.h"
#include "oms-lamp-private.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * oms_lamp_new:
 *
 * Makes a lamp.
 *
 * Returns: (transfer full): the lamp
 */
OmsLamp *
oms_lamp_new (void)
{
  return g_object_new (OMS_TYPE_LAMP, NULL);
}

/**
 * oms_lamp_switch:
 * @self: a lamp
 * @how: how to switch it
 *
 * Switches a lamp.
 *
 * Returns: whether it shines
 */
gboolean
oms_lamp_switch (OmsLamp *self,
                 guint    how)
{
  return how > 0;
}
'''),
]

# … and with mistakes in it, each of which one check has to find: what is there instead of what.
MISTAKES = [
    (check_columns, 'how > 0;', 'how > 0;' + ' /* “why” */'.rjust(91)),
    (check_blanks, '  return how', '\treturn how'),
    (check_blanks, 'G_END_DECLS\n', 'G_END_DECLS \n'),
    (check_blanks, 'G_END_DECLS\n', 'G_END_DECLS\n\n'),
    (check_heads, LICENCE + '\n\n', ''),
    (check_heads, '\n#pragma once', '\n\n#pragma once'),
    (check_includes, '#include "oms-room.h"\n\n', '#include <gio/gio.h>\n#include "oms-room.h"\n'),
    (check_includes, '#include "oms-room.h"\n\n#include <glib.h>',
     '#include <glib.h>\n\n#include "oms-room.h"'),
    (check_includes, '#include "config.h"\n\n', '#include "config.h"\n'),
    (check_includes, '#include "oms-lamp.h"\n\n#include "oms-bulb.h"\n',
     '#include "oms-bulb.h"\n#include "oms-lamp.h"\n'),
    (check_includes, '#include "oms-bulb.h"\n', '#include "oms-wire.h"\n#include "oms-bulb.h"\n'),
    (check_includes, '<string.h>\n', '<string.h>\n\n#include "oms-wire.h"\n'),
    (check_includes, '#define G_LOG_DOMAIN "oms-lamp"\n\n#include "config.h"\n',
     '#include "config.h"\n\n#define G_LOG_DOMAIN "oms-lamp"\n'),
    (check_documentation, 'gboolean  oms_lamp_switch',
     'void      oms_lamp_break  (OmsLamp *self);\ngboolean  oms_lamp_switch'),
    (check_documentation, ' * @how: how to switch it\n', ''),
    (check_documentation, ' * Returns: (transfer full): the lamp\n', ''),
    (check_documentation, '/**\n * oms_lamp_switch:', '/*\n * oms_lamp_switch:'),
    (check_documentation, ' * oms_lamp_switch:', ' * oms_lamp_swich:'),
    (check_function_lengths, '  return how', '  how++;\n' * FUNCTION_LINES + '  return how'),
    (check_file_lengths, 'G_END_DECLS', '#define A\n' * FILE_LINES + 'G_END_DECLS'),
]


def find_all(sources):
    """The faults in @sources, by the check that found them."""
    found = {check: list(check(sources)) for check in CHECKS}
    return {check: faults for check, faults in found.items() if faults}


def describe(found):
    return [f'{check.__name__}: {fault}' for check, faults in found.items() for fault in faults]


def check_checks():
    """What is wrong with the checks themselves."""
    yield from describe(find_all(GOOD))
    for check, right, wrong in MISTAKES:
        sources = [Source(path, text.replace(right, wrong, 1)) for path, text in GOOD]
        found = find_all(sources)
        if sources == GOOD or list(found) != [check]:
            yield f'{check.__name__} does not, or not alone, find {wrong!r}'
            yield from describe(found)


def read_sources(folder):
    """All C files of the project."""
    paths = sorted(path for top in ('src', 'tests') for path in Path(folder, top).rglob('*.[ch]'))
    return [Source(str(path.relative_to(folder)), path.read_text(encoding='utf-8'))
            for path in paths]


def report(number, name, faults):
    """Prints one line of TAP, and the faults. Returns whether there are none."""
    print('not ok' if faults else 'ok', number, name)
    print(''.join(f'# {line}\n' for fault in faults for line in str(fault).splitlines()), end='')
    return not faults


def main():
    sources = read_sources(sys.argv[1])
    assert len(sources) > 100, f'only {len(sources)} files'
    print(f'1..{len(CHECKS) + 1}')
    good = report(1, 'checks', list(check_checks()))
    for number, check in enumerate(CHECKS, 2):
        good &= report(number, check.__name__.removeprefix('check_'), list(check(sources)))
    sys.exit(0 if good else 1)


if __name__ == '__main__':
    main()
