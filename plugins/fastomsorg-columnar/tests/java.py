"""
A Java for the tests that want one, for Spark runs on it: the machine's own, else Debian's.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

OLDEST = 17
QUIETLY = ("env", "DEBIAN_FRONTEND=noninteractive")
REFRESH = (*QUIETLY, "apt-get", "update", "-qq")
INSTALL = (*QUIETLY, "apt-get", "install", "--yes", "--no-install-recommends")
PACKAGES = ("openjdk-17-jre-headless", "default-jre-headless")
MISSING = f"no Java {OLDEST} to be found, and none could be installed: see CONTRIBUTING.md"


def java_home() -> Path:
    """
    The folder of a Java that is new enough; installed first where there is none and that is
    allowed.
    """
    found = next(_new_enough(), None)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(REFRESH, check=False, stdout=subprocess.DEVNULL)
        for package in PACKAGES:
            subprocess.run([*INSTALL, package], check=False, stdout=subprocess.DEVNULL)
            if (found := next(_new_enough(), None)) is not None:
                break
    if found is None:
        pytest.fail(MISSING, pytrace=False)
    return found


def _new_enough() -> Iterator[Path]:
    for home in dict.fromkeys(_homes()):
        if _version(home / "bin" / "java") >= OLDEST:
            yield home


def _homes() -> Iterator[Path]:
    if "JAVA_HOME" in os.environ:
        yield Path(os.environ["JAVA_HOME"])
    on_the_path = shutil.which("java")
    if on_the_path is not None:
        yield Path(on_the_path).resolve().parent.parent
    yield from sorted(Path("/usr/lib/jvm").glob("*"))


def _version(java: Path) -> int:
    """
    The number of the version that the program says it is, 0 where it does not run.
    """
    if not java.is_file():
        return 0
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    number = re.search(r'version "(\d+)', told.stderr)
    return int(number[1]) if number else 0
