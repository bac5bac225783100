"""
What lets the eraser through the guards, for as long as it works.
"""

from sqlalchemy import Integer

from ._columns import key, looked_at_on_commit, needed, table

erasing = table(
    "erasing",
    key("number", Integer()),
    needed("nobody", Integer()),
    looked_at_on_commit(["nobody"], ["registration.position"]),
)
"""
While there is a row, what is too old can be erased. No row can stay: what it refers to is never
there, which is looked at on commit.
"""

NOBODY = 0
"""No registration has this position."""
