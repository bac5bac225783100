"""
Which law was this judged by?
"""

import datetime as dt
import hashlib
import json
import tomllib
from collections.abc import Mapping


def fingerprint(texts: Mapping[str, str]) -> str:
    """
    A SHA-256 of what the statutes say, in hexadecimal (*kontrollsumma*).

    Comments, order of keys and line endings do not matter; every value does.
    """
    said = {name: tomllib.loads(text) for name, text in texts.items()}
    canonical = json.dumps(said, sort_keys=True, ensure_ascii=False, default=_day)

    return hashlib.sha256(canonical.encode()).hexdigest()


def _day(day: dt.date) -> str:
    return day.isoformat()
