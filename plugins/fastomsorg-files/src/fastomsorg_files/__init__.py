"""
Journal notes and plan snapshots written as files.
"""

__all__: list[str] = []
