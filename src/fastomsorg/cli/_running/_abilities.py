"""
What a store of one's own can do beyond the ports: be kept, and have its permissions changed.
"""

from fastomsorg.cli._reading import Misused
from fastomsorg.hooks import Grants, Keeping


def keeping(storage: object) -> Keeping:
    """
    The storage, if it can be kept (*förvaltas*) from here. Raises `Misused`.
    """
    if not isinstance(storage, Keeping):
        raise Misused("store_cannot", got=type(storage).__name__, needed=Keeping.__name__)
    return storage


def granting(policy: object) -> Grants:
    """
    The policy, if permissions can be granted (*tilldelas*) from here. Raises `Misused`.
    """
    if not isinstance(policy, Grants):
        raise Misused("store_cannot", got=type(policy).__name__, needed=Grants.__name__)
    return policy
