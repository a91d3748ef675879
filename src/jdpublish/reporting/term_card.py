"""All that is known of an entry, on a card for a terminal."""

from collections.abc import Iterator

from jdpublish.model import SOURCE_LANGUAGE, LanguageSection, Transaction
from jdpublish.reporting.counting import counted
from jdpublish.reporting.paper import Paper
from jdpublish.reporting.renditions import in_numbers, is_open, renditions
from jdpublish.reporting.snippets import Snippet, snippet
from jdpublish.reporting.terminal import harmless, text_width
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


def card_text(found: Known, paper: Paper) -> str:
    """Return all that is known of an entry, as much of it as there is."""
    parts = (
        _top(found, paper),
        _chinese(found, paper),
        _traditional(found, paper),
        _english(found, paper),
        _entry(found, paper),
        _uses(found, paper),
    )
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part)


def _field(paper: Paper, name: str, value: str, style: str = "") -> Iterator[str]:
    """Yield the lines of a field, its value beside its name or, where it is narrow, below."""
    narrow = paper.columns is not None and paper.columns < _NARROW
    hang = " " * (4 if narrow else _NAMES)
    room = None if paper.columns is None else paper.columns - len(hang)
    lines = wrapped(value, room)
    if style:
        lines = tuple(paper.styled(line, style) for line in lines)
    shown = paper.styled(padded(name, 0 if narrow else _NAMES - len(_INDENT)), "dim")
    if narrow:
        yield f"{_INDENT}{shown}"
        yield from (f"{hang}{line}" for line in lines)
        return
    first, *rest = lines
    yield f"{_INDENT}{shown}{first}"
    yield from (f"{hang}{line}" for line in rest)


def _top(found: Known, paper: Paper) -> Iterator[str]:
    concept = found.concept
    terms = (concept.language(SOURCE_LANGUAGE).preferred, concept.language("en").preferred)
    for line in wrapped(" · ".join(filter(None, terms)), paper.columns):
        yield paper.styled(line, "bold")
    if concept.retired:
        yield from _field(paper, "retired", concept.reason, "yellow")
        successor = found.others.get(concept.successor)
        yield from _field(paper, "use instead", label(successor) if successor else "nothing named")
    yield from _field(paper, "id", concept.id)
    yield from _field(paper, "domain", concept.subject or "–")
    if not concept.retired:
        yield from _field(paper, "status", concept.status, _colour(concept.status))
    yield from _field(paper, "stands in", f"{concept.at.file}:{concept.at.line}")


def _colour(status: str) -> str:
    return "yellow" if status == "proposed" else ""


def _chinese(found: Known, paper: Paper) -> Iterator[str]:
    section = found.concept.language(SOURCE_LANGUAGE)
    yield paper.styled("Chinese", "bold")
    yield from _field(paper, "term", section.preferred or "–")
    unread = " (proposed, to be proof-read)" if section.pinyin_status == "proposed" else ""
    yield from _field(paper, "pinyin", f"{section.pinyin}{unread}" if section.pinyin else "–")
    yield from _terms(section, paper)
    if section.not_in:
        yield from _field(paper, "not within", "、".join(section.not_in))
    if section.measure:
        yield from _field(paper, "measure", "a term only right after a figure")
    yield from _meaning(section, paper)


def _traditional(found: Known, paper: Paper) -> Iterator[str]:
    yield paper.styled("Traditional, as the editions print it", "bold")
    for tag, term in found.traditional.items():
        own = found.concept.language(tag).preferred or found.concept.language("zh-Hant").preferred
        note = " (the entry’s own form)" if own == term else f" (the entry has {own})"
        yield from _field(paper, tag, f"{term}{note if own else ''}")


def _english(found: Known, paper: Paper) -> Iterator[str]:
    section = found.concept.language("en")
    yield paper.styled("English", "bold")
    yield from _field(paper, "term", section.preferred or "–")
    yield from _terms(section, paper)
    yield from _meaning(section, paper)


def _terms(section: LanguageSection, paper: Paper) -> Iterator[str]:
    if section.first:
        yield from _field(paper, "first mention", section.first)
    for number, term in enumerate(one for one in section.terms if one.status == "admitted"):
        yield from _field(paper, "" if number else "admitted", term.text)
    for number, term in enumerate(section.deprecated):
        reason = f": {term.reason}" if term.reason else ""
        yield from _field(paper, "" if number else "deprecated", f"{term.text}{reason}")
    if section.part_of_speech:
        yield from _field(paper, "part of speech", section.part_of_speech)


