"""
A host like any other: the command line.
"""

__all__: list[str] = []
