"""
What was registered, and the life of a case that follows from it.
"""

__all__: list[str] = []
