"""
Which plots a follow-up has, and what they say in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from fastomsorg.statistics import Section, Share, Sheet, Value, head, shown
from fastomsorg.texts import Language, per_cent, text

from ._bars import Bar, Plot

ANSWERS = ("accepted", "declined", "no_need", "not_asked")
GROUNDS = ("certificate", "transition", "not_required", "unclear", "not_entitled", "unknown")
LOADS = ("fewest", "load_median", "most")
BY_CONTACT = ("by_primary", "by_contact", "not_daily")
MANY = 24
"""More units than this, and only those at the ends are drawn."""
ENDS = 10


def plots_of(sheet: Sheet, section: Section, language: Language) -> tuple[Plot, ...]:
    """
    The plots of a section (*diagram*); none where there is nothing to draw.
    """
    drawing = _Drawing(sheet, section, language)
    found: Iterator[Plot | None]
    match section.code:
        case "answers":
            found = iter((drawing.answers(), drawing.units("answers_units", "offered")))
        case "footing":
            found = iter((drawing.counts("footing", GROUNDS, "clients_axis"),))
        case "load":
            found = iter((drawing.load(),))
        case "changes":
            found = iter((drawing.reasons(),))
        case "visits":
            found = iter((drawing.visits(),))
        case _:
            found = iter(())
    return tuple(plot for plot in found if plot is not None)


class _Drawing:
    """
    What is drawn of one section.
    """

    def __init__(self, sheet: Sheet, section: Section, language: Language) -> None:
        self._sheet, self._section, self._language = sheet, section, language
        self._whole = section.whole

    def answers(self) -> Plot | None:
        return self._plot("answers", self._shares(ANSWERS), "percent_axis", end=100)

    def counts(self, code: str, columns: Iterable[str], axis: str) -> Plot | None:
        return self._plot(code, self._counted(columns), axis)

    def reasons(self) -> Plot | None:
        columns = (name for name in self._section.columns if name.startswith("reason_"))
        bars = sorted(self._counted(columns), key=lambda bar: -bar.length)
        return self._plot("changes", bars, "changes_axis")

    def load(self) -> Plot | None:
        limit = self._sheet.aims.clients_per_contact
        aim = None if limit is None else (self._text("target_line"), float(limit))
        bars = list(self._counted(LOADS))
        end = max([*(bar.length for bar in bars), limit or 0]) * 1.05 if bars else None
        return self._plot("load", bars, "load_axis", end=end, aim=aim)

    def visits(self) -> Plot | None:
        if len(self._sheet.units) > 1:
            return self.units("visits", "by_primary", aim=self._aim())
        bars = [
            attrs.evolve(bar, name=self._text(f"contact_{column}"))
            for column in BY_CONTACT
            for bar in self._shares((column,))
        ]
        return self._plot("contact", bars, "percent_axis", end=100, aim=self._aim())

    def units(self, code: str, column: str, *, aim: tuple[str, float] | None = None) -> Plot | None:
        """
        A bar for each unit, the longest first; of very many units, those at both ends.
        """
        if len(self._sheet.units) < 2:
            return None
        place = self._section.columns.index(column)
        bars = [
            _bar_of(row.unit.name, share, self._language)
            for row in self._section.rows
            if row.unit and isinstance(share := row.values[place], Share) and share.base
        ]
        bars.sort(key=lambda bar: -bar.length)
        left_out = max(len(bars) - 2 * ENDS, 0) if len(bars) > MANY else 0
        if left_out:
            bars = bars[:ENDS] + bars[-ENDS:]
        of_all = self._whole[column]
        whole = None
        if isinstance(of_all, Share) and of_all.base:
            whole = (self._text("whole_line"), _percent(of_all))
        return self._plot(
            code, bars, "percent_axis", end=100, whole=whole, aim=aim, left_out=left_out, units=True
        )

    def _plot(
        self,
        code: str,
        bars: Iterable[Bar],
        axis: str,
        *,
        end: float | None = None,
        aim: tuple[str, float] | None = None,
        whole: tuple[str, float] | None = None,
        left_out: int = 0,
        units: bool = False,
    ) -> Plot | None:
        drawn = tuple(bars)
        if not drawn:
            return None
        told = [f"{bar.name} {bar.figure}" for bar in drawn]
        if left_out:
            told.append(self._text("units_more", count=left_out))
        about = "units_about" if units else f"{code}_about"
        return Plot(
            code=code,
            title=self._text(f"{code}_title"),
            about=self._text(about, told=", ".join(told)),
            bars=drawn,
            axis=self._text(axis),
            end=end,
            aim=aim,
            whole=whole,
        )

    def _shares(self, columns: Iterable[str]) -> Iterator[Bar]:
        for column in columns:
            share = self._whole[column]
            if isinstance(share, Share) and share.base:
                yield _bar_of(self._head(column), share, self._language)

    def _counted(self, columns: Iterable[str]) -> Iterator[Bar]:
        for column in columns:
            value = self._whole[column]
            if _is_number(value) and value:
                length = float(value)  # type: ignore[arg-type]
                yield Bar(self._head(column), length, shown(column, value, self._language))

    def _aim(self) -> tuple[str, float] | None:
        share = self._sheet.aims.contact_share
        return None if share is None else (self._text("target_line"), float(100 * share))

    def _head(self, column: str) -> str:
        return head(self._sheet, column, self._language)

    def _text(self, key: str, **facts: str | int) -> str:
        return text(self._language, f"followup.plot.{key}", **facts)


def _bar_of(name: str, share: Share, language: Language) -> Bar:
    return Bar(name, _percent(share), per_cent(language, share.hits, share.base))


def _percent(share: Share) -> float:
    return 100 * share.hits / share.base


def _is_number(value: Value) -> bool:
    return hasattr(value, "numerator")
