"""
To begin with: the handbook from beginning to end, a made-up municipality, tables read in.
"""

from ._demo import demo
from ._make_up import sample
from ._read_in import import_

__all__ = ["demo", "import_", "sample"]
