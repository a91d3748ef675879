"""What is still open in an edition: a draft says so on every page."""

from collections.abc import Iterable, Iterator

from jdpublish.model import SOURCE_LANGUAGE, BlockKind, Finding, MarkKind
from jdpublish.page import Document
from jdpublish.publication import OpenMatter
from jdpublish.report import Report
from jdpublish.translation.staleness import block_states

_SEEN_IN_THE_TEXT = ("untranslated", "stale", "provisional-id")
"""Checks whose findings are counted by their blocks, in every edition that prints these."""


def open_matters(
    document: Document, report: Report, findings: Iterable[Finding]
) -> tuple[OpenMatter, ...]:
    """Return what is not final in an edition, the gravest first; nothing where all is approved.

    Of the findings only those count that stand in the edition's own files.
    """
    printed = _printed(document)
    return tuple(
        OpenMatter(matter.kind, tuple(place * (place in printed) for place in matter.places))
        for matter in _matters(document, report, findings)
        if matter.places
    )


def _printed(document: Document) -> set[str]:
    """Return the ids that stand on the page: a note that nothing calls is not printed."""
    called = {
        mark.value
        for block in document.blocks
        for segment in block.segments
        for mark in segment.marks
        if mark.kind is MarkKind.NOTE
    }
    blocks = (block for block in document.blocks if block.kind is not BlockKind.NOTE)
    return {*called, *(block.id for block in blocks), *(f"term-{one}" for one in document.entries)}


def _matters(
    document: Document, report: Report, findings: Iterable[Finding]
) -> Iterator[OpenMatter]:
    blocks = document.blocks
    yield OpenMatter("untranslated", tuple(block.id for block in blocks if block.missing))
    language = document.edition.source
    yield OpenMatter("stale", _stale(report, language) if language != SOURCE_LANGUAGE else ())
    own = {file.file for file in report.source.files.get(language, ())}
    yield OpenMatter(
        "finding",
        tuple(
            finding.block
            for finding in findings
            if finding.check not in _SEEN_IN_THE_TEXT and finding.at.file in own
        ),
    )
    yield OpenMatter("provisional", tuple(block.id for block in blocks if block.provisional))
    proposed = (f"term-{entry.id}" for entry in document.entries.values() if entry.proposed)
    yield OpenMatter("proposed", tuple(proposed))


def _stale(report: Report, language: str) -> tuple[str, ...]:
    """Return the ids of the blocks whose Chinese has changed since they were translated."""
    states = block_states(
        report.sections[SOURCE_LANGUAGE],
        report.sections.get(language, ()),
        report.source.translation,
        language,
    )
    return tuple(state.source.id for state in states if state.stale)
