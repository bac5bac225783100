"""
The local routine as data, and what the decisions learn from it.
"""

__all__: list[str] = []
