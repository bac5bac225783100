"""
How well does it work? Pure calculators.
"""

__all__: list[str] = []
