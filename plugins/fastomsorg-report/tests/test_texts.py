"""
What the page says, looked at without a browser.
"""

import re
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import attrs
import pytest
from fastomsorg_report import Plugin, page

from fastomsorg.care import Unit
from fastomsorg.hooks import Panel
from fastomsorg.statistics import published_sheet, sheet
from fastomsorg.texts import Language

from .boards import a_municipality, a_unit, nothing_known

WHOLE = sheet(a_municipality(4))


@cache
def the_page(language: Language) -> str:
    return page(WHOLE, language)


class Reading(HTMLParser):
    """
    The text of a page, its headings in order, and the tables' captions.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.ids += (value for name, value in attributes if name == "id" and value)

    def handle_data(self, data: str) -> None:
        self.said += data.split()

    @property
    def text(self) -> str:
        return " ".join(self.said)


@pytest.mark.parametrize("language", Language)
def test_there_is_one_first_heading_and_no_level_is_left_out(language: Language) -> None:
    levels = Reading(the_page(language)).levels

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert set(levels) == {1, 2}


def test_no_two_things_on_the_page_have_the_same_id() -> None:
    ids = Reading(the_page(Language.SV)).ids

    assert len(ids) == len(set(ids))


def test_numbers_are_written_as_each_language_writes_them() -> None:
    swedish, english = (Reading(the_page(each)).text for each in Language)

    assert "1 204" in swedish
    assert "1,204" in english
    assert re.search(r"\b[0-9],[0-9]{2}\b", swedish)
    assert re.search(r"\b[0-9]\.[0-9]{2}\b", english)


def test_a_page_says_whether_it_is_for_publication() -> None:
    published = published_sheet(a_municipality(4), threshold=5)

    assert "inte avsedd att publiceras" in Reading(the_page(Language.SV)).text
    shown = Reading(page(published, Language.SV)).text
    assert "går att publicera" in shown
    assert "under 5" in shown


def test_nothing_hidden_can_be_read_anywhere_in_the_file() -> None:
    """
    Not in a plot, a description or an attribute either.
    """
    followup = a_municipality(1)
    few = attrs.evolve(followup.whole.changes, reasons={None: 3, **followup.whole.changes.reasons})
    whole = attrs.evolve(followup.whole, changes=attrs.evolve(few, reasons={None: 3}, days=1000))
    hidden = published_sheet(attrs.evolve(followup, whole=whole, units=(whole,)), threshold=5)

    html = page(hidden, Language.SV)

    assert "changes-wide" not in html
    assert "1,10" not in Reading(html).text


def test_what_is_missing_is_said_and_not_drawn() -> None:
    html = page(sheet(nothing_known()), Language.SV)

    assert "<svg" not in html
    assert "uppgift saknas" in html
    assert "0 %" not in Reading(html).text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_name_is_text_and_nothing_that_runs_or_is_set_as_mathematics() -> None:
    name = '<script>alert("$x^2$")</script> & Söner \N{OK HAND SIGN}'
    units = tuple(a_unit(number, name) for number in (1, 2))
    followup = attrs.evolve(a_municipality(2), about=name, units=units)

    html = page(sheet(followup), Language.SV)

    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "$x^2$" in Reading(html).text


def test_every_plot_is_a_whole_drawing_that_says_what_it_shows() -> None:
    html = the_page(Language.SV)
    plots = [ET.fromstring(found) for found in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]
    name = "{http://www.w3.org/2000/svg}"

    told = [(plot.findtext(f"{name}title"), plot.findtext(f"{name}desc")) for plot in plots]
    assert len(plots) == 12
    assert all(title and about and about.endswith(".") for title, about in told)
    assert {plot.attrib["role"] for plot in plots} == {"img"}
    assert "Så svarade brukarna" in {title for title, _ in told}


def test_the_same_follow_up_is_the_same_page_byte_for_byte() -> None:
    assert page(WHOLE, Language.EN) == the_page(Language.EN)


def test_the_plug_in_makes_the_page_when_it_is_asked() -> None:
    assert Panel.of(Plugin).page(WHOLE, Language.EN) == the_page(Language.EN)


def test_a_page_is_the_same_whatever_the_host_has_set_for_its_own_plots() -> None:
    import matplotlib as mpl  # noqa: PLC0415 - as a host would have it

    before = the_page(Language.SV)
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path"}):
        kept = dict(mpl.rcParams)
        assert page(WHOLE, Language.SV) == before
        assert dict(mpl.rcParams) == kept


def test_of_units_of_which_nothing_is_recorded_the_whole_is_told_once() -> None:
    unknown = attrs.evolve(nothing_known().whole, unit=None)
    of_units = tuple(
        attrs.evolve(unknown, unit=Unit(f"u{number}", f"Enhet{number}")) for number in (1, 2)
    )
    html = page(sheet(attrs.evolve(nothing_known(), whole=unknown, units=of_units)), Language.SV)
    work = html.partition('<h2 id="work">')[2].partition("</section>")[0]

    assert [False, True] == [name in work for name in ("Enhet1", "uppgift saknas")]
    assert "Enhet1" in html


@pytest.mark.parametrize(
    ("units", "title"),
    [(1, "Kontaktens andel av besöken"), (4, "Andel besök av ordinarie, per enhet")],
)
def test_a_plot_of_one_unit_is_not_called_one_of_several_and_says_its_names_in_full(
    units: int, title: str
) -> None:
    html = page(sheet(a_municipality(units)), Language.SV)
    visits = html.partition('<h2 id="visits">')[2].partition("<table")[0]

    assert [title] == re.findall("<figcaption>(.*)</figcaption>", visits)
    assert (units == 1) == ("Ordinarie eller vice</text>" in visits)
