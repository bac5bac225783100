"""
What is raised when the library is misused, or when something it stands on breaks.

A refusal by the rules is a value, never one of these. An error keeps a code and facts, so that
it can be read in Swedish and English; neither holds personal data.
"""

from collections.abc import Mapping
from typing import ClassVar, TypeAlias

Fact: TypeAlias = object
"""A plain value that a text can show: text, number, day, or a tuple of such."""


class FastomsorgError(Exception):
    """
    Anything this library raises (*fel*): a *code* from the catalogue, and the *facts* it names.
    """

    default_code: ClassVar[str] = "error"

    def __init__(self, code: str | None = None, /, **facts: Fact) -> None:
        self.code = code or self.default_code
        self.facts: Mapping[str, Fact] = facts
        super().__init__(self.code)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code}: {told}" if told else self.code


class Malformed(FastomsorgError, ValueError):
    """
    A value that cannot be what it claims to be (*felaktigt värde*).
    """

    default_code = "malformed"


class NotAuthorised(FastomsorgError):
    """
    The actor lacks the permission or the purpose (*behörighet saknas*).
    """

    default_code = "not_authorised"


class UnknownId(FastomsorgError, LookupError):
    """
    An id that nothing is known by (*okänt id*).
    """

    default_code = "unknown_id"


class StaleCase(FastomsorgError):
    """
    Somebody else registered on the case first (*någon hann före*): read again, decide again.
    """

    default_code = "stale_case"


class RequestConflict(FastomsorgError):
    """
    The request id was used before, for other content (*ärendenumret är redan använt*).
    """

    default_code = "request_conflict"


class StoreError(FastomsorgError):
    """
    The store cannot be used, or failed (*lagringen kan inte användas*).
    """

    default_code = "store_failed"


class PluginError(FastomsorgError):
    """
    A plug-in could not be loaded, answered wrongly or failed (*tillägget felade*).
    """

    default_code = "plugin_failed"
