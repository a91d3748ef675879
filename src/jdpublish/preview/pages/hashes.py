"""What stands inside a page and is to be allowed: hashes of its scripts and styles."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser

_DATA = ("application/json", "application/ld+json")


@dataclass(frozen=True, slots=True)
class Inside:
    """The hashes of a page's own scripts and styles, as a Content-Security-Policy names them."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def inside(html: str, chapters: Iterable[str] = ()) -> Inside:
    """Return the hashes of the scripts and styles that stand inside a page.

    `chapters` are parts of it that are known to have none, and need not be read. Data is no script.
    Source: W3C, Content Security Policy Level 3, 2.3.1 and 6.7.3.3.
    """
    shorter = html
    for chapter in chapters:
        shorter = shorter.replace(chapter, "")
    found = _read(shorter)
    if not all(text in html for text in (*found.scripts, *found.styles)):
        found = _read(html)  # a template that puts a chapter into a script
    return Inside(tuple(map(_hash, found.scripts)), tuple(map(_hash, found.styles)))


def _hash(text: str) -> str:
    """Return the hash of a text as browsers have it, in which every line ends alike."""
    read = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"sha256-{base64.b64encode(sha256(read.encode()).digest()).decode('ascii')}"


def _read(html: str) -> "_Reader":
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Gathers the texts of the scripts and styles that stand inside a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        kind = (own.get("type") or "").strip().lower()
        if tag == "style":
            self._begin(self.styles)
        elif tag == "script" and "src" not in own and kind not in _DATA:
            self._begin(self.scripts)

    def _begin(self, texts: list[str]) -> None:
        texts.append("")
        self._open = texts

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._open = None
