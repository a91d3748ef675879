"""A web page that stands alone: styles, script, fonts and images are inside it."""

import json
from collections.abc import Callable
from dataclasses import replace
from html import escape
from itertools import count

from markupsafe import Markup

from jdpublish.markup import Dialect, inline
from jdpublish.model import TITLE, BlockKind, MarkKind
from jdpublish.outputs.web.alone import page_alone, with_quotation_marks
from jdpublish.page import Document, note_numbers, page_values
from jdpublish.pictures import picture_url
from jdpublish.publication import Artifact
from jdpublish.sources import Theme
from jdpublish.typography import browser_breaks


def html(document: Document, theme: Theme) -> Artifact:
    """Return an edition's web page."""
    document = _breakable(document)
    numbers = note_numbers(document)
    permalink = escape(document.words["permalink"])
    dialect = Dialect(
        term=_term,
        note=_calls(numbers),
        images=_data_urls(document),
        link=lambda block: f'<a class="permalink" href="#{block}" aria-label="{permalink}"></a>',
        table=_tables(escape(document.words["table"])),
    )
    values = {
        **page_values(document, dialect),
        "notes": _notes(document, dialect, numbers),
        "script": Markup(theme.files["screen.js"]),  # noqa: S704  the theme's own file
        "words_json": Markup(_json(document.words)),  # noqa: S704  `_json` escapes
    }
    content = page_alone(
        theme,
        "screen.html",
        values,
        locale=document.edition.locale,
        display=_display_text(document),
        fonts=with_quotation_marks(theme, document.language),
    )
    return Artifact(
        path=f"{document.report}/{document.edition.id}/index.html",
        content=content,
        edition=document.edition.id,
        format="html",
    )


def _breakable(document: Document) -> Document:
    """Return a document with marks for what browsers do not know of a line's end."""
    sections = tuple(
        replace(
            section,
            blocks=tuple(browser_breaks(block, document.language) for block in section.blocks),
        )
        for section in document.sections
    )
    return replace(document, sections=sections)


def _term(concept: str) -> tuple[str, str]:
    concept = escape(concept)
    return f'<a class="term" data-concept="{concept}" href="#term-{concept}">', "</a>"


def _calls(numbers: dict[str, int]) -> Callable[[str], str]:
    """Return what writes a note's call; the note leads back to the first of several."""
    called: set[str] = set()

    def call(note: str) -> str:
        identity = "" if note in called else f' id="note-call-{note}"'
        called.add(note)
        return (
            f'<sup class="note-call"><a{identity} href="#{note}" role="doc-noteref">'
            f"{numbers[note]}</a></sup>"
        )

    return call


def _tables(name: str) -> Callable[[], tuple[str, str]]:
    """Return what puts tables into numbered regions of their own, in which wide ones are scrolled.

    Each can have the focus, for a browser scrolls by keys only what has it.
    """
    numbers = count(1)

    def table() -> tuple[str, str]:
        label = f"{name} {next(numbers)}"
        return f'<div class="table" role="region" aria-label="{label}" tabindex="0">', "</div>"

    return table


def _notes(
    document: Document, dialect: Dialect, numbers: dict[str, int]
) -> list[dict[str, object]]:
    notes = {block.id: block for block in document.blocks if block.kind is BlockKind.NOTE}
    plain_dialect = replace(dialect, link=lambda _: "")
    return [
        {"id": note, "number": number, "html": Markup(inline(notes[note].segment, plain_dialect))}  # noqa: S704
        for note, number in numbers.items()
        if note in notes
    ]


def _display_text(document: Document) -> str:
    """Return the words that are set in the theme's display faces, what is strong among them."""
    segments = (segment for block in document.blocks for segment in block.segments)
    strong = [
        segment.text[mark.start : mark.stop]
        for segment in segments
        for mark in segment.marks
        if mark.kind is MarkKind.STRONG
    ]
    heads = [block.text for block in document.blocks if block.kind is BlockKind.HEADING]
    names = [edition.name for edition in document.editions]
    hans = [entry.han for entry in document.entries.values()]
    own = [document.plain_text(TITLE), document.other_title, document.year]
    own += [document.version, document.day]
    details = document.details
    own += [details.short_title, details.overview, details.body, "一二三四五六七八九十、"]
    return "".join([*document.words.values(), *strong, *heads, *names, *hans, *own])


def _data_urls(document: Document) -> dict[str, str]:
    """Return the images that the text shows; others in the folder are nobody's to send."""
    segments = (segment for block in document.blocks for segment in block.segments)
    marks = (mark for segment in segments for mark in segment.marks)
    shown = {mark.value for mark in marks if mark.kind is MarkKind.IMAGE}
    return {
        path: picture_url(path, content)
        for path, content in document.images.items()
        if path in shown
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
