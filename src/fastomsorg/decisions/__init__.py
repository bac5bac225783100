"""
The questions the rules answer, one file each.
"""

__all__: list[str] = []
