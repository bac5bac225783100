"""
The plug-in: it answers to every ``parquet:`` URL.
"""

from pathlib import Path
from urllib.request import url2pathname

from fastomsorg.hooks import Visits, hookimpl
from fastomsorg.terms import Malformed

from ._visits import ParquetVisits

SCHEME = "parquet:"
EXPECTED = ("parquet:///srv/columns", "parquet:columns")


class Plugin:
    """
    Visits in the exported folder that the URL names (*besök i Parquet*).
    """

    fastomsorg_hook_version = 1

    @hookimpl
    def fastomsorg_open_visits(self, url: str) -> Visits | None:
        return ParquetVisits(folder_of(url)) if url.lower().startswith(SCHEME) else None


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
