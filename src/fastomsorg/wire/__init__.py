"""
Plain data and back: registrations, tables, JSON.
"""

__all__: list[str] = []
