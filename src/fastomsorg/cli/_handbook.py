"""
The handbook's own people: the small sample that is shipped with the library.
"""

from importlib import resources
from importlib.resources.abc import Traversable

from fastomsorg.wire.tables import TABLES


def handbook_tables() -> tuple[Traversable, ...]:
    """
    The tables of the handbook's people (*handbokens personer*), in the order they build on.
    """
    folder = resources.files(__package__) / "handbook"
    files = (folder / f"{name}.csv" for name in TABLES)
    return tuple(file for file in files if file.is_file())
