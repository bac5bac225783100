"""
Where things lie: the store's URL for opening and for making, and the directories beside it.
"""

from pathlib import Path

EMBEDDED = "sqlite"
"""The store that this command line brings along; what a URL may say beyond it is its own affair."""

BESIDE = {"journal": "journal", "plan": "planer", "planning": "planering"}
"""The directories beside a new store, by receiver."""


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
    path = _file_of(url)
    if path is None:
        return {}
    return {
        receiver: "files" + path.with_name(f"{path.stem}-{name}").as_uri().removeprefix("file")
        for receiver, name in BESIDE.items()
    }


def _with_mode(url: str, mode: str) -> str:
    _, question, options = url.partition("?")
    if _file_of(url) is None or "mode=" in options:
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
