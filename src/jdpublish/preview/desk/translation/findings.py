"""What checks find at one translated block: only those that need not read the whole report anew."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from jdpublish.checks import ALL, deprecated_terms, first_mention, in_order, terms
from jdpublish.checks.contract import Bitext
from jdpublish.model import SOURCE_LANGUAGE, Concept, Finding, Pair
from jdpublish.preview.desk.translation.place import Place
from jdpublish.report import Report
from jdpublish.waivers import judged

_UP_TO_HERE = (terms.CHECK, deprecated_terms.CHECK, first_mention.CHECK)
"""Checks of the whole text for which what comes behind a block does not matter."""

CHECKED = tuple(check.id for check in ALL if check.text is None or check in _UP_TO_HERE)
"""The ids of the checks that look at a block at once; others need the whole report."""


def bitext_up_to(report: Report, block: str, concepts: tuple[Concept, ...]) -> Bitext:
    """Return a report as checks look at it, its Chinese only up to a block."""
    original = []
    for section in report.sections[SOURCE_LANGUAGE]:
        ids = [one.id for one in section.blocks]
        if block in ids:
            original.append(replace(section, blocks=section.blocks[: ids.index(block) + 1]))
            break
        original.append(section)
    sections = {**report.sections, SOURCE_LANGUAGE: tuple(original)}
    return Bitext(sections, concepts, report.source)


def findings_at(place: Place, bitext: Bitext, today: dt.date) -> tuple[Finding, ...]:
    """Return what is found at a block's translation on a day, less what is waived."""
    found = in_order(_found(place, bitext))
    return judged(found, place.report.source.waivers, today).findings


def _found(place: Place, bitext: Bitext) -> Iterator[Finding]:
    target = place.target
    if target is None:
        return
    languages = (SOURCE_LANGUAGE, place.language)
    alone = replace(bitext, sections={tag: bitext.sections[tag] for tag in languages})
    for check in ALL:
        yield from check.at_pair(Pair(place.source, target), alone)
        yield from check.at_block(target, place.language, alone)
    for check in _UP_TO_HERE:
        for one in check.findings(alone):
            if one.block == place.source.id and one.at.file == target.at.file:
                yield one
