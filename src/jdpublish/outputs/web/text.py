"""The text of an edition as HTML for browsers: cover, chapters, notes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import chain, count

from markupsafe import Markup

from jdpublish.keeping import Equal, Keep
from jdpublish.markup import Dialect, inline, tables
from jdpublish.model import SUBTITLE, TITLE, BlockKind, MarkKind, Section
from jdpublish.page import (
    Chapter,
    Document,
    Naming,
    Rendered,
    body_blocks,
    calls,
    chapter,
    cover_line,
    note_numbers,
)
from jdpublish.pictures import picture_url
from jdpublish.typography import browser_breaks


@dataclass(frozen=True, slots=True)
class Text:
    """What a browser shows of an edition's text; `strong` are words set in display faces."""

    rendered: Rendered
    notes: list[dict[str, object]]
    strong: str


def text(document: Document, keep: Keep) -> Text:
    """Return the text of an edition as HTML for browsers."""
    document = breakable(document, keep)
    surveys = [keep(survey, section) for section in document.sections]
    numbers = note_numbers(document, keep)
    called: set[str] = set()
    around = replace(
        _dialect(_Setting.of(document, 0), _calls(numbers, called)),
        images=data_urls(document, chain.from_iterable(one.images for one in surveys), keep),
    )
    title, subtitle = (cover_line(document, line, around) for line in (TITLE, SUBTITLE))
    rendered = Rendered(title, subtitle, _chapters(document, surveys, numbers, called, keep))
    return Text(rendered, _notes(document, around, numbers), "".join(one.strong for one in surveys))


def breakable(document: Document, keep: Keep) -> Document:
    """Return a document with marks for what browsers do not know of a line's end."""
    sections = (
        keep(_breakable_section, section, document.language, keep) for section in document.sections
    )
    return replace(document, sections=tuple(sections))


def _breakable_section(section: Section, language: str, keep: Keep) -> Section:
    blocks = (keep(browser_breaks, block, language) for block in section.blocks)
    return replace(section, blocks=tuple(blocks))


@dataclass(frozen=True, slots=True)
class Survey:
    """What a section has of what is counted or gathered throughout an edition.

    `calls` are the notes that its chapter calls, `tables` how many it has, `strong` its headings
    and whatever is strong.
    """

    calls: tuple[str, ...]
    tables: int
    images: tuple[str, ...]
    strong: str


def survey(section: Section) -> Survey:
    """Return what a section adds to what is counted or gathered throughout an edition."""
    segments = [segment for block in section.blocks for segment in block.segments]
    strong = [
        segment.text[mark.start : mark.stop]
        for segment in segments
        for mark in segment.marks
        if mark.kind is MarkKind.STRONG
    ]
    heads = [block.text for block in section.blocks if block.kind is BlockKind.HEADING]
    marks = (mark for segment in segments for mark in segment.marks)
    body = body_blocks(section)
    return Survey(
        calls=tuple(dict.fromkeys(calls(body))),
        tables=tables(body),
        images=tuple(dict.fromkeys(mark.value for mark in marks if mark.kind is MarkKind.IMAGE)),
        strong="".join([*strong, *heads]),
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a chapter's HTML depends on besides its section.

    `notes` are those it calls: id, number, and whether an earlier chapter has called it.
    """

    number: int
    naming: Naming
    permalink: str
    table: str
    tables: int = 0
    notes: tuple[tuple[str, int, bool], ...] = ()
    images: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, document: Document, number: int) -> "_Setting":
        """Return what holds for every chapter of a document."""
        words = document.words
        return cls(number, Naming.of(document), words["permalink"], words["table"])


def _chapters(
    document: Document,
    surveys: list[Survey],
    numbers: dict[str, int],
    called: set[str],
    keep: Keep,
) -> tuple[Chapter, ...]:
    """Return the chapters; `called` are the notes called before them, and after them too."""
    found = []
    before = 0
    for number, (section, own) in enumerate(zip(document.sections, surveys, strict=True)):
        setting = replace(
            _Setting.of(document, number),
            tables=before,
            notes=tuple((note, numbers[note], note in called) for note in own.calls),
            images=tuple(data_urls(document, own.images, keep).items()),
        )
        found.append(keep(_chapter, section, Equal(setting)))
        before += own.tables
        called.update(own.calls)
    return tuple(found)


def _chapter(section: Section, given: Equal[_Setting]) -> Chapter:
    setting = given.value
    note = _calls(
        {identity: number for identity, number, _ in setting.notes},
        {identity for identity, _, called in setting.notes if called},
    )
    return chapter(section, setting.number, setting.naming, _dialect(setting, note))


def _dialect(setting: _Setting, note: Callable[[str], str]) -> Dialect:
    permalink = escape(setting.permalink)
    return Dialect(
        term=_term,
        note=note,
        images=dict(setting.images),
        link=lambda block: f'<a class="permalink" href="#{block}" aria-label="{permalink}"></a>',
        table=regions(escape(setting.table), setting.tables + 1),
    )


def _term(concept: str) -> tuple[str, str]:
    concept = escape(concept)
    return f'<a class="term" data-concept="{concept}" href="#term-{concept}">', "</a>"


def _calls(numbers: dict[str, int], called: set[str]) -> Callable[[str], str]:
    """Return what writes a note's call, and adds it to those `called`.

    The note leads back to the first of several.
    """

    def call(note: str) -> str:
        identity = "" if note in called else f' id="note-call-{note}"'
        called.add(note)
        return (
            f'<sup class="note-call"><a{identity} href="#{note}" role="doc-noteref">'
            f"{numbers[note]}</a></sup>"
        )

    return call


def regions(name: str, first: int) -> Callable[[], tuple[str, str]]:
    """Return what puts tables into numbered regions of their own, in which wide ones are scrolled.

    Each can have the focus, for a browser scrolls by keys only what has it.
    """
    numbers = count(first)

    def table() -> tuple[str, str]:
        label = f"{name} {next(numbers)}"
        return f'<div class="table" role="region" aria-label="{label}" tabindex="0">', "</div>"

    return table


def _notes(
    document: Document, dialect: Dialect, numbers: dict[str, int]
) -> list[dict[str, object]]:
    notes = {block.id: block for block in document.blocks if block.kind is BlockKind.NOTE}
    return [
        {"id": note, "number": number, "html": Markup(inline(notes[note].segment, dialect))}  # noqa: S704
        for note, number in numbers.items()
        if note in notes
    ]


def data_urls(document: Document, shown: Iterable[str], keep: Keep) -> dict[str, str]:
    """Return the images that the text shows; others in the folder are nobody's to send."""
    return {
        path: keep(picture_url, path, document.images[path])
        for path in shown
        if path in document.images
    }
