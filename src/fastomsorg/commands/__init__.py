"""
What somebody asks for.
"""

__all__: list[str] = []