def _meaning(section: LanguageSection, paper: Paper) -> Iterator[str]:
    waiting = " (proposed)" if section.definition_status == "proposed" else ""
    yield from _field(
        paper, "definition", f"{section.definition}{waiting}" if section.definition else "–"
    )
    if section.context:
        yield from _field(paper, "context", section.context)


def _entry(found: Known, paper: Paper) -> Iterator[str]:
    concept = found.concept
    yield paper.styled("Entry", "bold")
    readers = " and ".join(_READERS.get(tag, tag) for tag in concept.annotate)
    yield from _field(paper, "explained to", f"readers of {readers}" if readers else "nobody")
    if concept.gloss_in_source:
        yield from _field(paper, "gloss", _GLOSSES[concept.gloss_in_source])
    for name, others in (
        ("see", tuple(found.others[one] for one in concept.see if one in found.others)),
        ("seen from", found.named_by),
        ("in place of", found.succeeds),
    ):
        for number, other in enumerate(others):
            why = f": {other.reason}" if other.retired and other.reason else ""
            yield from _field(paper, "" if number else name, f"{label(other)}{why}")
    yield from _field(paper, "source", concept.source or "–")
    if concept.note:
        yield from _field(paper, "note", concept.note)
    for name, transaction in (("created", concept.created), ("modified", concept.modified)):
        if transaction:
            yield from _field(paper, name, _transaction(transaction))


def _transaction(transaction: Transaction) -> str:
    by = f" by {transaction.by}" if transaction.by else ""
    return f"{transaction.date.isoformat()}{by}"


def _uses(found: Known, paper: Paper) -> Iterator[str]:
    if found.concept.retired:
        return
    places = [one for use in found.uses for one in use.usages]
    told = renditions(places, found.concept)
    yield paper.styled("Where used", "bold")
    for use in found.uses:
        yield from _field(paper, use.report, _extent(use))
        yield from _chapters(use.chapters, paper)
    if not found.uses:
        yield f"{_INDENT}no report could be read"
    if places:
        yield from _field(paper, "in English", in_numbers(told))
    for one, rendition in zip(places[:_PLACES], told, strict=False):
        yield ""
        yield from _place(one, rendition, paper)
    if len(places) > _PLACES:
        rest = f"… and {counted(len(places) - _PLACES, 'place')} more:"
        yield ""
        for line in wrapped(f"{rest} `jdpublish glossary where {found.concept.id}`", paper.columns):
            yield f"{_INDENT}{line}"


def _extent(use: Use) -> str:
    if not use.usages:
        return "nowhere"
    return f"{counted(len(use.usages), 'place')} in {counted(use.blocks, 'block')}"


def _chapters(chapters: tuple[Chapter, ...], paper: Paper) -> Iterator[str]:
    most = max((text_width(one.name) for one in chapters), default=0)
    digits = max((len(f"{one.count:,}") for one in chapters), default=0)
    for one in chapters:
        number = f"{one.count:>{digits},}"
        start = f"{_INDENT * 2}{number}  {padded(one.name, most)}"
        room = None if paper.columns is None else paper.columns - text_width(start) - 2
        title = one.title if room is None or text_width(one.title) <= room else ""
        yield f"{start}  {harmless(title)}".rstrip()


def _place(usage: Usage, rendition: str, paper: Paper) -> Iterator[str]:
    told = f" ({rendition})" if usage.target and is_open(rendition) else ""
    about = f"{usage.at.file}:{usage.at.line} {usage.source.id}{told}"
    for line in wrapped(about, None if paper.columns is None else paper.columns - len(_INDENT)):
        yield f"{_INDENT}{paper.styled(line, 'dim')}"
    room = None if paper.columns is None else paper.columns - 4
    yield f"    {_shown(snippet(usage.source.text, usage.start, usage.stop, room), paper)}"
    if usage.target is None:
        yield f"    {paper.styled(rendition, 'dim')}"
    elif usage.rendering:
        span = usage.rendering
        yield f"    {_shown(snippet(usage.target.text, span.start, span.stop, room), paper)}"
    else:
        yield f"    {_shown(snippet(usage.target.text, 0, 0, room), paper)}"


def _shown(piece: Snippet, paper: Paper) -> str:
    words = paper.styled(piece.words, "green") if piece.words else ""
    return f"{piece.before}{words}{piece.after}"
