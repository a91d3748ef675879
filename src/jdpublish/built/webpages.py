"""A built web page → the words of its blocks, with line and column."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from jdpublish.built.finished import RESERVED, Place, Reading, Scribe
from jdpublish.errors import Location, OutputError

_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
"""Elements that have no end (HTML, 13.1.2: void elements)."""
_SILENT = frozenset(("script", "style", "template", "svg", "head", "noscript", "button", "dialog"))
_ASIDE = frozenset(("permalink", "note-call", "note-back", "unseen"))
"""The classes of what stands within a block and is no part of its text."""
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_BLOCKS = frozenset(("p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"))


def web_page(content: bytes, *, known: Collection[str], file: str) -> Reading:
    """Return the words of a web page by their blocks' ids, of which `known` are the text's.

    Calls of notes, links to a place itself, scripts, styles and what is hidden are no text.

    Raises:
        OutputError: the page is not UTF-8.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = content[: problem.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise OutputError(
            "this page is not UTF-8",
            at=Location(file, before.count(b"\n") + 1, column),
            hint="it was changed after it was built: build it again",
        ) from problem
    reader = _Reader(frozenset(known))
    reader.feed(text)
    reader.close()
    return reader.scribe.reading()


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has begun: the block that its words belong to, and whether they are shown."""

    tag: str
    block: str
    silent: bool


_OUTSIDE = _Open("", "", silent=False)


@dataclass
class _Reader(HTMLParser):
    known: frozenset[str]
    scribe: Scribe = field(init=False)
    open: list[_Open] = field(default_factory=lambda: [_OUTSIDE])

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)  # so that each has its own place
        self.scribe = Scribe(self.known)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        around = self.open[-1]
        silent = around.silent or _is_silent(tag, attributes)
        block = self._block(tag, attributes.get("id", ""), around.block)
        if not silent:
            if block != around.block:
                self.scribe.begin(block)
            elif tag in ("td", "th") and self.scribe.texts.get(block):
                self._add(block, "\t")
            elif tag == "br":
                self._add(block, "\n")
            elif tag == "img":
                self._add(block, attributes.get("alt", ""))
        if tag not in _EMPTY:
            self.open.append(_Open(tag, block, silent))

    def handle_endtag(self, tag: str) -> None:
        """Close an element with those in it that nobody closed; an end without a beginning is none.

        So browsers do it, and a page that was changed by hand is read like any other.
        """
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].tag == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        self._add(self.open[-1].block, data)

    def handle_entityref(self, name: str) -> None:
        self._add(self.open[-1].block, unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._add(self.open[-1].block, unescape(f"&#{name};"))

    def _block(self, tag: str, identity: str, around: str) -> str:
        """Return the block that an element's words belong to: its own, or that around it."""
        if identity in self.known:
            return identity
        foreign = tag in _BLOCKS and identity and not identity.startswith(RESERVED)
        return identity if foreign and not around else around

    def _add(self, block: str, words: str) -> None:
        if not block or self.open[-1].silent:
            return
        line, column = self.getpos()
        for number, row in enumerate(words.split("\n")):
            start = column + 1 if not number else 1
            if number:
                self.scribe.add(block, "\n", Place(0, line + number - 1, start))
            self.scribe.add(block, row, Place(0, line + number, start))


def _is_silent(tag: str, attributes: dict[str, str]) -> bool:
    return (
        tag in _SILENT
        or "hidden" in attributes
        or bool(_UNSEEN.search(attributes.get("style", "")))
        or not _ASIDE.isdisjoint(attributes.get("class", "").split())
    )
