"""What an edition prints, and what a template can use of it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape, unescape
from typing import Any

from markupsafe import Markup

from jdpublish.collation import PrintedCorrection, by_kind
from jdpublish.dates import written
from jdpublish.errors import Location, ThemeError
from jdpublish.markup import Dialect, blocks_html, inline
from jdpublish.model import SUBTITLE, TITLE, Block, BlockKind, MarkKind, Section
from jdpublish.publication import OWN_SHEET, Attachment, Edition, OpenMatter, Sheet
from jdpublish.sources import Details, Theme
from jdpublish.terms.book import Book
from jdpublish.terms.entries import Entry, looked_up

_CHINESE_NUMERALS = "〇一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter ready to print.

    `label` is its numeral, empty for the overview; `running` stands at the head of its pages.
    """

    id: str
    label: str
    title: Markup
    plain_title: str
    running: str
    body: Markup
    heads: tuple[tuple[str, str], ...]


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


def chapters(document: Document, dialect: Dialect) -> tuple[Chapter, ...]:
    """Return the chapters of a document; the first file is the overview and has no numeral."""
    return tuple(
        _chapter(document, section, number, dialect)
        for number, section in enumerate(document.sections)
    )


def _chapter(document: Document, section: Section, number: int, dialect: Dialect) -> Chapter:
    kept = tuple(
        block
        for block in section.blocks
        if block.id not in (TITLE, SUBTITLE) and block.kind is not BlockKind.NOTE
    )
    heading = kept[0] if kept and kept[0].kind is BlockKind.HEADING and kept[0].depth == 1 else None
    own = heading if number else None
    if own:
        kept = kept[1:]
    label = chapter_label(number, document.language) if number else ""
    plain_title = own.text if own else document.details.overview
    return Chapter(
        id=own.id if own else f"page-{section.name}",
        label=label,
        title=Markup(inline(own.segment, dialect) if own else escape(document.details.overview)),  # noqa: S704
        plain_title=plain_title,
        running=f"{label}{document.words['running-mark'] if label else ''}{plain_title}",
        body=Markup(blocks_html(kept, dialect)),  # noqa: S704  `blocks_html` escapes
        heads=tuple((block.id, block.text) for block in kept if block.kind is BlockKind.HEADING),
    )


def page_values(document: Document, dialect: Dialect) -> dict[str, Any]:
    """Return what the templates of every medium can use; `docs/themes.md` lists it."""
    return {
        "document": document,
        "details": document.details,
        "words": document.words,
        "title": _cover_line(document, TITLE, dialect),
        "subtitle": _cover_line(document, SUBTITLE, dialect),
        "title_phrases": _phrases(document.plain_text(TITLE), document.language),
        "plain_title": document.plain_text(TITLE),
        "plain_subtitle": document.plain_text(SUBTITLE),
        "chapters": chapters(document, dialect),
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


def _cover_line(document: Document, identity: str, dialect: Dialect) -> Markup:
    block = document.block(identity)
    return Markup(inline(block.segment, dialect) if block else "")  # noqa: S704


def note_numbers(document: Document) -> dict[str, int]:
    """Return the number of each note by its id, in the order of their calls."""
    calls = dict.fromkeys(
        mark.value
        for block in document.blocks
        for segment in block.segments
        for mark in segment.marks
        if mark.kind is MarkKind.NOTE
    )
    return {note: number for number, note in enumerate(calls, 1)}


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
