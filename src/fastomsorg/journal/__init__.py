"""
What is to be written: journal notes, plan lines, contact card.
"""

__all__: list[str] = []
