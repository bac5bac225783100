"""
A hook call through the panel, against calling the function itself.
"""

from collections.abc import Iterator

from fastomsorg.hooks import Panel
from fastomsorg.testing import MemoryPlugin

from ._timing import Figure, each


def figures() -> Iterator[Figure]:
    plugin = MemoryPlugin()
    panel = Panel.of(plugin)
    direct = each(lambda: plugin.fastomsorg_open_storage("memory:here"), times=50_000)
    hooked = each(lambda: panel.storage("memory:here"), times=20_000)
    told = f"{hooked * 1e6:.1f} µs against {direct * 1e6:.2f} µs: once for each casework, no more"
    yield Figure("opening a storage through the panel / direct call", hooked / direct, detail=told)
