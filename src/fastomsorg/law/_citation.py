"""
Where the law says it.
"""

from __future__ import annotations

import re

import attrs

from fastomsorg.terms import Malformed

_ACT = re.compile(
    r"""
    (?P<act>
        (?:SoL|PSL|LSS|OSL|lag|förordning)\ \([0-9]{4}:[0-9]+\)     # SoL (2025:400)
      | prop\.\ [0-9]{4}/[0-9]{2}:[0-9]+                           # prop. 2021/22:116
      | bet\.\ [0-9]{4}/[0-9]{2}:[A-Za-z]+[0-9]+                   # bet. 2025/26:SoU25
      | SOU\ [0-9]{4}:[0-9]+                                       # SOU 2020:70
      | Skatteverket | Socialstyrelsen
    )
    (?:\ (?P<place>\S.*))?
    """,
    re.VERBOSE,
)


@attrs.frozen(order=True)
class Citation:
    """
    A place in a statute or in what explains it (*lagrum*).

    `str` gives it as Swedish lawyers write it: `SoL (2025:400) 25 kap. 4 §`. A bill or a report
    may be cited as a whole; then *place* is empty.
    """

    act: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.act} {self.place}".rstrip()

    @classmethod
    def parse(cls, text: str) -> Citation:
        """
        Read what `str` writes. Raises `Malformed` for anything else.
        """
        found = _ACT.fullmatch(" ".join(text.split()))
        if found is None:
            raise Malformed("citation_malformed", got=text, expected="SoL (2025:400) 25 kap. 4 §")
        return cls(found["act"], found["place"] or "")
