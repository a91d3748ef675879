"""Places of terms in both languages: lines whose terms stand one below the other, and JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jdpublish.errors import Location
from jdpublish.model import SOURCE_LANGUAGE, BlockKind, Concept
from jdpublish.reporting.counting import counted
from jdpublish.reporting.paper import Paper
from jdpublish.reporting.records import place_record
from jdpublish.reporting.renditions import in_numbers, is_open, renditions
from jdpublish.reporting.snippets import beginning, ending, in_one_line
from jdpublish.reporting.terminal import harmless, text_width
from jdpublish.reporting.usage_record import usage_record
from jdpublish.termbase.usage.concordance import Usage
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


def concordance_text(found: Iterable[Found], paper: Paper, context: int | None = None) -> str:
    """Return the places of terms, each in both languages, with the term in the middle.

    `context` is how many characters stand before and after a term, None for as many as fit.
    """
    return "\n\n".join("\n".join(_entry(one, _Lines(paper, context))) for one in found)


def _entry(found: Found, lines: "_Lines") -> Iterator[str]:
    yield lines.paper.styled(harmless(name(found.concept)), "bold")
    told = renditions(found.usages, found.concept)
    for usage, rendition in zip(found.usages, told, strict=True):
        yield ""
        yield from _place(usage, rendition, lines)
    if found.usages:
        yield ""
    yield from _counts(found, told)
    yield from _remarks(found)


def name(concept: Concept) -> str:
    """Return an entry as a heading names it: 四个一批 · four batches (four-batches)."""
    forms = (concept.language(SOURCE_LANGUAGE).preferred, concept.language("en").preferred)
    return f"{' · '.join(filter(None, forms))} ({concept.id})"


def _place(usage: Usage, rendition: str, lines: "_Lines") -> Iterator[str]:
    paper = lines.paper
    kind = _KINDS.get(usage.source.kind, "")
    yield _head(usage.at, " ".join(filter(None, (usage.source.id, kind))), paper)
    yield lines.line(usage.source.text, usage.start, usage.stop, "【】")
    if usage.target is None or usage.target_at is None:
        yield f"    {paper.styled(rendition, 'yellow')}"
    elif usage.rendering is None:
        said = paper.styled(rendition, "yellow") if is_open(rendition) else rendition
        yield _head(usage.target_at, said, paper)
        yield lines.line(usage.target.text, 0, 0, "")
    else:
        one = usage.rendering
        said = paper.styled(rendition, "red") if one.status == "deprecated" else rendition
        shared = ", perhaps of another term" if one.shared else ""
        yield _head(usage.target_at, f"{said}{shared}", paper)
        yield lines.line(usage.target.text, one.start, one.stop, "[]")


def _head(at: Location, said: str, paper: Paper) -> str:
    return f"{paper.styled(str(at), 'dim')}  {said}"


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines in which the words begin where those of all other lines begin."""

    paper: Paper
    context: int | None

    def line(self, text: str, start: int, stop: int, marks: str) -> str:
        """Return a line with `text[start:stop]` in the middle, between marks if all is plain."""
        flat = in_one_line(text)
        bracketed = self.paper.plain and marks
        words = f"{marks[0]}{flat[start:stop]}{marks[1]}" if bracketed else flat[start:stop]
        side = (min(self.paper.columns or _UNBOUNDED, _WIDEST) - _INDENT) // 2
        # Words that are too long to begin in the middle begin as far before it as they need.
        spare = 2 * side - text_width(words) - len("……")
        middle = side if self.paper.columns is None else min(side, max(spare, 0))
        if self.context is not None:
            before = ending(flat[:start], self.context, len)
            after = beginning(flat[stop:], self.context, len)
        else:
            before = ending(flat[:start], middle) if marks else ""
            left = 2 * side - (middle if marks else 0) - text_width(words)
            after = beginning(flat[stop:], max(left, 1))
        blank = " " * (_INDENT + (max(middle - text_width(before), 0) if marks else 0))
        if bracketed:
            blank = blank[text_width(marks[0]) :]  # so that the words stand below one another
        shown = self.paper.styled(words, "bold") if words else ""
        return f"{blank}{before}{shown}{after}"


def _counts(found: Found, told: tuple[str, ...]) -> Iterator[str]:
    both = tuple(zip(found.usages, told, strict=True))
    by_report = {
        report: [(usage, words) for usage, words in both if usage.report == report]
        for report in found.reports
    }
    for report, own in by_report.items():
        if own or len(found.reports) == 1:
            yield f"{report}: {_counted(own)}"
    if sum(map(bool, by_report.values())) > 1:
        yield f"in all: {_counted(both)}"


def _counted(own: Sequence[tuple[Usage, str]]) -> str:
    if not own:
        return "no place"
    blocks = len({(usage.report, usage.source.id) for usage, _ in own})
    told = in_numbers(words for _, words in own)
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
