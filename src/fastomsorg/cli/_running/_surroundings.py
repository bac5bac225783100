"""
What a run finds around it: the clock, the system user, the environment, the plug-ins.
"""

import datetime as dt
import getpass
import os
import sys
import time
from collections.abc import Callable, Mapping

import attrs

from fastomsorg.hooks import Panel
from fastomsorg.terms import Instant


def machine_clock() -> Instant:
    """
    What the machine's clock shows (*nu*), in UTC.
    """
    return dt.datetime.now(dt.UTC)


def system_user() -> str:
    """
    Who runs this, as the system knows them (*systemanvändare*), whatever the environment says.
    """
    if sys.platform == "win32":
        return getpass.getuser()
    import pwd  # noqa: PLC0415 - there is no such module elsewhere

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


@attrs.frozen
class Surroundings:
    """
    What a run finds around it (*omgivning*). Tests, and the demonstration, bring their own.
    """

    clock: Callable[[], Instant] = machine_clock
    user: Callable[[], str] = system_user
    environment: Mapping[str, str] = attrs.field(factory=lambda: os.environ, repr=False)
    panel: Callable[[], Panel] = Panel.installed
    sleep: Callable[[float], None] = time.sleep
