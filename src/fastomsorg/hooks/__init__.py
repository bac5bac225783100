"""
The sockets: ports, hook specifications by subject, the panel.
"""

__all__: list[str] = []
