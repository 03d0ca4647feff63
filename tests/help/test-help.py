#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the pages of the help as they are installed. Prints TAP."""

import html.parser
import json
import os
import pathlib
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ET

from harness import Skip, run

MALLARD = '{http://projectmallard.org/1.0/}'
ID = '{http://www.w3.org/XML/1998/namespace}id'

# Real refusals of which the server leaves no doubt.
REPLIES = [
    ('smtp.gmail.com',
     '534-5.7.9 Application-specific password required. For more information, go to\n'
     '534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor x - gsmtp'),
    ('smtp.gmail.com', '550 5.4.5 Daily user sending limit exceeded. gsmtp'),
    ('smtp.office365.com',
     '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the '
     'Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.'),
    ('smtp-mail.outlook.com',
     '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.'),
    ('mail.example.com', '530 5.7.0 Must issue a STARTTLS command first'),
]


def install():
    """The share folder of a fresh installation."""
    result = subprocess.run(['meson', 'install', '-C', os.environ['OMS_BUILD'], '--no-rebuild',
                             '--destdir', FOLDER], text=True, check=False,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert result.returncode == 0, result.stdout
    page, = pathlib.Path(FOLDER).rglob('help/C/outgoing-mail/index.page')
    return page.parents[3]


def pages():
    """The installed pages in English, by id."""
    return {path.stem: ET.parse(path).getroot()
            for path in (SHARE / 'help/C/outgoing-mail').glob('*.page')}


def targets(page):
    """What other pages can point to in @page."""
    return {page.get('id')} | {f'{page.get("id")}#{section.get("id")}'
                               for section in page.iter(MALLARD + 'section')}


def plain(text):
    """@text without line ends, and without the name of a server."""
    text = re.sub(r'\b(smtp|mail)[.-][a-z0-9.]+\.com\b|\b[Tt]he server\b', 'S', text)
    return ' '.join(text.split())


class Links(html.parser.HTMLParser):
    """Collects what a web page points to."""

    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        self.found.update(value for name, value in attrs if name in ('href', 'src'))


def case_pages_are_valid():
    folder = SHARE / 'help/C/outgoing-mail'
    for check in ('validate', 'links', 'ids'):
        result = subprocess.run(['yelp-check', check, folder], text=True, check=False,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert result.returncode == 0 and not result.stdout.strip(), f'{check}: {result.stdout}'


def case_ids_are_names_of_files():
    wrong = {name: page.get('id') for name, page in PAGES.items() if page.get('id') != name}
    assert not wrong, wrong


def case_every_page_is_reached_from_the_index():
    up = {name: {link.get('xref').split('#')[0] for link in page.iter(MALLARD + 'link')
                 if link.get('type') == 'guide'} for name, page in PAGES.items()}
    reached = {'index'}
    while more := {name for name, guides in up.items() if guides & reached} - reached:
        reached |= more
    assert set(PAGES) == reached, f'not reached: {set(PAGES) - reached}'


def case_links_lead_somewhere():
    known = set().union(*map(targets, PAGES.values()))
    for name, page in PAGES.items():
        for link in page.iter(MALLARD + 'link'):
            if link.get('xref'):
                assert link.get('xref') in known, f'{name}: {link.get("xref")}'
            else:
                assert re.match(r'https://[^\s]+$', link.get('href')), f'{name}: {link.get("href")}'


def case_signs_are_those_of_a_printer():
    for name, page in PAGES.items():
        for element in page.iter():
            if element.tag in (MALLARD + 'code', MALLARD + 'screen', MALLARD + 'input'):
                continue
            words = ' '.join([element.text or ''] + [child.tail or '' for child in element])
            assert not re.search(r'["\']|\.\.\.|\s-\s', words), f'{name}: {words}'


def case_pages_say_what_the_command_says():
    for server, reply in REPLIES:
        output = subprocess.run([os.environ['OMS_COMMAND'], 'explain', '--json', '--server',
                                 server], input=reply, text=True, check=False,
                                stdout=subprocess.PIPE).stdout
        answer = json.loads(output)
        assert answer['confidence'] == 'certain', f'{reply}: {output}'
        page = PAGES['cause-' + answer['cause']]
        text = plain(' '.join(page.itertext()))
        links = {link.get('href') for shown in (page, PAGES['providers'])
                 for link in shown.iter(MALLARD + 'link')}
        for words in [answer['headline'], answer['explanation'],
                      *(part for step in answer['steps'] for part in (step['title'], step['text']))]:
            assert plain(words) in text, f'{page.get("id")} does not say: {words}'
        assert {step['link'] for step in answer['steps'] if step['link']} <= links, answer['steps']


def case_providers_are_those_of_the_catalogue():
    catalogue = [ET.parse(path).getroot()
                 for path in pathlib.Path(os.environ['OMS_SOURCE'], 'data/providers').glob('*.xml')]
    shown = ' '.join(PAGES['providers'].itertext())
    for provider in (provider for group in catalogue for provider in group):
        for server in provider.findall('server[@checked]'):
            line = re.compile(re.escape(server.get('host')) + r', [^,]+, port ' + server.get('port'))
            assert line.search(shown), f'{provider.get("id")}: {server.attrib}'


def case_every_page_is_a_web_page():
    web = SHARE / 'outgoing-mail/html'
    assert {path.stem for path in (web / 'C').glob('*.html')} == set(PAGES)
    for path in web.rglob('*.html'):
        parser = Links()
        parser.feed(path.read_text(encoding='utf-8'))
        for link in parser.found:
            if not link.startswith(('https://', '#')):
                assert (path.parent / link.split('#')[0]).exists(), f'{path.name}: {link}'


def case_other_languages_have_the_same_causes():
    languages = [path for path in (SHARE / 'help').iterdir() if path.name != 'C']
    if not languages:
        raise Skip('there is no other language yet')
    wanted = {name for name in PAGES if name.startswith('cause-')} | {'providers'}
    for language in languages:
        found = {path.stem for path in (language / 'outgoing-mail').glob('*.page')}
        assert wanted <= found, f'{language.name}: {wanted - found}'
        title = ET.parse(language / 'outgoing-mail/cause-bad-credentials.page').find(
            MALLARD + 'title').text
        assert title != PAGES['cause-bad-credentials'].find(MALLARD + 'title').text, language.name


if __name__ == '__main__':
    with tempfile.TemporaryDirectory(prefix='outgoing-mail-') as FOLDER:
        SHARE = install()
        PAGES = pages()
        run([function for name, function in globals().items() if name.startswith('case_')])
