"""
The follow-up for a board: on the screen, as a table, as a page.
"""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Voice, plain, write_for_owner
from fastomsorg.statistics import (
    Section,
    Share,
    Sheet,
    Value,
    head,
    heading,
    shown,
    told_columns,
)
from fastomsorg.terms import Fact, Period, Purpose, day_before
from fastomsorg.texts import label, per_cent, text

from ._engine_choice import chosen
from ._followup_plain import plain_sheet, sheet_as_csv

OVERVIEW = (
    ("answers", ("clients", "offered", "with_primary", "with_deputy")),
    ("changes", ("changes",)),
    ("visits", ("by_primary",)),
)
"""What is shown unit by unit on the screen; all of it stands in the table, document and page."""


def followup(
    run: Run,
    first: option.ReportFirst,
    last: option.ReportLast,
    unit: option.Units = None,
    provider: option.Provider = None,
    municipality: option.Municipality = None,
    published: option.Published = False,
    csv_file: option.CsvFile = None,
    html_file: option.HtmlFile = None,
    engine: option.EngineName = None,
    columns: option.Columns = None,
    visits: option.VisitUrls = None,
) -> None:
    """
    Follow up for a board (*uppföljning för nämnden*): what was offered and answered, who the
    contacts are, how well it works.
    """
    if last < first:
        raise Misused("upside_down", first=first, last=last)
    run.visits = tuple(visits or ())
    voice, desk = run.voice, run.desk(Purpose.FOLLOW_UP)
    period = Period.through(first, last)
    choice = chosen(run, engine, columns, period=period)
    sheet = desk.followup(
        period,
        units=tuple(unit or ()),
        provider=provider,
        municipality=municipality,
        published=published,
        engine=choice.engine,
    )
    page = run.panel.page(sheet, voice.language) if html_file else ""
    if csv_file:
        write_for_owner(csv_file, sheet_as_csv(sheet, voice.language))
    if html_file:
        write_for_owner(html_file, page)
    voice.document("followup", plain_sheet(sheet))
    _show(voice, sheet)
    choice.tell(voice)
    for file in filter(None, (csv_file, html_file)):
        voice.say("followup.written", file=file)


def _show(voice: Voice, sheet: Sheet) -> None:
    voice.heading(_title(voice, sheet))
    voice.line(_text(voice, "note.people", clients=_shown(voice, "clients", sheet.clients)))
    for section in sheet.sections:
        _show_section(voice, sheet, section)
    if len(sheet.units) > 1:
        _show_units(voice, sheet)
    for line in _notes(voice, sheet):
        voice.line(line)


def _title(voice: Voice, sheet: Sheet) -> str:
    last = day_before(sheet.period.end_or_forever)
    units = _text(voice, "of_units", count=len(sheet.units))
    about = sheet.about or (sheet.units[0].name if len(sheet.units) == 1 else units)
    period = _text(voice, "period", first=sheet.period.start, last=last)
    return f"{_text(voice, 'title')}: {about}, {period}"


def _show_section(voice: Voice, sheet: Sheet, section: Section) -> None:
    title, lead = heading(sheet, section, voice.language)
    whole = section.whole
    voice.line("")
    voice.heading(title)
    voice.show(Text(plain(lead), style="dim"))
    table = Table.grid(padding=(0, 2))
    for column in told_columns(section):
        value = _shown(voice, column, whole[column])
        table.add_row(Text(plain(head(sheet, column, voice.language))), Text(plain(value)))
    voice.show(table)


def _show_units(voice: Voice, sheet: Sheet) -> None:
    columns = [(code, column) for code, names in OVERVIEW for column in names]
    heads = [head(sheet, column, voice.language) for _, column in columns]
    rows = [
        (row.unit.name, *(_of(sheet, code, column, number, voice) for code, column in columns))
        for number, row in enumerate(sheet.section("answers").rows)
        if row.unit
    ]
    voice.line("")
    voice.heading(_text(voice, "note.units"))
    voice.columns((_text(voice, "unit"), *heads), rows)


def _of(sheet: Sheet, code: str, column: str, number: int, voice: Voice) -> str:
    section = sheet.section(code)
    value = section.rows[number].values[section.columns.index(column)]
    if isinstance(value, Share) and value.base:
        return _on_a_line(per_cent(voice.language, value.hits, value.base))
    return _shown(voice, column, value)


def _shown(voice: Voice, column: str, value: Value) -> str:
    return _on_a_line(shown(column, value, voice.language))


def _on_a_line(number: str) -> str:
    """
    A terminal has no blank that keeps a number together.
    """
    return number.replace("\N{NO-BREAK SPACE}", " ")


def _notes(voice: Voice, sheet: Sheet) -> Iterator[str]:
    yield ""
    if sheet.threshold is not None:
        hidden = _text(voice, "hidden")
        yield _text(voice, "note.suppressed", hidden=hidden, threshold=sheet.threshold)
    if sheet.excluded:
        yield _text(voice, "note.excluded")
        for why, visits in sheet.excluded.items():
            yield f"  {label(voice.language, why)}: {_shown(voice, '', visits)}"


def _text(voice: Voice, key: str, **facts: Fact) -> str:
    return text(voice.language, f"followup.{key}", **facts)
