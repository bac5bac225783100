"""
Every link inside the repository leads somewhere, and every page can be found from the first.
"""

import re
from pathlib import Path

import pytest

from tests.docs.examples import BLOCKS, ROOT

PAGES = tuple(
    sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("plugins/*/README.md")])
)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
OUTSIDE = ("http://", "https://", "mailto:")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(path: Path) -> str:
    """
    The page without its blocks of code.
    """
    text = path.read_text(encoding="utf-8")
    return re.sub(BLOCKS + r"(?s:.*?)^(?P=fence)$", "", text, flags=re.MULTILINE)


def links(path: Path) -> list[str]:
    found = [each["target"] for each in LINK.finditer(prose(path))]
    return [target for target in found if not target.startswith(OUTSIDE)]


def anchors(path: Path) -> set[str]:
    """
    What the headings can be linked to by: lower case, hyphens for spaces, no other marks.
    """
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead(path: Path, target: str) -> bool:
    file, _, anchor = target.partition("#")
    page = (path.parent / file).resolve() if file else path
    return not page.exists() or bool(anchor and anchor not in anchors(page))


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_link_leads_to_a_page_and_a_heading_that_are_there(path: Path) -> None:
    assert [] == [target for target in links(path) if dead(path, target)]


def test_every_page_of_the_documentation_is_in_its_table_of_contents() -> None:
    index = ROOT / "docs" / "index.md"
    listed = {(index.parent / target.partition("#")[0]).resolve() for target in links(index)}

    assert [] == [
        named(page) for page in ROOT.glob("docs/**/*.md") if page != index and page not in listed
    ]


@pytest.mark.parametrize("target", ["gone.md", "#gone", "page.md#gone", "../gone/page.md"])
def test_a_link_to_nothing_is_dead(target: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Here\n\n[x]({target})\n", encoding="utf-8")

    assert [True] == [dead(page, each) for each in links(page)]


@pytest.mark.parametrize("target", ["page.md", "#two-words", "page.md#two-words", "#_code_-here"])
def test_a_link_to_a_page_or_a_heading_is_alive(target: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Two words\n\n## `_code_` here\n\n[x]({target})\n", encoding="utf-8")

    assert [False] == [dead(page, each) for each in links(page)]


def test_a_link_in_a_block_of_code_is_none(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```text\n[x](gone.md)\n```\n[y](page.md)\n", encoding="utf-8")

    assert ["page.md"] == links(page)
