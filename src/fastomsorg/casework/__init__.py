"""
The shell a host holds: read, decide, store, tell.
"""

__all__: list[str] = []
