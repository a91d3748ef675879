"""Cases written as plain text, which a translator can add to, and what tests compare them with.

A case file has a head `## what the case shows` for each case and lines `key: value` below it; a
key may stand more than once.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest

from jdpublish.markup import Dialect, inline
from jdpublish.model import MarkKind, Segment
from tests.conftest import ROOT

DIALECT = Dialect(
    term=lambda concept: (f'<a class="term" href="#term-{concept}">', "</a>"),
    note=lambda note: f'<sup><a href="#{note}">*</a></sup>',
    images={"image.png": "image.png"},
)
"""A medium of the tests' own: a note's call is an asterisk."""

_LINE = re.compile(r"([a-z-]+): ?(.*)")
_VOID = ("img", "wbr")


@dataclass(frozen=True)
class Case:
    """A case of a case file: its head, and its values in their order by key."""

    title: str
    values: dict[str, tuple[str, ...]]

    def one(self, key: str, default: str = "") -> str:
        """The value that stands once, or the default."""
        (value,) = self.values.get(key, (default,))
        return value

    def all(self, key: str) -> tuple[str, ...]:
        """Every value of a key."""
        return self.values.get(key, ())


def cases(name: str) -> pytest.MarkDecorator:
    """Return a decorator that runs a test with each case of `tests/cases/NAME.md`."""
    read = [pytest.param(case, id=case.title) for case in read_cases(name)]
    return pytest.mark.parametrize("case", read)


def read_cases(name: str) -> tuple[Case, ...]:
    """Return the cases of `tests/cases/NAME.md`."""
    text = (ROOT / "tests" / "cases" / f"{name}.md").read_text("utf-8")
    return tuple(_case(part) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:])


def _case(part: str) -> Case:
    title, *lines = part.strip().split("\n")
    values: dict[str, tuple[str, ...]] = {}
    for line in filter(None, lines):
        found = _LINE.fullmatch(line)
        assert found, f"“{line}” under “{title}” is not key: value"
        values[found[1]] = (*values.get(found[1], ()), found[2])
    return Case(title, values)


def html(segment: Segment) -> str:
    """Return a segment as HTML in the tests' own medium."""
    return inline(segment, DIALECT)


def shown(segment: Segment) -> str:
    """Return the words of a segment that a reader sees: all but those that describe an image."""
    hidden = [mark for mark in segment.marks if mark.kind is MarkKind.IMAGE]
    return "".join(
        character
        for offset, character in enumerate(segment.text)
        if not any(mark.start <= offset < mark.stop for mark in hidden)
    )


class _Reader(HTMLParser):
    """Reads as a strict browser would: every tag closes what was opened last."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag not in _VOID:
            assert tag != "a" or "a" not in self.open, "a link stands in a link"
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> crosses another tag"

    def handle_data(self, data: str) -> None:
        if "sup" not in self.open:
            self.words += data


def read_words(source: str) -> str:
    """Return the words of a piece of HTML less its note calls; fail where it is not well formed."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    assert not reader.open, f"{reader.open} are never closed"
    return reader.words
