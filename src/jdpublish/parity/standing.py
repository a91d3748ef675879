"""The nouns of a proof: a figure, the files that it must stand in, and how it stands there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jdpublish.built.finished import FinishedFile, Place
from jdpublish.figure_list import unit, value
from jdpublish.figures.comparing.comparison import Relation
from jdpublish.figures.quantity import Quantity
from jdpublish.model import Finding, Severity


class Standing(StrEnum):
    """How a figure of the Chinese text stands in a file.

    “Loosely”: rounded or less hedged, which is a warning only, or otherwise by somebody's waiver.
    """

    SAME = "same"
    BY_VALUE = "by value"
    LOOSE = "loosely"
    UNNEEDED = "not needed"
    DIFFERS = "differs"
    MISSING = "missing"

    @property
    def wrong(self) -> bool:
        """Whether the file does not say what the Chinese text says."""
        return self in (Standing.DIFFERS, Standing.MISSING)


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a text, with a few of those before and after them."""

    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Stands:
    """A figure in one file: how it stands there, its words, and the place, with a link to it."""

    path: str
    standing: Standing
    words: Words | None
    place: Place
    link: str
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of the Chinese text, and how it stands in every file."""

    chapter: str
    block: str
    chinese: Words
    quantity: Quantity
    stands: tuple[Stands, ...]

    @property
    def value(self) -> str:
        """What it is worth, in full."""
        return value(self.quantity)

    @property
    def unit(self) -> str:
        """What it measures or counts, in both languages."""
        return unit(self.quantity)

    @property
    def differs(self) -> bool:
        """Whether some file does not say the same."""
        return any(one.standing.wrong for one in self.stands)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was compared: its sum as it is now, its pages, and whether it was built so."""

    file: FinishedFile
    sha256: str
    size: int
    pages: int
    as_built: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter that figures stand in: its heading's id, and its titles by language."""

    id: str
    titles: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of every figure of a report in its finished files."""

    report: str
    files: tuple[CheckedFile, ...]
    chapters: tuple[Chapter, ...]
    rows: tuple[Row, ...]
    blocks: int
    findings: tuple[Finding, ...]

    @property
    def differing(self) -> int:
        """How many figures do not stand everywhere as they should."""
        return sum(row.differs for row in self.rows)

    @property
    def holds(self) -> bool:
        """Whether every figure stands everywhere, and nothing else is wrong: warnings aside."""
        errors = any(one.severity is Severity.ERROR for one in self.findings)
        return not self.differing and not errors


def in_context(text: str, start: int, stop: int, reach: int) -> Words:
    """Return words of a text with what stands up to `reach` characters before and after them."""
    before, after = text[:start], text[stop:]
    lead, tail = before[-reach:], after[:reach]
    if len(before) > reach:
        lead = "…" + (_CUT_WORD.sub("", lead, count=1) or lead).lstrip()
    if len(after) > reach:
        tail = (_CUT_WORD_AT_END.sub("", tail) or tail).rstrip() + "…"
    return Words(lead, text[start:stop], tail)


_CUT_WORD = re.compile(r"^[A-Za-z\d.,%]+\s*")
_CUT_WORD_AT_END = re.compile(r"\s*[A-Za-z\d.,]+$")
"""What may be half a word or half a number where a text is cut."""

REACH = {True: 14, False: 44}
"""How many characters of context are shown, in Chinese and elsewhere."""
