"""
What a database says of itself.
"""

from enum import Enum, auto

import attrs


class Owner(Enum):
    """
    Whose the database is (*vems databasen är*).
    """

    NOBODY = auto()
    OURS = auto()
    STRANGER = auto()


@attrs.frozen
class Header:
    """
    What a database says of itself (*filhuvud*): whose it is, and how many migrations it has had.
    """

    owner: Owner
    schema: int
