"""What is still open in an edition: a draft says so on every page."""

from collections.abc import Iterable, Iterator

from jdpublish.model import Finding, OpenMatter
from jdpublish.page import Document
from jdpublish.report import Report

_SEEN_IN_THE_TEXT = ("untranslated", "provisional-id")
"""Checks whose findings are counted by their blocks, in every edition that prints these."""


def open_matters(
    document: Document, report: Report, findings: Iterable[Finding]
) -> tuple[OpenMatter, ...]:
    """Return what is not final in an edition, the gravest first; nothing where all is approved.

    Of the findings only those count that stand in the edition's own files.
    """
    return tuple(matter for matter in _matters(document, report, findings) if matter.places)


def _matters(
    document: Document, report: Report, findings: Iterable[Finding]
) -> Iterator[OpenMatter]:
    blocks = document.blocks
    yield OpenMatter("untranslated", tuple(block.id for block in blocks if block.missing))
    own = {file.file for file in report.source.files.get(document.edition.source, ())}
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
