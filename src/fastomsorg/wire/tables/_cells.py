"""
The cells of one row, read as what they should be. Every fault is noted, none stops the reading.

A cell that is wrong, or blank where it must not be, reads as a stand-in: the row is not used then.
"""

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from fastomsorg.terms import Fact, IdentityNumber, Instant, Malformed, Period, hsa_id, stockholm

from ._outcome import TableError
from ._text import is_text, plain_text

Word = TypeVar("Word", bound=StrEnum)

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
STAND_IN = FIRST_DAY
LONGEST_ID = 120
FLAGS = {"true": True, "false": False, "ja": True, "nej": False, "1": True, "0": False}

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)


class Cells:
    """
    The cells of a row (*celler*) by column, and what is wrong with them.
    """

    def __init__(
        self,
        cells: Iterable[tuple[str, str]],
        *,
        file: str,
        line: int,
        today: dt.date,
        longest: int,
    ) -> None:
        self.today = today
        self.errors: list[TableError] = []
        self._file = file
        self._line = line
        told = dict(cells)
        self._columns = told.keys()
        self._texts = {column: plain_text(cell) for column, cell in told.items() if cell}
        for column, text in self._texts.items():
            if len(text) > longest:
                self.wrong(column, "table_cell_length", text[:longest], most=longest)
            elif not is_text(text):
                self.wrong(column, "table_text")

    def require(self, columns: Iterable[str]) -> None:
        """
        Note which of the columns are blank, or have no cell at all.
        """
        for column in columns:
            if not self.text(column):
                self.wrong(column, "table_required")

    def wrong(self, column: str, expected: str, got: str | None = None, /, **facts: Fact) -> None:
        """
        Note that a cell is not what it should be; *expected* is a code of the catalogue.
        """
        seen = self.text(column) if got is None else got
        self.errors.append(TableError(self._file, self._line, column, seen, expected, facts))

    def has(self, column: str) -> bool:
        """
        Does the table have the column at all?
        """
        return column in self._columns

    def text(self, column: str) -> str:
        return self._texts.get(column, "")

    def id(self, column: str) -> str:
        """
        Something's id; blank where there is none.
        """
        return self._id(column, self.text(column))

    def id_or_none(self, column: str) -> str | None:
        return self.id(column) or None

    def ids(self, column: str) -> tuple[str, ...]:
        """
        Several ids, each once, in the order they stand in.
        """
        return tuple(self._id(column, each) for each in self.several(column))

    def _id(self, column: str, text: str) -> str:
        if len(text) > LONGEST_ID or "|" in text or not text.isprintable():
            self.wrong(column, "table_id", text, most=LONGEST_ID)
        return text

    def several(self, column: str) -> tuple[str, ...]:
        """
        What stands between the bars, each once.
        """
        text = self.text(column)
        if not text:
            return ()
        found = tuple(each.strip() for each in text.split("|"))
        if not all(found) or len(set(found)) < len(found):
            self.wrong(column, "table_several")
        return found

    def day(self, column: str) -> dt.date:
        return self.day_or_none(column) or STAND_IN

    def day_or_none(self, column: str) -> dt.date | None:
        text = self.text(column)
        if not text:
            return None
        day = _day(text)
        if day is None or not FIRST_DAY <= day <= LAST_DAY:
            self.wrong(column, "table_day", first=FIRST_DAY, last=LAST_DAY)
            return None
        return day

    def last_day(self, column: str, *, first: dt.date) -> dt.date | None:
        """
        A last day, not before the first; None where there is none.
        """
        last = self.day_or_none(column)
        if last is not None and last < first:
            self.wrong(column, "table_day_not_before", first=first)
            return None
        return last

    def period(self, first: str, last: str) -> Period:
        """
        From a first day through a last one, both included.
        """
        since = self.day(first)
        return Period.through(since, self.last_day(last, first=since))

    def instant(self, column: str, *, not_before: Instant | None = None) -> Instant | None:
        """
        A moment; in Sweden, where no offset is given.

        Of an hour that comes twice the first is meant, unless that would be too early.
        """
        text = self.text(column)
        written = _instant(text) if text else None
        if written is None:
            if text:
                self.wrong(column, "table_instant", first=FIRST_DAY, last=LAST_DAY)
            return None
        instant, again, skipped = _moments(written)
        if skipped:
            self.wrong(column, "table_instant_skipped")
        elif not_before is not None and instant < not_before:
            instant = again
            if again < not_before:
                self.wrong(column, "table_instant_not_before", first=not_before)
        return instant

    def flag(self, column: str, default: bool) -> bool:
        said = self.flag_or_none(column)
        return default if said is None else said

    def flag_or_none(self, column: str) -> bool | None:
        text = self.text(column)
        if not text:
            return None
        flag = FLAGS.get(text.lower())
        if flag is None:
            self.wrong(column, "table_flag", allowed=tuple(FLAGS))
        return flag

    def word(self, column: str, words: type[Word], default: Word) -> Word:
        """
        One of a closed set of codes.
        """
        return self.word_or_none(column, words) or default

    def word_or_none(self, column: str, words: type[Word]) -> Word | None:
        text = self.text(column)
        return self._word(column, text, words) if text else None

    def words(self, column: str, words: type[Word]) -> frozenset[Word]:
        found = (self._word(column, each, words) for each in self.several(column))
        return frozenset(word for word in found if word is not None)

    def _word(self, column: str, text: str, words: type[Word]) -> Word | None:
        try:
            return words(text)
        except ValueError:
            self.wrong(column, "table_code", text, allowed=tuple(word.value for word in words))
            return None

    def identity_number(self, column: str) -> IdentityNumber | None:
        text = self.text(column)
        if not text:
            return None
        try:
            return IdentityNumber.parse(text, today=self.today)
        except Malformed as error:
            self.wrong(column, error.code, **error.facts)
            return None

    def hsa_id(self, column: str) -> str:
        text = self.text(column)
        if not text:
            return ""
        try:
            return hsa_id(text)
        except Malformed as error:
            self.wrong(column, error.code, **error.facts)
            return ""


def instant_meant(cell: str) -> Instant | None:
    """
    The moment that a cell means as `Cells.instant` reads it, where nothing says it is too early.
    """
    written = _instant(plain_text(cell))
    return None if written is None else _moments(written)[0]


def _day(text: str) -> dt.date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _instant(text: str) -> dt.datetime | None:
    if not _INSTANT.fullmatch(text):
        return None
    try:
        instant = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if FIRST_DAY <= instant.date() <= LAST_DAY else None


def _moments(written: dt.datetime) -> tuple[Instant, Instant, bool]:
    """
    The moment that is meant, and the later one where the clock is put back and shows it again; and
    whether it is put forward, so that no clock in Sweden shows it.
    """
    if written.tzinfo is not None:
        instant = written.astimezone(dt.UTC)
        return instant, instant, False

    ahead, ahead_again = (
        written.replace(tzinfo=stockholm(), fold=fold).utcoffset() or dt.timedelta()
        for fold in (0, 1)
    )
    instant = written.replace(tzinfo=dt.UTC) - ahead
    return instant, instant + max(ahead - ahead_again, dt.timedelta()), ahead < ahead_again
