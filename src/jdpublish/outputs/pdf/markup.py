"""The HTML of the pages that become a PDF: words, calls and notes as print needs them."""

import re
from dataclasses import replace
from html import escape
from string import ascii_lowercase

from jdpublish.markup import Dialect, inline, tagged
from jdpublish.model import BlockKind, Section
from jdpublish.page import Document, note_numbers, page_values, plain, rendered
from jdpublish.rendering import render
from jdpublish.sources import Theme
from jdpublish.terms.entries import Entry
from jdpublish.typography import chinese_typography, han_runs


def print_page(document: Document, theme: Theme) -> str:
    """Return the page that a theme’s print.html makes of a document."""
    typeset = _typeset(document)
    notes = {block.id: block for block in typeset.blocks if block.kind is BlockKind.NOTE}
    plain_dialect = Dialect(term=lambda _: ("", ""), note=lambda _: "", images={})

    marks = {note: _mark(number, document) for note, number in note_numbers(document).items()}
    called: set[str] = set()

    def note(identity: str) -> str:
        if identity in called:  # the note stands at the foot of the page of its first call
            label = escape(f"{document.words['note']}{document.words['note-gap']}{marks[identity]}")
            link = f'<a class="call" href="#{identity}" aria-label="{label}">'
            return f"{link}{marks[identity]}</a>"
        called.add(identity)
        words = inline(notes[identity].segment, plain_dialect) if identity in notes else ""
        mark = marks[identity]
        return f'<span class="footnote" id="{identity}" data-mark="{mark}">{words}</span>'

    def term(concept: str) -> tuple[str, str]:
        mark = _call if _is_chinese(document) else _gloss
        entry = document.entries[concept]
        return mark(entry, escape(_name(entry, document)))

    dialect = Dialect(
        term=term, note=note, images={path: f"report:{path}" for path in document.images}
    )
    values = page_values(typeset, rendered(typeset, dialect)) | {
        "images": {name: name for name in theme.images}
    }
    return render(theme, "print.html", values)


def painted(page: str) -> str:
    """Return the characters of a page, with those that the style takes from its attributes."""
    return plain(page + "".join(re.findall(r' data-[-\w]+="([^"]*)"', page)))


_CIRCLED = "".join(
    map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)))
)
"""① to ㊿."""


def _mark(number: int, document: Document) -> str:
    """Return what calls a note: ① in Chinese, a letter elsewhere, because figures call terms.

    Where the signs run out it is a figure after all.
    """
    signs = _CIRCLED if _is_chinese(document) else ascii_lowercase
    return signs[number - 1] if number <= len(signs) else str(number)


def _typeset(document: Document) -> Document:
    """Return a Chinese document with the marks of its typography, any other as it is."""
    if not _is_chinese(document):
        return document
    centred = document.edition.locale != "zh-Hans"

    def section(part: Section) -> Section:
        blocks = (chinese_typography(block, centred_stops=centred) for block in part.blocks)
        return replace(part, blocks=tuple(blocks))

    return replace(document, sections=tuple(map(section, document.sections)))


def _is_chinese(document: Document) -> bool:
    return document.language.startswith("zh")


def _name(entry: Entry, document: Document) -> str:
    """Return what a screen reader says of the link to an entry, of which one sees a number only."""
    term = entry.han if _is_chinese(document) else entry.english
    return f"{document.words['glossary']}{document.words['colon']}{term}"


def _gloss(entry: Entry, name: str) -> tuple[str, str]:
    """A number after the term, and a margin gloss that has it too.

    The style counts. The link is the number's alone: where an element begins after a space, the
    space before it at a line's end makes WeasyPrint 70 break the line far too early.
    """
    chinese, pinyin = (escape(words, quote=False) for words in (entry.han, entry.pinyin))
    gloss = (
        f'<span class="gloss" data-concept="{entry.id}">'
        f'<span class="term-han" lang="zh-Hans">{chinese}</span> '
        f'<span class="pinyin" lang="zh-Latn-pinyin">{pinyin}</span> '
        f"{tagged(entry.definition, han_runs(entry.definition))}</span>"
    )
    return "", f'<a class="term" href="#term-{entry.id}" aria-label="{name}"></a>{gloss}'


def _call(entry: Entry, name: str) -> tuple[str, str]:
    """The number of an entry in the annex, set after its term."""
    link = f'<a class="call" href="#term-{entry.id}" aria-label="{name}">'
    return "", f"{link}{entry.number}</a>"
