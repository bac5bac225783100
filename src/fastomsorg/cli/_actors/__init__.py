"""
Actors: who they are, and what they may do.
"""

from ._actors import plain_actor, show_actor
from ._keep import add, list_, revoke

__all__ = ["add", "list_", "plain_actor", "revoke", "show_actor"]
