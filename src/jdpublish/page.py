"""What an edition prints, and what a template can use of it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape, unescape
from itertools import chain
from typing import Any

from markupsafe import Markup

from jdpublish.collation import PrintedCorrection, by_kind
from jdpublish.dates import written
from jdpublish.errors import Location, ThemeError
from jdpublish.keeping import Keep, fresh
from jdpublish.markup import Dialect, Piece, inline, pieces
from jdpublish.model import SUBTITLE, TITLE, Block, BlockKind, MarkKind, Section
from jdpublish.publication import OWN_SHEET, Attachment, Edition, OpenMatter, Sheet
from jdpublish.sources import Details, Theme
from jdpublish.terms.book import Book
from jdpublish.terms.entries import Entry, looked_up

_CHINESE_NUMERALS = "〇一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter ready to print.

    `label` is its numeral, empty for the overview; `running` stands at the head of its pages;
    `pieces` are what `body` is made of.
    """

    id: str
    label: str
    title: Markup
    plain_title: str
    running: str
    body: Markup
    heads: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Everything an edition prints, in its own script and language; the same for all outputs.

    `entries` holds the concepts explained, by id, in the order of first mention; `editions` those
    a web page leads to; `has_pdf` says whether this edition has a PDF to lead to. `sheet` is what
    a PDF is printed on. `draft` is what is still open in a draft, None in what is published.
    `date` is the day of this version; `corrections` is empty unless the edition prints them.
    """

    report: str
    year: str
    version: str
    edition: Edition
    sections: tuple[Section, ...]
    details: Details
    other_title: str
    other_language: str
    entries: Mapping[str, Entry] = field(hash=False)
    words: Mapping[str, str] = field(hash=False)
    images: Mapping[str, bytes] = field(hash=False)
    editions: tuple[Edition, ...] = ()
    has_pdf: bool = True
    sheet: Sheet = OWN_SHEET
    date: dt.date | None = None
    corrections: tuple[PrintedCorrection, ...] = ()
    draft: tuple[OpenMatter, ...] | None = None
    attached: tuple[Attachment, ...] = ()

    @property
    def language(self) -> str:
        """The edition's BCP 47 tag, the value of `lang`."""
        return self.edition.id

    @property
    def day(self) -> str:
        """The day of this version as the edition's readers write it, or nothing."""
        return written(self.date, self.language) if self.date else ""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in the order of the document."""
        return tuple(block for section in self.sections for block in section.blocks)

    def block(self, identity: str) -> Block | None:
        """Return the block with an id, or None."""
        return next((block for block in self.blocks if block.id == identity), None)

    def head(self, identity: str) -> str:
        """Return the heading that a block stands under, or its own words if it is one."""
        found = self.details.overview
        for block in self.blocks:
            if block.kind is BlockKind.HEADING and block.id != TITLE:
                found = block.text
            if block.id == identity:
                break
        return found

    def plain_text(self, identity: str) -> str:
        """Return the words of the block with an id, or nothing."""
        block = self.block(identity)
        return block.text if block else ""


def chapter_label(number: int, language: str) -> str:
    """Return a chapter's numeral as its readers write it: 一 or 1."""
    if language.startswith("zh") and number < len(_CHINESE_NUMERALS):
        return _CHINESE_NUMERALS[number]
    return str(number)


@dataclass(frozen=True, slots=True)
class Naming:
    """What chapters are called by: the edition's language, its word for the overview, a mark."""

    language: str
    overview: str
    mark: str

    @classmethod
    def of(cls, document: Document) -> "Naming":
        """Return what an edition calls its chapters by."""
        return cls(document.language, document.details.overview, document.words["running-mark"])


def body_blocks(section: Section) -> tuple[Block, ...]:
    """Return what a section has for its chapter: neither the cover's lines nor notes."""
    return tuple(
        block
        for block in section.blocks
        if block.id not in (TITLE, SUBTITLE) and block.kind is not BlockKind.NOTE
    )


