"""What stands in a finished file: the words of every block, and where on a page they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SOFT = "\u00ad"
"""Stands where a line ends with a hyphen that may be the line's or the word's own."""
RESERVED = ("term-", "note-", "page-")
"""What ids begin with that are a page's own and no block's."""

PARITY_FILES = ("parity.html", "parity.json")
"""What says of a report's finished files that they agree: no longer true once one is made anew."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a finished file, from 1: a page of a PDF, a line and column of a web page."""

    page: int = 0
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Run:
    """From `offset` in a passage's text on, characters stand at a place and behind it."""

    offset: int
    place: Place


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one block as a finished file shows them, without calls, labels and notes."""

    text: str
    runs: tuple[Run, ...]

    def place(self, offset: int) -> Place:
        """Return the place of the character at an offset of the text."""
        found = next((run for run in reversed(self.runs) if run.offset <= offset), self.runs[0])
        if found.place.page:
            return found.place
        return Place(0, found.place.line, found.place.column + max(0, offset - found.offset))


@dataclass(frozen=True, slots=True)
class Stray:
    """Something that is not as it should be on a page: words, and what is the matter with them.

    They may belong to no part of the text, lie over it (a comment), be covered, unseen, or stand
    beyond the page's edge.
    """

    place: Place
    what: Literal["words", "comment", "cover", "unseen", "beyond"]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A finished file, read: its passages by their blocks' ids, and what does not belong in it.

    `unknown` holds passages between blocks of the text whose ids the text does not have. `pages`
    is how many a PDF has.
    """

    passages: Mapping[str, Passage] = field(hash=False)
    unknown: Mapping[str, Passage] = field(default_factory=dict, hash=False)
    strays: tuple[Stray, ...] = ()
    pages: int = 0


@dataclass(slots=True)
class Scribe:
    """Takes down the words of blocks, piece by piece, in the order of a page."""

    known: frozenset[str]
    texts: dict[str, list[str]] = field(default_factory=dict)
    runs: dict[str, list[Run]] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)

    def begin(self, block: str) -> None:
        """Note that a block is there, even if it holds no words."""
        if block not in self.texts:
            self.texts[block], self.runs[block], self.lengths[block] = [], [], 0

    def add(self, block: str, words: str, place: Place) -> None:
        """Add words to a block."""
        self.begin(block)
        self.runs[block].append(Run(self.lengths[block], place))
        self.texts[block].append(words)
        self.lengths[block] += len(words)

    def last(self, block: str) -> str:
        """Return the last character of a block so far, or nothing."""
        return next((words[-1] for words in reversed(self.texts.get(block, ())) if words), "")

    def reading(self, strays: tuple[Stray, ...] = (), pages: int = 0) -> Reading:
        """Return what was taken down."""
        passages = {
            block: Passage(
                "".join(pieces), tuple(self.runs[block]) or (Run(0, Place(pages and 1)),)
            )
            for block, pieces in self.texts.items()
        }
        order = list(passages)
        text = [index for index, block in enumerate(order) if block in self.known - _COVER]
        within = order[text[0] : text[-1]] if text else []
        return Reading(
            passages={block: found for block, found in passages.items() if block in self.known},
            unknown={block: passages[block] for block in within if block not in self.known},
            strays=strays,
            pages=pages,
        )


_COVER = frozenset({"title", "subtitle"})


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """A file that a build has left: where it is, what it is, and its bytes, if it is there.

    `path` leads to it from the report's folder, `file` is what messages call it, `sha256` the sum
    that the build has listed.
    """

    path: str
    file: str
    edition: str
    format: str
    sha256: str
    content: bytes | None
    page_size: str = ""
    marks: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True)
class FinishedReport:
    """What a build has left of a report: the files it lists, and the names of those it does not."""

    files: tuple[FinishedFile, ...]
    unlisted: tuple[str, ...] = ()
