"""
Where an export lies: what its URL says.
"""

from pathlib import Path
from urllib.request import url2pathname

from fastomsorg.terms import Malformed

SCHEME = "parquet:"
EXPECTED = ("parquet:///srv/columns", "parquet:columns")


def folder_of(url: str) -> Path:
    """
    The folder (*katalog*): ``parquet:///srv/x`` is absolute, ``parquet:x`` below where the program
    runs. Raises `Malformed` where it names a host, or no folder.
    """
    path = url[len(SCHEME) :]
    if path.startswith("//"):
        host, slash, rest = path[2:].partition("/")
        path = "" if host else slash + rest
    if not path.strip("/"):
        raise Malformed("files_url", got=url, expected=EXPECTED)
    return Path(url2pathname(path)).absolute()