def chapter(section: Section, number: int, naming: Naming, dialect: Dialect) -> Chapter:
    """Return a chapter of an edition; the first file, 0, is the overview and has no numeral."""
    kept = body_blocks(section)
    heading = kept[0] if kept and kept[0].kind is BlockKind.HEADING and kept[0].depth == 1 else None
    own = heading if number else None
    if own:
        kept = kept[1:]
    label = chapter_label(number, naming.language) if number else ""
    plain_title = own.text if own else naming.overview
    title = inline(own.segment, dialect) if own else escape(naming.overview)
    body = tuple(pieces(kept, dialect))
    return Chapter(
        id=own.id if own else f"page-{section.name}",
        label=label,
        title=Markup(title),  # noqa: S704
        plain_title=plain_title,
        running=f"{label}{naming.mark if label else ''}{plain_title}",
        body=Markup("".join(piece.html for piece in body)),  # noqa: S704  `pieces` escapes
        heads=tuple((block.id, block.text) for block in kept if block.kind is BlockKind.HEADING),
        pieces=body,
    )


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text of an edition as HTML: the two lines of its cover, and its chapters."""

    title: Markup
    subtitle: Markup
    chapters: tuple[Chapter, ...]


def rendered(document: Document, dialect: Dialect) -> Rendered:
    """Return the text of an edition as HTML of one dialect, in the order in which it is read."""
    naming = Naming.of(document)
    return Rendered(
        cover_line(document, TITLE, dialect),
        cover_line(document, SUBTITLE, dialect),
        tuple(
            chapter(section, number, naming, dialect)
            for number, section in enumerate(document.sections)
        ),
    )


def page_values(document: Document, text: Rendered) -> dict[str, Any]:
    """Return what the templates of every medium can use; `docs/themes.md` lists it."""
    return {
        "document": document,
        "details": document.details,
        "words": document.words,
        "title": text.title,
        "subtitle": text.subtitle,
        "title_phrases": _phrases(document.plain_text(TITLE), document.language),
        "plain_title": document.plain_text(TITLE),
        "plain_subtitle": document.plain_text(SUBTITLE),
        "chapters": text.chapters,
        "entries": looked_up(tuple(document.entries.values()), document.language),
        "corrections": tuple(by_kind(document.corrections)),
    }


def book_values(book: Book, theme: Theme) -> dict[str, Any]:
    """Return what the templates of the glossary's own book can use; `docs/themes.md` lists it."""
    return {
        "book": book,
        "words": theme.words,
        "days": {tag: written(book.date, tag) for tag in theme.words},
        "issuers": dict(book.issuers),
    }


def book_theme(theme: Theme, template: str) -> Theme:
    """Return the theme, if it has a template of the glossary's own book.

    Raises:
        ThemeError: it has none.
    """
    if template not in theme.files:
        raise ThemeError(
            f"the theme “{theme.name}” has no {template}, so it cannot show the glossary by itself",
            at=Location(f"{theme.folder}/{template}"),
            hint="docs/themes.md says what it must hold; that of themes/report is a start",
        )
    return theme


def edition_words(words: Mapping[str, str]) -> dict[str, str]:
    """Return the words of a theme less those of the glossary's own book, which no edition shows."""
    return {key: value for key, value in words.items() if not key.startswith(_BOOK)}


_BOOK = "book-"
"""What the names of words begin with that only the glossary's own book shows."""

FONTS = "/*fonts*/"
"""Stands in a page where its fonts will be, once it is known which characters it shows."""


def _phrases(title: str, language: str) -> tuple[str, ...]:
    """Return the parts between which a Chinese title may break: after a mark, never in a phrase."""
    return tuple(re.split(r"(?<=[，、：；])", title)) if language.startswith("zh") else (title,)


def cover_line(document: Document, identity: str, dialect: Dialect) -> Markup:
    """Return a line of the cover by the id of its block, or nothing."""
    block = document.block(identity)
    return Markup(inline(block.segment, dialect) if block else "")  # noqa: S704


def note_numbers(document: Document, keep: Keep = fresh) -> dict[str, int]:
    """Return the number of each note by its id, in the order of their calls."""
    calls = dict.fromkeys(chain.from_iterable(keep(called, one) for one in document.sections))
    return {note: number for number, note in enumerate(calls, 1)}


def called(section: Section) -> tuple[str, ...]:
    """Return the ids of the notes that a section calls, in the order of their first calls."""
    return tuple(dict.fromkeys(calls(section.blocks)))


def calls(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the ids of notes as blocks call them."""
    for block in blocks:
        for segment in block.segments:
            yield from (mark.value for mark in segment.marks if mark.kind is MarkKind.NOTE)


def convert_words(words: Mapping[str, str], convert: Callable[[str], str]) -> dict[str, str]:
    """Return the theme's words in another script."""
    return {key: convert(value) for key, value in words.items()}


def convert_details(details: Details, convert: Callable[[str], str]) -> Details:
    """Return a report's details in another script."""
    changed = {name: convert(getattr(details, name)) for name in Details.__dataclass_fields__}
    return replace(details, **changed)


def plain(html: str) -> str:
    """Return the characters of an HTML page, tags taken away; good enough to choose glyphs by."""
    return unescape(re.sub(r"<[^>]*>", " ", html))
