"""
What every test of the plug-in stands on.
"""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _no_power_cut() -> Iterator[None]:
    """
    Exports are made by the hundred: nothing waits for the disk, for nobody pulls the plug here.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda handle: None)
        yield
