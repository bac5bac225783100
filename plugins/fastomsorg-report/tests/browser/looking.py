"""
Looking at a page as a reader would: does it fit, can it be read, does it say what it shows?
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument

WIDTHS = {"telephone": 360, "desk": 1280}
LEAST = 4.5
"""The contrast that text has to have against its ground, whatever its size."""

CONTRASTS = """
() => {
  const part = value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const colour = said => {
    const found = said.match(/[0-9.]+/g).map(Number);
    return { light: 0.2126 * part(found[0]) + 0.7152 * part(found[1]) + 0.0722 * part(found[2]),
             seen: found.length < 4 ? 1 : found[3] };
  };
  const ground = element => {
    for (let above = element; above; above = above.parentElement) {
      const found = colour(getComputedStyle(above).backgroundColor);
      if (found.seen === 1) return found;
    }
    return colour("rgb(255, 255, 255)");
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const told = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility()) continue;
    if (["title", "desc", "style"].includes(element.localName)) continue;
    const style = getComputedStyle(element);
    const ink = colour(element.closest("svg") ? style.fill : style.color);
    const [dark, light] = [ink.light, ground(element).light].sort((a, b) => a - b);
    told.push({ text: text.data.trim().slice(0, 40), ratio: (light + 0.05) / (dark + 0.05) });
  }
  return told;
}
"""

IMAGES = """
() => [...document.querySelectorAll("img, svg, [role=img], canvas, object, embed")].map(image => {
  const names = (image.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
  const told = names.map(id => document.getElementById(id)?.textContent.trim());
  return { role: image.getAttribute("role"), told };
})
"""

OVER = """
() => [...document.querySelectorAll("body *")]
  .filter(one => one.checkVisibility() && !one.closest(".across table"))
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
  .map(one => one.outerHTML.slice(0, 80))
"""
"""What sticks out, but for a table that can be moved sideways by itself."""


@attrs.frozen
class Seen:
    """
    What a look at a page came to.
    """

    overflow: int
    sticking_out: tuple[str, ...]
    images: tuple[tuple[str | None, tuple[str | None, ...]], ...]
    pale: tuple[tuple[str, float], ...]
    texts: int
    violations: tuple[str, ...]
    requests: tuple[str, ...]


def seen(browser: Browser, file: Path, width: int) -> Seen:
    """
    Look at the file on a screen that is *width* pixels wide.
    """
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri(), wait_until="networkidle")
    contrasts = page.evaluate(CONTRASTS)
    found = Seen(
        overflow=page.evaluate("document.documentElement.scrollWidth") - width,
        sticking_out=tuple(page.evaluate(OVER)),
        images=tuple((one["role"], tuple(one["told"])) for one in page.evaluate(IMAGES)),
        pale=tuple(
            (one["text"], round(one["ratio"], 2)) for one in contrasts if one["ratio"] < LEAST
        ),
        texts=len(contrasts),
        violations=tuple(_violations(page)),
        requests=tuple(asked[1:]),
    )
    page.close()
    return found


def _violations(page: Page) -> Iterator[str]:
    """
    What axe finds, which is put into the page by the driver, whatever the page lets in.
    """
    results: Any = Axe().run(page)
    for each in results.response["violations"]:
        yield f"{each['id']}: {each['nodes'][0]['html'][:100]}"


@attrs.frozen
class Printed:
    """
    What a page is on paper: its text, page by page, as it is read and without any blanks.
    """

    pages: tuple[str, ...]

    def numbers(self, word: str) -> list[list[str]]:
        """
        The two figures after each *word*, page by page.
        """
        return [re.findall(rf"{word}([0-9]{{2}})", text) for text in self.pages]

    def cut(self, first: str, last: str) -> list[int]:
        """
        The pages on which something that begins with *first* does not end with *last*.
        """
        both = zip(self.numbers(first), self.numbers(last), strict=True)
        return [number for number, (begun, done) in enumerate(both, start=1) if begun != done]

    def parted(self, whole: list[str], word: str) -> list[int]:
        """
        The pages on which there is some of a table whose rows are named by the *word*, not all.
        """
        return [
            number
            for number, found in enumerate(self.numbers(word), start=1)
            if found != whole * (len(found) // len(whole))
        ]

    def has(self, told: str) -> bool:
        """
        Does what is told stand on one page?
        """
        return any("".join(told.split()) in page for page in self.pages)

    def headless(self, row: str, head: str) -> list[int]:
        """
        The pages on which rows come before any head of a table.
        """
        return [
            number
            for number, text in enumerate(self.pages, start=1)
            if row in text and head not in text[: text.index(row)]
        ]


def printed(browser: Browser, file: Path, paper: Path) -> Printed:
    """
    Print the file on paper, as the page itself says how.
    """
    page = browser.new_page()
    page.goto(file.as_uri())
    page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    page.close()
    document = PdfDocument(paper)
    texts = tuple("".join(each.get_textpage().get_text_bounded().split()) for each in document)
    document.close()
    return Printed(texts)


def photographed(browser: Browser, file: Path, width: int, picture: Path) -> None:
    """
    Keep the whole page as a picture.
    """
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(file.as_uri())
    page.screenshot(path=picture, full_page=True)
    page.close()
