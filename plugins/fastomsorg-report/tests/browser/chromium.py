"""
A real browser for the tests that want one: Debian's chromium, installed where it is not there and
that is allowed.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIETLY = ("env", "DEBIAN_FRONTEND=noninteractive")
REFRESH = (*QUIETLY, "apt-get", "update", "-qq")
INSTALL = (*QUIETLY, "apt-get", "install", "--yes", "--no-install-recommends", "-qq", "chromium")
MISSING = "no chromium to be found, and none could be installed: see CONTRIBUTING.md"


def program() -> str:
    """
    The browser's program; installed first where there is none and that is allowed.
    """
    found = _installed()
    if found is None and (root := _as_root()) is not None:
        for command in (REFRESH, INSTALL):
            subprocess.run([*root, *command], check=False, stdout=subprocess.DEVNULL)
        found = _installed()
    if found is None:
        pytest.fail(MISSING, pytrace=False)
    return found


@contextmanager
def running() -> Iterator[Browser]:
    """
    The browser, without a window. It refuses to lock root in a sandbox.
    """
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=options)
        yield browser
        browser.close()


def _installed() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _as_root() -> list[str] | None:
    """
    How to do something as root, or None where that takes a password or is not Debian.
    """
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    may = shutil.which("sudo") and subprocess.run([*sudo, "true"], check=False).returncode == 0
    return sudo if may else None
