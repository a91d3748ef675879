"""The real project, built once for all tests that look at finished pages and PDFs."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pypdfium2
import pypdfium2.raw
import pytest
import tinyhtml5  # type: ignore[import-untyped]

from jdpublish.editions import DEFAULT_EDITIONS
from jdpublish.editions import EDITIONS as DECLARED
from jdpublish.model import Block
from jdpublish.report import Report
from tests.conftest import ROOT

EDITIONS = tuple(edition.id for edition in DECLARED)
TRADITIONAL = tuple(edition for edition in EDITIONS if edition.startswith("zh-Hant"))
CHINESE = ("zh-Hans", *TRADITIONAL)
REPORT = "review-2024"
SIZES = ("A4", "16K", "A5")
"""The page sizes of the theme; the first is its own, whose files have no suffix."""

assert set(DEFAULT_EDITIONS) < set(EDITIONS)


@dataclass(frozen=True)
class Letter:
    """A character as a PDF paints it: size in points, box in points from the page's lower left.

    Pages count from 0; the baseline is where the character stands.
    """

    text: str
    size: float
    page: int
    left: float
    bottom: float
    right: float
    top: float
    baseline: float = 0


@dataclass(frozen=True)
class Built:
    """The finished files of the real project."""

    root: Path

    def file(self, edition: str, kind: str, size: str = SIZES[0]) -> Path:
        folder = self.root / REPORT / edition
        suffix = "" if size == SIZES[0] else f".{size}"
        return folder / ("index.html" if kind == "html" else f"{REPORT}.{edition}{suffix}.pdf")

    def source(self, edition: str) -> str:
        return self.file(edition, "html").read_text("utf-8")

    def page_at(self, path: Path) -> Element:
        return parsed_page(path)

    def page(self, edition: str) -> Element:
        return parsed_page(self.file(edition, "html"))

    def pages(self) -> tuple[Path, ...]:
        """Every web page, the front page first."""
        return (self.root / "index.html", *(self.file(edition, "html") for edition in EDITIONS))

    def letters(self, edition: str, size: str = SIZES[0]) -> tuple[Letter, ...]:
        return letters(self.file(edition, "pdf", size))

    @property
    def manifest(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.root / REPORT / "manifest.json").read_bytes())
        return content


def build(folder: Path, jobs: int, *more: str) -> Built:
    editions = [word for edition in EDITIONS for word in ("-e", edition)]
    sizes = [word for size in SIZES for word in ("--page-size", size)]
    options = ["--project", str(ROOT), "build", *editions, *sizes]
    options += ["-o", str(folder), "-j", str(jobs), *more]
    done = subprocess.run(
        [sys.executable, "-m", "jdpublish", *options], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    return Built(folder)


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    return build(tmp_path_factory.mktemp("built"), 2)


@pytest.fixture(scope="session")
def built_again(tmp_path_factory) -> Built:
    """The same once more, elsewhere, one file at a time."""
    return build(tmp_path_factory.mktemp("again"), 1)


@pytest.fixture(scope="session")
def recorded(tmp_path_factory) -> Built:
    """The real project with the record of its corrections, which is printed on request."""
    return build(tmp_path_factory.mktemp("recorded"), 2, "--with", "corrections")


@cache
def parsed_page(path: Path) -> Element:
    root: Element = tinyhtml5.parse(path.read_text("utf-8"), namespace_html_elements=False)
    return root


def by_id(page: Element) -> dict[str, Element]:
    return {element.attrib["id"]: element for element in page.iter() if "id" in element.attrib}


def words(element: Element, without: tuple[str, ...] = ("permalink", "note-call")) -> str:
    """Return an element's words, without those in elements of some classes."""
    parts = [element.text or ""]
    for child in element:
        if not set(child.attrib.get("class", "").split()) & set(without):
            parts.append(words(child, without))
        parts.append(child.tail or "")
    return "".join(parts)


def visible(page: Element) -> str:
    """Return the words of a page's body that a reader sees."""
    body = page.find("body")
    assert body is not None
    return "".join(_shown(body))


def _shown(element: Element) -> list[str]:
    parts = [element.text or ""] if element.tag not in ("script", "style") else []
    for child in element:
        parts += _shown(child)
        parts.append(child.tail or "")
    return parts


def solid(text: str) -> str:
    """Return a text without what line breaks may add or take away: spaces and hyphens."""
    return re.sub("[\\s\u00ad\u200b\u2060\u2010\ufffe\x02-]", "", text)


@cache
def letters(path: Path) -> tuple[Letter, ...]:
    """Return every character that a PDF paints, in the order in which it does."""
    raw = pypdfium2.raw
    found = []
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        matrix = raw.FS_MATRIX()
        for index in range(text.count_chars()):
            character = chr(raw.FPDFText_GetUnicode(text, index))
            if character.isspace():
                continue
            raw.FPDFText_GetMatrix(text, index, matrix)
            size = raw.FPDFText_GetFontSize(text, index) * matrix.a
            left, bottom, right, top = text.get_charbox(index)
            found.append(Letter(character, size, number, left, bottom, right, top, matrix.f))
        text.close()
        page.close()
    document.close()
    return tuple(found)


def painted(row: tuple[Letter, ...]) -> str:
    """Return the words that letters make, as `solid` leaves them."""
    return solid("".join(letter.text for letter in row))


def blocks_of(report: Report, edition: str) -> list[Block]:
    """Return a report's blocks in the language that an edition is made from."""
    language = "en" if edition == "en" else "zh-Hans"
    return [block for section in report.sections[language] for block in section.blocks]


def text_letters(
    everything: tuple[Letter, ...], report: Report, edition: str
) -> tuple[Letter, ...]:
    """Return the letters set in the size of the first paragraph, or larger."""
    kept = tuple(letter for letter in everything if solid(letter.text))
    first = next(block for block in blocks_of(report, edition) if block.id == "p00")
    opening = solid(first.text)[:8]
    start = painted(kept).index(opening)
    size = min(letter.size for letter in kept[start : start + len(opening)])
    return tuple(letter for letter in kept if letter.size > size - 0.01)


@cache
def bookmarks(path: Path) -> tuple[tuple[str, int, int], ...]:
    """Return title, level and page number, both from 0, of a PDF's bookmarks."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for item in document.get_toc():
        target = item.get_dest()
        assert target is not None
        found.append((item.get_title(), item.level, target.get_index()))
    document.close()
    return tuple(found)
