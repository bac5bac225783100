"""
Does a path lie on a network drive? SQLite's locks may not hold there.
"""

import re
from collections.abc import Iterable
from pathlib import Path

NETWORK = frozenset(
    {
        *("9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs", "gfs2", "glusterfs"),
        *("gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "smb2", "smb3"),
        *("smbfs", "vboxsf"),
    }
)
NETWORK_OVER_FUSE = (
    *("ceph", "curlftpfs", "davfs", "gcsfuse", "gluster", "goofys", "hdfs", "juicefs", "mfs"),
    *("rclone", "s3fs", "smbnetfs", "sshfs"),
)

MOUNTS = Path("/proc/mounts")


def mounts() -> tuple[tuple[str, str], ...]:
    """
    Where something is mounted, and its file system (*monterade filsystem*); empty but on Linux.
    """
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ()
    fields = [line.split() for line in lines]
    return tuple((_unescaped(each[1]), each[2]) for each in fields if len(each) > 2)


def network_file_system(path: Path, mounted: Iterable[tuple[str, str]]) -> str | None:
    """
    The network file system (*nätverksdisk*) that *path* lies on, or None for one of the machine's.

    The longest mount point that holds the path decides; of two at one place, the later.
    """
    if str(path).startswith("\\\\"):
        return "UNC"
    where = path.resolve()
    found, kind = -1, ""
    for place, file_system in mounted:
        depth = len(Path(place).parts)
        if depth >= found and where.is_relative_to(place):
            found, kind = depth, file_system
    return kind if _is_network(kind) else None


def _is_network(kind: str) -> bool:
    name, _, below = kind.partition(".")
    return kind in NETWORK or (name == "fuse" and below.startswith(NETWORK_OVER_FUSE))


def _unescaped(field: str) -> str:
    """
    The kernel writes blanks and backslashes of a mount point in octal.
    """
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), field)
