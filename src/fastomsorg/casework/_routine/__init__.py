"""
Which routine a unit goes by, and what it asks to be done.
"""

from ._assigning import Assigning
from ._dues import Due, Dues, against, wordings

__all__ = ["Assigning", "Due", "Dues", "against", "wordings"]
