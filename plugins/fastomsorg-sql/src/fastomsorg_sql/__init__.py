"""
The embedded store: registrations, people, grants and notices in one database.
"""

__all__: list[str] = []
