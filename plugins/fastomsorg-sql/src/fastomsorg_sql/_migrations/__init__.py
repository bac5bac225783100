"""
How a store of any earlier version, or an empty database, becomes one of this version.
"""

from ._upgrade import SCHEMA, upgrade

__all__ = ["SCHEMA", "upgrade"]
