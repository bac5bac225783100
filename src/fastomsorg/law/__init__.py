"""
What the law says and from which day.
"""

__all__: list[str] = []
