"""Where the words of a term stand in a report and it is not meant, and what says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.model import SOURCE_LANGUAGE, Block, Concept, LanguageSection
from jdpublish.report import Report
from jdpublish.termbase.usage.concordance import chinese_forms, prepared
from jdpublish.terms.matching import mentions


@dataclass(frozen=True, slots=True)
class Passed:
    """Where the words of a concept stand and it is not meant, and the words that say so.

    `concept` is the entry of the longer term that has them within it. It is empty where they stand
    within words of `not-in`, or, with no `within` either, where a measure follows no figure.
    """

    report: str
    source: Block
    start: int
    within: str
    concept: str


def passed_over(
    report: Report, concepts: tuple[Concept, ...], concept: Concept
) -> tuple[Passed, ...]:
    """Return where a concept’s Chinese words stand and another is meant, or none."""
    return tuple(_passed_over(report, concepts, concept))


def _passed_over(
    report: Report, concepts: tuple[Concept, ...], concept: Concept
) -> Iterator[Passed]:
    _, terms = prepared(concepts)
    section = concept.language(SOURCE_LANGUAGE)
    forms = sorted(chinese_forms((concept,)), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, forms)))
    for part in report.sections[SOURCE_LANGUAGE]:
        for block in part.blocks:
            text = block.text
            raw = [found.span() for found in pattern.finditer(text)]
            meant = mentions(text, terms) if raw else ()
            for start, stop in raw:
                around = [one for one in meant if one.start < stop and start < one.stop]
                if any(one.concept == concept.id for one in around):
                    continue
                longer = next(iter(around), None)
                if longer:
                    within = text[longer.start : longer.stop]
                    yield Passed(report.source.id, block, start, within, longer.concept)
                else:
                    yield Passed(report.source.id, block, start, _context(text, start, section), "")


def _context(text: str, start: int, section: LanguageSection) -> str:
    """Return the words of `not-in` that stand around a place."""
    return next(
        (
            context
            for context in section.not_in
            if 0 <= text.find(context, max(start - len(context), 0)) <= start
        ),
        "",
    )
