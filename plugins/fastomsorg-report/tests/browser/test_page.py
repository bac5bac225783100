"""
The page in a real browser: on a telephone, on a desk, on paper, in both languages.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fastomsorg_report import page
from playwright.sync_api import Browser

from fastomsorg.statistics import heading, published_sheet, sheet
from fastomsorg.texts import Language, text

from ..boards import a_municipality, nothing_known
from .chromium import running
from .looking import WIDTHS, photographed, printed, seen

SHEETS = {
    "municipality": sheet(a_municipality(7)),
    "published": published_sheet(a_municipality(7), threshold=5),
    "unit": sheet(a_municipality(1, name="")),
    "unknown": sheet(nothing_known()),
}
"""Pages with everything on them, with what is hidden, with one unit, with nothing."""

LONG = {
    "long municipality": sheet(a_municipality()),
    "long published": published_sheet(a_municipality(), threshold=5),
}
"""Pages whose tables do not fit on a sheet of paper."""

NO_PLOTS = "figure { display: none }"
"""So that the names of units stand in tables only."""
CUT = "tr, thead { break-inside: auto !important } td, th { line-height: 9 !important }"
PARTED = "table, h2, .lead, caption { break-inside: auto !important; break-after: auto !important }"
PARTED += ".lead { font-size: 40pt }"
HEADLESS = "thead { display: table-row-group !important }"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as browser:
        yield browser


@cache
def a_page(name: str, language: Language) -> str:
    return page({**SHEETS, **LONG}[name], language)


def a_file(folder: Path, name: str, language: Language, *, style: str = "") -> Path:
    """
    The page as a file, perhaps with a style that spoils it.
    """
    file = folder / "page.html"
    spoilt = a_page(name, language).replace("</style>", f"{style}</style>")
    file.write_text(spoilt, encoding="utf-8")
    return file


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", SHEETS)
def test_a_page_fits_can_be_read_says_what_it_shows_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, name: str, language: Language, width: int
) -> None:
    file = a_file(tmp_path, name, language)

    found = seen(browser, file, width)
    photographed(browser, file, width, tmp_path / "page.png")

    assert (found.overflow, found.sticking_out) == (0, ())
    assert (found.pale, found.violations, found.requests) == ((), (), ())
    assert found.texts > 60
    assert [told for role, told in found.images if role != "img" or not all(told)] == []
    assert (len(found.images) == 0) == (name == "unknown")


@pytest.mark.parametrize(
    ("style", "what"),
    [
        (".lead { color: #9aa5ad }", "pale"),
        ("svg.plot text { fill: #9aa5ad !important }", "pale"),
        (".lead { width: 200vw; max-width: none }", "sticking_out"),
        ("h1 { font-size: 0; color: white; background: white }", "pale"),
    ],
)
def test_what_is_pale_or_too_wide_is_found(
    browser: Browser, tmp_path: Path, style: str, what: str
) -> None:
    file = a_file(tmp_path, "municipality", Language.SV, style=style)

    assert len(getattr(seen(browser, file, 360), what)) > 0


def test_an_image_without_words_and_a_request_are_found(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        '<html lang="sv"><title>t</title><main><h1>h</h1><svg width="9" height="9"></svg>'
        '<img src="plot.png"></main></html>',
        encoding="utf-8",
    )

    found = seen(browser, file, 360)

    assert [role for role, told in found.images if role != "img"] == [None, None]
    assert [each.rpartition("/")[2] for each in found.requests] == ["plot.png"]
    assert [each.partition(":")[0] for each in found.violations] == ["image-alt"]


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("long municipality", Language.SV),
        ("long municipality", Language.EN),
        ("long published", Language.SV),
    ],
)
def test_on_paper_no_row_is_cut_and_every_page_of_a_table_has_its_heads(
    browser: Browser, tmp_path: Path, name: str, language: Language
) -> None:
    head = {Language.SV: "Enhet", Language.EN: "Unit"}[language]
    file = a_file(tmp_path, name, language, style=NO_PLOTS)

    paper = printed(browser, file, tmp_path / "page.pdf")

    assert sum(page.count("30") for page in paper.numbers("alfa")) >= 5
    assert len(paper.pages) > 5
    assert paper.cut("alfa", "omega") == []
    assert paper.headless("alfa", head) == []


@pytest.mark.parametrize(
    ("name", "language"), [("municipality", Language.SV), ("published", Language.EN)]
)
def test_on_paper_a_table_that_fits_is_on_one_page_below_its_heading(
    browser: Browser, tmp_path: Path, name: str, language: Language
) -> None:
    file = a_file(tmp_path, name, language, style=NO_PLOTS)

    paper = printed(browser, file, tmp_path / "page.pdf")

    assert paper.parted([f"{number:02}" for number in range(1, 8)], "alfa") == []
    assert [told for told in above_tables(name, language) if not paper.has(told)] == []


def above_tables(name: str, language: Language) -> list[str]:
    """
    What stands in front of each table: heading, lead and caption.
    """
    whole = SHEETS[name]
    told = [heading(whole, section, language) for section in whole.sections]
    captions = [text(language, "followup.page.table_of", section=title) for title, _ in told]
    return ["".join((*both, caption)) for both, caption in zip(told, captions, strict=True)]


def test_on_paper_a_table_that_is_parted_is_found(browser: Browser, tmp_path: Path) -> None:
    style = f"{NO_PLOTS} {PARTED}"
    file = a_file(tmp_path, "municipality", Language.SV, style=style)

    paper = printed(browser, file, tmp_path / "page.pdf")

    assert paper.parted([f"{number:02}" for number in range(1, 8)], "alfa") != []
    assert [told for told in above_tables("municipality", Language.SV) if not paper.has(told)] != []


def test_on_paper_a_cut_row_and_a_table_without_heads_are_found(
    browser: Browser, tmp_path: Path
) -> None:
    cut = a_file(tmp_path, "long municipality", Language.SV, style=NO_PLOTS + CUT)
    assert printed(browser, cut, tmp_path / "cut.pdf").cut("alfa", "omega") != []

    headless = a_file(tmp_path, "long municipality", Language.SV, style=NO_PLOTS + HEADLESS)
    assert printed(browser, headless, tmp_path / "bare.pdf").headless("alfa", "Enhet") != []
