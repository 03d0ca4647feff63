# SPDX-License-Identifier: GPL-3.0-or-later
"""Real mail servers of many makes, each a module: how it is run, and what has to be found at it."""

from .courier import Courier
from .exim import Exim
from .firewall import Firewall
from .haproxy import Haproxy
from .nginx import Nginx
from .opensmtpd import Opensmtpd
from .postfix import Postfix
from .postscreen import Postscreen
from .sendmail import SENDMAILS
from .smtp_server import SmtpServer

SERVERS = [Exim, SmtpServer, Haproxy, Nginx, Postfix, Postscreen, *SENDMAILS, Courier, Opensmtpd,
           Firewall]
