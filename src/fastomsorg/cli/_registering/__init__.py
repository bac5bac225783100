"""
The commands that register: asked about or handed in, and the verdict told.
"""

from ._corrections import annul, correct
from ._hand_over import apply, plan
from ._plain_commands import PLAIN
from ._submitting import Manner, submit

__all__ = ["PLAIN", "Manner", "annul", "apply", "correct", "plan", "submit"]
