"""The nouns: everything that flows from the sources to the finished files, all of it frozen.

A report is plain text with formatting laid beside it, so that script conversion, annotation and
checks see the words as a reader does, and no tag ever cuts a phrase in two.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from jdpublish.errors import Location

SOURCE_LANGUAGE = "zh-Hans"
"""BCP 47 tag of the language that prevails."""

TITLE = "title"
SUBTITLE = "subtitle"
"""The ids of the two blocks that stand on the cover, not in a chapter."""


class MarkKind(StrEnum):
    """What a mark says of the text it lies beside."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    IMAGE = "image"
    NOTE = "note"
    TERM = "term"
    HAN = "han"
    LATIN = "latin"
    HALF_WIDTH = "half-width"
    DOTTED = "dotted"
    FIGURE = "figure"
    JOIN = "join"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Mark:
    """Formatting over `text[start:stop]`, in code points; marks nest and never cross.

    `value` is the target of a link or image, the note's id, or the concept's id; a `figure` that is
    “loose” lies over words within another that may be parted.
    Where `start == stop` the mark stands between two characters.
    """

    start: int
    stop: int
    kind: MarkKind
    value: str = ""


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks as they open: from left to right, outer before inner at the same place.

    A mark between two characters comes before those that begin there and so stands outside them.
    """
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.stop > mark.start, -mark.stop)))


@dataclass(frozen=True, slots=True)
class Anchor:
    """From `offset` in a segment's text on, characters stand at `line` and `column`."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Plain text, where it stands in its file, and the marks beside it."""

    text: str
    at: Location
    marks: tuple[Mark, ...] = ()
    anchors: tuple[Anchor, ...] = ()

    def locate(self, offset: int) -> Location:
        """Return the place in the file of the character at `offset`."""
        found = None
        for anchor in self.anchors:
            if anchor.offset <= offset:
                found = anchor
        if found is None:
            return self.at
        return Location(self.at.file, found.line, found.column + offset - found.offset)


class BlockKind(StrEnum):
    """What a block is, in the order of a document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or note: the unit that is translated.

    `depth` is the level of a heading (1 a chapter, 2 a head within it) or the nesting of an item
    from 1, else 0. `ordered` is true of items of a numbered list, and `number` is theirs;
    `header` is true of a table's first row. A `provisional` id was made up because the file gives
    none; until then the id is empty. A `missing` block stands where a translation is not there yet.
    `last_line` is the block's last line in its file, from 1. `aligned` says for each cell of a row
    whether it is set left, center or right; empty where the file does not say.
    """

    id: str
    kind: BlockKind
    at: Location
    segments: tuple[Segment, ...]
    depth: int = 0
    ordered: bool = False
    number: int = 0
    header: bool = False
    provisional: bool = False
    missing: bool = False
    last_line: int = 0
    aligned: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The block's words without any formatting; cells are parted by a tab."""
        return "\t".join(segment.text for segment in self.segments)

    @property
    def segment(self) -> Segment:
        """The one segment of a block that is not a table row."""
        return self.segments[0]

    def locate(self, offset: int) -> Location:
        """Return the place in the file of the character at `offset` of the block's text."""
        for segment in self.segments:
            if offset <= len(segment.text):
                return segment.locate(offset)
            offset -= len(segment.text) + 1
        return self.at

    def with_segments(self, segments: tuple[Segment, ...]) -> "Block":
        """Return the same block with other text."""
        return replace(self, segments=segments)


@dataclass(frozen=True, slots=True)
class Section:
    """One file of a report in one language: `name` is the file's name without its ending."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A source block and its translation, or None where it has none yet."""

    source: Block
    target: Block | None


TermStatus = Literal["preferred", "admitted", "deprecated"]
EntryStatus = Literal["approved", "proposed", "retired"]
DefinitionStatus = Literal["approved", "proposed"]
PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "properNoun", "other")
"""The parts of speech of TBX-Basic, and the proper noun, which only that of 2008 had by itself."""


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a concept in one language, with its administrative status (TBX).

    `reason` says why a deprecated form must not be used.
    """

    text: str
    status: TermStatus
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LanguageSection:
    """What the glossary says of a concept in one language (TBX `langSec`).

    `first` is the form for the first mention in a report, where it differs from the preferred.
    Within the words of `not_in` the terms mean something else. A `measure` stands after figures,
    and only there. `context` is a sentence in which the term was seen.
    """

    terms: tuple[Term, ...]
    definition: str = ""
    definition_status: DefinitionStatus = "approved"
    first: str = ""
    pinyin: str = ""
    pinyin_status: DefinitionStatus = "approved"
    not_in: tuple[str, ...] = ()
    measure: bool = False
    part_of_speech: str = ""
    context: str = ""

    @property
    def preferred(self) -> str:
        """The preferred form, or nothing where the section only defines."""
        return next((term.text for term in self.terms if term.status == "preferred"), "")

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every form that may stand in the text: preferred, first mention, admitted."""
        forms = [term.text for term in self.terms if term.status != "deprecated"]
        return tuple(dict.fromkeys(form for form in (*forms, self.first) if form))

    @property
    def deprecated(self) -> tuple[Term, ...]:
        """The forms that must not be used."""
        return tuple(term for term in self.terms if term.status == "deprecated")


_NOTHING = LanguageSection(())


@dataclass(frozen=True, slots=True)
class Transaction:
    """When an entry was made or last changed, and by whom where that is known (TBX)."""

    date: dt.date
    by: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A glossary entry: one idea, its terms by language (BCP 47), whom it must be explained to.

    `annotate` holds the languages whose readers get an explanation in the text;
    `gloss_in_source` says whether the report itself explains a numbered slogan; `see` holds the
    ids of entries that this one builds on. One that is retired is no longer used, for a `reason`;
    `successor` is the id of the entry to use in its place, if there is one.
    """

    id: str
    subject: str
    status: EntryStatus
    at: Location
    languages: Mapping[str, LanguageSection] = field(hash=False)
    annotate: tuple[str, ...] = ()
    gloss_in_source: str = ""
    source: str = ""
    note: str = ""
    see: tuple[str, ...] = ()
    reason: str = ""
    successor: str = ""
    created: Transaction | None = None
    modified: Transaction | None = None

    @property
    def retired(self) -> bool:
        """Whether the entry is kept on record only."""
        return self.status == "retired"

    def language(self, tag: str) -> LanguageSection:
        """Return what the entry says in a language; an empty section where it says nothing."""
        return self.languages.get(tag, _NOTHING)


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Repair:
    """A change that loses nothing: at `at` in a file, `old` becomes `new`."""

    at: Location
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the text that a person should look at; the build goes on.

    Where it can be mended without anybody deciding anything, `repair` says how.
    """

    check: str
    severity: Severity
    at: Location
    message: str
    hint: str = ""
    block: str = ""
    repair: Repair | None = None
