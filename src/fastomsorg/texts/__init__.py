"""
Words for people, Swedish first: labels, reasons, notes.
"""

__all__: list[str] = []
