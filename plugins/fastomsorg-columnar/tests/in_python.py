"""
The same questions asked of the pure functions: what every engine is held to.
"""

from fastomsorg.testing import MemoryEngine

from .municipalities import Town


class InPython(MemoryEngine):
    """
    A municipality, counted by loops.
    """

    def __init__(self, town: Town) -> None:
        super().__init__(town.told)
