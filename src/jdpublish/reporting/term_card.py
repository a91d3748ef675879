"""All that is known of an entry, on a card for a terminal."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from jdpublish.model import SOURCE_LANGUAGE, LanguageSection, Transaction
from jdpublish.reporting.counting import counted
from jdpublish.reporting.snippets import Snippet, snippet
from jdpublish.reporting.terminal import harmless, styled, text_width
from jdpublish.reporting.wrapping import padded, wrapped
from jdpublish.termbase.entry.labels import label
from jdpublish.termbase.lookup.known import Chapter, Known, Use
from jdpublish.termbase.usage.concordance import Usage

_INDENT = "  "
_NAMES = 18
"""Columns of a field's name with the blanks before and after it."""
_NARROW = 50
"""Below so many columns a field's value stands under its name."""
_PLACES = 5
"""How many places are quoted; `where` quotes them all."""
_READERS = {"zh": "Chinese", "en": "English"}
_GLOSSES = {
    "given": "the report explains it itself",
    "inferable": "what it stands for can be inferred from the report",
    "none": "the report does not say what it stands for",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a card is made for: its width in columns, None where no line is broken, and where."""

    width: int | None
    stream: TextIO

    def heading(self, text: str) -> str:
        """Return a heading."""
        return styled(text, "bold", self.stream)

    def field(self, name: str, value: str, style: str = "") -> Iterator[str]:
        """Yield the lines of a field, its value beside its name or, where it is narrow, below."""
        narrow = self.width is not None and self.width < _NARROW
        hang = " " * (4 if narrow else _NAMES)
        room = None if self.width is None else self.width - len(hang)
        lines = wrapped(value, room)
        if style:
            lines = tuple(styled(line, style, self.stream) for line in lines)
        shown = styled(padded(name, 0 if narrow else _NAMES - len(_INDENT)), "dim", self.stream)
        if narrow:
            yield f"{_INDENT}{shown}"
            yield from (f"{hang}{line}" for line in lines)
            return
        first, *rest = lines
        yield f"{_INDENT}{shown}{first}"
        yield from (f"{hang}{line}" for line in rest)


def card_text(found: Known, sheet: Sheet) -> str:
    """Return all that is known of an entry, as much of it as there is."""
    parts = (
        _top(found, sheet),
        _chinese(found, sheet),
        _traditional(found, sheet),
        _english(found, sheet),
        _entry(found, sheet),
        _uses(found, sheet),
    )
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part)


def _top(found: Known, sheet: Sheet) -> Iterator[str]:
    concept = found.concept
    terms = (concept.language(SOURCE_LANGUAGE).preferred, concept.language("en").preferred)
    for line in wrapped(" · ".join(filter(None, terms)), sheet.width):
        yield sheet.heading(line)
    if concept.retired:
        yield from sheet.field("retired", concept.reason, "yellow")
        successor = found.others.get(concept.successor)
        yield from sheet.field("use instead", label(successor) if successor else "nothing named")
    yield from sheet.field("id", concept.id)
    yield from sheet.field("domain", concept.subject or "–")
    if not concept.retired:
        yield from sheet.field("status", concept.status, _colour(concept.status))
    yield from sheet.field("stands in", f"{concept.at.file}:{concept.at.line}")


def _colour(status: str) -> str:
    return "yellow" if status == "proposed" else ""


def _chinese(found: Known, sheet: Sheet) -> Iterator[str]:
    section = found.concept.language(SOURCE_LANGUAGE)
    yield sheet.heading("Chinese")
    yield from sheet.field("term", section.preferred or "–")
    unread = " (proposed, to be proof-read)" if section.pinyin_status == "proposed" else ""
    yield from sheet.field("pinyin", f"{section.pinyin}{unread}" if section.pinyin else "–")
    yield from _terms(section, sheet)
    if section.not_in:
        yield from sheet.field("not within", "、".join(section.not_in))
    if section.measure:
        yield from sheet.field("measure", "a term only right after a figure")
    yield from _meaning(section, sheet)


def _traditional(found: Known, sheet: Sheet) -> Iterator[str]:
    yield sheet.heading("Traditional, as the editions print it")
    for tag, term in found.traditional.items():
        own = found.concept.language(tag).preferred or found.concept.language("zh-Hant").preferred
        note = " (the entry’s own form)" if own == term else f" (the entry has {own})"
        yield from sheet.field(tag, f"{term}{note if own else ''}")


def _english(found: Known, sheet: Sheet) -> Iterator[str]:
    section = found.concept.language("en")
    yield sheet.heading("English")
    yield from sheet.field("term", section.preferred or "–")
    yield from _terms(section, sheet)
    yield from _meaning(section, sheet)


def _terms(section: LanguageSection, sheet: Sheet) -> Iterator[str]:
    if section.first:
        yield from sheet.field("first mention", section.first)
    for number, term in enumerate(one for one in section.terms if one.status == "admitted"):
        yield from sheet.field("" if number else "admitted", term.text)
    for number, term in enumerate(section.deprecated):
        reason = f": {term.reason}" if term.reason else ""
        yield from sheet.field("" if number else "deprecated", f"{term.text}{reason}")
    if section.part_of_speech:
        yield from sheet.field("part of speech", section.part_of_speech)


def _meaning(section: LanguageSection, sheet: Sheet) -> Iterator[str]:
    waiting = " (proposed)" if section.definition_status == "proposed" else ""
    yield from sheet.field(
        "definition", f"{section.definition}{waiting}" if section.definition else "–"
    )
    if section.context:
        yield from sheet.field("context", section.context)


def _entry(found: Known, sheet: Sheet) -> Iterator[str]:
    concept = found.concept
    yield sheet.heading("Entry")
    readers = " and ".join(_READERS.get(tag, tag) for tag in concept.annotate)
    yield from sheet.field("explained to", f"readers of {readers}" if readers else "nobody")
    if concept.gloss_in_source:
        yield from sheet.field("gloss", _GLOSSES[concept.gloss_in_source])
    for name, others in (
        ("see", tuple(found.others[one] for one in concept.see if one in found.others)),
        ("seen from", found.named_by),
        ("in place of", found.succeeds),
    ):
        for number, other in enumerate(others):
            why = f": {other.reason}" if other.retired and other.reason else ""
            yield from sheet.field("" if number else name, f"{label(other)}{why}")
    yield from sheet.field("source", concept.source or "–")
    if concept.note:
        yield from sheet.field("note", concept.note)
    for name, transaction in (("created", concept.created), ("modified", concept.modified)):
        if transaction:
            yield from sheet.field(name, _transaction(transaction))


def _transaction(transaction: Transaction) -> str:
    by = f" by {transaction.by}" if transaction.by else ""
    return f"{transaction.date.isoformat()}{by}"


def _uses(found: Known, sheet: Sheet) -> Iterator[str]:
    if found.concept.retired:
        return
    places = [one for use in found.uses for one in use.usages]
    measure = found.concept.language(SOURCE_LANGUAGE).measure
    yield sheet.heading("Where used")
    for use in found.uses:
        yield from sheet.field(use.report, _extent(use))
        yield from _chapters(use.chapters, sheet)
    if not found.uses:
        yield f"{_INDENT}no report could be read"
    if places and not measure:
        yield from sheet.field("in English", _renderings(places))
    for one in places[:_PLACES]:
        yield ""
        yield from _place(one, sheet, measure=measure)
    if len(places) > _PLACES:
        rest = f"… and {counted(len(places) - _PLACES, 'place')} more:"
        yield ""
        for line in wrapped(f"{rest} `jdpublish glossary where {found.concept.id}`", sheet.width):
            yield f"{_INDENT}{line}"


def _extent(use: Use) -> str:
    if not use.usages:
        return "nowhere"
    return f"{counted(len(use.usages), 'place')} in {counted(use.blocks, 'block')}"


def _chapters(chapters: tuple[Chapter, ...], sheet: Sheet) -> Iterator[str]:
    most = max((text_width(one.name) for one in chapters), default=0)
    digits = max((len(f"{one.count:,}") for one in chapters), default=0)
    for one in chapters:
        number = f"{one.count:>{digits},}"
        start = f"{_INDENT * 2}{number}  {padded(one.name, most)}"
        room = None if sheet.width is None else sheet.width - text_width(start) - 2
        title = one.title if room is None or text_width(one.title) <= room else ""
        yield f"{start}  {harmless(title)}".rstrip()


def _renderings(places: list[Usage]) -> str:
    """Return in a line how often which kind of form stands in the English."""
    kinds = Counter(_kind(one) for one in places)
    return ", ".join(f"{number:,} {kind}" for kind, number in kinds.most_common())


def _kind(usage: Usage) -> str:
    if usage.target is None:
        return "not yet translated"
    return usage.rendering.status if usage.rendering else "rendered otherwise or not at all"


def _place(usage: Usage, sheet: Sheet, *, measure: bool) -> Iterator[str]:
    at = f"{usage.at.file}:{usage.at.line}"
    otherwise = usage.target is not None and usage.rendering is None and not measure
    about = f"{at} {usage.source.id}{' (rendered otherwise)' * otherwise}"
    for line in wrapped(about, None if sheet.width is None else sheet.width - len(_INDENT)):
        yield f"{_INDENT}{styled(line, 'dim', sheet.stream)}"
    room = None if sheet.width is None else sheet.width - 4
    yield f"    {_shown(snippet(usage.source.text, usage.start, usage.stop, room), sheet)}"
    if usage.target is None:
        yield f"    {styled('not yet translated', 'dim', sheet.stream)}"
    elif usage.rendering:
        span = usage.rendering
        yield f"    {_shown(snippet(usage.target.text, span.start, span.stop, room), sheet)}"
    else:
        yield f"    {_shown(snippet(usage.target.text, 0, 0, room), sheet)}"


def _shown(piece: Snippet, sheet: Sheet) -> str:
    words = styled(piece.words, "green", sheet.stream) if piece.words else ""
    return f"{piece.before}{words}{piece.after}"
