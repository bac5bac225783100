"""
A store's URL, as the driver is to have it, and as people may see it.
"""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

OURS = ("mode", "timeout")
"""What a store's URL says that is not for the driver."""


def for_the_driver(url: str) -> str:
    """
    The URL as the driver reads it (*drivrutinens adress*): without what is the store's own.
    """
    read = urlsplit(url)
    rest = [(name, value) for name, value in parse_qsl(read.query) if name not in OURS]
    return urlunsplit(("postgresql", read.netloc, read.path, urlencode(rest), ""))


def shown(url: str) -> str:
    """
    What people know the store by (*lagringens namn*), without user, password and options.
    """
    read = urlsplit(url)
    where = read.netloc.rpartition("@")[2]
    return f"postgresql://{where}{read.path}"
