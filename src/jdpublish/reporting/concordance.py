"""Places of terms in both languages: lines whose terms stand one below the other, and JSON."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from jdpublish.errors import Location
from jdpublish.model import SOURCE_LANGUAGE, BlockKind, Concept
from jdpublish.reporting.counting import counted
from jdpublish.reporting.records import place_record
from jdpublish.reporting.terminal import harmless, styled, text_width
from jdpublish.reporting.usage_record import usage_record
from jdpublish.termbase.usage.concordance import Rendering, Usage
from jdpublish.termbase.usage.passed_over import Passed

_WIDEST = 120
"""More columns make lines that are hard to read."""
_UNBOUNDED = 100
"""Columns where the output goes to no terminal."""
_INDENT = 4
_KINDS = {
    BlockKind.HEADING: "heading",
    BlockKind.ITEM: "list item",
    BlockKind.ROW: "table row",
    BlockKind.NOTE: "note",
}


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with its places in the reports that were looked at.

    `passed` are places of the same characters where the term is not meant.
    """

    concept: Concept
    usages: tuple[Usage, ...]
    passed: tuple[Passed, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written on: how many columns it has, None where it is no terminal.

    `context` is how many characters stand before and after a term, None for as many as fit.
    """

    columns: int | None
    stream: TextIO
    context: int | None = None

    @property
    def plain(self) -> bool:
        """Whether nothing can be in bold, so that terms need brackets to stand out."""
        return not styled("", "bold", self.stream)

    @property
    def room(self) -> int:
        """The columns on each side of a term."""
        return (min(self.columns or _UNBOUNDED, _WIDEST) - _INDENT) // 2


def concordance_text(found: Iterable[Found], sheet: Sheet) -> str:
    """Return the places of terms, each in both languages, with the term in the middle."""
    return "\n\n".join("\n".join(_entry(one, sheet)) for one in found)


def _entry(found: Found, sheet: Sheet) -> Iterator[str]:
    yield styled(harmless(name(found.concept)), "bold", sheet.stream)
    rendered = {_key(one) for one in found.usages if one.rendering}
    for usage in found.usages:
        lack = "no form is left for this place" if _key(usage) in rendered else "no known form here"
        yield ""
        yield from _place(usage, lack, sheet)
    if found.usages:
        yield ""
    yield from _counts(found)
    yield from _remarks(found)


def name(concept: Concept) -> str:
    """Return an entry as a heading names it: 四个一批 · four batches (four-batches)."""
    forms = (concept.language(SOURCE_LANGUAGE).preferred, concept.language("en").preferred)
    return f"{' · '.join(filter(None, forms))} ({concept.id})"


def _key(usage: Usage) -> tuple[str, str]:
    return usage.report, usage.source.id


def _place(usage: Usage, lack: str, sheet: Sheet) -> Iterator[str]:
    kind = _KINDS.get(usage.source.kind, "")
    yield _head(usage.at, " ".join(filter(None, (usage.source.id, kind))), sheet)
    yield _line(usage.source.text, usage.start, usage.stop, "【】", sheet)
    if usage.target is None or usage.target_at is None:
        yield f"    {styled('not translated yet', 'yellow', sheet.stream)}"
    elif usage.rendering is None:
        yield _head(usage.target_at, styled(lack, "yellow", sheet.stream), sheet)
        yield _line(usage.target.text, 0, 0, "", sheet)
    else:
        yield _head(usage.target_at, _form(usage.rendering, sheet), sheet)
        one = usage.rendering
        yield _line(usage.target.text, one.start, one.stop, "[]", sheet)


def _head(at: Location, said: str, sheet: Sheet) -> str:
    return f"{styled(str(at), 'dim', sheet.stream)}  {said}"


def _form(one: Rendering, sheet: Sheet) -> str:
    said = styled(one.status, "red", sheet.stream) if one.status == "deprecated" else one.status
    return f"{said}, perhaps of another term" if one.shared else said


def _line(text: str, start: int, stop: int, marks: str, sheet: Sheet) -> str:
    """Return a line in which the words begin where those of all other lines begin."""
    flat = harmless(text.replace("\n", " ").replace("\t", " "))
    words = flat[start:stop]
    if sheet.plain and marks:
        words = f"{marks[0]}{words}{marks[1]}"
    # Words that are too long to begin in the middle begin as far before it as they need.
    spare = 2 * sheet.room - text_width(words) - len("……")
    middle = sheet.room if sheet.columns is None else min(sheet.room, max(spare, 0))
    if sheet.context is not None:
        before = _cut_before(flat[:start], sheet.context, len)
        after = _cut_after(flat[stop:], sheet.context, len)
    else:
        before = _cut_before(flat[:start], middle, text_width) if marks else ""
        left = 2 * sheet.room - (middle if marks else 0) - text_width(words)
        after = _cut_after(flat[stop:], max(left, 1), text_width)
    blank = " " * (_INDENT + (max(middle - text_width(before), 0) if marks else 0))
    if sheet.plain and marks:
        blank = blank[1 if marks == "[]" else 2 :]  # so that the words stand below one another
    shown = styled(words, "bold", sheet.stream) if words else ""
    return f"{blank}{before}{shown}{after}"


def _cut_before(text: str, most: int, measure: Callable[[str], int]) -> str:
    """Return the end of a text that measures so much, with … where something is left out."""
    if measure(text) <= most:
        return text
    index, used = len(text), _ellipsis(measure)
    while index and (used := used + measure(text[index - 1])) <= most:
        index -= 1
    while index < len(text) and _in_word(text, index):
        index += 1
    return f"…{text[index:]}"


def _cut_after(text: str, most: int, measure: Callable[[str], int]) -> str:
    if measure(text) <= most:
        return text
    index, used = 0, _ellipsis(measure)
    while index < len(text) and (used := used + measure(text[index])) <= most:
        index += 1
    while index and _in_word(text, index):
        index -= 1
    return f"{text[:index].rstrip()}…"


def _ellipsis(measure: Callable[[str], int]) -> int:
    """Return how much … takes: a column, but none of the characters that were asked for."""
    return int(measure is text_width)


def _in_word(text: str, index: int) -> bool:
    """Whether a cut here would go through a word or a figure."""
    return 0 < index < len(text) and all(
        one.isascii() and one.isalnum() for one in text[index - 1 : index + 1]
    )


def _counts(found: Found) -> Iterator[str]:
    by_report = {
        report: [one for one in found.usages if one.report == report] for report in found.reports
    }
    for report, own in by_report.items():
        if own or len(found.reports) == 1:
            yield f"{report}: {_counted(own)}"
    if sum(map(bool, by_report.values())) > 1:
        yield f"in all: {_counted(found.usages)}"


def _counted(usages: Iterable[Usage]) -> str:
    own = tuple(usages)
    if not own:
        return "no place"
    blocks = len({(one.report, one.source.id) for one in own})
    forms = Counter(
        one.rendering.status
        if one.rendering
        else "no known form"
        if one.target
        else "not translated"
        for one in own
    )
    told = ", ".join(f"{count} {form}" for form, count in forms.most_common())
    return f"{counted(len(own), 'place')} in {counted(blocks, 'block')}: {told}"


def _remarks(found: Found) -> Iterator[str]:
    """Yield what else there is to know: why it is nowhere, or where else its characters are."""
    concept = found.concept
    if concept.retired:
        yield f"The entry is retired: {harmless(concept.reason)}"
        if concept.successor:
            successor = concept.successor
            yield f"Its successor is {successor}: `jdpublish glossary where {successor}`"
        return
    longer = Counter(one.within for one in found.passed if one.concept)
    if longer:
        words = ", ".join(f"{one} ({count})" for one, count in longer.most_common())
        yield f"A longer term covers it in {counted(sum(longer.values()), 'place')}: {words}"
    contexts = Counter(one.within for one in found.passed if one.within and not one.concept)
    if contexts:
        words = ", ".join(f"{one} ({count})" for one, count in contexts.most_common())
        yield f"It is not meant in {counted(sum(contexts.values()), 'place')} by not-in: {words}"
    rest = sum(not one.within for one in found.passed)
    if rest and concept.language(SOURCE_LANGUAGE).measure:
        yield f"It stands in {counted(rest, 'place')} without a figure, where it is no measure"
    if concept.language(SOURCE_LANGUAGE).measure:
        yield "It is a measure, rendered with its figure: `jdpublish figures` lists these"
    elif not found.usages and not found.passed:
        forms = concept.language(SOURCE_LANGUAGE).accepted
        yield f"No report has {' or '.join(f'“{form}”' for form in forms)}"


def concordance_json(found: Iterable[Found]) -> str:
    """Return the places of terms for programs: lines and columns from 1, offsets in code points."""
    return json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2)


def _record(found: Found) -> dict[str, object]:
    concept = found.concept
    return {
        "id": concept.id,
        "term": concept.language(SOURCE_LANGUAGE).preferred,
        "english": concept.language("en").preferred,
        "status": concept.status,
        "successor": concept.successor,
        "count": len(found.usages),
        "counts": {
            report: sum(one.report == report for one in found.usages) for report in found.reports
        },
        "places": [usage_record(one) for one in found.usages],
        "passed_over": [
            {
                "report": one.report,
                "block": one.source.id,
                **place_record(one.source.locate(one.start)),
                "within": one.within,
                "concept": one.concept,
            }
            for one in found.passed
        ],
    }
