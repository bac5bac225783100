"""
Keeping a store: deliveries, copies, audit chain, read log, export, retention.
"""

from ._audit import checkpoint, verify
from ._deliveries import deliver
from ._export import export, url_of
from ._purge import purge
from ._read_log import access
from ._store import backup, init, rebuild
from ._watch import doctor, reconcile

__all__ = [
    "access",
    "backup",
    "checkpoint",
    "deliver",
    "doctor",
    "export",
    "init",
    "purge",
    "rebuild",
    "reconcile",
    "url_of",
    "verify",
]
