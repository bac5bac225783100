"""
Where things lie: the store's URL for opening and for making, and the directories beside it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fastomsorg.cli._reading import Misused
from fastomsorg.terms import PluginError

EMBEDDED = "sqlite"
"""The store that this command line brings along; what a URL may say beyond it is its own affair."""

SERVER = "postgresql"
"""The store on a server that the same plug-in speaks to, where the driver is installed."""

BESIDE = {"journal": "journal", "plan": "planer", "planning": "planering"}
"""The directories beside a new store, by receiver."""


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_IN_MEMORY = re.compile(rf"{EMBEDDED}(\+[a-z0-9]+)?:(/{{0,3}}|///:memory:)")
_MODE = re.compile(r"(^|&)mode=")
_PASSWORD = re.compile(r"(//[^/:@]*):.*@")
_HIDDEN = "?***"


def is_address(written: str) -> bool:
    """
    Is it a URL, and not a path (*adress*)?
    """
    return _SCHEME.match(written) is not None


def checked(url: str) -> str:
    """
    The store's URL (*lagringens adress*), as it was written. Raises `Misused` for a path alone, and
    for a store that would be gone when the command has ended.
    """
    if not is_address(url):
        raise Misused("store_is_a_path", got=url, nearest=f"{EMBEDDED}:///{url}")
    if _IN_MEMORY.fullmatch(url.partition("?")[0]):
        raise Misused("store_in_memory", got=url)
    return url


def without_secrets(url: str) -> str:
    """
    The URL as it can be told (*adress utan lösenord*): what says where, not what lets in.
    """
    if not url.startswith(SERVER):
        return url
    where, question, _ = url.partition("?")
    return _PASSWORD.sub(r"\1:***@", where) + (_HIDDEN if question else "")


@contextmanager
def told_as_written(url: str) -> Iterator[None]:
    """
    Let what plug-ins complain of name the URL without the options that were added to it here.
    """
    try:
        yield
    except PluginError as error:
        named = error.facts.get("url")
        if isinstance(named, str) and "?" not in url:
            error.facts = {**error.facts, "url": named.removesuffix(_HIDDEN)}
        raise


def existing(url: str) -> str:
    """
    The URL of a store that must be there: a misspelt name makes no new one.
    """
    return _with_mode(url, "rw")


def new(url: str) -> str:
    """
    The URL of a store that must not be there yet.
    """
    return _with_mode(url, "new")


def beside(url: str) -> dict[str, str]:
    """
    The directories beside an embedded store in which notes and plans are written, as URLs.
    """
    return {
        receiver: "files" + folder.as_uri().removeprefix("file")
        for receiver, folder in _folders_beside(url).items()
    }


@contextmanager
def nothing_left_if_refused(url: str) -> Iterator[None]:
    """
    Take the directories beside the store away again that were made for a store that came to
    nothing; one with anything in it stays.
    """
    made = [folder for folder in _folders_beside(url).values() if not folder.exists()]
    try:
        yield
    except BaseException:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise


def _folders_beside(url: str) -> dict[str, Path]:
    path = _file_of(url)
    if path is None:
        return {}
    return {receiver: path.with_name(f"{path.stem}-{name}") for receiver, name in BESIDE.items()}


def _with_mode(url: str, mode: str) -> str:
    _, question, options = url.partition("?")
    if not (_file_of(url) or url.startswith(SERVER)) or _MODE.search(options):
        return url
    return f"{url}{'&' if question else '?'}mode={mode}"


def _file_of(url: str) -> Path | None:
    """
    The embedded store's file, or None for a store in memory or of another kind.
    """
    scheme, _, path = url.partition("?")[0].partition(":///")
    if not scheme.startswith(EMBEDDED) or path in ("", ":memory:"):
        return None
    return Path(path).absolute()
