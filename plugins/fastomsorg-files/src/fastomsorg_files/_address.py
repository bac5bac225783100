"""
Which folder a URL names.
"""

from pathlib import Path
from urllib.request import url2pathname

from fastomsorg.terms import Malformed

SCHEME = "files"
EXPECTED = ("files:///notes", "files:notes")


def is_ours(url: str) -> bool:
    """
    Is it the URL of a folder (*är adressen vår*)?
    """
    return url.partition(":")[0].lower() == SCHEME and ":" in url


def folder_of(url: str) -> Path:
    """
    The folder (*katalog*): ``files:///srv/notes`` is absolute, ``files:notes`` is below where the
    program runs. Raises `Malformed` for a host, a question mark, or no folder at all.
    """
    path = url.partition(":")[2]
    if path.startswith("//"):
        host, slash, rest = path[2:].partition("/")
        path = "" if host else slash + rest
    folder = url2pathname(path)
    if not path.strip("/") or {"?", "#"} & set(path) or "\0" in folder:
        raise Malformed("files_url", got=url, expected=EXPECTED)
    return Path(folder).absolute()
