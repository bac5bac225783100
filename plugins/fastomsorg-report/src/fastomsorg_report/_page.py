"""
The page: what it says where, and how it is put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

import attrs
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from fastomsorg.statistics import (
    Hidden,
    Section,
    Share,
    Sheet,
    Value,
    facts_of,
    head,
    heading,
    shown,
    told_columns,
)
from fastomsorg.terms import Fact
from fastomsorg.texts import Language, label, number, per_cent, text

from ._bars import Plot
from ._colours import NAMES
from ._drawing import NARROW, WIDE, drawn
from ._inline import inline
from ._plots import plots_of

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@attrs.frozen
class Cell:
    """
    A figure in a table (*tabellcell*): what is read first, and what it is made of.
    """

    head: str
    figure: str
    of: str = ""
    kind: str = ""


@attrs.frozen
class Line:
    """
    A row of a table (*tabellrad*): a unit, or the whole.
    """

    name: str
    cells: tuple[Cell, ...]
    is_whole: bool


@attrs.frozen
class Drawn:
    """
    A plot with its drawings, for a wide page and for a narrow one.
    """

    title: str
    wide: Markup
    narrow: Markup


@attrs.frozen
class Part:
    """
    A section of the page (*avsnitt*).
    """

    code: str
    title: str
    lead: str
    plots: tuple[Drawn, ...]
    heads: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def is_wide(self) -> bool:
        return len(self.heads) > 9


def page(sheet: Sheet, language: Language) -> str:
    """
    The follow-up as a page (*webbsida*): one file, with everything that it shows inside it.
    """
    words = _Words(sheet, language)
    return _template().render(
        language=language.value,
        words=words,
        about=words.about(),
        period=words("period"),
        brief=tuple(_brief(sheet, language, words)),
        parts=tuple(_part(sheet, section, language) for section in sheet.sections),
        excluded=tuple(
            (label(language, why), number(language, visits))
            for why, visits in sheet.excluded.items()
        ),
        colours=NAMES,
        style=Markup(_style()),  # noqa: S704 - our own file
    )


class _Words:
    """
    The texts of the page, with the facts that they have places for.
    """

    def __init__(self, sheet: Sheet, language: Language) -> None:
        self._sheet, self._language = sheet, language
        self._facts: Mapping[str, Fact] = {
            **facts_of(sheet, language),
            "clients": shown("clients", sheet.clients, language),
            "engine": sheet.engine,
            "count": len(sheet.units),
        }

    def __call__(self, key: str, **facts: Fact) -> str:
        return text(self._language, f"followup.{key}", **{**self._facts, **facts})

    def about(self) -> str:
        """
        Whom the page is about: a name, or how many units.
        """
        units = self._sheet.units
        return self._sheet.about or (units[0].name if len(units) == 1 else self("of_units"))

    @property
    def published(self) -> bool:
        return self._sheet.threshold is not None


def _brief(sheet: Sheet, language: Language, words: _Words) -> Iterator[Cell]:
    """
    The figures that come first, where they are known and not hidden.
    """
    for section, column, name in (
        ("answers", "offered", "offered_of_everybody"),
        ("others", "offered", "offered_of_others"),
        ("answers", "with_primary", "with_primary"),
        ("visits", "by_primary", "by_primary"),
    ):
        value = sheet.section(section).whole[column]
        if isinstance(value, Share) and value.base:
            cell = _cell("", column, value, language)
            yield attrs.evolve(cell, head=words(f"page.{name}"))
    losing = sheet.section("footing").whole["losing"]
    if isinstance(losing, Share) and losing.base:
        of = _of(losing, language)
        yield Cell(words("page.losing"), number(language, losing.hits), of, "warning")


def _part(sheet: Sheet, section: Section, language: Language) -> Part:
    title, lead = heading(sheet, section, language)
    columns = told_columns(section)
    heads = {column: head(sheet, column, language) for column in columns}
    lines = tuple(
        Line(
            name=row.unit.name if row.unit else text(language, "followup.whole"),
            cells=tuple(
                _cell(heads[column], column, value, language)
                for column, value in zip(section.columns, row.values, strict=True)
                if column in heads
            ),
            is_whole=row.unit is None,
        )
        for row in section.rows
    )
    plots = tuple(_drawn(plot) for plot in plots_of(sheet, section, language))
    return Part(section.code, title, lead, plots, tuple(heads.values()), _told(lines))


def _told(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """
    The whole alone, where there is nothing to tell of any unit.
    """
    whole, *units = lines
    return lines if any(not cell.kind for line in units for cell in line.cells) else (whole,)


def _cell(head: str, column: str, value: Value, language: Language) -> Cell:
    if isinstance(value, Share) and value.base:
        of = "" if column == "scheduled" else _of(value, language)
        return Cell(head, per_cent(language, value.hits, value.base), of)
    kind = "absent" if value is None or isinstance(value, Hidden) else ""
    return Cell(head, shown(column, value, language), kind=kind)


def _of(share: Share, language: Language) -> str:
    hits, base = number(language, share.hits), number(language, share.base)
    return text(language, "followup.of", hits=hits, base=base)


def _drawn(plot: Plot) -> Drawn:
    wide, narrow = (
        Markup(inline(drawn(plot, width), plot, shape))  # noqa: S704 - our own drawing
        for shape, width in (("wide", WIDE), ("narrow", NARROW))
    )
    return Drawn(plot.title, wide, narrow)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("fastomsorg_report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unbroken"] = _unbroken
    return environment.get_template("page.html")


def _unbroken(said: str) -> Markup:
    """
    The text, in which no day is broken over two lines.
    """
    return Markup(DAY.sub(r'<span class="day">\g<0></span>', str(escape(said))))  # noqa: S704


@cache
def _style() -> str:
    file = resources.files(__package__) / "templates" / "page.css"
    return file.read_text(encoding="utf-8")
